"""Makes a company of the demo: units, people, lines and devices in every state, stipends, policies."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session
from stdnum import luhn

from agentview.contract.wireless import ApproverKind, DeviceStatus, DeviceType, LineStatus
from agentview.core.clock import local_day
from agentview.core.power import Power, Role
from agentview.models.customer import Account
from agentview.models.hardware_catalogue import Product
from agentview.models.party import Provider, User, UserPowerOverride, UserRole
from agentview.models.wireless_approval import ApprovalPolicy, ApprovalPolicyStep
from agentview.models.wireless_catalogue import WirelessFeature, WirelessPlan, WirelessVendor
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.models.wireless_inventory import LineFeature, Stipend, WirelessDevice, WirelessLine
from agentview.services.contracts.rules import months_later
from agentview.services.demo.wireless_lists import WirelessEntry

_STATES = (
    *(LineStatus.ACTIVE,) * 14,
    LineStatus.SUSPENDED_NO_BILLING,
    LineStatus.SUSPENDED_WITH_BILLING,
    LineStatus.INACTIVE,
    LineStatus.UNASSIGNED,
    LineStatus.NEW,
    LineStatus.PENDING_INACTIVE,
)
_SPARES = (
    (DeviceStatus.IN_STOCK, 4),
    (DeviceStatus.REPAIR, 2),
    (DeviceStatus.LOST_OR_STOLEN, 1),
    (DeviceStatus.PENDING_RETURN, 2),
    (DeviceStatus.RETIRED_DISPOSED, 3),
    (DeviceStatus.UNCONFIRMED_PENDING, 1),
)
_MODELS = (
    ("KOA-5", DeviceType.SMARTPHONE),
    ("PML-14-128", DeviceType.SMARTPHONE),
    ("PML-TAB-11", DeviceType.TABLET),
)
_HARDLY_USED, _LARGE, _SMALL = 0.4, 34, 7
_NOBODYS = frozenset({LineStatus.UNASSIGNED, LineStatus.INACTIVE})


@dataclass(frozen=True, slots=True)
class Offer:
    """What carriers offer, by code."""

    vendors: dict[str, WirelessVendor]
    plans: dict[str, WirelessPlan]
    features: dict[str, WirelessFeature]
    products: dict[str, Product]


class Fleet:
    """A company with what its people carry."""

    def __init__(
        self, session: Session, random: Random, provider: Provider, account: Account, now: datetime
    ) -> None:
        """Write in `session`; days count back from the day of `now` at the provider."""
        self._session = session
        self._random = random
        self._now = now
        self.provider = provider
        self.account = account
        self.today = local_day(now, provider.timezone)
        self.users: dict[str, User] = {}
        self.employees: list[Employee] = []
        self.lines: list[WirelessLine] = []
        self.devices: list[WirelessDevice] = []
        self.policies: list[ApprovalPolicy] = []

    def furnish(self, entry: WirelessEntry, offer: Offer, *, is_large: bool) -> None:
        """Give the company all that it has."""
        units = self._people(entry) if is_large else self._household(entry)
        self._staff(entry, units, is_large=is_large)
        self._lines_of(offer, _LARGE if is_large else _SMALL)
        self._spares(offer)
        self._stipends(offer)
        if is_large:
            self._policies()
        self._session.flush()

    def _people(self, entry: WirelessEntry) -> dict[str, OrgUnit]:
        """Add those who sign in, the units that they head, and their records as employees."""
        password = self._session.scalars(select(User.password_hash).where(User.username == "amelia")).first()
        for one in entry.people:
            user = User(
                username=one.username,
                display_name=one.name,
                provider_id=self.provider.id,
                account_id=self.account.id,
                password_hash=password,
                email=f"{one.username}@{self.account.id}.demo.example",
                last_sign_in_at=self._now - timedelta(hours=5),
            )
            self._session.add(user)
            self._session.flush()
            self._session.add(UserRole(user_id=user.id, role=Role.VIEWER.value))
            if one.approves:
                self._session.add(
                    UserPowerOverride(
                        user_id=user.id,
                        power=Power.APPROVE.value,
                        effect="GRANT",
                        reason="Approves the orders of the company",
                        given_by="import",
                        given_at=self._now - timedelta(days=30),
                    )
                )
            self.users[one.username] = user
        units: dict[str, OrgUnit] = {}
        for place in entry.units:
            parent = units[place.parent].id if place.parent is not None else None
            head = self.users[place.head].id
            units[place.code] = self._unit(place.code, place.name, place.centre, parent, head)
        made: dict[str, Employee] = {}
        for one in entry.people:
            manager = made[one.manager] if one.manager is not None else None
            made[one.username] = self._employee(one.name, units[one.unit], manager, self.users[one.username])
        return units

    def _household(self, entry: WirelessEntry) -> dict[str, OrgUnit]:
        """Give the company of the customer who signs in one unit, which he heads."""
        user = self._session.scalars(
            select(User)
            .join(UserRole, UserRole.user_id == User.id)
            .where(User.account_id == self.account.id, UserRole.role == Role.VIEWER.value)
            .order_by(User.id)
        ).first()
        place = entry.units[0]
        unit = self._unit(place.code, place.name, place.centre, None, user.id if user is not None else None)
        if user is not None:
            self._employee(user.display_name, unit, None, user)
        return {place.code: unit}

    def _unit(self, code: str, name: str, centre: str, parent: int | None, head: int | None) -> OrgUnit:
        unit = OrgUnit(
            provider_id=self.provider.id,
            account_id=self.account.id,
            code=code,
            name=name,
            parent_id=parent,
            manager_user_id=head,
            cost_centre=centre,
        )
        self._session.add(unit)
        self._session.flush()
        return unit

    def _employee(self, name: str, unit: OrgUnit, manager: Employee | None, user: User | None) -> Employee:
        made = Employee(
            provider_id=self.provider.id,
            account_id=self.account.id,
            employee_no=f"E-{1001 + len(self.employees)}",
            name=name,
            email=f"{name.split(maxsplit=1)[0].lower()}.{self.account.id}@demo.example",
            user_id=user.id if user is not None else None,
            org_unit_id=unit.id,
            manager_id=manager.id if manager is not None else None,
        )
        self._session.add(made)
        self._session.flush()
        self.employees.append(made)
        return made

    def _staff(self, entry: WirelessEntry, units: dict[str, OrgUnit], *, is_large: bool) -> None:
        """Add the others, one of whom has left; each reports to somebody who was there before."""
        leads = self.employees[:2] or [None]
        names = entry.names if is_large else entry.names[:4]
        for number, name in enumerate(names):
            unit = list(units.values())[number % len(units)]
            made = self._employee(name, unit, leads[number % len(leads)], None)
            made.is_active = number != len(names) - 1 or not is_large

    def _lines_of(self, offer: Offer, count: int) -> None:
        holders = [one for one in self.employees if one.is_active]
        for number in range(count):
            status = _STATES[number % len(_STATES)] if number >= len(holders) // 2 else LineStatus.ACTIVE
            holder = None if status in _NOBODYS else holders[number % len(holders)]
            sku, kind = _MODELS[number % len(_MODELS)]
            line = self._line(offer, status, holder, kind)
            if status is not LineStatus.INACTIVE:
                self._device(offer.products[sku], kind, DeviceStatus.ACTIVE, line)
            if status is LineStatus.ACTIVE and self._random.random() < _HARDLY_USED:
                fitting = [one for one in offer.features.values() if one.vendor_id == line.vendor_id]
                feature = self._random.choice(fitting)
                start = self.today - timedelta(days=self._random.randint(5, 300))
                self._session.add(LineFeature(line_id=line.id, feature_id=feature.id, start_on=start))

    def _line(
        self, offer: Offer, status: LineStatus, holder: Employee | None, kind: DeviceType
    ) -> WirelessLine:
        fitting = [
            one
            for one in offer.plans.values()
            if one.vendor_id is not None and (not one.device_types or kind.value in one.device_types)
        ]
        plan = self._random.choice(fitting)
        start = self.today - timedelta(days=self._random.randint(20, 800))
        end = months_later(start, plan.contract_months)
        is_confirmed = holder is not None and self._random.random() < _HARDLY_USED
        since = self.today - timedelta(days=self._random.randint(2, 40))
        line = WirelessLine(
            provider_id=self.provider.id,
            account_id=self.account.id,
            vendor_id=plan.vendor_id,
            number=f"+6149557{self.account.id % 100:02d}{len(self.lines):02d}",
            status=status.value,
            employee_id=holder.id if holder is not None else None,
            plan_id=plan.id,
            iccid=_checked(f"8961{self._random.randint(10**13, 10**14 - 1)}"),
            contract_start=start,
            contract_end=end,
            suspended_on=since if "SUSPENDED" in status.value else None,
            disconnected_on=since if status is LineStatus.INACTIVE else None,
            upgrade_eligible_on=months_later(start, max(plan.contract_months - 2, 0)),
            validated_on=since if is_confirmed else None,
            validated_by=holder.name if holder is not None and is_confirmed else "",
        )
        self._session.add(line)
        self._session.flush()
        self.lines.append(line)
        return line

    def _device(
        self, product: Product, kind: DeviceType, status: DeviceStatus, line: WirelessLine | None
    ) -> WirelessDevice:
        made = WirelessDevice(
            provider_id=self.provider.id,
            account_id=self.account.id,
            serial_type="IMEI",
            serial_no=_checked(f"35{self._random.randint(10**11, 10**12 - 1)}"),
            product_id=product.id,
            make_model=product.name,
            device_type=kind.value,
            status=status.value,
            line_id=line.id if line is not None else None,
            employee_id=line.employee_id if line is not None else None,
            owned_since=self.today - timedelta(days=self._random.randint(10, 700)),
        )
        self._session.add(made)
        self._session.flush()
        self.devices.append(made)
        return made

    def _spares(self, offer: Offer) -> None:
        """Add devices that nobody uses; one of those in stock is lent to somebody."""
        for status, count in _SPARES:
            for number in range(count):
                sku, kind = _MODELS[number % len(_MODELS)]
                self._device(offer.products[sku], kind, status, None)
        lent = next(one for one in self.devices if one.status == DeviceStatus.IN_STOCK.value)
        lent.checked_out_to = self.employees[-2].id
        lent.checked_out_at = self._now - timedelta(days=3)

    def _stipends(self, offer: Offer) -> None:
        plan = offer.plans["STIPEND-30"]
        for one in self.employees[-4:-2]:
            self._session.add(
                Stipend(
                    provider_id=self.provider.id,
                    employee_id=one.id,
                    plan_id=plan.id,
                    monthly_amount_cents=plan.monthly_cents,
                    enrolled_on=date(self.today.year, 1, 1),
                )
            )

    def _policies(self) -> None:
        """Let the dear and the unusual be approved twice, all else by the reporting manager."""
        kinds = ApproverKind
        stand_in = self.users["nadia"].id
        for priority, name, conditions, levels in (
            (
                1,
                "Against the mobile policy",
                {"policy_exception": True},
                (kinds.EMP_REPORTING_MANAGER, kinds.ORG_HIERARCHY),
            ),
            (
                2,
                "Dearer than 1,000",
                {"total_above_cents": 100_000},
                (kinds.EMP_REPORTING_MANAGER, kinds.PREDEFINED),
            ),
            (9, "Everything else", {}, (kinds.EMP_REPORTING_MANAGER,)),
        ):
            policy = ApprovalPolicy(
                provider_id=self.provider.id,
                account_id=self.account.id,
                name=name,
                priority=priority,
                is_active=True,
                conditions=dict(conditions),
            )
            self._session.add(policy)
            self._session.flush()
            self.policies.append(policy)
            for level, kind in enumerate(levels, start=1):
                self._session.add(
                    ApprovalPolicyStep(
                        policy_id=policy.id,
                        level=level,
                        approver_kind=kind.value,
                        approver_user_ids=[stand_in] if kind is kinds.PREDEFINED else [],
                        default_approver_id=stand_in,
                    )
                )


def _checked(bare: str) -> str:
    return bare + str(luhn.calc_check_digit(bare))
