"""The counts in the head of a customer's page, as words that lead to what was counted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from agentview.contract.customers import CustomerCounts

INCOMPLETE, TASKS, HALTED, ERRORS, CASES = "incomplete", "tasks", "halted", "errors", "cases"
HARDWARE = "hardware"


@dataclass(frozen=True)
class CountLink:
    """A count that is not zero: where it leads, what it says and what pressing it does."""

    key: str
    word: str
    tip: str


def count_links(counts: CustomerCounts) -> tuple[CountLink, ...]:
    """What needs somebody, the most severe first; what is zero is left out."""
    translate = QCoreApplication.translate
    queue = translate("CustomerCount", "Show them in the provisioning queue")
    timeline = translate("CustomerCount", "Show them in the timeline")
    orders = translate("CustomerCount", "Show the orders")
    found = (
        (
            HALTED,
            counts.halted_tasks,
            _counted(translate("CustomerCount", "Halted: {count}"), counts.halted_tasks),
            queue,
        ),
        (
            ERRORS,
            counts.network_errors,
            _counted(translate("CustomerCount", "Network errors: {count}"), counts.network_errors),
            timeline,
        ),
        (
            CASES,
            counts.open_cases,
            _counted(translate("CustomerCount", "Open cases: {count}"), counts.open_cases),
            timeline,
        ),
        (
            TASKS,
            counts.open_tasks,
            _counted(translate("CustomerCount", "In provisioning: {count}"), counts.open_tasks),
            queue,
        ),
        (
            INCOMPLETE,
            counts.incomplete_orders,
            _counted(translate("CustomerCount", "Incomplete orders: {count}"), counts.incomplete_orders),
            orders,
        ),
        (
            HARDWARE,
            counts.open_hardware,
            _counted(translate("CustomerCount", "Open hardware orders: {count}"), counts.open_hardware),
            translate("CustomerCount", "Show the hardware orders"),
        ),
    )
    return tuple(CountLink(key, word, tip) for key, count, word, tip in found if count)


def _counted(template: str, count: int) -> str:
    return template.replace("{count}", str(count))
