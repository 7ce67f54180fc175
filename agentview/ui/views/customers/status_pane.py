"""Why is my phone not working? The plain answer first, then each service, then what is owed (S-24)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from agentview.contract.status import Finding, ServiceStatus, Severity, StatusReport, Step
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.views.customers.status_card import ServiceCard
from agentview.ui.views.customers.status_money import money_card, orders_card
from agentview.ui.views.customers.status_presenter import answer_of, living
from agentview.ui.views.customers.status_steps import StepLine, step_lines
from agentview.ui.views.customers.status_words import StatusWords, severity_chip

_TONES = {
    Severity.STOPPED: Tone.BAD,
    Severity.LIMITED: Tone.BLOCKED,
    Severity.WAITING: Tone.INFO,
    Severity.NOTICE: Tone.WARNING,
    Severity.FINE: Tone.SUCCESS,
}


class StatusPane(QWidget):
    """Shows one report. `act(step)` carries out what a button asks for."""

    def __init__(self, act: Callable[[Step], None], read_out: Callable[[], None]) -> None:
        """Shows that it is being read."""
        super().__init__()
        self._act = act
        self.cards: list[ServiceCard] = []
        self.steps: list[StepLine] = []
        self.banner = Banner()
        self.column = ScrollColumn(_word("Service status"))
        self.column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.parts = ColumnBox(look().px(12))
        self.column.body.addWidget(self.banner)
        self.column.body.addWidget(self.parts)
        self.read_out = Button(_word("Copy to read out"), tip=_word("Copy the answer as plain text (Y)"))
        self.read_out.pressed_once.connect(read_out)
        self.overlay = StateOverlay()
        nothing = Card(padding=0)
        nothing.body.addWidget(self.overlay)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.column)
        self._stack.addWidget(nothing)
        self.show_loading()

    def show_loading(self) -> None:
        """Shows that the report is being read."""
        self.overlay.show_loading()
        self._stack.setCurrentIndex(1)

    def show_failed(self, sentences: str) -> None:
        """Shows that it could not be read; the button tries again."""
        text = StateText(_word("The status could not be read"), sentences, _word("Try again"))
        self.overlay.show_text(text)
        self._stack.setCurrentIndex(1)

    def show_report(self, report: StatusReport, words: StatusWords, offline: str | None) -> None:
        """Shows a report; the reader's place is kept."""
        place = self.column.verticalScrollBar().value()
        had_focus = self._has_focus_inside()
        self._clear()
        self._show_banner(report, words)
        self._add_answer(report, words, offline)
        answer = answer_of(report)
        self.cards = [
            ServiceCard(
                service,
                words,
                self._act,
                offline,
                is_answer=answer is not None and service is answer[1],
            )
            for service in report.services
        ]
        for card in self.cards:
            self.parts.body.addWidget(card)
            self.steps += card.steps
        is_barred = any(one.bar is not None for one in report.services)
        self.parts.body.addWidget(money_card(report.money, is_barred=is_barred))
        if report.orders:
            self.parts.body.addWidget(orders_card(report.orders))
        self._stack.setCurrentIndex(0)
        self.column.verticalScrollBar().setValue(place)
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Puts the focus on the answer, which is read out."""
        if self._stack.currentIndex():
            self.overlay.focus_button()
        else:
            self.column.setFocus()

    # Inside

    def _has_focus_inside(self) -> bool:
        focused = QApplication.focusWidget()
        return self.isAncestorOf(focused) if isinstance(focused, QWidget) else False

    def _clear(self) -> None:
        self.cards, self.steps = [], []
        self.read_out.setParent(self)
        self.read_out.hide()
        while (item := self.parts.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show_banner(self, report: StatusReport, words: StatusWords) -> None:
        """What stands against the whole account, the most severe first."""
        answer = answer_of(report)
        shown = [finding for finding in report.findings if answer is None or finding is not answer[0]]
        self.banner.show_texts([_banner(finding, words) for finding in shown])

    def _add_answer(self, report: StatusReport, words: StatusWords, offline: str | None) -> None:
        card = Card(padding=16)
        answer = answer_of(report)
        if answer is None:
            card.body.addWidget(PlainLabel(_word("This customer has no services."), TypeRole.H1, wrap=True))
            self.parts.body.addWidget(card)
            return
        finding, service = answer
        text = words.finding(finding, service)
        self.column.setAccessibleDescription(text.what)
        title = PlainLabel(text.what, TypeRole.H1, wrap=True, selectable=True)
        card.body.addWidget(title)
        if text.safe.strip():
            card.body.addWidget(PlainLabel(text.safe.strip(), wrap=True, selectable=True))
        card.body.addWidget(FlowRow([Chip(severity_chip(finding.severity)), *self._more(report, service)]))
        for step in step_lines(finding.steps, words, self._act, offline):
            card.body.addWidget(step)
            self.steps.append(step)
        self.read_out.show()
        card.body.addWidget(self.read_out, 0, Qt.AlignmentFlag.AlignLeading)
        self.parts.body.addWidget(card)

    def _more(self, report: StatusReport, service: ServiceStatus | None) -> list[QWidget]:
        others = sum(
            one.findings[0].severity is not Severity.FINE for one in living(report) if one is not service
        )
        if not others:
            return []
        return [PlainLabel(_word("Further services with something to say: {n}").replace("{n}", str(others)))]


def _banner(finding: Finding, words: StatusWords) -> BannerText:
    text = words.finding(finding)
    steps = " ".join(part for step in finding.steps for part in (words.step(step), words.who(step)) if part)
    return BannerText(_TONES[finding.severity], text.what, text.safe.strip(), steps)


def _word(text: str) -> str:
    return QCoreApplication.translate("ServiceStatus", text)
