"""A company with units, people, two carriers, what they offer, lines and devices (SM-6, 5.2).

Everything is written past the services, with numbers that are named here. `furnish` a backend first.
"""

from datetime import date, timedelta
from typing import Protocol

from sqlalchemy.orm import Session
from stdnum import luhn

from agentview.contract.wireless import DeviceStatus, DeviceType, LineStatus
from agentview.core.power import Role
from agentview.core.text import fold
from agentview.models.base import Base
from agentview.models.database import Database, Stamp
from agentview.models.hardware_catalogue import Product
from agentview.models.numbering import go_on_after_rows
from agentview.models.party import User, UserRole
from agentview.models.wireless_catalogue import (
    AccessoryFit,
    WirelessFeature,
    WirelessModel,
    WirelessPlan,
    WirelessSetting,
    WirelessVendor,
)
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.models.wireless_inventory import LineFeature, Stipend, WirelessDevice, WirelessLine
from agentview.services.session.password import hashed
from tests import build
from tests.build_hardware import CASE, PHONE, PLAIN_PHONE

STAMP = Stamp("test", build.START)
TODAY = build.START.date()
"""Where the tests' people are it is this day as well."""

NORTHERN, SOUTHERN, ALPINE_MOBILE = 1, 2, 3
"""Carriers, by id; the last one is another provider's."""
TALK, DATA, EXECUTIVE, OLD_PLAN, SOUTH, STIPEND_PLAN, ALPINE_PLAN = 1, 2, 3, 4, 5, 6, 7
"""Plans. EXECUTIVE is out of policy, OLD_PLAN withdrawn, DATA for tablets and modems alone."""
ROAMING, HOTSPOT, MUSIC, SOUTH_ROAMING = 1, 2, 3, 4
"""Features. MUSIC is out of policy."""
TABLET = 101
"""A product that only Northern's lines can use; PHONE works with both carriers, PLAIN_PHONE with Northern."""
HEAD, CLINIC, LAB, BRIGHT_UNIT, ALPINE_UNIT = 1, 2, 3, 4, 5
"""Units: CLINIC and LAB belong to HEAD. LAB has no manager."""
BOSS, MANAGER, WORKER, COLLEAGUE, LEAVER, BRIGHT_EMPLOYEE, ALPINE_EMPLOYEE = 1, 2, 3, 4, 5, 6, 7
"""Employees. BOSS leads MANAGER, who leads WORKER and COLLEAGUE. COLLEAGUE and LEAVER do not sign in."""
BOSS_USER, MANAGER_USER, DEPUTY_USER = 101, 102, 103
PEOPLE: dict[str, tuple[int, Role]] = {
    "marlow_boss": (BOSS_USER, Role.APPROVER),
    "marlow_manager": (MANAGER_USER, Role.APPROVER),
    "marlow_deputy": (DEPUTY_USER, Role.APPROVER),
}
"""People of the company who sign in, beside `harbour_viewer`, who is WORKER."""
WORKER_LINE, COLLEAGUE_LINE, MANAGER_LINE, AWAY_LINE, LOST_LINE, ENDED_LINE, FREE_LINE = 1, 2, 3, 4, 5, 6, 7
"""Lines: AWAY_LINE is suspended without billing, LOST_LINE with, ENDED_LINE ended 30 days ago."""
SOUTHERN_LINE, BRIGHT_LINE, ALPINE_LINE = 8, 9, 10
WORKER_PHONE, COLLEAGUE_TABLET, MANAGER_PHONE, SPARE_PHONE, SPARE_PLAIN, REPAIRED = 1, 2, 3, 4, 5, 6
"""Devices: MANAGER_PHONE is 13 months old; the spare ones are In Stock."""
UNCONFIRMED, RETIRED, BRIGHT_PHONE, ALPINE_DEVICE = 7, 8, 9, 10


class Operator(Protocol):
    """Whose database is furnished."""

    @property
    def database(self) -> Database:
        """What everything is written to."""


def imei(number: int) -> str:
    """Return a valid IMEI, another one for each number."""
    bare = f"35{number:012d}"
    return bare + str(luhn.calc_check_digit(bare))


def iccid(number: int) -> str:
    """Return a valid number of a SIM card, another one for each number."""
    bare = f"8961{number:014d}"
    return bare + str(luhn.calc_check_digit(bare))


def number_of(line: int) -> str:
    """Return the mobile number of a line."""
    return f"+614955501{line:02d}"


