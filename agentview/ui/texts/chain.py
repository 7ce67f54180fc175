"""The words of a chain of packages: what one followed and what followed it, each with what opens it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.subscription import ChainLink
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import PACKAGE, Target, order_target


def chain_facts(came_from: ChainLink | None, became: ChainLink | None) -> list[Fact]:
    """Where a package came from and what it became, with the day and the order (R-MIG-21)."""
    facts: list[Fact] = []
    if came_from is not None:
        facts += _facts(came_from, _from_word(came_from.order_type))
    if became is not None:
        facts += _facts(became, _to_word(became.order_type))
    return facts


def _facts(link: ChainLink, word: str) -> list[Fact]:
    """Three short facts that are read as one sentence; one long one would make a narrow pane scroll."""
    facts = [_package(link, word)]
    if link.order_id is not None:
        opens = order_target(link.order_id, link.order_reference)
        facts.append(Fact(_word("by order"), link.order_reference, opens=opens))
    if link.first_on is not None:
        facts.append(Fact(_word("on"), show_day(link.first_on)))
    return facts


def _package(link: ChainLink, word: str) -> Fact:
    if not link.plan:
        # A package that was given away is somebody else's: there is nothing to open.
        return Fact(word, link.reference)
    opens = Target(PACKAGE, link.package_id, link.reference)
    return Fact(word, link.reference, opens=opens, tip=f"{link.reference} {link.plan}")


def _from_word(order_type: str) -> str:
    return {
        "MIGRATE": _word("Migrated from"),
        "UPGRADE": _word("Upgraded from"),
        "CHOWN": _word("Taken over as"),
    }.get(order_type, _word("Followed"))


def _to_word(order_type: str) -> str:
    return {
        "MIGRATE": _word("Migrated to"),
        "UPGRADE": _word("Upgraded to"),
        "CHOWN": _word("Given away as"),
    }.get(order_type, _word("Followed by"))


def _word(text: str) -> str:
    return QCoreApplication.translate("Chain", text)
