"""What the bulk migration says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.bulk_migration_runs import BulkState, BulkStatus, LineOutcome
from agentview.contract.bulk_migrations import LineFit
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.theme import Tone
from agentview.ui.views.migrations.bulk_presenter import Judged, Trial
from agentview.ui.views.migrations.words import listed


def word(text: str) -> str:
    """A word of the bulk migration in the language of the user."""
    return QCoreApplication.translate("BulkMigration", text)


def verdict_chip(row: Judged) -> ChipValue:
    """Whether a line can be migrated."""
    if row.is_open:
        return ChipValue(Tone.SUCCESS, "\u2713", word("Can be migrated"))
    return ChipValue(Tone.BAD, "!", word("Refused"))


def outcome_chip(outcome: LineOutcome) -> ChipValue:
    """What became of a line."""
    return {
        LineOutcome.WAITING: ChipValue(Tone.NEUTRAL, "\u25cb", word("Not done yet")),
        LineOutcome.MADE: ChipValue(Tone.SUCCESS, "\u2713", word("Migrated")),
        LineOutcome.REFUSED: ChipValue(Tone.BAD, "!", word("Refused")),
        LineOutcome.CANCELLED: ChipValue(Tone.NEUTRAL, "\u00d7", word("Left undone")),
    }[outcome]


def run_chip(status: BulkStatus) -> ChipValue:
    """How far a run is."""
    return {
        BulkStatus.LOADING: ChipValue(Tone.WARNING, "!", word("Lines missing")),
        BulkStatus.RUNNING: ChipValue(Tone.PROGRESS, "\u25d0", word("Interrupted")),
        BulkStatus.FINISHED: ChipValue(Tone.SUCCESS, "\u2713", word("Finished")),
        BulkStatus.CANCELLED: ChipValue(Tone.NEUTRAL, "\u00d7", word("Rest left undone")),
    }[status]


def lost_words(fit: LineFit) -> str:
    """Which services end and how many extras are given up."""
    parts = [listed(fit.dropped)] if fit.dropped else []
    if fit.extras:
        parts.append(word("extras: {count}").replace("{count}", str(fit.extras)))
    return ", ".join(parts)


def trial_words(trial: Trial) -> str:
    """How many packages would be migrated."""
    text = word(
        "{good} packages would be migrated, {refused} lines would be refused. Nothing is changed yet."
    )
    return _filled(text, good=trial.good, refused=len(trial.lines) - trial.good)


def state_words(state: BulkState) -> str:
    """How far a run is, and what can be done next."""
    counts = {"made": state.made, "refused": state.refused, "left": state.total - state.done}
    text = _filled(word("{made} packages migrated, {refused} lines refused, {left} left."), **counts)
    if state.status is BulkStatus.LOADING:
        return f"{word('Not all lines came to the server. Begin the same file again to go on.')} {text}"
    if state.status is BulkStatus.RUNNING and state.may_go_on:
        return f"{word('It was interrupted; nothing is done twice. Go on, or leave the rest undone.')} {text}"
    if state.status is BulkStatus.RUNNING:
        who = word("It was interrupted. {starter} or a supervisor can go on.")
        return f"{who.replace('{starter}', state.started_by)} {text}"
    return text


def no_lines() -> StateText:
    """That nothing was judged yet."""
    return StateText(
        word("No lines"), word("Each line is judged first; nothing is migrated before you say so.")
    )


def no_packages() -> StateText:
    """That a plan has no active package."""
    return StateText(
        word("No active package has this plan"),
        word("Write the code of the plan as it stands in the catalogue."),
    )


def no_runs() -> StateText:
    """That there was no bulk migration."""
    return StateText(
        word("No bulk migrations so far"),
        word("They are listed here, and an interrupted one goes on from here."),
    )


def _filled(text: str, **numbers: int) -> str:
    for name, number in numbers.items():
        text = text.replace(f"{{{name}}}", count_text(number))
    return text