def furnish(backend: Operator) -> None:
    """Add the wireless world to the small operator."""
    with backend.database.write(STAMP) as session:
        seed_wireless(session)


def seed_wireless(session: Session) -> None:
    """Add the wireless world to the small operator, in a transaction that is open."""
    people(session)
    _catalogue(session)
    _company(session)
    _lines(session)
    _devices(session)
    for table in (User, Product, WirelessVendor, WirelessPlan, WirelessFeature, OrgUnit, Employee):
        go_on_after_rows(session, table)
    for stock in (WirelessLine, WirelessDevice):
        go_on_after_rows(session, stock)


def people(session: Session) -> None:
    """Add the people of the company who sign in; they see the company alone."""
    for username, (key, role) in PEOPLE.items():
        session.add(
            User(
                id=key,
                username=username,
                display_name=username.replace("_", " ").title(),
                provider_id=build.HARBOUR,
                account_id=build.MARLOW,
                password_hash=hashed(build.password_of(username)),
                email=f"{username}@example.com",
            )
        )
        session.flush()
        session.add(UserRole(user_id=key, role=role.value))


def _catalogue(session: Session) -> None:
    vendors = (
        (NORTHERN, build.HARBOUR, "NORTHERN", "Northern Wireless"),
        (SOUTHERN, build.HARBOUR, "SOUTHERN", "Southern Mobile"),
        (ALPINE_MOBILE, build.ALPINE, "ALPINE", "Alpine Mobile"),
    )
    for key, provider, code, name in vendors:
        session.add(WirelessVendor(id=key, provider_id=provider, code=code, name=name))
    session.flush()
    _plans(session)
    features = (
        (ROAMING, NORTHERN, "ROAM", "Roaming", 1000, True),
        (HOTSPOT, NORTHERN, "HOTSPOT", "Hotspot", 500, True),
        (MUSIC, NORTHERN, "MUSIC", "Music", 990, False),
        (SOUTH_ROAMING, SOUTHERN, "S-ROAM", "Roaming", 1200, True),
    )
    for key, vendor, code, name, monthly, in_policy in features:
        session.add(
            WirelessFeature(
                id=key,
                provider_id=build.HARBOUR,
                vendor_id=vendor,
                code=code,
                name=name,
                monthly_cents=monthly,
                is_in_policy=in_policy,
            )
        )
    _models(session)
    session.add(WirelessSetting(provider_id=build.HARBOUR))
    session.flush()


_NO_PHONES = (DeviceType.TABLET.value, DeviceType.MODEM.value)


def _plans(session: Session) -> None:
    rows: tuple[tuple[int, int, int | None, str, str, int, int, int, tuple[str, ...], bool, bool], ...] = (
        (TALK, build.HARBOUR, NORTHERN, "TALK-20", "Talk 20 GB", 0, 2000, 24, (), True, True),
        (
            DATA,
            build.HARBOUR,
            NORTHERN,
            "DATA-50",
            "Data 50 GB",
            0,
            3000,
            12,
            ("TABLET", "MODEM"),
            True,
            True,
        ),
        (EXECUTIVE, build.HARBOUR, NORTHERN, "EXEC", "Executive", 1500, 9900, 24, (), False, True),
        (OLD_PLAN, build.HARBOUR, NORTHERN, "OLD", "Talk 5 GB", 0, 1500, 0, (), True, False),
        (SOUTH, build.HARBOUR, SOUTHERN, "S-BASIC", "South Basic", 0, 1800, 24, (), True, True),
        (STIPEND_PLAN, build.HARBOUR, None, "STIPEND", "Stipend 30", 0, 3000, 0, (), True, True),
        (ALPINE_PLAN, build.ALPINE, ALPINE_MOBILE, "ALP", "Alpine Talk", 0, 1900, 0, (), True, True),
    )
    for key, provider, vendor, code, name, once, monthly, months, types, in_policy, is_active in rows:
        session.add(
            WirelessPlan(
                id=key,
                provider_id=provider,
                vendor_id=vendor,
                code=code,
                name=name,
                onetime_cents=once,
                monthly_cents=monthly,
                contract_months=months,
                device_types=list(types),
                is_in_policy=in_policy,
                is_active=is_active,
            )
        )
    session.flush()


