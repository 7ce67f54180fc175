"""The ways out of what stands against a migration: what their buttons say, and what they open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.migrations import Blocker, Preflight, Remedy, RemedyLink
from agentview.ui.navigation import (
    BREAK_OUT,
    MIGRATION,
    NETWORK_REQUEST,
    ORDER,
    PACKAGE,
    TASK,
    Target,
)

_KINDS = {
    Remedy.ABORT_ORDER: TASK,
    Remedy.BREAK_OUT: BREAK_OUT,
    Remedy.OPEN_MIGRATION: MIGRATION,
    Remedy.OPEN_ORDER: ORDER,
    Remedy.OPEN_NETWORK_REQUEST: NETWORK_REQUEST,
}


def remedy_word(link: RemedyLink) -> str:
    """What the button of a way out says; the agent is only named."""
    translate = QCoreApplication.translate
    text = {
        Remedy.OPEN_SERVICE: translate("Remedy", "Show {title}"),
        Remedy.ABORT_ORDER: translate("Remedy", "Open {title} to abort it"),
        Remedy.BREAK_OUT: translate("Remedy", "Break out of the contract of {title}"),
        Remedy.OPEN_MIGRATION: translate("Remedy", "Open {title}"),
        Remedy.OPEN_ORDER: translate("Remedy", "Open {title}"),
        Remedy.OPEN_NETWORK_REQUEST: translate("Remedy", "Open {title}"),
        Remedy.ASK_AGENT: translate("Remedy", "Copy the name of {title}"),
        Remedy.OVERRIDE: translate("Remedy", "Go on with a reason"),
    }[link.remedy]
    return text.replace("{title}", link.title)


def target_of(link: RemedyLink, flight: Preflight) -> Target | None:
    """What a way out opens; None for one that is taken on the page itself."""
    if link.remedy is Remedy.OPEN_SERVICE:
        return Target(PACKAGE, flight.package_id, flight.reference)
    kind = _KINDS.get(link.remedy)
    return Target(kind, link.record_id, link.title) if kind is not None else None


def links_of(blockers: tuple[Blocker, ...], remedy: Remedy) -> tuple[RemedyLink, ...]:
    """All ways out of one kind."""
    return tuple(link for blocker in blockers for link in blocker.links if link.remedy is remedy)
