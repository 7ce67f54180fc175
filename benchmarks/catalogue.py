"""Fills a database with a large catalogue and a customer who holds many packages of it."""

from collections.abc import Iterator
from datetime import date

from agentview.models.database import Database, Stamp
from agentview.models.upgrade import upgrade
from benchmarks.population import NOW, STAMPS, Row, Tables, write_tables
from tests import build

PACKAGES = 50
FIRST = 1_000
_SINCE, _UNTIL = date(2026, 1, 1), date(2026, 12, 31)
_PLANS_A_TYPE = 2
_WITHDRAWN = 10


def populate_catalogue(url: str, plans: int, pool: int) -> None:
    """Make a database with so many plans, so many of them in each pool, and a customer with packages.

    Every package has two services and is under a contract of the type of its pool. One plan in ten is no
    longer on sale.
    """
    database = Database(url)
    upgrade(database)
    with database.write(Stamp("seed", NOW)) as session:
        build.seed(session)
    database.close()
    write_tables(database, _tables(plans, pool))


def package_id(number: int) -> int:
    """Return the id of one of the customer's packages."""
    return FIRST + number % PACKAGES


def _tables(plans: int, pool: int) -> Tables:
    yield "contract_type", iter((_contract_type(),))
    yield "contract_pool", (_pool(number) for number in range(-(-plans // pool)))
    yield "package_plan", (_plan(number) for number in range(plans))
    yield "contract_pool_plan", (_standing(number, pool) for number in range(plans))
    yield "service_plan", (row for number in range(plans) for row in _service_plans(number))
    yield "package_subscription", (_package(number, plans) for number in range(PACKAGES))
    yield "service_subscription", (row for number in range(PACKAGES) for row in _services(number, plans))
    yield "contract", (_contract(number) for number in range(PACKAGES))


def _contract_type() -> Row:
    return {
        "id": FIRST,
        "provider_id": build.HARBOUR,
        "internal_name": "12 months internal",
        "external_name": "12 months",
        "description": "",
        "length": 12,
        "length_unit": "MONTH",
        "tax_code": "GST",
        "end_method": "NO_CONTRACT",
        "break_out_method": "PER_REMAINING_MONTH",
        "break_out_amount_cents": 1_000,
        "early_upgrade_remaining_months": 3,
        "early_upgrade_fee_cents": 2_500,
        "status": "ACTIVE",
        **STAMPS,
    }


def _pool(number: int) -> Row:
    return {
        "id": FIRST + number,
        "provider_id": build.HARBOUR,
        "name": f"Pool {number}",
        "contract_type_id": FIRST,
        **STAMPS,
    }


def _plan(number: int) -> Row:
    return {
        "id": FIRST + number,
        "provider_id": build.HARBOUR,
        "code": f"PLAN-{number}",
        "internal_name": f"Plan {number} internal",
        "external_name": f"Plan {number}",
        "kind": "SELL",
        "setup_fee_cents": 0,
        "access_fee_cents": 1_990 + number % 80 * 100,
        "is_prorated": True,
        "honour_first_period_end_date": number % 2 == 0,
        "default_contract_type_id": FIRST,
        "status": "WITHDRAWN" if number % _WITHDRAWN == _WITHDRAWN - 1 else "ACTIVE",
        **STAMPS,
    }


def _standing(number: int, pool: int) -> Row:
    return {
        "id": FIRST + number,
        "pool_id": FIRST + number // pool,
        "package_plan_id": FIRST + number,
        "weight": number % 97,
        "upgrade_charge_cents": 1_500,
        "downgrade_charge_cents": 500,
        "downgrade_discount_cents": 700,
        **STAMPS,
    }


def _service_plans(plan: int) -> Iterator[Row]:
    for place, service_type in enumerate((build.MOBILE, build.BROADBAND)):
        code = f"PLAN-{plan}-{place}"
        yield {
            "id": FIRST + _PLANS_A_TYPE * plan + place,
            "package_plan_id": FIRST + plan,
            "service_type_id": service_type,
            "code": code,
            "internal_name": code,
            "external_name": code,
            "is_mandatory": True,
            **STAMPS,
        }


def _plan_of(package: int, plans: int) -> int:
    """Spread the packages over the catalogue, on plans of every pool."""
    return package * (plans // PACKAGES)


def _package(number: int, plans: int) -> Row:
    return {
        "id": FIRST + number,
        "account_id": build.MARLOW,
        "package_plan_id": FIRST + _plan_of(number, plans),
        "status": "Active",
        "access_fee_cents": 4_990,
        "start_on": _SINCE,
        "is_primary_in_group": False,
        **STAMPS,
    }


def _services(package: int, plans: int) -> Iterator[Row]:
    for place, service_type in enumerate((build.MOBILE, build.BROADBAND)):
        yield {
            "id": FIRST + _PLANS_A_TYPE * package + place,
            "package_subscription_id": FIRST + package,
            "service_plan_id": FIRST + _PLANS_A_TYPE * _plan_of(package, plans) + place,
            "service_type_id": service_type,
            "core_service_identifier": f"+6149{_PLANS_A_TYPE * package + place:07d}",
            "status": "Active",
            "provisioning_state": "NONE",
            "start_on": _SINCE,
            **STAMPS,
        }


def _contract(package: int) -> Row:
    return {
        "id": FIRST + package,
        "package_subscription_id": FIRST + package,
        "contract_type_id": FIRST,
        "started_on": _SINCE,
        "end_on": _UNTIL,
        "auto_end": True,
        "status": "ACTIVE",
        **STAMPS,
    }
