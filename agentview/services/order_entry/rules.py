"""The rules of a new order's pages: pure functions that return every reason against each page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agentview.contract.account import AccountStatus
from agentview.contract.order_entry import Method
from agentview.contract.order_form import OrderForm, OrderPage, ServiceForm
from agentview.contract.orders import OrderType
from agentview.core.errors import Refusal, Value
from agentview.services.orders.identifier import normalised
from agentview.services.provisioning.rules import identifier_refusals

MOST_DAYS_AHEAD = 731
"""An order for a day further away is a slip of the keyboard."""
Refusals = tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class PartFacts:
    """A service plan of the chosen package, as far as rules look at it."""

    service_plan_id: int
    service_type_id: int
    label: str
    pattern: str | None
    is_mandatory: bool
    method: Method


@dataclass(frozen=True, slots=True)
class Facts:
    """What a form is judged by. None stands for what was not found, or not chosen."""

    types_on_sale: frozenset[int]
    parts: tuple[PartFacts, ...] | None
    """The parts of the chosen package plan; None where it is not on sale."""
    account_status: int | None
    new_customer_refusals: Refusals
    agent_is_known: bool
    region: str
    today: date
    backdate_limit_days: int


def page_refusals(page: OrderPage, form: OrderForm, facts: Facts) -> Refusals:
    """Return every reason why a page cannot stay as it is (SM-0: save page n)."""
    return _CHECKS[page](form, facts)


def all_refusals(form: OrderForm, facts: Facts) -> Refusals:
    """Return every reason of every page, in their order."""
    return tuple(refusal for page in OrderPage for refusal in page_refusals(page, form, facts))


def holds_every_type(type_ids: Iterable[int], chosen: Iterable[int]) -> bool:
    """R-PRV-40: a package stays on offer while it contains every chosen type."""
    return set(chosen) <= set(type_ids)


def wanted_parts(form: OrderForm, parts: Sequence[PartFacts]) -> tuple[PartFacts, ...]:
    """Return the parts that the order makes: the mandatory ones, and the optional ones that are chosen."""
    return tuple(part for part in parts if part.is_mandatory or part.service_plan_id in form.option_ids)


def stored_identifier(typed: str, region: str) -> str:
    """Return an identifier as it is stored: a telephone number in E.164, without doubled blanks."""
    return normalised(" ".join(typed.split()), region)


def typed_identifier_refusals(
    typed: str, label: str, pattern: str | None, region: str, field: str = "identifier"
) -> Refusals:
    """An identifier that is typed fits its type's pattern, once normalised; an empty one may come later."""
    if not typed:
        return ()
    found = identifier_refusals(stored_identifier(typed, region), label, pattern)
    return tuple(replace(refusal, field=field) for refusal in found)


def _types(form: OrderForm, facts: Facts) -> Refusals:
    if not form.service_type_ids:
        return (Refusal("E-TYPES-MISSING", "service_type_ids", "R-PRV-40"),)
    gone = [one for one in form.service_type_ids if one not in facts.types_on_sale]
    return (Refusal("E-TYPE", "service_type_ids", "R-PRV-40", {"types": len(gone)}),) if gone else ()


def _package(form: OrderForm, facts: Facts) -> Refusals:
    if form.package_plan_id is None:
        return (Refusal("E-PACKAGE-MISSING", "package_plan_id", "R-PRV-40"),)
    if facts.parts is None:
        return (Refusal("E-PACKAGE", "package_plan_id", "R-PRV-40"),)
    held = {part.service_type_id for part in facts.parts}
    refusals: list[Refusal] = []
    if not holds_every_type(held, form.service_type_ids):
        refusals.append(Refusal("E-PACKAGE-TYPES", "package_plan_id", "R-PRV-40"))
    optional = {part.service_plan_id for part in facts.parts if not part.is_mandatory}
    if set(form.option_ids) - optional:
        refusals.append(Refusal("E-OPTION", "option_ids", "R-PRV-40"))
    ordered = {part.service_type_id for part in wanted_parts(form, facts.parts)}
    if not refusals and not holds_every_type(ordered, form.service_type_ids):
        refusals.append(Refusal("E-OPTION-LEFT-OUT", "option_ids", "R-PRV-40"))
    return tuple(refusals)


