"""One hardware order on a tab: what it is, what is next, its lines, delivery and history (S-18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_orders import HardwareOrder, OrderLine, RevealedDelivery
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import (
    AGAIN,
    COPY,
    cause_text,
    failure_banner,
    offline_text,
    unknown_banner,
)
from agentview.ui.kit.action import refuse_action
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.masked import MASK_AGAIN_MS
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.views.hardware import order_actions as keys
from agentview.ui.views.hardware.delivery_form import in_words
from agentview.ui.views.hardware.order_commands import OrderCommands
from agentview.ui.views.hardware.order_layout import OrderLayout
from agentview.ui.views.hardware.order_past import OrderPast
from agentview.ui.views.hardware.order_presenter import OrderPresenter, Wish
from agentview.ui.views.hardware.order_print import PrintDialog

INSIST = "insist"
_BESIDE = frozenset({"E-STATE", "E-FRAUD-STATE", "E-LINE-STATE"})
"""A command that has nothing to do with the state of the order has no button; its key says why."""


class OrderPage(QWidget):
    """An `OrderScreen`. `renamed(reference)` once it is read."""

    renamed = Signal(str)

    def __init__(self, desk: Desk, order_id: int) -> None:
        """Reads at once."""
        super().__init__()
        self._desk = desk
        self.presenter = OrderPresenter(desk, self, order_id)
        self.past = OrderPast(desk, self, order_id)
        self._past_of: HardwareOrder | None = None
        self.commands = OrderCommands(desk, self)
        self.layout_of_page = OrderLayout(self, desk, keys.OF_ORDER)
        self._revealed: RevealedDelivery | None = None
        self._overtaken: Wish | None = None
        self._details = ""
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.setInterval(MASK_AGAIN_MS)
        table = self.layout_of_page.lines.table
        self.order_actions = {
            command: keys.command_action(self, table, command, partial(self.run, command))
            for command in keys.OF_ORDER
        }
        self.line_actions = keys.line_actions(table, self._line_runs())
        self.page_actions = keys.page_actions(self, table, self._page_runs())
        self.layout_of_page.take_letters(
            (*self.order_actions.values(), *self.line_actions.values(), *self.page_actions.values())
        )
        self._connect()
        self._unsubscribe = desk.shell.on_news(self._hear)
        self.presenter.read()

    # For the area

    @property
    def order_id(self) -> int:
        """The number of the order."""
        return self.presenter.order_id

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of this page."""
        of_order = (*self.order_actions.values(), *self.page_actions.values())
        return {
            _word("Hardware order"): of_order,
            _word("Line of the order"): tuple(self.line_actions.values()),
        }

    def take_focus(self) -> None:
        """Puts the focus on the lines."""
        self.layout_of_page.take_focus()

    def end(self) -> None:
        """Closes what is open; what was typed stays as a draft."""
        self.commands.close()
        self._unsubscribe()
        self._hiding.stop()
        self.past.close()
        self.presenter.close()

    # What the presenter tells (OrderScreen)

    def show_order(self, order: HardwareOrder) -> None:
        """Shows the order as it is now, without moving the reader's place."""
        self.renamed.emit(order.reference)
        self._show_state()
        self.layout_of_page.show_order(order, self.presenter.shown_lines(), self._revealed)
        self._show_state()
        if order is not self._past_of:
            self._past_of = order
            self.show_past()
            self.past.read()

    def show_past(self) -> None:
        """Shows what was done to the order, as far as it was read (`PastScreen`)."""
        batches = () if self.presenter.order is None else self.presenter.order.batches
        self.layout_of_page.show_past(self.past, batches)

    def show_loading(self) -> None:
        """Shows that it is being read."""
        self.layout_of_page.show_loading()

    def show_failed(self, error: Exception, *, is_gone: bool) -> None:
        """Shows why there is nothing to show."""
        text = self._desk.texts.report(error).text
        found = StateText(_word("The order could not be read"), text.sentences, _word("Try again"))
        if is_gone:
            told = _word("It is not there, or belongs to another operator. Search for it.")
            found = StateText(_word("There is no such hardware order"), told)
        self.layout_of_page.show_instead(found)

    def show_refused(self, error: Exception) -> None:
        """Shows why a change of a line was refused; nothing else of the page changes."""
        self._details = self._desk.texts.report(error).details
        self.layout_of_page.banner.show_texts([failure_banner(self._desk.texts, error)])

    def show_unknown(self) -> None:
        """Says that nobody knows what became of a change."""
        order = self.presenter.order
        reference = "" if order is None else order.reference
        self.layout_of_page.banner.show_texts([unknown_banner(reference, with_button=True)])

    def show_overtaken(self, wish: Wish, line: OrderLine | None, by: str) -> None:
        """Shows both sides where somebody else changed the same line."""
        who = by or _word("Somebody")
        name, wanted = wish.line.product, count_text(wish.qty)
        if line is None:
            cause = _word("{who} took {product} out before you").replace("{who}", who)
            text = BannerText(Tone.WARNING, cause.replace("{product}", name))
        else:
            self._overtaken = wish
            cause = _word("{who} changed {product} before you: {theirs} now, you wanted {mine}")
            if not wish.qty:
                cause = _word("{who} changed {product} before you: {theirs} now, you took it out")
            for mark, value in (
                ("{who}", who),
                ("{product}", name),
                ("{theirs}", count_text(line.qty)),
                ("{mine}", wanted),
            ):
                cause = cause.replace(mark, value)
            mine = _word("Set {mine}").replace("{mine}", wanted) if wish.qty else _word("Take it out")
            text = BannerText(Tone.WARNING, cause, "", "", ((INSIST, mine),))
        self.layout_of_page.banner.show_texts([text])

    def taken_out(self, line: OrderLine) -> None:
        """Says that a line is out, and offers to take it back."""
        told = _word("Removed {qty} {product}").replace("{qty}", count_text(line.qty))
        self._desk.toasts.undo(told.replace("{product}", line.product), partial(self.presenter.restore, line))

    # Commands

    def run(self, command: HardwareCommand) -> None:
        """Opens what a command needs, if it is open."""
        order = self.presenter.order
        if order is not None and self._cause(command) is None:
            self.commands.run(command, order)

    def cause_of_line(self, key: str) -> str | None:
        """Why an action of the chosen line is closed; None where it is open."""
        line = self.layout_of_page.lines.current()
        if line is None:
            return _word("Choose a line first.")
        if key == keys.SERIALS:
            return None if line.units else _word("Nothing of this line has a serial yet.")
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        if key == keys.RETURN:
            return self._told(self.presenter.refusals(HardwareCommand.RETURN_LINE, line))
        cause = self._cause(HardwareCommand.EDIT_LINES)
        if cause is None and key == keys.LESS and line.qty == 1:
            return _word("One piece is left; remove the item instead (Delete).")
        return cause

    # Inside

    def _line_runs(self) -> dict[str, partial[None]]:
        return {
            key: partial(self._on_line, key)
            for key in (keys.MORE, keys.LESS, keys.REMOVE, keys.EDIT_LINE, keys.RETURN, keys.SERIALS)
        }

    def _page_runs(self) -> dict[str, partial[None]]:
        return {
            key: partial(self._on_page, key)
            for key in (keys.REVEAL, keys.CUSTOMER, keys.COPY, keys.PRINT, keys.REFRESH)
        }

    def _connect(self) -> None:
        page = self.layout_of_page
        page.pressed.connect(self._on_pressed)
        page.reveal_wanted.connect(partial(self._on_page, keys.REVEAL))
        page.retry_wanted.connect(self.presenter.read)
        page.customer_wanted.connect(partial(self._on_page, keys.CUSTOMER))
        page.history.older_wanted.connect(self.past.older)
        page.history.again_wanted.connect(self.past.read)
        page.lines.moved.connect(self._show_state)
        page.lines.opened.connect(partial(self._on_opened))
        page.banner.button_pressed.connect(self._on_banner)
        self.commands.done.connect(self.presenter.take)
        self.commands.revealed.connect(self._on_revealed)
        self._hiding.timeout.connect(self._on_hide)

    def _on_line(self, key: str) -> None:
        line, order = self.layout_of_page.lines.current(), self.presenter.order
        if line is None or order is None or self.cause_of_line(key) is not None:
            return
        if key in (keys.MORE, keys.LESS):
            self.presenter.step_qty(line.line_id, 1 if key == keys.MORE else -1)
        elif key == keys.REMOVE:
            self.presenter.remove(line.line_id)
        elif key == keys.EDIT_LINE:
            self.commands.edit_line(order, line)
        elif key == keys.SERIALS:
            self._desk.shell.copy_text("\n".join(unit.serial_no for unit in line.units))
        else:
            self.commands.return_line(order, line)

    def _on_page(self, key: str) -> None:
        order = self.presenter.order
        if key == keys.REFRESH or order is None:
            self.presenter.read()
        elif key == keys.REVEAL:
            if self._reveal_cause() is None:
                self.commands.reveal(order)
        elif key == keys.CUSTOMER:
            self._desk.shell.open_target(Target(ACCOUNT, order.account_id, order.customer))
        elif key == keys.COPY:
            self._desk.shell.copy_text(order.reference)
        else:
            PrintDialog(self, self._desk, order).open()

    @Slot(str)
    def _on_pressed(self, key: str) -> None:
        if key in self.line_actions:
            self._on_line(key)
        else:
            self.run(HardwareCommand(key))

    def _on_opened(self, _line: object) -> None:
        self._on_line(keys.EDIT_LINE)

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        wish, self._overtaken = self._overtaken, None
        if key == COPY:
            self._desk.shell.copy_text(self._details)
            return
        self.layout_of_page.banner.show_texts([])
        if key == AGAIN:
            self.presenter.again()
        elif key == INSIST and wish is not None:
            self.presenter.insist(wish)

    @Slot(object)
    def _on_revealed(self, shown: RevealedDelivery) -> None:
        self._revealed = shown
        self._hiding.start()
        self._show_again()

    @Slot()
    def _on_hide(self) -> None:
        self._revealed = None
        self._show_again()

    def _show_again(self) -> None:
        if self.presenter.order is not None:
            self.show_order(self.presenter.order)

    def _hear(self, news: FeedNews) -> None:
        self._show_state()
        self.presenter.hear(news)

    def _cause(self, command: HardwareCommand) -> str | None:
        if self.presenter.order is None:
            return _word("The order is still being read.")
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        if self.presenter.is_unknown:
            return _word("Nobody knows yet what became of the last change; check again first.")
        return self._told(self.presenter.refusals(command))

    def _told(self, against: tuple[RefusalInfo, ...] | None) -> str | None:
        if against is None:
            return _word("This order does not offer it.")
        return cause_text(self._desk.texts, in_words(against))

    def _reveal_cause(self) -> str | None:
        order = self.presenter.order
        if order is None or not order.delivery.is_masked:
            return _word("Nothing of the delivery is hidden.")
        if not self._desk.has(Power.REVEAL_PII):
            return _word("You may not see it in full. Ask a supervisor.")
        return offline_text() if self._desk.shell.link is LinkState.LOST else None

    def _is_beside(self, command: HardwareCommand) -> bool:
        against = self.presenter.refusals(command)
        return against is None or any(one.code in _BESIDE for one in against)

    def _can_return(self) -> bool:
        """Whether a line of the order may come back, or might have."""
        lines = () if self.presenter.order is None else self.presenter.order.lines
        against = (self.presenter.refusals(HardwareCommand.RETURN_LINE, line) for line in lines)
        return any(one is not None and not any(refusal.code in _BESIDE for refusal in one) for one in against)

    @Slot()
    def _show_state(self) -> None:
        page = self.layout_of_page
        for command, action in self.order_actions.items():
            cause = self._cause(command)
            refuse_action(action, cause)
            page.show_button(command.value, cause, is_shown=not self._is_beside(command))
        for key, action in self.line_actions.items():
            cause = self.cause_of_line(key)
            refuse_action(action, cause)
        is_open = self._cause(HardwareCommand.EDIT_LINES) is None
        for key in (keys.LESS, keys.MORE, keys.EDIT_LINE, keys.REMOVE):
            page.show_button(key, self.cause_of_line(key), is_shown=is_open and bool(page.lines.source.rows))
        returns = self.cause_of_line(keys.RETURN)
        page.show_button(keys.RETURN, returns, is_shown=self._can_return())
        hidden = self._reveal_cause()
        refuse_action(self.page_actions[keys.REVEAL], hidden)
        page.show_reveal(hidden, is_shown=self._revealed is None)


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareOrder", text)
