"""Begins, saves, lists, gives up and brings back incomplete orders; nothing but the order is written."""

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.order_entry import (
    Checked,
    CheckRequest,
    Discarded,
    Draft,
    DraftRow,
    Drafts,
    DraftsRequest,
    OrderAt,
    OrderRef,
    SavePageRequest,
    StartRequest,
)
from agentview.contract.order_form import OrderForm, OrderPage
from agentview.contract.orders import OrderStatus, OrderType
from agentview.core.errors import NotFound, Refusal, refuse_if_any
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.order import Order
from agentview.models.party import User
from agentview.services.order_entry import queries, rules
from agentview.services.order_entry.describe import draft_of
from agentview.services.order_entry.form import form_of, stored, tidy, unhidden
from agentview.services.order_entry.hold import find, hold, stale
from agentview.services.order_entry.sight import Sight, look
from agentview.services.order_lifecycle import OrderCommand, OrderFacts, account_may_order
from agentview.services.order_scope import entered_orders
from agentview.services.unit import Unit

SOURCE = "DESKTOP"


def start(unit: Unit, request: StartRequest) -> Draft:
    """Begin an order and give it its number; only an Active account may order (SM-0).

    A VIEWER orders for the own account (D-19). Raises NotFound, and Rejected (`E-ACCOUNT-STATUS`).
    """
    wanted = request.account_id or unit.caller.account_id
    account = queries.account(unit, wanted)
    if wanted is not None and account is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"account_id": wanted}))
    if account is not None:
        refuse_if_any(account_may_order(OrderFacts(account.status)))
    form = OrderForm(is_for_account=account is not None, account_id=account.id if account else None)
    record = Order(
        provider_id=unit.caller.provider_id,
        order_type=form.order_type.value,
        status=OrderStatus.ORDER_INCOMPLETE.value,
        source=SOURCE,
        requested_on=unit.today,
        started_at=unit.now,
        owner_id=unit.caller.user_id,
        account_id=form.account_id,
        current_page=OrderPage.SERVICE_TYPES.value,
        form_data=stored(form),
    )
    unit.session.add(record)
    unit.session.flush()
    _note(unit, record, OrderCommand.START, new=record.status)
    return draft_of(unit, find(unit, record.id))


def save_page(unit: Unit, request: SavePageRequest) -> Draft:
    """Save what was typed; the page is checked when the order goes on behind it (SM-0).

    The owner's, or a SUPERVISOR's. Raises Conflict (`E-STALE`), Denied, and Rejected with every reason.
    """
    held = hold(unit, request.order_id, request.version, OrderCommand.SAVE_PAGE)
    form = tidy(request.form)
    if not held.facts.is_owner:
        form = unhidden(form, form_of(held.record))
    sight = look(unit, form)
    if request.page.is_before(request.go_on_at):
        refuse_if_any(rules.page_refusals(request.page, form, sight.facts))
    _write(unit, held.record, sight, request.go_on_at)
    _note(unit, held.record, OrderCommand.SAVE_PAGE, new=request.page.value)
    return draft_of(unit, held)


def draft(unit: Unit, request: OrderRef) -> Draft:
    """Read an incomplete order: `current_page` is the last page still in progress (R-PRV-38)."""
    return draft_of(unit, find(unit, request.order_id))


def mark_of(answer: Draft) -> str:
    """Return all that is kept of an answer: what was typed stands in the order, and nowhere else."""
    return f"{answer.order_id}/{answer.version}"


def draft_again(unit: Unit, mark: str) -> Draft:
    """Answer again. Raises Conflict (`E-STALE`) where the order changed since, NotFound."""
    order_id, version = (int(part) for part in mark.split("/"))
    held = find(unit, order_id)
    if held.record.row_version != version:
        raise stale(unit, held.record)
    return draft_of(unit, held)


def check(unit: Unit, request: CheckRequest) -> Checked:
    """Return every reason of every page at once, of the order as saved or with this form."""
    held = find(unit, request.order_id)
    kept = form_of(held.record)
    form = tidy(request.form) if request.form is not None else kept
    return Checked(pages=look(unit, form if held.facts.is_owner else unhidden(form, kept)).pages())


