"""What people do to a device's enrolment: request, unenrol, resubmit, void (SM-4, S-21)."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from agentview.contract.enrolments import AskRequest, EnrolmentActed, EnrolmentAt, UnenrolRequest
from agentview.contract.hardware import EnrolmentCommand, EnrolmentRequestType, EnrolmentStatus
from agentview.core.errors import Conflict, Refusal, Rejected, rejected
from agentview.core.power import Power
from agentview.models.customer import Account
from agentview.models.enrolment import DeviceEnrolment
from agentview.services.enrolment_lifecycle import LIFECYCLE, UNLISTED, EnrolmentFacts
from agentview.services.enrolments.hold import hold
from agentview.services.enrolments.moving import move
from agentview.services.unit import Unit

_E = DeviceEnrolment


def request(unit: Unit, request: AskRequest) -> EnrolmentActed:
    """Ask for the enrolment of a device that was dispatched without one (R-ENR-01, R-ENR-02).

    Raises Conflict `E-ENROL-LISTED`, naming the customer, where the serial stands at the programme already
    (R-ENR-10); with `is_override` that record ends and the programme is told to override its own.
    """
    found, target = hold(unit, request, EnrolmentCommand.REQUEST)
    item = found.item
    _demand_override(unit, request)
    listed = listed_elsewhere(unit, item)
    if listed is not None:
        _supersede(unit, listed, is_override=request.is_override)
    try:
        with unit.session.begin_nested():
            item.attempt_no, item.request_batch_id = 1, None
            _ask_for(item, target, is_override=request.is_override)
            move(unit, item, EnrolmentCommand.REQUEST, target, reason=_override_word(request))
            unit.session.flush()
    except IntegrityError as error:
        # Somebody else has listed it between the look and the change.
        faster = listed_elsewhere(unit, item)
        if faster is None:
            raise
        raise Conflict(_listed(unit, faster)) from error
    return acted(unit, item)


def unenrol(unit: Unit, request: UnenrolRequest) -> EnrolmentActed:
    """Let the programme let a device go (R-ENR-05); the reason stays with the record."""
    found, target = hold(unit, request, EnrolmentCommand.UNENROL)
    if not request.reason:
        raise rejected("E-REASON", field="reason")
    start_unenrolment(unit, found.item, target, request.reason)
    return acted(unit, found.item)


def start_unenrolment(unit: Unit, item: DeviceEnrolment, target: EnrolmentStatus, reason: str) -> None:
    """Make a device wait for the next run, which asks to let it go."""
    item.unenrol_reason, item.attempt_no, item.request_batch_id = reason, 1, None
    _ask_for(item, target)
    move(unit, item, EnrolmentCommand.UNENROL, target, reason=reason)


def resubmit(unit: Unit, request: AskRequest) -> EnrolmentActed:
    """Ask the programme again for what it has refused; the attempts are counted (SM-4)."""
    found, target = hold(unit, request, EnrolmentCommand.RESUBMIT)
    item = found.item
    if request.is_override and target is not EnrolmentStatus.ENROL_PENDING:
        raise rejected("E-OVERRIDE-RETURN", field="is_override", rule="R-ENR-05")
    item.attempt_no += 1
    item.request_batch_id = None
    _ask_for(item, target, is_override=request.is_override)
    move(unit, item, EnrolmentCommand.RESUBMIT, target, reason=_override_word(request))
    return acted(unit, item)


def void(unit: Unit, request: EnrolmentAt) -> EnrolmentActed:
    """Void a request: one that was not sent is over; one that was sent is voided there and asked for anew."""
    found, target = hold(unit, request, EnrolmentCommand.VOID)
    item = found.item
    if target is EnrolmentStatus.ENROL_PENDING:
        item.is_void_due, item.request_batch_id = True, None
    move(unit, item, EnrolmentCommand.VOID, target)
    return acted(unit, item)


def listed_elsewhere(unit: Unit, item: DeviceEnrolment) -> DeviceEnrolment | None:
    """Return the other record by which the serial stands at the same programme (R-ENR-10)."""
    return unit.session.scalars(
        select(_E)
        .where(
            _E.enrolment_provider_id == item.enrolment_provider_id,
            _E.serial_type == item.serial_type,
            _E.serial_no == item.serial_no,
            _E.id != item.id,
            _E.status.not_in([status.value for status in UNLISTED]),
        )
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).first()


def acted(unit: Unit, item: DeviceEnrolment) -> EnrolmentActed:
    """Flush and describe a device's enrolment as it is now."""
    unit.session.flush()
    return EnrolmentActed(
        enrolment_id=item.id,
        version=item.row_version,
        serial_no=item.serial_no,
        status=EnrolmentStatus(item.status),
    )


def _supersede(unit: Unit, listed: DeviceEnrolment, *, is_override: bool) -> None:
    """End the record that stood for the serial; one that is under way cannot be overridden."""
    refusal = _listed(unit, listed)
    if not is_override:
        raise Conflict(refusal)
    state = EnrolmentStatus(listed.status)
    verdict = LIFECYCLE.judge(state, EnrolmentCommand.SUPERSEDE, EnrolmentFacts(), frozenset())
    if verdict.target is None:
        raise Rejected(refusal, *verdict.refusals)
    listed.unenrolled_at = unit.now
    move(unit, listed, EnrolmentCommand.SUPERSEDE, verdict.target, reason="OVERRIDE")
    # The index lets one record stand for a serial: this one leaves before the other one comes.
    unit.session.flush()


def _listed(unit: Unit, listed: DeviceEnrolment) -> Refusal:
    customer = unit.session.get_one(Account, listed.account_id)
    values = {"customer": customer.name, "account_no": customer.account_no, "state": listed.status}
    return Refusal("E-ENROL-LISTED", rule="R-ENR-10", values={**values, "enrolment_id": listed.id})


def _ask_for(item: DeviceEnrolment, target: EnrolmentStatus, *, is_override: bool = False) -> None:
    """Note what the programme will be asked for with the next run (R-ENR-04, R-ENR-05)."""
    item.is_override = is_override
    if target is EnrolmentStatus.UNENROL_PENDING:
        item.request_type = EnrolmentRequestType.RETURN.value
    else:
        kind = EnrolmentRequestType.OVERRIDE if is_override else EnrolmentRequestType.ORDER
        item.request_type = kind.value


def _demand_override(unit: Unit, request: AskRequest) -> None:
    if request.is_override:
        unit.caller.demand(Power.RUN_JOBS)


def _override_word(request: AskRequest) -> str | None:
    return "OVERRIDE" if request.is_override else None
