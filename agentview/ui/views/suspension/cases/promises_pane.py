"""The promises to pay: those that are due, those that were broken, and whose they are (E.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract import promises as contract
from agentview.contract.feed import Topic
from agentview.contract.ledger import PromiseStatus
from agentview.contract.promises import PromiseFilter, PromiseRow, PromisesRequest, PromiseView
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, Gateway, LinkState
from agentview.ui.credit.amounts import shown
from agentview.ui.credit.opener import CreditOpener
from agentview.ui.failure_words import offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.button import Button
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.plural import counted
from agentview.ui.kit.when import show_day, show_full, show_moment
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.reading import pages_of
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, ListSpec, ListWords, PillView
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.texts.restriction import promise_chip

KEY = "suspension.promises"
OPEN, CANCEL = "open", "cancel"


class PromisesPane(QWidget):
    """A tab of suspension. Enter opens the customer of the chosen promise."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        super().__init__()
        self._desk = desk
        self.credit = CreditOpener(desk, self)
        self.list: ListPane[PromiseFilter, PromiseRow] = ListPane(desk, promise_list(), owner=self)
        table = self.list.table
        texts = {
            OPEN: ActionText(_word("Open customer"), "C", "users"),
            CANCEL: ActionText(_word("Cancel promise"), "X", "close"),
        }
        runs = {OPEN: self._open, CANCEL: self._cancel}
        self._actions = {key: make_action(table, text, runs[key]) for key, text in texts.items()}
        self.buttons = {
            key: Button(text.text, tip=tip_with_key(text.text, text.key)) for key, text in texts.items()
        }
        for key, button in self.buttons.items():
            button.pressed_once.connect(runs[key])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(FlowRow(list(self.buttons.values())))
        self.setFocusProxy(table)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.empty_pressed.connect(self._on_empty)
        self.credit.done.connect(self.list.presenter.reload)
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._show_causes()

    def start(self) -> None:
        """Reads the list."""
        self.list.start()

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def actions_shown(self) -> Sequence[QAction]:
        """Every action, for the key sheet."""
        return (*self._actions.values(), *self.list.list_actions())

    def open_target(self, target: Target) -> None:
        """Shows a view of the list."""
        self.list.presenter.choose_view(target.title or PromiseView.OPEN.value)

    def close_down(self) -> None:
        """Stops reading and hearing; what is typed stays as a draft."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self.credit.close()
        self.list.close_down()

    # Inside

    def _cause(self, key: str) -> str | None:
        row = self.list.current()
        if row is None:
            return _word("Choose a promise first.")
        if key == OPEN:
            return None
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        if not self._desk.has(Power.CREDIT_CONTROL):
            return _word("You may not cancel promises. Credit control may.")
        return None if row.status is PromiseStatus.OPEN else _word("This promise is over.")

    def _show_causes(self) -> None:
        for key, button in self.buttons.items():
            cause = self._cause(key)
            button.set_refusal(cause)
            refuse_action(self._actions[key], cause)

    def _hear(self, _news: FeedNews) -> None:
        self._show_causes()

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        self._show_causes()

    @Slot(object)
    def _on_opened(self, _row: object) -> None:
        self._open()

    @Slot()
    def _on_empty(self) -> None:
        self.list.presenter.choose_view(PromiseView.ALL.value)

    def _open(self) -> None:
        row = self.list.current()
        if row is not None:
            self._desk.shell.open_target(Target(ACCOUNT, row.account_id, row.customer))

    def _cancel(self) -> None:
        row = self.list.current()
        if row is not None and self._cause(CANCEL) is None:
            self.credit.cancel_promise(row)


def promise_list() -> ListSpec[PromiseFilter, PromiseRow]:
    """The list, by the day for which something was promised."""
    return ListSpec(
        key=KEY,
        first=PromiseFilter(),
        order=SortOrder("DAY"),
        columns=_columns,
        row_id=lambda row: row.promise_id,
        pages=pages_of(contract.LIST),
        words=_words,
        topics=frozenset({Topic.ACCOUNT}),
        views=_views,
        counts=_counts,
        summary=_summary,
        power=Power.READ_STATUS,
    )


def _columns(desk: Desk, times: ServerTime) -> Sequence[Column[PromiseRow]]:
    return (
        Column(
            "day",
            lambda: _word("Pays by"),
            lambda row: show_day(row.promised_for),
            Kind.ID,
            sample=lambda: "28 Mar 2026",
            sort_key="DAY",
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: promise_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: promise_chip(row.status),
            sample=lambda: max((promise_chip(one).word for one in PromiseStatus), key=len),
        ),
        Column(
            "customer",
            lambda: _word("Customer"),
            lambda row: row.customer,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            tip=lambda row: row.account_no,
        ),
        Column(
            "amount",
            lambda: _word("Promised"),
            lambda row: shown(row.amount_cents, row.currency),
            Kind.NUMBER,
            sample=lambda: shown(1_234_500, "AUD"),
        ),
        Column(
            "paid",
            lambda: _word("Paid"),
            lambda row: shown(row.paid_cents, row.currency),
            Kind.NUMBER,
            strong=False,
            sample=lambda: shown(1_234_500, "AUD"),
        ),
        Column(
            "by",
            lambda: _word("Taken by"),
            lambda row: row.taken_by,
            strong=False,
            sample=lambda: "Amelia Thornton",
            gives_way=2,
        ),
        Column(
            "taken",
            lambda: _word("Taken"),
            lambda row: show_moment(row.taken_at, times.now(), desk.zone),
            strong=False,
            sample=lambda: "28 Mar 14:02",
            tip=lambda row: show_full(row.taken_at, desk.zone),
            gives_way=1,
        ),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    return (
        PillView(PromiseView.OPEN.value, _word("Open")),
        PillView(PromiseView.TODAY.value, _word("Due today")),
        PillView(PromiseView.BROKEN.value, _word("Broken")),
        PillView(PromiseView.ALL.value, _word("All"), is_counted=False),
    )


def _counts(gateway: Gateway, _wanted: PromiseFilter) -> Mapping[str, int]:
    """The list itself tells how many rows a view has, so one row of each is asked for."""
    counted = (PromiseView.OPEN, PromiseView.TODAY, PromiseView.BROKEN)
    asked = {view: PromisesRequest(filter=PromiseFilter(view=view), limit=1) for view in counted}
    return {view.value: gateway.call(contract.LIST, request).total for view, request in asked.items()}


def _words() -> ListWords:
    one, many = _word("1 promise"), _word("{count} promises")
    return ListWords(
        name=_word("Promises to pay"),
        count=counted(one, many),
        empty=_empty,
        file_name=_word("promises"),
    )


def _empty(view: str) -> EmptyText:
    if view == PromiseView.BROKEN.value:
        return EmptyText(_word("No promise was broken"), _word("What is not paid by its day stands here."))
    return EmptyText(
        _word("No promises here"), _word("A promise is taken on the page of the customer, under Credit.")
    )


def _summary(row: PromiseRow) -> str:
    told = _word("{customer}, {amount} by {day}, {status}").replace("{customer}", row.customer)
    told = told.replace("{amount}", shown(row.amount_cents, row.currency))
    return told.replace("{day}", show_day(row.promised_for)).replace(
        "{status}", promise_chip(row.status).word
    )


def _nothing() -> None:
    """Stands where there is nothing left to end."""


def _word(text: str) -> str:
    return QCoreApplication.translate("Promises", text)
