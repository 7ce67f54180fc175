"""Migrations: moving packages from one plan to another, from the pre-flight to what came of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.navigation import MIGRATION, NEW_MIGRATION


def _title() -> str:
    return QCoreApplication.translate("Migrations", "Migrations")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Migrations",
                "A migration moves a customer's package to another plan. Page 1 lists everything that stands "
                "against it, each with its way out; nothing is begun before you press Begin.",
            ),
            translate(
                "Migrations",
                "The list has all migrations, past and in progress. Enter goes on with an incomplete one "
                "where you may migrate packages; others open for reading, with quote and chain.",
            ),
            translate(
                "Migrations",
                "Each page is saved when you go on (Ctrl+Enter) or back (Alt+Left), and the migration opens "
                "again where it was left, at any desktop, by its number.",
            ),
            translate(
                "Migrations",
                "On the list of plans Enter chooses. Below it you learn why a plan is missing. The last page "
                "shows the quote line by line; what you submit is what will be charged.",
            ),
            translate(
                "Migrations",
                "On the page of a submitted migration Shift+X withdraws it and Shift+F completes it at once, "
                "for who may; each asks before.",
            ),
            translate("Migrations", "F5 looks again at what stands against it. It also looks by itself."),
        )
    )


def _is_for(person: Person) -> bool:
    """Everybody who reads how records stand sees the list (D-19); who may not migrate reads alone."""
    return Power.READ_STATUS in person.powers


AREA = Area(
    "migrations",
    _title,
    "swap",
    Late(f"{__name__}.view", "MigrationsView"),
    _is_for,
    _summary,
    frozenset({MIGRATION, NEW_MIGRATION}),
)
"""The line of this area in the shell's registry."""