def _customer(form: OrderForm, facts: Facts) -> Refusals:
    if form.new_customer is not None:
        return facts.new_customer_refusals
    if form.account_id is None:
        return (Refusal("E-NO-CUSTOMER", "account_id", "SM-0"),)
    if facts.account_status is None:
        return (Refusal("E-CUSTOMER-GONE", "account_id", "SM-0"),)
    if facts.account_status != AccountStatus.ACTIVE:
        values: dict[str, Value] = {"status": facts.account_status}
        return (Refusal("E-ACCOUNT-STATUS", "account_id", "SM-0", values),)
    return ()


def _services(form: OrderForm, facts: Facts) -> Refusals:
    parts = wanted_parts(form, facts.parts or ())
    refusals: list[Refusal] = []
    for part in parts:
        typed = form.service(part.service_plan_id)
        field = _field(part, "identifier")
        refusals += typed_identifier_refusals(typed.identifier, part.label, part.pattern, facts.region, field)
        refusals += _address_refusals(typed, _field(part, "address"))
    refusals += _repeated(form, parts, facts.region)
    if form.order_type is OrderType.PORT_CHURN:
        refusals += _port(form, parts)
    return tuple(refusals)


def _field(part: PartFacts, name: str) -> str:
    return f"services/{part.service_plan_id}/{name}"


def _address_refusals(typed: ServiceForm, field: str) -> Refusals:
    """An address of its own says at least a street or a place."""
    address = typed.address
    if address is None or address.line1 or address.city:
        return ()
    return (Refusal("E-ADDRESS-EMPTY", field),)


def _repeated(form: OrderForm, parts: Sequence[PartFacts], region: str) -> Refusals:
    """Two services of one type do not share an identifier."""
    given = {
        part: stored_identifier(typed, region)
        for part in parts
        if (typed := form.service(part.service_plan_id).identifier)
    }
    counts = Counter((part.service_type_id, text) for part, text in given.items())
    return tuple(
        Refusal("E-IDENTIFIER-TWICE", _field(part, "identifier"), None, {"label": part.label})
        for part, text in given.items()
        if counts[part.service_type_id, text] > 1
    )


def _port(form: OrderForm, parts: Sequence[PartFacts]) -> Refusals:
    """A port says what moves, and from whom (E3)."""
    refusals: list[Refusal] = []
    if not form.port.losing_supplier:
        refusals.append(Refusal("E-LOSING-SUPPLIER", "port/losing_supplier", "E3"))
    moving = [part for part in parts if part.method is not Method.AUTOMATIC] or list(parts)
    if moving and not any(form.service(part.service_plan_id).identifier for part in moving):
        first = moving[0]
        refusals.append(
            Refusal("E-PORT-IDENTIFIER", _field(first, "identifier"), "E3", {"label": first.label})
        )
    return tuple(refusals)


def _review(form: OrderForm, facts: Facts) -> Refusals:
    refusals: list[Refusal] = []
    if form.requested_on is not None:
        refusals += _requested(form.requested_on, facts)
    if form.agent_id is not None and not facts.agent_is_known:
        refusals.append(Refusal("E-AGENT", "agent_id"))
    return tuple(refusals)


def _requested(day: date, facts: Facts) -> Refusals:
    """A past day is fine within the limit, for a service that lives already at the carrier (R-PRV-12, 13)."""
    earliest = facts.today - timedelta(days=facts.backdate_limit_days)
    latest = facts.today + timedelta(days=MOST_DAYS_AHEAD)
    if earliest <= day <= latest:
        return ()
    values: dict[str, Value] = {"earliest": earliest.isoformat(), "latest": latest.isoformat()}
    return (Refusal("E-REQUESTED-DATE", "requested_on", "R-PRV-13", values),)


_CHECKS = {
    OrderPage.SERVICE_TYPES: _types,
    OrderPage.PACKAGE: _package,
    OrderPage.CUSTOMER: _customer,
    OrderPage.SERVICES: _services,
    OrderPage.REVIEW: _review,
}
