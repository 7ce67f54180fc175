"""The services of a case: what is wanted and what the network has confirmed, two facts with two moments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agentview.contract.customers import RestrictionStatus
from agentview.contract.suspension_cases import CaseHold, CaseService
from agentview.core.phone import grouped
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import Fact, FactList, unbroken
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_moment
from agentview.ui.texts.restriction import bar_word, cause_word, origin_word


class ServicesPart(ColumnBox):
    """A card for each service, with the holds on it."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(8))
        self._zone = zone
        self._shown: tuple[object, ...] = ()
        self._cards: list[QWidget] = []

    def show_services(
        self, services: Sequence[CaseService], holds: Sequence[CaseHold], now: datetime
    ) -> None:
        """Shows these services; the same ones again change nothing."""
        if (shown := (tuple(services), tuple(holds))) == self._shown:
            return
        self._shown = shown
        for card in self._cards:
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [
            self._card(service, [hold for hold in holds if hold.service_id == service.service_id], now)
            for service in services
        ]
        for card in self._cards:
            self.body.addWidget(card)

    def _card(self, service: CaseService, holds: Sequence[CaseHold], now: datetime) -> QWidget:
        card = Card(padding=8)
        name = unbroken(grouped(service.identifier)) if service.identifier else service.name
        card.setAccessibleName(name)
        card.body.addWidget(PlainLabel(name, TypeRole.STRONG, wrap=True, selectable=True))
        where = f"{service.name} \u00b7 {service.reference}"
        card.body.addWidget(PlainLabel(where, ink=INK_SECOND, wrap=True))
        card.body.addWidget(FlowRow([Chip(network_chip(service.restriction))]))
        facts = FactList()
        held = [self._hold(hold, now) for hold in holds]
        facts.set_facts([*network_facts(service, now, self._zone), *held])
        card.body.addWidget(facts)
        return card

    def _hold(self, hold: CaseHold, now: datetime) -> Fact:
        placed = _word("{origin}, {day}: {bar}")
        told = (
            placed.replace("{origin}", origin_word(hold.origin))
            .replace("{day}", show_moment(hold.placed_at, now, self._zone))
            .replace("{bar}", bar_word(hold.bar.value))
        )
        lifted = _word("Lifted by {who}").replace("{who}", hold.lifted_by) if hold.lifted_at else ""
        other = "" if hold.is_of_case else _word("Restoring this case leaves it")
        words = (told, hold.reason, lifted, other)
        return Fact(cause_word(hold.cause), ". ".join(part for part in words if part))


def network_facts(service: CaseService, now: datetime, zone: ZoneInfo) -> tuple[Fact, Fact]:
    """What is wanted since when, and what the network has confirmed when."""
    return (
        Fact(_word("Wanted"), _fact(service.bar_wanted, service.bar_wanted_at, now, zone)),
        Fact(
            _word("Confirmed by the network"),
            _fact(service.bar_confirmed, service.bar_confirmed_at, now, zone),
        ),
    )


def network_chip(restriction: str) -> ChipValue:
    """How far the network is with the bar of a service."""
    return {
        RestrictionStatus.NONE: ChipValue(Tone.SUCCESS, "\u2713", _word("Not barred")),
        RestrictionStatus.RESTRICT_PENDING: ChipValue(Tone.PROGRESS, "\u25d0", _word("Being barred")),
        RestrictionStatus.RESTRICTED: ChipValue(Tone.BLOCKED, "||", _word("Barred")),
        RestrictionStatus.RESTORE_PENDING: ChipValue(Tone.PROGRESS, "\u25d1", _word("Being restored")),
        RestrictionStatus.RESTRICT_FAILED: ChipValue(Tone.BAD, "!", _word("Bar refused")),
        RestrictionStatus.RESTORE_FAILED: ChipValue(Tone.BAD, "!", _word("Lifting refused")),
    }[RestrictionStatus(restriction)]


def _fact(bar: str, at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    if at is None:
        return _word("Nothing yet") if bar == "" else bar_word(bar)
    return f"{bar_word(bar)}, {show_moment(at, now, zone)}"


def _word(text: str) -> str:
    return QCoreApplication.translate("CaseServices", text)
