"""Makes the small operator of the tests: two retailers, a wholesaler, a carrier, plans and people."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from agentview.core.power import Role
from agentview.core.text import fold
from agentview.models.catalogue import PackagePlan, ProvisioningTarget, ServicePlan, ServiceType
from agentview.models.customer import Account, AccountProfile, Address, Contact
from agentview.models.database import Stamp
from agentview.models.events import EventMapping
from agentview.models.numbering import go_on_after_rows
from agentview.models.party import Provider, User, UserRole
from agentview.services.events.standing import map_automation
from tests.build_hardware import seed_hardware

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
"""A Monday; the clock of the tests starts here."""

HARBOUR, ALPINE, MERIDIAN, PACIFIC = 1, 2, 3, 4
MOBILE, BROADBAND, SIP, VOICEMAIL = 1, 2, 3, 4
MARLOW, OKONKWO, BRIGHT, SUSPENDED, ALPINE_LEE, SAMPLE_CUSTOMER = 1, 2, 3, 4, 5, 6

ACCOUNT_NO = {
    MARLOW: "004-1001",
    OKONKWO: "004-1002",
    BRIGHT: "004-1003",
    SUSPENDED: "004-1004",
    ALPINE_LEE: "009-2001",
    SAMPLE_CUSTOMER: "ff55-hjy4",
}

USERS: dict[str, tuple[int, Role]] = {
    "harbour_csa": (HARBOUR, Role.CSA),
    "harbour_prov": (HARBOUR, Role.PROVISIONER),
    "harbour_lead": (HARBOUR, Role.SUPERVISOR),
    "harbour_viewer": (HARBOUR, Role.VIEWER),
    "harbour_auditor": (HARBOUR, Role.AUDITOR),
    "harbour_admin": (HARBOUR, Role.ADMIN),
    "alpine_csa": (ALPINE, Role.CSA),
    "alpine_prov": (ALPINE, Role.PROVISIONER),
    "alpine_lead": (ALPINE, Role.SUPERVISOR),
    "meridian_prov": (MERIDIAN, Role.PROVISIONER),
    "meridian_prov2": (MERIDIAN, Role.PROVISIONER),
    "meridian_lead": (MERIDIAN, Role.SUPERVISOR),
    "harbour_back": (HARBOUR, Role.BACKOFFICE),
}


def password_of(username: str) -> str:
    """Return the password that a test user has where passwords are needed."""
    return f"correct horse {username}"


def seed(session: Session, password_hashes: dict[str, str] | None = None) -> None:
    """Fill an empty database with the small operator."""
    session.info.setdefault("stamp", Stamp("seed", START))
    _providers(session)
    _service_types(session)
    _plans(session)
    _accounts(session)
    seed_hardware(session, HARBOUR, ALPINE, MARLOW)
    _users(session, password_hashes or {})
    go_on_after_rows(session, User)


def _providers(session: Session) -> None:
    rows = (
        (HARBOUR, "HARBOUR", "Harbour Mobile", "RSP", "Australia/Sydney", "AUD", "AU"),
        (ALPINE, "ALPINE", "Alpine Telecom", "RSP", "Europe/Vienna", "EUR", "AT"),
        (MERIDIAN, "MERIDIAN", "Meridian Wholesale", "WSP", "Australia/Sydney", "AUD", "AU"),
        (PACIFIC, "PACIFIC", "Pacific Carrier", "EXTERNAL_SUPPLIER", "Australia/Sydney", "AUD", "AU"),
    )
    for key, code, name, kind, timezone, currency, region in rows:
        session.add(
            Provider(
                id=key,
                code=code,
                name=name,
                kind=kind,
                timezone=timezone,
                currency=currency,
                region=region,
                backdate_limit_days=90,
                private_fields=["RETAIL_PRICE", "CUSTOMER_EMAIL", "CUSTOMER_PHONE", "NOTES"],
            )
        )
    session.add(AccountProfile(id=1, name="Residential"))
    session.flush()
    for event in ("SERVICE_ACTIVATION", "NEW_PACKAGE_ACTIVATION", "PROVISIONING_HALTED"):
        session.add_all(
            EventMapping(provider_id=provider_id, event_type=event, profile_id=1, is_enabled=True)
            for provider_id in (HARBOUR, ALPINE)
        )
    session.flush()
    for provider_id in (HARBOUR, ALPINE):
        map_automation(session, provider_id)


def _service_types(session: Session) -> None:
    rows = (
        (MOBILE, "Mobile", "SEMI_MANUAL", MERIDIAN, "Phone number", r"\+\d{8,15}"),
        (BROADBAND, "Broadband", "SEMI_MANUAL", PACIFIC, "Line identifier", r"[A-Z]{3}\d{6,12}"),
        (SIP, "SIP trunk", "MANUAL", None, "Trunk name", None),
        (VOICEMAIL, "Voicemail", "AUTOMATIC", None, "Mailbox", None),
    )
    for key, name, method, supplier, label, pattern in rows:
        session.add(
            ServiceType(
                id=key,
                name=name,
                provisioning_method=method,
                supplier_provider_id=supplier,
                identifier_label=label,
                identifier_pattern=pattern,
            )
        )
    session.flush()
    session.add(ProvisioningTarget(service_type_id=MOBILE, transfer_type="NEW", hours=4))


PLANS: dict[str, tuple[int, int, tuple[tuple[str, int, bool], ...]]] = {
    "MOB-40": (HARBOUR, 4990, (("MOB-40-SIM", MOBILE, True),)),
    "MOB-80": (HARBOUR, 6990, (("MOB-80-SIM", MOBILE, True),)),
    "DUO": (
        HARBOUR,
        9900,
        (("DUO-MOB", MOBILE, True), ("DUO-LINE", BROADBAND, True), ("DUO-SIP", SIP, False)),
    ),
    "TALK": (HARBOUR, 1000, (("TALK-SIP", SIP, True), ("TALK-VM", VOICEMAIL, True))),
    "BOX": (HARBOUR, 500, (("BOX-VM", VOICEMAIL, True),)),
    "14277": (HARBOUR, 2000, (("14305", MOBILE, True), ("14344", SIP, True), ("14354", SIP, False))),
    "ALP-40": (ALPINE, 4000, (("ALP-40-SIM", MOBILE, True),)),
}
"""Plan code -> provider, access fee, (service plan code, service type, mandatory)."""


def _plans(session: Session) -> None:
    for number, (code, (provider, fee, services)) in enumerate(PLANS.items(), start=1):
        session.add(
            PackagePlan(
                id=number,
                provider_id=provider,
                code=code,
                internal_name=f"{code} internal",
                external_name=f"Plan {code}",
                kind="SELL",
                setup_fee_cents=0,
                access_fee_cents=fee,
                is_prorated=True,
                honour_first_period_end_date=code in {"MOB-40", "DUO"},
                status="ACTIVE",
            )
        )
        session.flush()
        for service_code, service_type, is_mandatory in services:
            session.add(
                ServicePlan(
                    package_plan_id=number,
                    service_type_id=service_type,
                    code=service_code,
                    internal_name=service_code,
                    external_name=service_code,
                    is_mandatory=is_mandatory,
                )
            )
    session.flush()
    go_on_after_rows(session, PackagePlan)


def _accounts(session: Session) -> None:
    rows = (
        (MARLOW, HARBOUR, "Marlow Dental Group", 1),
        (OKONKWO, HARBOUR, "Kelechi Okonkwo", 1),
        (BRIGHT, HARBOUR, "Bright & Sons Pty", 1),
        (SUSPENDED, HARBOUR, "Slow Payer", 2),
        (ALPINE_LEE, ALPINE, "Lee Alpine", 1),
        (SAMPLE_CUSTOMER, HARBOUR, "Jean Pontus", 1),
    )
    for key, provider, name, status in rows:
        session.add(
            Account(
                id=key,
                provider_id=provider,
                profile_id=1,
                account_no=ACCOUNT_NO[key],
                name=name,
                name_key=fold(name),
                account_type="CONSUMER",
                status=status,
                opened_on=date(2024, 1, 1),
            )
        )
        session.flush()
        session.add(
            Contact(
                account_id=key,
                kind="ACCOUNT_HOLDER",
                name=name,
                email=f"contact{key}@example.com",
                phone=f"+6135550{key:04d}",
            )
        )
        session.add(Address(account_id=key, line1=f"{key} Quay Street", city="Sydney", country="AU"))
    go_on_after_rows(session, Account)


def _users(session: Session, password_hashes: dict[str, str]) -> None:
    for number, (username, (provider, role)) in enumerate(USERS.items(), start=1):
        session.add(
            User(
                id=number,
                username=username,
                display_name=username.replace("_", " ").title(),
                provider_id=provider,
                account_id=MARLOW if role is Role.VIEWER else None,
                password_hash=password_hashes.get(username),
            )
        )
        session.flush()
        session.add(UserRole(user_id=number, role=role.value))
    session.flush()
