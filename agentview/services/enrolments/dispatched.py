"""Enrols devices as they are dispatched, and lets them go as they come back, many at once (SM-4)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.hardware import EnrolmentCommand, EnrolmentRequestType, EnrolmentStatus
from agentview.core.serial import is_serial
from agentview.models.bulk import insert_rows, new_ids
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.trail import AuditEntry
from agentview.services.enrolment_lifecycle import LIFECYCLE, UNLISTED, EnrolmentFacts
from agentview.services.enrolments.commands import start_unenrolment
from agentview.services.enrolments.moving import ENTITY, move
from agentview.services.unit import Unit

RETURNED = "RETURNED"
"""The reason of what is let go because the unit came back (R-ENR-09)."""

_AT_ONCE = 500
"""So many serials are looked for with one statement."""

_STATUS = {True: EnrolmentStatus.ENROL_PENDING.value, False: EnrolmentStatus.NOT_REQUESTED.value}
"""By whether it is to be asked for now."""

_E = DeviceEnrolment
_COLUMNS = (
    "id",
    "account_id",
    "hardware_unit_id",
    "product_id",
    "enrolment_provider_id",
    "serial_type",
    "serial_no",
    "status",
    "request_type",
    "attempt_no",
)


@dataclass(frozen=True, slots=True)
class DispatchedUnit:
    """A unit of a product with a programme, as a warehouse has dispatched it.

    `is_requested`: the customer asked for its enrolment on the order's line.
    """

    unit_id: int
    account_id: int
    product_id: int
    enrolment_provider_id: int
    serial_type: str
    serial_no: str
    is_requested: bool

    @property
    def key(self) -> tuple[int, str, str]:
        """What stands at a programme once (R-ENR-10)."""
        return self.enrolment_provider_id, self.serial_type, self.serial_no


def enrol_dispatched(unit: Unit, provider_id: int, units: Sequence[DispatchedUnit]) -> int:
    """Make an enrolment of each dispatched unit; return how many wait for their programme.

    ENROL_PENDING where it was asked for (R-ENR-02), else NOT_REQUESTED, to be asked for later. What cannot
    be asked for, as the serial is no good or stands there already (R-ENR-10), is NOT_REQUESTED too, with the
    reason in its trail. Units of products without a programme are left out by the caller (R-ENR-01).
    """
    if not units:
        return 0
    against = dict(_reasons(unit, units))
    ids = new_ids(unit.session, DeviceEnrolment, len(units))
    made = [
        (row_id, one, one.is_requested and one.unit_id not in against)
        for row_id, one in zip(ids, units, strict=True)
    ]
    insert_rows(
        unit.session,
        DeviceEnrolment,
        _COLUMNS,
        (_row(row_id, one, is_pending=is_pending) for row_id, one, is_pending in made),
        {
            "provider_id": provider_id,
            "created_at": unit.now,
            "created_by": unit.caller.username,
            "updated_at": unit.now,
            "updated_by": unit.caller.username,
            "row_version": 1,
            "is_void_due": False,
            "is_override": False,
        },
    )
    _write_trail(unit, made, against)
    unit.changed(Topic.ENROLMENT, ids[0], "dispatch", (provider_id, None))
    return sum(is_pending for _, _, is_pending in made)


def unenrol_returned(unit: Unit, unit_ids: Collection[int], reason: str = RETURNED) -> int:
    """Let the programmes let go what came back (R-ENR-09); return how many devices that concerns.

    What waits and was never sent is voided. What is with the programme now is let go once it has answered:
    the answer finds the unit returned.
    """
    changed = 0
    for some in _chunks(sorted(unit_ids)):
        held = (
            select(_E)
            .where(_E.hardware_unit_id.in_(some))
            .order_by(_E.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        for item in unit.session.scalars(held).all():
            changed += let_go(unit, item, reason)
    unit.session.flush()
    return changed


def let_go(unit: Unit, item: DeviceEnrolment, reason: str = RETURNED) -> bool:
    """Unenrol a device that came back, or void what waits for it; say whether there was something to do."""
    state = EnrolmentStatus(item.status)
    facts = EnrolmentFacts(is_batched=item.request_batch_id is not None, is_void_due=item.is_void_due)
    # The program acts for whoever returns the unit: the powers of the two commands are not asked for.
    powers = frozenset(power for row in LIFECYCLE.rows for power in row.powers)
    leaving = LIFECYCLE.judge(state, EnrolmentCommand.UNENROL, facts, powers)
    if leaving.target is not None and leaving.is_open:
        start_unenrolment(unit, item, leaving.target, reason or RETURNED)
        return True
    voiding = LIFECYCLE.judge(state, EnrolmentCommand.VOID, facts, powers)
    if voiding.target is EnrolmentStatus.VOIDED and voiding.is_open:
        move(unit, item, EnrolmentCommand.VOID, voiding.target, reason=reason or RETURNED)
        return True
    return False


def _reasons(unit: Unit, units: Sequence[DispatchedUnit]) -> Iterator[tuple[int, str]]:
    """Say of each unit that was asked for and cannot be enrolled why."""
    asked = [one for one in units if one.is_requested]
    listed = _listed(unit, asked)
    for one in asked:
        if not is_serial(one.serial_type, one.serial_no):
            yield one.unit_id, "E-SERIAL"
        elif one.key in listed:
            yield one.unit_id, "E-ENROL-LISTED"
        listed.add(one.key)


def _listed(unit: Unit, units: Iterable[DispatchedUnit]) -> set[tuple[int, str, str]]:
    """Return which of the serials stand at their programmes already."""
    found: set[tuple[int, str, str]] = set()
    for some in _chunks(sorted({one.serial_no for one in units})):
        rows = select(_E.enrolment_provider_id, _E.serial_type, _E.serial_no).where(
            _E.serial_no.in_(some),
            _E.enrolment_provider_id.in_({one.enrolment_provider_id for one in units}),
            _E.status.not_in([status.value for status in UNLISTED]),
        )
        found |= {(row[0], row[1], row[2]) for row in unit.session.execute(rows)}
    return found


def _row(row_id: int, one: DispatchedUnit, *, is_pending: bool) -> tuple[object, ...]:
    return (
        row_id,
        one.account_id,
        one.unit_id,
        one.product_id,
        one.enrolment_provider_id,
        one.serial_type,
        one.serial_no,
        _STATUS[is_pending],
        EnrolmentRequestType.ORDER.value if is_pending else None,
        int(is_pending),
    )


def _write_trail(
    unit: Unit, made: Sequence[tuple[int, DispatchedUnit, bool]], against: dict[int, str]
) -> None:
    rows = (
        (row_id, _STATUS[is_pending], against.get(one.unit_id), one.account_id)
        for row_id, one, is_pending in made
    )
    insert_rows(
        unit.session,
        AuditEntry,
        ("entity_id", "new_value", "reason", "account_id"),
        rows,
        {
            "at": unit.now,
            "user_id": unit.caller.user_id or None,
            "actor": unit.caller.display_name,
            "provider_id": unit.caller.provider_id or None,
            "entity": ENTITY,
            "action": "dispatch",
            "field": "status",
            "is_internal": False,
        },
    )


def _chunks(values: Sequence[object]) -> Iterator[list[object]]:
    left = iter(values)
    while some := list(islice(left, _AT_ONCE)):
        yield some
