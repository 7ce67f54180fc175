"""Fills a database with very many accounts, three invoices each, some of them late, and what keeps out."""

from collections.abc import Iterator
from datetime import timedelta

from agentview.core.power import Role
from agentview.models.database import Database, Stamp
from agentview.models.party import UserRole
from agentview.models.suspension import AccountGroup, ExcludedGroup, SuspensionRuleSet
from agentview.models.upgrade import upgrade
from benchmarks.population import NOW, STAMPS, Row, Tables, write_tables
from tests import build

FIRST = 1_000
RULES, GROUP = 1, 1
CENTS, LEAST, DAYS, THRESHOLD = 4_990, 5_000, 14, 1_000
CONTROLLER = "harbour_back"
_TODAY = NOW.date()
_INVOICES = 3
_LATE_EVERY = 20


def populate_debtors(url: str, accounts: int) -> None:
    """Make a database with so many accounts of one provider; one in twenty has been late for long.

    Half of all have paid everything, the others owe an invoice that is not due yet. Of the late ones half are
    kept out: by a dispute, a plan, a promise, money on its way, an open case, an exemption, a group.
    """
    database = Database(url)
    upgrade(database)
    with database.write(Stamp("seed", NOW)) as session:
        build.seed(session)
        number = list(build.USERS).index(CONTROLLER) + 1
        session.add(UserRole(user_id=number, role=Role.CREDIT_CONTROLLER.value))
        session.add(
            SuspensionRuleSet(
                id=RULES,
                provider_id=build.HARBOUR,
                name="Standard",
                effective_from=_TODAY - timedelta(days=300),
                minimum_overdue_cents=LEAST,
                minimum_overdue_days=DAYS,
                restoration_threshold_cents=THRESHOLD,
                resuspend_days=7,
                action_windows=[{"weekday": 0, "from": "09:00", "to": "17:00"}],
                status="ENABLED",
            )
        )
        staff = {"provider_id": build.HARBOUR, "name": "Staff", "is_distribution_list": True}
        session.add(AccountGroup(id=GROUP, **staff))
        session.flush()
        session.add(ExcludedGroup(rule_set_id=RULES, account_group_id=GROUP, reason=""))
    database.close()
    write_tables(database, _tables(accounts))


def _tables(accounts: int) -> Tables:
    every = range(accounts)
    late = range(0, accounts, _LATE_EVERY)
    yield "account", (_account(number) for number in every)
    yield "package_subscription", (_package(number) for number in every)
    yield "service_subscription", (_service(number) for number in every)
    yield "invoice", (row for number in every for row in _invoices(number))
    yield "payment_plan", (_plan(number) for number in _kept(late, 1))
    yield "payment_plan_invoice", (row for number in _kept(late, 1) for row in _links(number))
    yield "payment_promise", (_promise(number) for number in _kept(late, 2))
    yield "payment", (_payment(number) for number in every if number % 10 == 0)
    yield "restriction_case", (_case(number) for number in _kept(late, 4))
    yield "suspension_exemption", (_exemption(number) for number in _kept(late, 5))
    yield "account_group_member", (_member(number) for number in _kept(late, 6))
    yield "complaint", (_complaint(number) for number in _kept(late, 7))
    yield "cardline", (_cardline(number) for number in every if number % 25 == 0)


def _kept(late: range, kind: int) -> Iterator[int]:
    """Return the late accounts of one kind: there are twenty, of which the first nine keep out."""
    return (number for number in late if _kind(number) == kind)


def _kind(number: int) -> int:
    return number // _LATE_EVERY % 20 if number % _LATE_EVERY == 0 else 99


def _account(number: int) -> Row:
    return {
        "id": FIRST + number,
        "provider_id": build.HARBOUR,
        "profile_id": 1,
        "account_no": f"K-{number}",
        "name": f"Customer {number}",
        "name_key": f"customer {number}",
        "account_type": "CONSUMER",
        "status": 2 if number % 50 == 7 else 1,
        "opened_on": _TODAY,
        "omit_from_auto_restrict": _kind(number) == 0,
        **STAMPS,
    }


