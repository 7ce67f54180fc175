"""Suspension: whom the rules would restrict and why, the rules themselves, days and groups (S-22, S-23)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power, Role
from agentview.ui.area import Area, Beginning
from agentview.ui.late import Late
from agentview.ui.navigation import NEW_RULE_SET, Target
from agentview.ui.views.suspension.tabs import TABS


def _title() -> str:
    return QCoreApplication.translate("Suspension", "Suspension")


def _new() -> str:
    return QCoreApplication.translate("Suspension", "New rule set")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Suspension",
                "Customers who owe enough for long enough are restricted by rule, and restored the moment "
                "they pay. Here you see before it happens whom it will hit and why.",
            ),
            translate(
                "Suspension",
                "Candidates is the dry run: nothing is done by looking at it. It shows whom the next run "
                "restricts, whom the ramp of new rules holds back, and who is kept out and by what. Beside "
                "the list stands what every rule says of the chosen account, with its numbers. Choose "
                "another rule set above the list to see what it would do.",
            ),
            translate(
                "Suspension",
                "Enter opens the customer. E exempts the account to the end of a day: somebody answers for "
                "it, and it ends by itself.",
            ),
            translate(
                "Suspension",
                "The dashboard shows the day in pictures: arrows walk in one, Enter opens what it counts, "
                "and the button beside its title shows the numbers as a table. Cases are the accounts that "
                "are flagged, restricted or restored, with what was asked of the network and what it has "
                "confirmed: R restores by hand, B restricts, T asks the network again. Promises are those "
                "that customers made, the next ones first.",
            ),
            translate(
                "Suspension",
                "Rules are proposed by one person (N) and enabled by another one (A). What has begun is "
                "never edited: copy it (C) and edit the copy. One rule set is in force, the one with the "
                "latest day that has come; where it is withdrawn (W) the one before it rules again.",
            ),
            translate(
                "Suspension",
                "The ramp lets new rules restrict few accounts on their first day and a share on the "
                "second. The breaker stops a run that would restrict too many of all customers at once.",
            ),
            translate(
                "Suspension",
                "Calendar and groups holds the days on which nobody is restricted, the account groups, of "
                "which distribution lists can be left out of a rule set, and the exemptions.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    return bool({Power.CREDIT_CONTROL, Power.RULES_PROPOSE, Power.RULES_ENABLE} & set(person.powers))


def _is_home_for(person: Person) -> bool:
    return Role.CREDIT_CONTROLLER in person.roles


def _may_propose(person: Person) -> bool:
    return Power.RULES_PROPOSE in person.powers


AREA = Area(
    "suspension",
    _title,
    "lock",
    Late(f"{__name__}.view", "SuspensionView"),
    _is_for,
    _summary,
    frozenset[str]().union(*(tab.kinds for tab in TABS)),
    is_home_for=_is_home_for,
    beginnings=(Beginning(_new, Target(NEW_RULE_SET, 0), _may_propose),),
)
"""The line of this area in the shell's registry."""
