"""One hardware order on the screen: reads it, follows the change feed, changes its lines; imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from agentview.contract import hardware_orders as contract
from agentview.contract.feed import ALL_RECORDS, Topic
from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_orders import HardwareOrder, OrderLine
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Conflict, NotFound, Unknown
from agentview.gateway.port import FeedNews
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key

STALE = "E-STALE"


@dataclass(frozen=True)
class Wish:
    """A change of one line as the person saw it: another quantity, 0 to take it out, or it comes back."""

    line: OrderLine
    qty: int
    is_back: bool = False


class OrderScreen(Protocol):
    """What the presenter tells the page."""

    def show_order(self, order: HardwareOrder) -> None:
        """Show the order as it is now, without moving the reader's place."""
        ...

    def show_loading(self) -> None:
        """Show that the order is being read for the first time."""
        ...

    def show_failed(self, error: Exception, *, is_gone: bool) -> None:
        """Show that there is nothing to show."""
        ...

    def show_refused(self, error: Exception) -> None:
        """Show why a change of a line was refused."""
        ...

    def show_unknown(self) -> None:
        """Say that nobody knows what became of a change; `again` asks."""
        ...

    def show_overtaken(self, wish: Wish, line: OrderLine | None, by: str) -> None:
        """Say that somebody else changed the same line first; the wish is kept, `insist` carries it out."""
        ...

    def taken_out(self, line: OrderLine) -> None:
        """Say that a line is out, and offer to take it back."""
        ...