def discard(unit: Unit, request: OrderAt) -> Discarded:
    """Give up an incomplete order of one's own; nothing was made that would have to be undone."""
    held = hold(unit, request.order_id, request.version, OrderCommand.DISCARD)
    record = held.record
    record.status = OrderStatus.ORDER_CANCELLED.value
    unit.session.flush()
    _note(unit, record, OrderCommand.DISCARD, old=OrderStatus.ORDER_INCOMPLETE.value, new=record.status)
    return Discarded(
        order_id=record.id, reference=reference(Prefix.ORDER, record.id), version=record.row_version
    )


def reopen(unit: Unit, request: OrderAt) -> Draft:
    """Bring back an order that was given up before it was submitted (D-22)."""
    held = hold(unit, request.order_id, request.version, OrderCommand.REOPEN)
    held.record.status = OrderStatus.ORDER_INCOMPLETE.value
    _note(
        unit,
        held.record,
        OrderCommand.REOPEN,
        old=OrderStatus.ORDER_CANCELLED.value,
        new=OrderStatus.ORDER_INCOMPLETE.value,
    )
    return draft_of(unit, held)


def drafts(unit: Unit, request: DraftsRequest) -> Drafts:
    """List incomplete orders, newest first: the own ones, or those of all colleagues."""
    wanted = (
        select(Order, Account.name, PackagePlan.external_name, User.display_name)
        .outerjoin(Account, Account.id == Order.account_id)
        .outerjoin(PackagePlan, PackagePlan.id == Order.package_plan_id)
        .outerjoin(User, User.id == Order.owner_id)
        .where(entered_orders(unit.caller), Order.status == OrderStatus.ORDER_INCOMPLETE.value)
    )
    if request.is_mine:
        wanted = wanted.where(Order.owner_id == unit.caller.user_id)
    if request.account_id is not None:
        wanted = wanted.where(Order.account_id == request.account_id)
    if request.before_id is not None:
        wanted = wanted.where(Order.id < request.before_id)
    rows = unit.session.execute(wanted.order_by(Order.id.desc()).limit(request.limit + 1)).all()
    return Drafts(
        drafts=tuple(_row(unit, *row) for row in rows[: request.limit]), has_older=len(rows) > request.limit
    )


def _row(unit: Unit, record: Order, customer: str | None, package: str | None, owner: str | None) -> DraftRow:
    new = form_of(record).new_customer
    return DraftRow(
        order_id=record.id,
        reference=reference(Prefix.ORDER, record.id),
        customer=customer or (new.fields.name if new is not None else ""),
        package=package or "",
        order_type=OrderType(record.order_type),
        current_page=OrderPage(record.current_page or OrderPage.SERVICE_TYPES),
        owner=owner or "",
        is_mine=record.owner_id == unit.caller.user_id,
        saved_at=record.updated_at,
    )


def _write(unit: Unit, record: Order, sight: Sight, go_on_at: OrderPage) -> None:
    """Keep the form, and what of it lists show: only records that are there."""
    form = sight.form
    record.form_data = stored(form)
    record.current_page = go_on_at.value
    record.order_type = form.order_type.value
    record.account_id = sight.account.id if sight.account is not None else None
    record.package_plan_id = sight.plan.id if sight.plan is not None else None
    record.requested_on = form.requested_on or unit.today
    record.agent_id = form.agent_id if sight.facts.agent_is_known else None
    record.purchase_order_ref = form.purchase_order_ref or None
    unit.session.flush()


def _note(
    unit: Unit, record: Order, command: OrderCommand, *, old: str | None = None, new: str | None = None
) -> None:
    """Write down who did it, and tell open screens; what was typed stands in neither."""
    unit.audit("order", record.id, command.value, old=old, new=new, account_id=record.account_id)
    unit.changed(Topic.ORDER, record.id, command.value, (record.provider_id, None))