def _package(number: int) -> Row:
    return {
        "id": FIRST + number,
        "account_id": FIRST + number,
        "package_plan_id": 1,
        "status": "Active",
        "access_fee_cents": CENTS,
        **STAMPS,
    }


def _service(number: int) -> Row:
    return {
        "id": FIRST + number,
        "package_subscription_id": FIRST + number,
        "service_plan_id": 1,
        "service_type_id": 1,
        "status": "Cancelled" if number % 33 == 0 else "Active",
        "provisioning_state": "NONE",
        **STAMPS,
    }


def _invoices(number: int) -> Iterator[Row]:
    is_late, owes = number % _LATE_EVERY == 0, number % 2 == 0
    for place in range(_INVOICES):
        due_on = _TODAY - timedelta(days=30 * place - (-number % 17 if is_late else 10))
        is_open = is_late or (owes and place == 0)
        yield {
            "id": FIRST + _INVOICES * number + place,
            "account_id": FIRST + number,
            "invoice_no": f"{number}-{place}",
            "issued_on": due_on - timedelta(days=14),
            "due_on": due_on,
            "currency": "AUD",
            "total_inc_cents": CENTS,
            "amount_due_inc_cents": CENTS if is_open else 0,
            "disputed_cents": CENTS if is_open and _kind(number) == 8 else 0,
            "status": "ISSUED" if is_open else "PAID",
            **STAMPS,
        }


def _plan(number: int) -> Row:
    return {
        "id": FIRST + number,
        "account_id": FIRST + number,
        "start_on": _TODAY,
        "frequency": "MONTHLY",
        "number_of_payments": 3,
        "status": "IN_PROGRESS",
        **STAMPS,
    }


def _links(number: int) -> Iterator[Row]:
    for place in range(_INVOICES):
        yield {"payment_plan_id": FIRST + number, "invoice_id": FIRST + _INVOICES * number + place}


def _promise(number: int) -> Row:
    return {
        "id": FIRST + number,
        "account_id": FIRST + number,
        "amount_cents": CENTS,
        "currency": "AUD",
        "promised_for": _TODAY + timedelta(days=3),
        "status": "OPEN",
        "taken_at": NOW,
        "taken_by": "fill",
        **STAMPS,
    }


def _payment(number: int) -> Row:
    return {
        "id": FIRST + number,
        "provider_id": build.HARBOUR,
        "account_id": FIRST + number,
        "external_id": f"P-{number}",
        "method": "CARD",
        "received_on": _TODAY,
        "amount_cents": 3 * CENTS,
        "currency": "AUD",
        "unallocated_cents": 0,
        "status": "PENDING" if _kind(number) == 3 else "RECEIVED",
        **STAMPS,
    }


def _case(number: int) -> Row:
    return {
        "id": FIRST + number,
        "provider_id": build.HARBOUR,
        "account_id": FIRST + number,
        "origin": "MANUAL",
        "state": "RESTRICTED",
        "flagged_at": NOW,
        "owing_cents_at_flag": CENTS,
        **STAMPS,
    }


def _exemption(number: int) -> Row:
    return {
        "id": FIRST + number,
        "account_id": FIRST + number,
        "reason": "x",
        "owner": "x",
        "until_on": _TODAY + timedelta(days=30),
        **STAMPS,
    }


def _member(number: int) -> Row:
    return {"account_group_id": GROUP, "account_id": FIRST + number}


def _complaint(number: int) -> Row:
    return {
        "id": FIRST + number,
        "account_id": FIRST + number,
        "reference": "x",
        "opened_on": _TODAY,
        **STAMPS,
    }


def _cardline(number: int) -> Row:
    return {
        "id": FIRST + number,
        "account_id": FIRST + number,
        "kind": "CREDIT",
        "amount_ex_cents": -500,
        "currency": "AUD",
        "status": "PENDING",
        **STAMPS,
    }
