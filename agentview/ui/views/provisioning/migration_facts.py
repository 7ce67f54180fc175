"""The facts of a MIGRATE task as label and value: the plans, the days, and each service."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.task_migration import TaskMigration
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.when import show_day
from agentview.ui.views.provisioning.migration_words import change_text, day_text, move_text


def migration_facts(move: TaskMigration) -> list[Fact]:
    """What moves where, and when."""
    translate = QCoreApplication.translate
    facts = [
        Fact(translate("TaskFact", "Package"), change_text(move)),
        Fact(translate("TaskFact", "First day"), day_text(move)),
    ]
    if move.first_period_end_on is not None:
        facts.append(Fact(translate("TaskFact", "First period ends"), show_day(move.first_period_end_on)))
    facts += move_facts(move)
    if move.note:
        facts.append(Fact(translate("TaskFact", "Note"), move.note))
    return facts


def move_facts(move: TaskMigration) -> list[Fact]:
    """Each service with what it becomes."""
    return [Fact(one.service_type, move_text(one)) for one in move.moves]


def move_list(move: TaskMigration) -> FactList:
    """The services of a migration, for the dialog that finalises it."""
    shown = FactList()
    shown.set_facts(move_facts(move))
    return shown