def _models(session: Session) -> None:
    session.add(
        Product(
            id=TABLET,
            provider_id=build.HARBOUR,
            sku="TAB-1",
            name="Fruit Tablet 11",
            words=fold("Fruit Tablet 11 TAB-1"),
            kind="HANDSET",
            price_cents=69900,
            tax_code="GST",
            is_serialised=True,
            serial_type="IMEI",
            status="ACTIVE",
        )
    )
    session.flush()
    models: tuple[tuple[int, DeviceType, list[str], bool], ...] = (
        (PHONE, DeviceType.SMARTPHONE, [], True),
        (PLAIN_PHONE, DeviceType.PHONE, ["NORTHERN"], True),
        (TABLET, DeviceType.TABLET, ["NORTHERN"], False),
    )
    for product, kind, vendors, in_policy in models:
        session.add(
            WirelessModel(
                product_id=product,
                provider_id=build.HARBOUR,
                device_type=kind.value,
                vendor_codes=vendors,
                is_in_policy=in_policy,
            )
        )
    session.flush()
    session.add(AccessoryFit(accessory_id=CASE, model_id=PHONE))


def _company(session: Session) -> None:
    units = (
        (HEAD, build.HARBOUR, build.MARLOW, "HEAD", "Head office", None, BOSS_USER, "CC-100"),
        (CLINIC, build.HARBOUR, build.MARLOW, "CLINIC", "Clinic", HEAD, MANAGER_USER, "CC-200"),
        (LAB, build.HARBOUR, build.MARLOW, "LAB", "Laboratory", HEAD, None, "CC-300"),
        (BRIGHT_UNIT, build.HARBOUR, build.BRIGHT, "HEAD", "Bright", None, None, "B-1"),
        (ALPINE_UNIT, build.ALPINE, build.ALPINE_LEE, "HEAD", "Lee", None, None, ""),
    )
    for key, provider, account, code, name, parent, manager, centre in units:
        session.add(
            OrgUnit(
                id=key,
                provider_id=provider,
                account_id=account,
                code=code,
                name=name,
                parent_id=parent,
                manager_user_id=manager,
                cost_centre=centre,
            )
        )
        session.flush()
    viewer = next(number for number, name in enumerate(build.USERS, start=1) if name == "harbour_viewer")
    employees = (
        (BOSS, build.HARBOUR, build.MARLOW, "M-001", "Bea Boss", BOSS_USER, HEAD, None, ""),
        (MANAGER, build.HARBOUR, build.MARLOW, "M-002", "Mo Manager", MANAGER_USER, CLINIC, BOSS, ""),
        (WORKER, build.HARBOUR, build.MARLOW, "M-003", "Wendy Worker", viewer, CLINIC, MANAGER, ""),
        (COLLEAGUE, build.HARBOUR, build.MARLOW, "M-004", "Carl Colleague", None, LAB, MANAGER, "CC-999"),
        (LEAVER, build.HARBOUR, build.MARLOW, "M-005", "Lee Leaver", None, CLINIC, MANAGER, ""),
        (BRIGHT_EMPLOYEE, build.HARBOUR, build.BRIGHT, "B-001", "Brian Bright", None, BRIGHT_UNIT, None, ""),
        (ALPINE_EMPLOYEE, build.ALPINE, build.ALPINE_LEE, "A-001", "Anna Alp", None, ALPINE_UNIT, None, ""),
    )
    for key, provider, account, number, name, user, unit, manager, centre in employees:
        session.add(
            Employee(
                id=key,
                provider_id=provider,
                account_id=account,
                employee_no=number,
                name=name,
                email=f"employee{key}@example.com",
                user_id=user,
                org_unit_id=unit,
                manager_id=manager,
                cost_centre=centre,
                is_active=key != LEAVER,
            )
        )
        session.flush()
    session.add(
        Stipend(
            provider_id=build.HARBOUR,
            employee_id=COLLEAGUE,
            plan_id=STIPEND_PLAN,
            monthly_amount_cents=3000,
            enrolled_on=date(2026, 1, 1),
        )
    )


