"""The customers: finding them, and all about one of them on a tab."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power, Role
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.navigation import ACCOUNT, BREAK_OUT, NEW_CUSTOMER, PACKAGE


def _title() -> str:
    return QCoreApplication.translate("Customers", "Customers")


def _summary() -> str:
    translate = QCoreApplication.translate
    return "\n\n".join(
        (
            translate(
                "Customers",
                "Find the caller with Ctrl+K: a name, a number in any spelling, an account, an order. Each "
                "customer opens on a tab of its own and is there again when you come back.",
            ),
            translate(
                "Customers",
                "The head says how the customer stands, what is owed and what must be known; below stand "
                "packages and services, why they do not work, orders, contacts, notes, files and all that "
                "happened, what the next invoice will charge, hardware, and the credit (Alt+1 to Alt+0).",
            ),
            translate(
                "Customers",
                "Under Credit stands what is owed, paid and agreed, why the rules would restrict or do not, "
                "and every restriction. Credit control restores (R), takes a promise (P), agrees on a "
                "payment plan (L), exempts (X), notes a dispute (D) or a case of the ombudsman (C), and "
                "restricts by hand (B).",
            ),
            translate(
                "Customers",
                "On a package M migrates it to another plan, K adds a contract, and B breaks out of one "
                "for the fee that is asked about first.",
            ),
            translate(
                "Customers",
                "Personal data are masked. Showing them in full takes a reason, lasts 30 seconds "
                "and is recorded.",
            ),
        )
    )


def _is_for(person: Person) -> bool:
    return Power.FIND_CUSTOMER in person.powers


def _is_home_for(person: Person) -> bool:
    return Role.CSA in person.roles


AREA = Area(
    "customers",
    _title,
    "users",
    Late(f"{__name__}.view", "CustomersView"),
    _is_for,
    _summary,
    frozenset({ACCOUNT, NEW_CUSTOMER, PACKAGE, BREAK_OUT}),
    is_home_for=_is_home_for,
)
"""The line of this area in the shell's registry."""
