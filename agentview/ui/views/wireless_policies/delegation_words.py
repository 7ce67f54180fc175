"""The words of delegations; imports no Qt widgets."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.approval_delegations import Delegation
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import APPROVAL_POLICY, Target


def word(text: str) -> str:
    """A text of delegations in the user's language."""
    return QCoreApplication.translate("ApprovalDelegations", text)


def state_chip(row: Delegation, today: date) -> ChipValue:
    """Whether a delegation holds today, and if not, why not (R-WL-21)."""
    if not row.is_active:
        return ChipValue(Tone.NEUTRAL, "\u00d7", word("Ended"), word("Ended before its last day"))
    if row.is_valid:
        told = word("In force: {taker} decides for {giver} today")
        said = told.replace("{taker}", row.taker.name).replace("{giver}", row.giver.name)
        return ChipValue(Tone.SUCCESS, "\u2713", word("In force"), said)
    if row.from_date > today:
        told = word("Planned: from {day} on").replace("{day}", show_day(row.from_date))
        return ChipValue(Tone.INFO, "+", word("Planned"), told)
    return ChipValue(Tone.NEUTRAL, "\u2013", word("Over"), word("Over: its last day has passed"))


def longest_state() -> str:
    """The longest word of a state, for the width of its column."""
    return max((word("Ended"), word("In force"), word("Planned"), word("Over")), key=len)


def scope_word(row: Delegation) -> str:
    """For which orders it holds."""
    return word("All orders") if row.policy_id is None else row.policy


def delegation_facts(row: Delegation, *, edits_policies: bool) -> tuple[Fact, ...]:
    """Who decides for whom, when, and about what."""
    opens = None
    if row.policy_id is not None and edits_policies:
        opens = Target(APPROVAL_POLICY, row.policy_id, row.policy)
    return (
        Fact(word("Approver"), row.giver.name),
        Fact(word("Decides instead"), row.taker.name),
        Fact(word("First day"), show_day(row.from_date)),
        Fact(word("Last day"), show_day(row.to_date)),
        Fact(word("Scope"), scope_word(row), opens=opens, tip=row.policy),
    )
