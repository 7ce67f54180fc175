"""The chosen package or service beside the list: how it stands, its facts, what was done for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.customers import ServiceDetail
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Target
from agentview.ui.views.customers.holding import Holding
from agentview.ui.views.customers.overview_facts import log_entries, package_facts, service_facts
from agentview.ui.views.customers.page_banners import bar_text, hold_word, lifting_text
from agentview.ui.views.customers.section import PageContext
from agentview.ui.views.customers.service_reader import ServiceReader
from agentview.ui.views.customers.status import provisioning_chip, restriction_chip, subscription_chip

READ_AFTER_MS = 150
LOW = 320
"""A pane that is lower than this at 100 % scrolls as a whole."""


@dataclass(frozen=True)
class RowOffer:
    """A command as a button: its word, key, and why it is closed (None: it is open)."""

    key: str
    word: str
    shortcut: str
    cause: str | None
    is_dangerous: bool = False


class HoldingPane(QWidget):
    """Shows one row. `pressed(key)` tells which command was wanted."""

    pressed = Signal(str)

    def __init__(self, page: PageContext) -> None:
        """Shows nothing yet."""
        super().__init__()
        self._page = page
        self._row: Holding | None = None
        self._is_low = False
        self.title = ElidedLabel("", TypeRole.H2)
        self.line = PlainLabel("", ink=INK_SECOND, wrap=True)
        self._chips = QHBoxLayout()
        self.banner = Banner()
        self._bar = QVBoxLayout()
        self._buttons: dict[str, Button] = {}
        self.facts, self.log = FactList(), Timeline()
        self._log_head = heading(QCoreApplication.translate("Customers", "Provisioning log"))
        self._log_note = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.reader = ServiceReader(page.desk, self._show_log, self._log_failed)
        self._read_timer = QTimer(self)
        self._read_timer.setSingleShot(True)
        self._read_timer.setInterval(READ_AFTER_MS)
        self._read_timer.timeout.connect(self._on_read_due)
        self.facts.opened.connect(self._on_fact)
        self._arrange()

    def show_row(self, row: Holding | None, currency: str) -> None:
        """Shows a row at once; its log follows when the choosing rests."""
        self._row = row
        self._stack.setCurrentIndex(0 if row is not None else 1)
        service_id = row.service.service_id if row is not None and row.service is not None else None
        if self.reader.choose(service_id):
            self.log.set_entries(())
            self._log_note.setText("")
        if row is None:
            return
        self.title.setText(" ".join(row.name.split()))
        self.line.setText(_line(row))
        self._show_chips(row)
        self._show_banners(row)
        facts = (
            service_facts(row.service) if row.service is not None else package_facts(row.package, currency)
        )
        self.facts.set_facts(facts)
        for part in (self._log_head, self.log, self._log_note):
            part.setVisible(service_id is not None)
        if service_id is not None:
            self._read_timer.start()

    def show_offers(self, offers: Sequence[RowOffer]) -> None:
        """Shows the commands of the row; buttons that stay keep their focus."""
        if [offer.key for offer in offers] != list(self._buttons):
            self._rebuild(offers)
        for offer in offers:
            self._buttons[offer.key].set_refusal(offer.cause)

    def take_focus(self) -> None:
        """Puts the focus on the first command that is open, or on the facts."""
        for button in self._buttons.values():
            if button.isEnabled():
                button.setFocus()
                return
        self.sections.setFocus()

    def close_down(self) -> None:
        """Drops what is being read."""
        self._read_timer.stop()
        self.reader.close()

    # Inside

    @Slot(object)
    def _on_fact(self, target: object) -> None:
        if isinstance(target, Target):
            self._page.desk.shell.open_target(target)

    @Slot()
    def _on_read_due(self) -> None:
        self.reader.read()

    def _show_log(self, detail: ServiceDetail) -> None:
        entries = log_entries(detail.log, self._page.times.now(), self._page.desk.zone)
        self.log.set_entries(entries)
        empty = QCoreApplication.translate("Customers", "Nothing was provisioned for it yet.")
        self._log_note.setText("" if entries else empty)

    def _log_failed(self, error: Exception) -> None:
        self._log_note.setText(self._page.desk.texts.report(error).text.sentences)

    def _show_chips(self, row: Holding) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        values = [subscription_chip(row.status)]
        if row.service is not None:
            task = provisioning_chip(row.service.provisioning_state, row.service.halt_reason or "")
            values += [chip for chip in (task, restriction_chip(row.service.restriction)) if chip is not None]
        flow = FlowRow([Chip(value) for value in values])
        self._chips.addWidget(flow)
        flow.show()

    def _show_banners(self, row: Holding) -> None:
        service = row.service
        texts: list[BannerText] = []
        translate = QCoreApplication.translate
        if service is not None and service.halt_reason:
            texts.append(
                BannerText(Tone.BAD, translate("Customers", "Provisioning Halted"), service.halt_reason)
            )
        for hold in service.holds if service is not None else ():
            cause = translate("Customers", "Hold: {cause}").replace("{cause}", hold_word(hold.cause))
            more = lifting_text(hold, self._page.times.now(), self._page.desk.zone)
            texts.append(BannerText(Tone.BLOCKED, cause, bar_text(hold), more))
        self.banner.show_texts(texts)

    def _rebuild(self, offers: Sequence[RowOffer]) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        while (item := self._bar.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = {offer.key: self._make(offer) for offer in offers}
        flow = FlowRow(self._buttons.values())
        self._bar.addWidget(flow)
        flow.show()
        if had_focus and self._buttons:
            next(iter(self._buttons.values())).setFocus()

    def _make(self, offer: RowOffer) -> Button:
        kind = ButtonKind.DANGER if offer.is_dangerous else ButtonKind.SECONDARY
        button = Button(offer.word, kind, tip=tip_with_key(offer.word, offer.shortcut))
        button.setProperty("key", offer.key)
        button.pressed_once.connect(self._on_pressed)
        return button

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("key")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lets head and commands scroll with the facts where the pane is too low to hold them apart."""
        super().resizeEvent(event)
        is_low = event.size().height() < look().px(LOW)
        if is_low != self._is_low:
            self._is_low = is_low
            place = self.sections.body if is_low else self._card.body
            place.insertWidget(0, self._top)

    def _arrange(self) -> None:
        card = self._card = Card(padding=12)
        self._chips.setContentsMargins(0, 0, 0, 0)
        head = ColumnBox(look().px(6))
        head.body.addWidget(self.title)
        head.body.addWidget(self.line)
        head.body.addLayout(self._chips)
        head.body.addLayout(self._bar)
        self._top = ColumnBox(look().px(8))
        self._top.body.addWidget(head)
        self._top.body.addWidget(self.banner)
        card.body.addWidget(self._top)
        self.sections = ScrollColumn(QCoreApplication.translate("Customers", "Facts"), spacing=8)
        for part in (self.facts, self._log_head, self._log_note, self.log):
            self.sections.body.addWidget(part)
        card.body.addWidget(self.sections, 1)
        overlay = StateOverlay()
        translate = QCoreApplication.translate
        overlay.show_text(
            StateText(
                translate("Customers", "Nothing chosen"),
                translate("Customers", "Choose a package or a service to see it here."),
            )
        )
        nothing = Card(padding=0)
        nothing.body.addWidget(overlay)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(card)
        self._stack.addWidget(nothing)


def _line(row: Holding) -> str:
    translate = QCoreApplication.translate
    if row.service is None:
        count = translate("Customers", "services: {count}")
        shown = count.replace("{count}", str(len(row.package.services)))
        return f"{row.package.reference}  \u00b7  {shown}"
    inside = translate("Customers", "in {package}").replace("{package}", row.package.plan)
    return f"{row.service.reference}  \u00b7  {inside}"
