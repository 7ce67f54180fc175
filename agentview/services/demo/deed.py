"""The single acts on a task, carried out by the services as anybody's would be."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from agentview.contract.provisioning import (
    AbortRequest,
    ActivateRequest,
    EditRequest,
    FinaliseRequest,
    HaltRequest,
    NoteRequest,
    Reason,
    ResubmitRequest,
    TaskRef,
    TransferType,
)
from agentview.core.clock import local_day
from agentview.models.provisioning import ProvisioningTask
from agentview.services.demo.fate import Kind
from agentview.services.demo.identifier import Identifiers
from agentview.services.demo.lists import Texts
from agentview.services.provisioning.claims import claim, take_over
from agentview.services.provisioning.completion import abort, activate, edit, finalise_cancellation
from agentview.services.provisioning.facts import Dossier, dossier
from agentview.services.provisioning.fields import fields_of
from agentview.services.provisioning.halts import amend, halt, resubmit
from agentview.services.provisioning.history import add_note
from agentview.services.unit import Unit

Act = Callable[[Unit], None]
_FIRST_PERIOD_SHARE = 0.3
_DAYS_AGO: dict[Kind, tuple[int, ...]] = {
    Kind.NEW: (0, 0, 0, 0, 1, 2),
    Kind.PORT: (0,),
    Kind.UPGRADE: (0,),
    Kind.CHOWN: (0,),
    Kind.CANCEL: (0, 0, 1, 40),
}
"""What is completed may have begun, or ended, some days ago; a late cancellation earns a credit."""


@dataclass(frozen=True, slots=True)
class Job:
    """A task in the demo, and what it came from."""

    task_id: int
    kind: Kind
    queue_provider_id: int
    retailer_id: int
    received_at: datetime
    target: timedelta


class Deeds:
    """Returns acts; what they say is drawn from the lists."""

    def __init__(self, random: Random, identifiers: Identifiers, forms: dict[int, str], texts: Texts) -> None:
        """Draw from `random`; `forms` says by service type what identifiers look like."""
        self._random = random
        self._identifiers = identifiers
        self._forms = forms
        self._texts = texts

    def claim(self, job: Job) -> Act:
        """Claim the task."""
        return lambda unit: _done(claim(unit, TaskRef(task_id=job.task_id)))

    def take_over(self, job: Job) -> Act:
        """Take the task from its claimant."""
        reason = self._random.choice(self._texts.take_overs)
        return lambda unit: _done(take_over(unit, Reason(task_id=job.task_id, reason=reason)))

    def note(self, job: Job, *, is_internal: bool) -> Act:
        """Write a note on the task."""
        text = self._random.choice(self._texts.task_notes)
        request = NoteRequest(task_id=job.task_id, text=text, is_internal=is_internal)
        return lambda unit: _done(add_note(unit, request))

    def edit(self, job: Job) -> Act:
        """Enter the carrier's reference."""
        number = self._reference()

        def act(unit: Unit) -> None:
            fields = fields_of(unit, dossier(unit, job.task_id))
            new = fields.model_copy(update={"supplier_reference": number})
            edit(unit, EditRequest(task_id=job.task_id, version=_version(unit, job), fields=new))

        return act

    def halt(self, job: Job) -> Act:
        """Halt the task for a reason that fits its kind."""
        said = self._random.choice([text for text in self._texts.halts if job.kind in text.kinds])

        def act(unit: Unit) -> None:
            request = HaltRequest(
                task_id=job.task_id,
                version=_version(unit, job),
                code=said.code,
                text=said.text,
                internal_note=said.note,
            )
            halt(unit, request)

        return act

    def amend(self, job: Job) -> Act:
        """Correct the address of a halted request."""
        door = f"Unit {self._random.randint(1, 12)}"

        def act(unit: Unit) -> None:
            fields = fields_of(unit, dossier(unit, job.task_id))
            address = fields.address.model_copy(update={"line2": door})
            new = fields.model_copy(update={"address": address})
            amend(unit, EditRequest(task_id=job.task_id, version=_version(unit, job), fields=new))

        return act

    def resubmit(self, job: Job) -> Act:
        """Send a halted request back."""
        note = self._random.choice(self._texts.resubmits)

        def act(unit: Unit) -> None:
            resubmit(unit, ResubmitRequest(task_id=job.task_id, version=_version(unit, job), note=note))

        return act

    def abort(self, job: Job) -> Act:
        """End the task for good."""
        reason = self._random.choice(self._texts.aborts)

        def act(unit: Unit) -> None:
            abort(unit, AbortRequest(task_id=job.task_id, version=_version(unit, job), reason=reason))

        return act

    def complete(self, job: Job) -> Act:
        """Activate the service, or finalise its cancellation."""
        days_ago = self._random.choice(_DAYS_AGO[job.kind])
        sets_first_period = self._random.random() < _FIRST_PERIOD_SHARE
        number = self._reference()

        def act(unit: Unit) -> None:
            found = dossier(unit, job.task_id)
            day = local_day(unit.now, found.retailer.timezone) - timedelta(days=days_ago)
            if found.facts.transfer_type is TransferType.CANCEL:
                request = FinaliseRequest(
                    task_id=job.task_id,
                    version=found.task.row_version,
                    service_end_on=day,
                    supplier_reference=number,
                )
                finalise_cancellation(unit, request)
                return
            is_set = sets_first_period and found.plan.honour_first_period_end_date
            activate(
                unit,
                ActivateRequest(
                    task_id=job.task_id,
                    version=found.task.row_version,
                    service_start_on=day,
                    first_period_end_on=day + timedelta(days=20) if is_set else None,
                    identifier=self._missing_identifier(found),
                    supplier_reference=number,
                ),
            )

        return act

    def _missing_identifier(self, found: Dossier) -> str | None:
        if found.service.core_service_identifier:
            return None
        return self._identifiers.new(self._forms[found.service_type.id], found.retailer.region)

    def _reference(self) -> str:
        return self._identifiers.new(self._random.choice(self._texts.references), "")


def _version(unit: Unit, job: Job) -> int:
    version = select(ProvisioningTask.row_version).where(ProvisioningTask.id == job.task_id)
    return unit.session.scalars(version).one()


def _done(_answer: object) -> None:
    """Let an act return nothing."""
