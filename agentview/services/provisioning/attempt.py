"""Closes and opens the attempts of a task; earlier ones stay readable (R-PRV-21)."""

from agentview.models.provisioning import ProvisioningAttempt
from agentview.services.provisioning.facts import Dossier
from agentview.services.unit import Unit


def close_attempt(unit: Unit, found: Dossier, outcome: str) -> None:
    """End the running attempt with its outcome, and the halt's reason if there is one."""
    row = unit.session.get_one(ProvisioningAttempt, (found.task.id, found.task.attempt_no))
    row.closed_at = unit.now
    row.outcome = outcome
    row.halt_code = found.task.halt_code
    row.halt_text = found.task.halt_text


def open_attempt(unit: Unit, found: Dossier) -> None:
    """Begin the next attempt."""
    found.task.attempt_no += 1
    unit.session.add(
        ProvisioningAttempt(task_id=found.task.id, number=found.task.attempt_no, opened_at=unit.now)
    )
