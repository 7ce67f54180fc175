"""Somebody calls: the search by field, and calls that come in while one works."""

from __future__ import annotations

from agentview.contract.customers import CUSTOMER, REVEAL_CONTACT, CustomerRef, RevealContactRequest
from agentview.contract.search import FIND, FindRequest
from agentview.gateway.port import Gateway
from agentview.ui.shell.caller import CallState
from agentview.ui.shell.caller_banner import CallerBanner
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.scenes.customers import COLLEAGUE
from agentview.ui.tour.stage import MissingPartError, Stage, Steps
from agentview.ui.views.customers.view import CustomersView

_UNKNOWN = "tel:+61255501777"


def searching(stage: Stage) -> Steps:
    """Search customers by a part of the name; before, those who were opened last are there."""
    stage.workplace.open_area("customers")
    view = _customers(stage)
    view.tabs.show_record(None)
    yield from stage.picture("56-opened-last")
    view.find.take_focus()
    yield from stage.write("ma")
    yield from stage.until(lambda: view.find.list.model.rowCount() > 1)
    yield from stage.picture("57-search", is_key=True)


def ringing(stage: Stage) -> Steps:
    """A known customer calls, then somebody whom nobody knows; the field keeps the focus."""
    found: list[str] = []
    yield from stage.meanwhile(COLLEAGUE, lambda gateway: found.append(_number(gateway)))
    stage.window.take_link(f"tel:{found[0]}")
    yield from stage.until(lambda: _is_shown(stage, CallState.KNOWN))
    yield from stage.picture("58-call", is_key=True)
    stage.window.take_link(_UNKNOWN)
    yield from stage.until(lambda: _is_shown(stage, CallState.UNKNOWN))
    yield from stage.picture("59-unknown-call")
    stage.click("Dismiss")
    yield from stage.settled()
    stage.workplace.open_area("provisioning")
    yield from rows(stage)


SCENES = (Scene("searching customers", searching), Scene("calls", ringing))


def _customers(stage: Stage) -> CustomersView:
    found = stage.workplace.area()
    if found is None or not isinstance(found[1], CustomersView):
        raise MissingPartError("customers")
    return found[1]


def _is_shown(stage: Stage, state: CallState) -> bool:
    ringing = stage.workplace.caller.ringing
    is_there = any(banner.isVisible() for banner in stage.window.findChildren(CallerBanner))
    return is_there and ringing is not None and ringing.state is state


def _number(gateway: Gateway) -> str:
    """Look a customer's number up, as a colleague may with a reason."""
    (hit, *_) = gateway.call(FIND, FindRequest(text="dental")).hits
    contact = gateway.call(CUSTOMER, CustomerRef(account_id=hit.record_id)).contacts[0]
    request = RevealContactRequest(contact_id=contact.contact_id, reason="Call back")
    revealed = gateway.call(REVEAL_CONTACT, request, key="tour-call")
    return revealed.phone or revealed.mobile or ""
