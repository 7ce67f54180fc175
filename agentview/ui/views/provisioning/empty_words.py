"""What stands in place of the list: nothing yet, nothing matches, no permission, not read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import Side, View
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.views.provisioning.query import Query


def empty_text(query: Query, counts: Mapping[View, int]) -> StateText:
    """Why the list is empty, and the button that leads on."""
    translate = QCoreApplication.translate
    if query.narrowed_by:
        return StateText(
            translate("QueueState", "Nothing matches the filter"),
            translate("QueueState", "Other tasks may be in this view."),
            translate("QueueState", "Clear filter"),
        )
    if query.filter.side is Side.REQUESTED:
        return _requested(query.filter.view)
    return _worked(query.filter.view, counts)


def failed_text(sentence: str = "") -> StateText:
    """That the list could not be read."""
    translate = QCoreApplication.translate
    return StateText(
        translate("QueueState", "The queue could not be read"),
        sentence or translate("QueueState", "Nothing is lost. Try again in a moment."),
        translate("QueueState", "Try again"),
    )


def denied_text() -> StateText:
    """That the person may not see the queue, and whom to ask."""
    translate = QCoreApplication.translate
    return StateText(
        translate("QueueState", "You may not see this queue"),
        translate("QueueState", "Ask your supervisor or administrator for the power to read it."),
    )


def _requested(view: View) -> StateText:
    translate = QCoreApplication.translate
    if view is View.HALTED:
        return StateText(
            translate("QueueState", "Nothing needs us"),
            translate("QueueState", "Requests that provisioning has halted appear here by themselves."),
            translate("QueueState", "Show what is with provisioning"),
        )
    if view is View.DONE:
        return StateText(
            translate("QueueState", "Nothing is done yet"),
            translate("QueueState", "Completed and aborted requests stay here."),
        )
    return StateText(
        translate("QueueState", "No open requests"),
        translate("QueueState", "Requests that you submit appear here by themselves."),
    )


def _worked(view: View, counts: Mapping[View, int]) -> StateText:
    translate = QCoreApplication.translate
    take = translate("QueueState", "Take next")
    mine = counts.get(View.MINE, 0)
    if view is View.MINE:
        return StateText(
            translate("QueueState", "You hold no tasks"),
            translate("QueueState", "Take the one that is due first, or claim one from the list."),
            take,
        )
    if view is View.UNCLAIMED:
        sentence = translate("QueueState", "New tasks appear here by themselves.")
        if mine:
            yours = translate("QueueState", "You have %n in My queue.", None, mine)
            return StateText(
                translate("QueueState", "No unclaimed tasks"),
                f"{sentence} {yours}",
                translate("QueueState", "Open My queue"),
            )
        return StateText(translate("QueueState", "No unclaimed tasks"), sentence)
    return StateText(*_others(view))


def _others(view: View) -> tuple[str, str]:
    translate = QCoreApplication.translate
    return {
        View.BREACHING: (
            translate("QueueState", "Nothing breaches today"),
            translate("QueueState", "Every open task has time until tomorrow."),
        ),
        View.HALTED: (
            translate("QueueState", "Nothing is halted"),
            translate("QueueState", "Tasks that wait for the retailer stand here."),
        ),
        View.DONE: (
            translate("QueueState", "Nothing is done yet"),
            translate("QueueState", "Completed and aborted tasks stay here."),
        ),
    }.get(
        view,
        (
            translate("QueueState", "No open tasks"),
            translate("QueueState", "New tasks appear here by themselves."),
        ),
    )
