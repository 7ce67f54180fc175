"""Writes docs/states.md from the lifecycle tables: `python -m tools.state_document`."""

from pathlib import Path
from typing import Any

from agentview.core.lifecycle import Lifecycle, Transition
from agentview.services.batch_lifecycle import LIFECYCLE as BATCH
from agentview.services.contract_lifecycle import LIFECYCLE as CONTRACT
from agentview.services.enrolment_lifecycle import LIFECYCLE as ENROLMENT
from agentview.services.events.lifecycle import MAPPING, TEMPLATE
from agentview.services.hardware_lifecycle import LIFECYCLE as HARDWARE
from agentview.services.jobs.lifecycle import LIFECYCLE as RUN
from agentview.services.migration_lifecycle import LIFECYCLE as MIGRATION
from agentview.services.network.lifecycle import LIFECYCLE as NETWORK
from agentview.services.notifications.lifecycle import LIFECYCLE as NOTIFICATION
from agentview.services.order_lifecycle import LIFECYCLE as ORDER
from agentview.services.people.lifecycle import LIFECYCLE as PERSON
from agentview.services.provisioning.lifecycle import LIFECYCLE as TASK
from agentview.services.restriction.lifecycle import LIFECYCLE as RESTRICTION
from agentview.services.subscription_lifecycle import PACKAGE, SERVICE
from agentview.services.suspension.lifecycle import LIFECYCLE as RULE_SET
from agentview.services.wireless_forms.lifecycle import LIFECYCLE as WIRELESS
from agentview.services.worklist.lifecycle import LIFECYCLE as CASE

PAGE = Path(__file__).parent.parent / "docs" / "states.md"
HEAD = """\
# States

Written from the lifecycle tables by `python -m tools.state_document`; a test compares. What stands in no
row is refused with `E-STATE`. Of several powers one is enough.
"""


def document() -> str:
    """Return the page."""
    orders = (ORDER, TASK, NETWORK, MIGRATION, CONTRACT, HARDWARE, BATCH, ENROLMENT)
    credit = (RULE_SET, RESTRICTION, MAPPING, TEMPLATE, NOTIFICATION)
    lifecycles = (*orders, PACKAGE, SERVICE, CASE, PERSON, RUN, *credit, WIRELESS)
    return HEAD + "".join(_section(lifecycle) for lifecycle in lifecycles)


def _section(lifecycle: Lifecycle[Any, Any, Any]) -> str:
    head = f"\n## {lifecycle.name}\n\n| from | command | to | power | rule |\n|---|---|---|---|---|\n"
    return head + "".join(_line(row) for row in lifecycle.rows)


def _line(row: Transition[Any, Any, Any]) -> str:
    sources = ", ".join(_words(row.sources)) or "-"
    powers = ", ".join(_words(row.powers)) or "-"
    return f"| {sources} | {row.command} | {row.target or 'same'} | {powers} | {row.rule or '-'} |\n"


def _words(members: frozenset[Any]) -> list[str]:
    """Return members in the order of their declaration."""
    kinds = {type(member) for member in members}
    return [item.value for kind in kinds for item in kind if item in members]


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
