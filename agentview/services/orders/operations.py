"""Places orders that come in as TMF622 resources: once each, as a whole or not at all (D-25)."""

from agentview.contract.orders import CHECK, PLACE, OrderStatus, Placed, PlaceOutcome, ProductOrder
from agentview.core.errors import Conflict, Refusal
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.models.order import CancelRequest
from agentview.services.handler import handle
from agentview.services.orders import parties
from agentview.services.orders.ending import submit_cancel
from agentview.services.orders.key import (
    Known,
    content_hash,
    external_key,
    key_of_part,
    known_requests,
    requested_day,
    task_references,
)
from agentview.services.orders.notes import note_tasks
from agentview.services.orders.reading import understand
from agentview.services.orders.wish import CancelTerms, Origin, Wish
from agentview.services.orders.writing import submit_order
from agentview.services.unit import Unit

SOURCE = "API"
REASON = "CUSTOMER_REQUEST"


def place(unit: Unit, order: ProductOrder) -> Placed:
    """Place an order. One that is known already and says the same changes nothing (D-25).

    Raises Rejected with every reason at once, each with its place in the order (JSON pointer); Denied
    (`E-POWER`) where a package is to be ended by one who may not (R-PRV-31); and Conflict (`E-ORDER-CHANGED`)
    where the key is known with other content.
    """
    parties.hold_customer(unit, order)
    wanted = _wanted(unit, order)
    return wanted if isinstance(wanted, Placed) else _submitted(unit, wanted, order)


def check(unit: Unit, order: ProductOrder) -> Placed:
    """Say what `place` would come to, and raise what it would raise. What is new has no references."""
    wanted = _wanted(unit, order)
    if isinstance(wanted, Placed):
        return wanted
    status = OrderStatus.ORDER_INCOMPLETE.value
    return Placed(
        outcome=PlaceOutcome.CREATED, order_reference="", references=(), status=status, task_references=()
    )


def _wanted(unit: Unit, order: ProductOrder) -> Wish | Placed:
    """Return what an order asks for, or what it led to when it came in before."""
    key = external_key(order)
    of_provider = parties.provider_refusals(unit, order)
    account, of_account = parties.customer(unit, order)
    known = known_requests(unit, key) if key and account and not of_provider else ()
    if known:
        return _as_known(unit, known, _content(unit, order))
    no_key = () if key else (Refusal("E-NO-KEY", "/externalId", "D-25"),)
    wish = understand(unit, order, account, (*no_key, *of_provider, *of_account))
    if any(cancel.only is None for cancel in wish.cancels):
        unit.caller.demand(Power.PKG_CANCEL_MIGRATE)
    return wish


def _content(unit: Unit, order: ProductOrder) -> str:
    return content_hash(order, requested_day(order, unit.caller.zone))


def _as_known(unit: Unit, known: tuple[Known, ...], content: str) -> Placed:
    if any(one.content_hash != content for one in known):
        raise Conflict(Refusal("E-ORDER-CHANGED", "/externalId", "D-25", {"reference": known[0].reference}))
    references = tuple(one.reference for one in known)
    return _placed(unit, PlaceOutcome.UNCHANGED, references, known[0].status)


def _terms(unit: Unit, wish: Wish, order: ProductOrder) -> CancelTerms:
    """Return the terms of a cancellation: an order that comes in names no reason of ours."""
    is_later = wish.requested_on > unit.today
    return CancelTerms(
        reason_code=REASON,
        note=order.description,
        time_frame="NOMINATED_DATE" if is_later else "IMMEDIATE",
        nominated_on=wish.requested_on if is_later else None,
    )


def _submitted(unit: Unit, wish: Wish, order: ProductOrder) -> Placed:
    key, content = external_key(order) or "", _content(unit, order)
    said: dict[str, object] = {"category": order.category, "description": order.description}
    references: list[str] = []
    statuses: list[str] = []
    if wish.packages:
        record = submit_order(unit, wish, Origin(SOURCE, key, content, said))
        references.append(reference(Prefix.ORDER, record.id))
        statuses.append(record.status)
    for number, cancel in enumerate(wish.cancels):
        origin = Origin(SOURCE, key_of_part(key, number), content)
        request: CancelRequest = submit_cancel(
            unit, cancel, wish.requested_on, _terms(unit, wish, order), origin
        )
        references.append(reference(Prefix.CANCEL_REQUEST, request.id))
        statuses.append(request.status)
    placed = _placed(unit, PlaceOutcome.CREATED, tuple(references), statuses[0])
    note_tasks(unit, order.note, placed.task_references)
    return placed


def _placed(unit: Unit, outcome: PlaceOutcome, references: tuple[str, ...], status: str) -> Placed:
    unit.session.flush()
    return Placed(
        outcome=outcome,
        order_reference=references[0],
        references=references,
        status=status,
        task_references=task_references(unit, references),
    )


HANDLERS = (handle(CHECK, check), handle(PLACE, place))
