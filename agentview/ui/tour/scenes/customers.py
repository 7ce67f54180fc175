"""The day of a customer service agent: finding the caller, the page and its sections, changing, adding."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from agentview.contract.customers import CUSTOMER, EDIT, CustomerFields, CustomerRef, EditCustomerRequest
from agentview.gateway.port import Gateway
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.navigation import NEW_CUSTOMER, Target
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.stage import MissingPartError, Stage, Steps
from agentview.ui.views.customers.page import CustomerPage

AGENT, COLLEAGUE = "amelia", "keoni"


def arriving(stage: Stage) -> Steps:
    """Sign in as an agent, and go to the customers."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(AGENT, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    stage.workplace.open_area("customers")
    yield from stage.picture("40-customers")


def finding(stage: Stage) -> Steps:
    """Find a customer by some letters of the name, and open the page."""
    stage.press("Ctrl+K")
    yield from stage.settled()
    yield from stage.write("tanaka pre")
    yield from stage.picture("41-find", is_key=True)
    stage.press("Return")
    yield from stage.until(lambda: _is_read(stage))
    yield from stage.picture("42-customer", is_key=True)


def sections(stage: Stage) -> Steps:
    """Walk through the sections with their keys."""
    stage.press("Down")
    yield from stage.picture("43-service", is_key=True)
    for number, name in ((3, "orders"), (4, "contacts"), (5, "notes"), (6, "files"), (7, "timeline")):
        stage.press(f"Alt+{number}")
        yield from stage.picture(f"44-{name}", is_key=name == "timeline")
    stage.press("Alt+1")
    yield from stage.settled()


def noting(stage: Stage) -> Steps:
    """Write an alert that the next colleague must see."""
    stage.press("O")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    stage.part(QPlainTextEdit, "Note").setFocus()
    yield from stage.write("Works nights: call after three.")
    stage.click("Show it as an alert in the header until somebody ends it")
    yield from stage.picture("45-note")
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: not _dialogs(stage))
    yield from stage.picture("46-alert")


def revealing(stage: Stage) -> Steps:
    """See the main contact in full, with a reason."""
    stage.press("V")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.write("Call back about the fault")
    yield from stage.picture("47-reveal")
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: not _dialogs(stage))
    yield from stage.picture("48-revealed")


def editing(stage: Stage) -> Steps:
    """Change a name that a colleague has changed meanwhile."""
    stage.press("E")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    account_id = _page(stage).account_id
    stage.part(QLineEdit, "Name").setFocus()
    stage.press("Ctrl+A")
    yield from stage.write("Tanaka Tools")
    yield from stage.meanwhile(COLLEAGUE, lambda gateway: _rename(gateway, account_id))
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: any(part.isVisible() for part in stage.window.findChildren(ConflictView)))
    yield from stage.picture("49-edit-conflict", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def adding(stage: Stage) -> Steps:
    """Add the caller whom nobody knows, with the number that called."""
    stage.workplace.open_target(Target(NEW_CUSTOMER, 0, "(03) 5550 0177"))
    yield from stage.until(lambda: bool(_dialogs(stage)))
    stage.part(QLineEdit, "Name").setFocus()
    yield from stage.write("Quay Street Bakery")
    yield from stage.picture("50-new-customer")
    stage.press("Ctrl+Return")
    yield from stage.until(lambda: not _dialogs(stage))
    yield from stage.picture("51-added")
    stage.workplace.open_area("provisioning")
    yield from rows(stage)


SCENES = (
    Scene("arriving at customers", arriving),
    Scene("finding a customer", finding),
    Scene("sections of a customer", sections),
    Scene("noting", noting),
    Scene("revealing", revealing),
    Scene("editing a customer", editing),
    Scene("adding a customer", adding),
)


def _page(stage: Stage) -> CustomerPage:
    shown = [page for page in stage.window.findChildren(CustomerPage) if page.isVisible()]
    if not shown:
        raise MissingPartError("customer")
    return shown[0]


def _is_read(stage: Stage) -> bool:
    shown = [page for page in stage.window.findChildren(CustomerPage) if page.isVisible()]
    return bool(shown) and shown[0].presenter.detail is not None


def _dialogs(stage: Stage) -> list[QDialog]:
    return [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]


def _rename(gateway: Gateway, account_id: int) -> None:
    """Give the customer another name, as a colleague would."""
    seen = gateway.call(CUSTOMER, CustomerRef(account_id=account_id))
    fields = CustomerFields(
        name=f"{seen.name} Pty Ltd",
        account_type=seen.account_type,
        profile_id=seen.profile_id,
        export_reference="MYOB-2214",
        omit_from_auto_restrict=seen.omit_from_auto_restrict,
    )
    request = EditCustomerRequest(account_id=account_id, version=seen.version, fields=fields)
    gateway.call(EDIT, request, key="tour-rename")
