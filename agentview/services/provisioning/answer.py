"""The answer to every command on a task, and the news of it to open screens."""

from agentview.contract.feed import Topic
from agentview.contract.provisioning import Acted, TaskStatus
from agentview.services.provisioning.facts import Dossier
from agentview.services.provisioning.lifecycle import effective_status
from agentview.services.unit import Unit


def acted(unit: Unit, found: Dossier, verb: str) -> Acted:
    """Flush, tell the screens of both providers, and describe the task as it is now."""
    unit.session.flush()
    task = found.task
    unit.changed(Topic.TASK, task.id, verb, found.providers)
    return Acted(
        task_id=task.id,
        version=task.row_version,
        reference=task.reference,
        status=effective_status(TaskStatus(task.status), task.lease_until, unit.now),
    )
