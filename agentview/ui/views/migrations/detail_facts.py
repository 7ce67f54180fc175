"""What a migration says as facts and entries of its timeline (S-13)."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.migrations import MigrationDetail, MigrationEvent, MovedService
from agentview.contract.provisioning import HaltCode
from agentview.core.phone import grouped
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import TimelineEntry
from agentview.ui.kit.when import show_day, show_full, show_moment
from agentview.ui.navigation import PACKAGE, TASK, Target
from agentview.ui.texts.chain import chain_facts
from agentview.ui.texts.direction import direction_word
from agentview.ui.texts.halt import halt_word
from agentview.ui.views.migrations.words import amount, joined

_SAVE = "save_page"


def migration_facts(found: MigrationDetail) -> list[Fact]:
    """Where it leads, when, and what was said for it."""
    charged = found.fee_charged_cents
    currency = found.quote.currency if found.quote is not None else ""
    facts = [
        Fact(_word("Order ID"), found.reference, can_copy=True),
        Fact(_word("Account"), found.account_no, can_copy=True),
        Fact(_word("Losing plan"), joined((found.losing_plan, found.losing_reference, found.losing_status))),
        Fact(
            _word("Winning plan"),
            joined((found.winning_plan, found.winning_reference, found.winning_status or "")),
        ),
        Fact(_word("Direction"), direction_word(found.direction) if found.direction is not None else ""),
        Fact(_word("Effective date"), show_day(found.effective_on) if found.effective_on else ""),
        Fact(_word("Initiator"), found.initiator),
    ]
    optional = (
        (_word("Agent"), found.agent),
        (_word("Charged"), amount(charged, currency) if charged is not None and currency else ""),
        (_word("Halt reason"), joined((_halt(found.halt_code), found.halt_reason))),
        (_word("Waived because"), found.waive_reason),
        (_word("Withdrawn because"), found.withdrawn_reason),
        (_word("Other agent's sale because"), found.override_reason),
        (_word("Note"), found.note),
    )
    facts += [Fact(label, value) for label, value in optional if value]
    if found.task_id is not None:
        opens = Target(TASK, found.task_id, found.task_reference)
        facts.append(Fact(_word("Task"), found.task_reference, opens=opens))
    return facts


def _halt(code: str) -> str:
    return halt_word(HaltCode(code)) if code else ""


def package_chain(found: MigrationDetail) -> list[Fact]:
    """The packages before and after this migration, each with what opens it (R-MIG-21)."""
    facts = [
        *chain_facts(found.came_from, None),
        Fact(
            _word("Losing package"),
            found.losing_reference,
            opens=Target(PACKAGE, found.losing_package_id, found.losing_reference),
            tip=f"{found.losing_reference} {found.losing_plan}",
        ),
    ]
    if found.winning_package_id is not None:
        winning = Fact(
            _word("Winning package"),
            found.winning_reference,
            opens=Target(PACKAGE, found.winning_package_id, found.winning_reference),
            tip=f"{found.winning_reference} {found.winning_plan}",
        )
        facts.append(winning)
    return [*facts, *chain_facts(None, found.became)]


def service_fact(moved: MovedService) -> Fact:
    """A service, and what follows it."""
    follows = joined((moved.winning_name, moved.winning_reference, moved.winning_status or ""))
    told = f"{joined((moved.name, grouped(moved.identifier), moved.losing_reference))}  \u2192  {{new}}"
    return Fact(moved.service_type, told.replace("{new}", follows or _word("not carried over")))


def events_of(found: MigrationDetail, now: datetime, zone: ZoneInfo) -> list[TimelineEntry]:
    """What happened, newest first; pages that somebody saved one after the other are one entry."""
    runs = [list(run) for _, run in groupby(found.events, _run_of)]
    return [
        TimelineEntry(
            Tone.NEUTRAL,
            _saved(len(run)) if len(run) > 1 else _action(run[0].action),
            run[0].by,
            show_moment(run[0].at, now, zone),
            "",
            run[0].text,
            show_full(run[0].at, zone),
        )
        for run in runs
    ]


def _run_of(event: MigrationEvent) -> object:
    """Equal for pages that one person saved; everything else stands for itself."""
    return event.by if event.action == _SAVE else id(event)


def _saved(count: int) -> str:
    return _word("Pages saved: {count}").replace("{count}", str(count))


def _action(action: str) -> str:
    return {
        "start_migration": _word("Migration begun"),
        _SAVE: _word("Page saved"),
        "submit": _word("Submitted"),
        "withdraw": _word("Withdrawn"),
        "force_complete": _word("Completed at once"),
        "finalise": _word("Completed"),
        "halt": _word("Halted"),
        "resubmit": _word("Resubmitted"),
        "waive_early_upgrade_fee": _word("Early-upgrade fee waived"),
    }.get(action, action.replace("_", " ").capitalize())


def _word(text: str) -> str:
    return QCoreApplication.translate("MigrationPage", text)