def _lines(session: Session) -> None:
    status = LineStatus
    rows = (
        (WORKER_LINE, build.MARLOW, NORTHERN, status.ACTIVE, WORKER, TALK),
        (COLLEAGUE_LINE, build.MARLOW, NORTHERN, status.ACTIVE, COLLEAGUE, DATA),
        (MANAGER_LINE, build.MARLOW, NORTHERN, status.ACTIVE, MANAGER, EXECUTIVE),
        (AWAY_LINE, build.MARLOW, NORTHERN, status.SUSPENDED_NO_BILLING, WORKER, TALK),
        (LOST_LINE, build.MARLOW, NORTHERN, status.SUSPENDED_WITH_BILLING, WORKER, TALK),
        (ENDED_LINE, build.MARLOW, NORTHERN, status.INACTIVE, None, TALK),
        (FREE_LINE, build.MARLOW, NORTHERN, status.UNASSIGNED, None, TALK),
        (SOUTHERN_LINE, build.MARLOW, SOUTHERN, status.ACTIVE, BOSS, SOUTH),
        (BRIGHT_LINE, build.BRIGHT, NORTHERN, status.ACTIVE, BRIGHT_EMPLOYEE, TALK),
        (ALPINE_LINE, build.ALPINE_LEE, ALPINE_MOBILE, status.ACTIVE, ALPINE_EMPLOYEE, ALPINE_PLAN),
    )
    for key, account, vendor, state, employee, plan in rows:
        is_over = state is status.INACTIVE
        session.add(
            WirelessLine(
                id=key,
                provider_id=build.ALPINE if account == build.ALPINE_LEE else build.HARBOUR,
                account_id=account,
                vendor_id=vendor,
                number=number_of(key),
                status=state.value,
                employee_id=employee,
                plan_id=plan,
                iccid=iccid(key),
                contract_start=date(2025, 1, 1),
                contract_end=date(2026, 12, 31),
                suspended_on=TODAY - timedelta(days=5) if "SUSPENDED" in state else None,
                disconnected_on=TODAY - timedelta(days=30) if is_over else None,
                upgrade_eligible_on=date(2026, 11, 1),
            )
        )
    session.flush()
    session.add(LineFeature(line_id=WORKER_LINE, feature_id=HOTSPOT, start_on=date(2025, 1, 1)))


def _devices(session: Session) -> None:
    status = DeviceStatus
    phone = (PHONE, "Fruit Phone X1 128 GB", DeviceType.SMARTPHONE)
    plain = (PLAIN_PHONE, "Basic Phone B2", DeviceType.PHONE)
    tablet = (TABLET, "Fruit Tablet 11", DeviceType.TABLET)
    new, old = date(2026, 6, 1), date(2025, 10, 1)
    rows = (
        (WORKER_PHONE, build.MARLOW, phone, status.ACTIVE, WORKER_LINE, WORKER, new),
        (COLLEAGUE_TABLET, build.MARLOW, tablet, status.ACTIVE, COLLEAGUE_LINE, COLLEAGUE, new),
        (MANAGER_PHONE, build.MARLOW, phone, status.ACTIVE, MANAGER_LINE, MANAGER, old),
        (SPARE_PHONE, build.MARLOW, phone, status.IN_STOCK, None, None, new),
        (SPARE_PLAIN, build.MARLOW, plain, status.IN_STOCK, None, None, new),
        (REPAIRED, build.MARLOW, phone, status.REPAIR, None, WORKER, new),
        (UNCONFIRMED, build.MARLOW, phone, status.UNCONFIRMED_PENDING, None, WORKER, new),
        (RETIRED, build.MARLOW, phone, status.RETIRED_DISPOSED, None, None, old),
        (BRIGHT_PHONE, build.BRIGHT, phone, status.ACTIVE, BRIGHT_LINE, BRIGHT_EMPLOYEE, new),
        (ALPINE_DEVICE, build.ALPINE_LEE, phone, status.ACTIVE, ALPINE_LINE, ALPINE_EMPLOYEE, new),
    )
    for key, account, (product, name, kind), state, line, employee, since in rows:
        is_alpine = account == build.ALPINE_LEE
        session.add(
            WirelessDevice(
                id=key,
                provider_id=build.ALPINE if is_alpine else build.HARBOUR,
                account_id=account,
                serial_type="IMEI",
                serial_no=imei(key),
                product_id=None if is_alpine else product,
                make_model=name,
                device_type=kind.value,
                status=state.value,
                line_id=line,
                employee_id=employee,
                owned_since=since,
            )
        )
    session.flush()


def row_of(backend: Operator, table: type[Base], key: int) -> dict[str, object]:
    """Return a record as it lies in the database."""
    with backend.database.read() as session:
        found = session.get_one(table, key)
        return {column.key: getattr(found, column.key) for column in table.__table__.columns}
