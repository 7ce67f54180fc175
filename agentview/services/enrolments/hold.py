"""Takes hold of a device's enrolment for a command: one UPDATE checks the version and counts it."""

from dataclasses import dataclass

from sqlalchemy import exists, select, update

from agentview.contract.enrolments import EnrolmentAt, EnrolmentRow
from agentview.contract.hardware import EnrolmentCommand, EnrolmentStatus
from agentview.core.errors import Conflict, Denied, NotFound, Refusal, Rejected
from agentview.core.lifecycle import Verdict
from agentview.core.serial import is_serial
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareUnit
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, EnrolmentAgreement, Product
from agentview.services.enrolment_lifecycle import LIFECYCLE, EnrolmentFacts
from agentview.services.enrolments.queries import rows
from agentview.services.enrolments.row import enrolment_row
from agentview.services.enrolments.scope import visible
from agentview.services.names import display_name
from agentview.services.unit import Unit

E = DeviceEnrolment


@dataclass(frozen=True, slots=True)
class Found:
    """A device's enrolment with its line and what its guards look at."""

    item: DeviceEnrolment
    row: EnrolmentRow
    facts: EnrolmentFacts

    def judge(self, unit: Unit, command: EnrolmentCommand) -> Verdict[EnrolmentStatus, EnrolmentCommand]:
        """Say whether the caller may do `command` now, and if not, why."""
        return LIFECYCLE.judge(EnrolmentStatus(self.item.status), command, self.facts, unit.caller.powers)


def find(unit: Unit, enrolment_id: int) -> Found:
    """Load a device's enrolment. Raises NotFound (`E-NOT-FOUND`), also for one of another provider."""
    statement = rows().where(E.id == enrolment_id, visible(unit)).execution_options(populate_existing=True)
    found = unit.session.execute(statement).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"enrolment_id": enrolment_id}))
    item: DeviceEnrolment = found.DeviceEnrolment
    return Found(item, enrolment_row(found), facts_of(unit, item))


def facts_of(unit: Unit, item: DeviceEnrolment) -> EnrolmentFacts:
    """Read what the guards look at, in one statement."""
    is_agreed = exists().where(
        EnrolmentAgreement.account_id == item.account_id,
        EnrolmentAgreement.enrolment_provider_id == item.enrolment_provider_id,
    )
    is_out = exists().where(HardwareUnit.id == item.hardware_unit_id, ~HardwareUnit.is_returned)
    has_agreement, is_dispatched, programme_of_product, is_active = unit.session.execute(
        select(is_agreed, is_out, Product.enrolment_provider_id, DeviceEnrolmentProvider.is_active)
        .select_from(Product)
        .join(DeviceEnrolmentProvider, DeviceEnrolmentProvider.id == item.enrolment_provider_id)
        .where(Product.id == item.product_id)
    ).one()
    return EnrolmentFacts(
        is_supported=programme_of_product == item.enrolment_provider_id,
        is_serial_good=is_serial(item.serial_type, item.serial_no),
        has_agreement=has_agreement,
        is_dispatched=is_dispatched,
        is_provider_active=is_active,
        is_batched=item.request_batch_id is not None,
        is_void_due=item.is_void_due,
        serial_type=item.serial_type,
    )


def hold(unit: Unit, at: EnrolmentAt, command: EnrolmentCommand) -> tuple[Found, EnrolmentStatus]:
    """Lock a device's enrolment in the version that was seen; return it, and where `command` leads.

    Raises Conflict (`E-STALE` with who changed it), Rejected with every reason, Denied, NotFound.
    """
    held = (
        update(E)
        .where(E.id == at.enrolment_id, visible(unit), E.row_version == at.version)
        .values(row_version=E.row_version + 1, updated_at=unit.now, updated_by=unit.caller.username)
        .returning(E.id)
    )
    is_held = unit.session.scalars(held, execution_options={"synchronize_session": False}).first()
    found = find(unit, at.enrolment_id)
    if is_held is None:
        raise _stale(unit, found)
    verdict = found.judge(unit, command)
    if not verdict.is_open or verdict.target is None:
        is_denied = any(refusal.code == "E-POWER" for refusal in verdict.refusals)
        raise Denied(*verdict.refusals) if is_denied else Rejected(*verdict.refusals)
    return found, verdict.target


def _stale(unit: Unit, found: Found) -> Conflict:
    item = found.item
    by = display_name(unit, item.updated_by)
    values = {"by": by, "at": item.updated_at.isoformat(), "status": item.status}
    return Conflict(Refusal("E-STALE", rule="R-PRV-41", values={**values, "version": item.row_version}))