class OrderPresenter:
    """Follows one order as long as its tab is open. Changes of lines go out one after the other."""

    def __init__(self, desk: Desk, screen: OrderScreen, order_id: int, make_key: NewKey = new_key) -> None:
        """Reads nothing yet."""
        self._desk, self._screen, self._make_key = desk, screen, make_key
        self.order_id = order_id
        self.order: HardwareOrder | None = None
        self._waiting: list[Wish] = []
        self._wish: Wish | None = None
        self._sending: Sending[Any, HardwareOrder] | None = None
        self._is_unknown = False
        self._has_news = False

    # Reading

    def read(self) -> None:
        """Reads the order, again if it is shown already."""
        if self.order is None:
            self._screen.show_loading()
        gateway, wanted = self._desk.gateway, contract.OrderRef(order_id=self.order_id)
        self._desk.runner.submit(
            lambda: gateway.call(contract.GET, wanted), self._on_read, self._on_failed, self, newest="order"
        )

    def hear(self, news: FeedNews) -> None:
        """Reads the order again when it, or a batch that it stands in, changed.

        While a change of ours is under way, after it.
        """
        batches = set() if self.order is None else {batch.batch_id for batch in self.order.batches}
        shown = {Topic.HARDWARE_ORDER: {self.order_id, ALL_RECORDS}, Topic.BATCH: batches}
        is_ours = any(change.record_id in shown.get(change.topic, ()) for change in news.changes)
        if not (news.is_gap or is_ours):
            return
        if self._sending is None:
            self.read()
        else:
            self._has_news = True

    def take(self, order: HardwareOrder) -> None:
        """Shows a state that a dialog brought, unless a newer one is known."""
        if self.order is None or order.version >= self.order.version:
            self.order = order
            self._screen.show_order(order)

    def close(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    # What is open

    def refusals(
        self, command: HardwareCommand, line: OrderLine | None = None
    ) -> tuple[RefusalInfo, ...] | None:
        """Every reason against a command of the order or of one line; None where it is not offered."""
        offered = () if self.order is None else self.order.commands if line is None else line.commands
        for state in offered:
            if state.command == command.value:
                return state.refusals
        return None

    # Changing lines

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows what became of the last change."""
        return self._is_unknown

    def shown_lines(self) -> tuple[OrderLine, ...]:
        """The lines with the quantities that are wanted, though they may be under way still."""
        lines = () if self.order is None else self.order.lines
        wishes = {wish.line.line_id: wish for wish in self._wishes() if not wish.is_back}
        return tuple(
            _with_qty(line, wishes[line.line_id].qty) if line.line_id in wishes else line
            for line in lines
            if line.line_id not in wishes or wishes[line.line_id].qty
        )

    def step_qty(self, line_id: int, by: int) -> None:
        """Asks for more or less of a line, one at least; presses that follow quickly go out as one."""
        seen = next((line for line in self.shown_lines() if line.line_id == line_id), None)
        if seen is None:
            return
        qty = min(max(seen.qty + by, 1), contract.MOST_UNITS)
        if qty != seen.qty:
            self._want(Wish(self._saved(line_id), qty))

    def remove(self, line_id: int) -> None:
        """Takes a line out; `restore` brings it back."""
        if any(line.line_id == line_id for line in self.shown_lines()):
            self._want(Wish(self._saved(line_id), 0))

    def restore(self, line: OrderLine) -> None:
        """Brings a line back as it was; its price is the one of today (R-HW-29)."""
        self._want(Wish(line, line.qty, is_back=True))

    def insist(self, wish: Wish) -> None:
        """Carries out a wish though somebody else changed the same line first."""
        line = next((one for one in self._lines() if one.line_id == wish.line.line_id), None)
        if line is not None:
            self._want(Wish(line, wish.qty))

    def again(self) -> None:
        """Asks again what became of the last change, under the same key."""
        if self._sending is not None and self._is_unknown:
            self._is_unknown = False
            self._sending.send(self._desk, self._on_changed, self._on_error, self)

    # Inside

    def _lines(self) -> tuple[OrderLine, ...]:
        return () if self.order is None else self.order.lines

    def _saved(self, line_id: int) -> OrderLine:
        return next(line for line in self._lines() if line.line_id == line_id)

    def _wishes(self) -> tuple[Wish, ...]:
        return (*(() if self._wish is None else (self._wish,)), *self._waiting)

    def _want(self, wish: Wish) -> None:
        self._waiting = [one for one in self._waiting if one.is_back or one.line.line_id != wish.line.line_id]
        self._waiting.append(wish)
        if self.order is not None:
            self._screen.show_order(self.order)
        self._send_next()

    def _send_next(self) -> None:
        if self._sending is not None or self.order is None:
            return
        if not self._waiting:
            self._wish = None
            if self._has_news:
                self._has_news = False
                self.read()
            return
        self._wish = self._waiting.pop(0)
        self._sending = self._sending_of(self._wish, self.order)
        self._sending.send(self._desk, self._on_changed, self._on_error, self)

    def _sending_of(self, wish: Wish, order: HardwareOrder) -> Sending[Any, HardwareOrder]:
        named = {"order_id": order.order_id, "version": order.version}
        line, key = wish.line, self._make_key()
        if wish.is_back:
            added = contract.AddLineRequest(
                **named,
                product_id=line.product_id,
                qty=line.qty,
                warehouse_id=line.warehouse_id,
                is_enrolment_requested=line.is_enrolment_requested,
            )
            return Sending(contract.ADD_LINE, added, key)
        if not wish.qty:
            return Sending(contract.REMOVE_LINE, contract.LineRef(**named, line_id=line.line_id), key)
        changed = contract.ChangeLineRequest(
            **named,
            line_id=line.line_id,
            qty=wish.qty,
            warehouse_id=line.warehouse_id,
            is_enrolment_requested=line.is_enrolment_requested,
        )
        return Sending(contract.CHANGE_LINE, changed, key)

    def _on_changed(self, order: HardwareOrder) -> None:
        wish, self._wish, self._sending = self._wish, None, None
        self.order = order
        self._rebase(order)
        self._screen.show_order(order)
        if wish is not None and not wish.qty:
            self._screen.taken_out(wish.line)
        self._send_next()

    def _rebase(self, order: HardwareOrder) -> None:
        """What waits is compared with the lines as our own changes left them."""
        lines = {line.line_id: line for line in order.lines}
        self._waiting = [
            wish if wish.is_back else Wish(lines[wish.line.line_id], wish.qty)
            for wish in self._waiting
            if wish.is_back or wish.line.line_id in lines
        ]

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Unknown):
            self._is_unknown = True
            self._screen.show_unknown()
            return
        self._sending = None
        if isinstance(error, Conflict) and error.code == STALE:
            self._read_theirs(error)
            return
        self._wish, self._waiting = None, []
        self._screen.show_refused(error)
        self.read()

    def _read_theirs(self, error: Conflict) -> None:
        gateway, wanted = self._desk.gateway, contract.OrderRef(order_id=self.order_id)
        by = str(error.values.get("by") or "")

        def failed(_other: Exception) -> None:
            self._wish, self._waiting = None, []
            self._screen.show_refused(error)

        self._desk.runner.submit(
            lambda: gateway.call(contract.GET, wanted),
            lambda theirs: self._on_theirs(theirs, by),
            failed,
            self,
            newest="theirs",
        )

    def _on_theirs(self, theirs: HardwareOrder, by: str) -> None:
        """Goes on where they left this line alone; else both sides are shown."""
        wish, self._wish, self.order = self._wish, None, theirs
        lines = {line.line_id: line for line in theirs.lines}
        overtaken = [one for one in (wish, *self._waiting) if one is not None and _is_overtaken(one, lines)]
        kept = [one for one in (wish, *self._waiting) if one is not None and one not in overtaken]
        self._waiting = kept
        self._screen.show_order(theirs)
        for one in overtaken:
            self._screen.show_overtaken(one, lines.get(one.line.line_id), by)
        self._send_next()

    def _on_read(self, order: HardwareOrder) -> None:
        if self._sending is None:
            self.take(order)

    def _on_failed(self, error: Exception) -> None:
        is_gone = isinstance(error, NotFound)
        if self.order is None or is_gone:
            self._screen.show_failed(error, is_gone=is_gone)
        else:
            self._desk.shell.show_error(error)


def _with_qty(line: OrderLine, qty: int) -> OrderLine:
    return line.model_copy(update={"qty": qty, "amount_cents": qty * line.unit_price_cents})


def _is_overtaken(wish: Wish, lines: dict[int, OrderLine]) -> bool:
    """Whether they changed the line itself; one that comes back was out, so nobody could."""
    if wish.is_back:
        return False
    theirs = lines.get(wish.line.line_id)
    return theirs is None or _asked(theirs) != _asked(wish.line)


def _asked(line: OrderLine) -> tuple[object, ...]:
    return line.qty, line.warehouse_id, line.is_enrolment_requested
