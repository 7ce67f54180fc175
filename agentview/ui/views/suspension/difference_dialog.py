"""Whom the rules would restrict now that they would not have the day before, and the other way round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agentview.contract.candidates_difference import (
    DIFFERENCE,
    DifferenceRequest,
    DifferenceRow,
    DifferenceSide,
)
from agentview.contract.feed import Topic
from agentview.contract.op import Message
from agentview.core.money import Money
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.credit.why_words import reasons
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.plural import plural
from agentview.ui.kit.text import heading
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.reading import Answer, Ask, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, ListSpec, ListWords, PillView
from agentview.ui.navigation import SUSPENSION_WHY, Desk, Target
from agentview.ui.views.suspension.candidate_words import gone_word, word

_MOST = 200


class SideFilter(Message):
    """One side of the difference."""

    view: DifferenceSide = DifferenceSide.NEW


class DifferenceDialog(QDialog):
    """`wanted(target)` tells of which account the reasons are wanted. Esc closes it."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        """Reads the accounts that are new."""
        super().__init__(parent)
        title = word("Different from the day before")
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = word(
            "The accounts that the rules pick today and did not pick yesterday, and the other way round. "
            "Enter shows why."
        )
        give_help(self, told)
        self.list: ListPane[SideFilter, DifferenceRow] = ListPane(desk, SPEC, owner=self)
        self.close_button = Button(word("Close"))
        column = QVBoxLayout(self)
        edge = look().px(20)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(12))
        column.addWidget(heading(title))
        column.addWidget(self.list, 1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(look().px(760), look().px(520))
        self.close_button.pressed_once.connect(self.reject)
        self.list.opened.connect(self._on_opened)
        self.finished.connect(self._on_finished)
        self.list.start()
        self.list.table.setFocus()

    @Slot(object)
    def _on_opened(self, row: DifferenceRow) -> None:
        self.wanted.emit(Target(SUSPENSION_WHY, row.account_id, row.customer))
        self.accept()

    @Slot()
    def _on_finished(self) -> None:
        self.list.close_down()


def _read(gateway: Gateway, ask: Ask[SideFilter]) -> Answer[DifferenceRow]:
    wanted = DifferenceRequest(side=ask.filter.view, after=ask.after, limit=min(ask.limit, _MOST))
    page = gateway.call(DIFFERENCE, wanted)
    total = page.new if ask.filter.view is DifferenceSide.NEW else page.gone
    return Answer(page.rows, None, page.last, page.as_of, total)


def _counts(gateway: Gateway, _wanted: SideFilter) -> Mapping[str, int]:
    found = gateway.call(DIFFERENCE, DifferenceRequest(limit=1))
    return {DifferenceSide.NEW.value: found.new, DifferenceSide.GONE.value: found.gone}


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[DifferenceRow]]:
    return (
        Column(
            "account",
            lambda: word("Account"),
            lambda row: row.account_no,
            Kind.ID,
            sample=lambda: "004-100148",
        ),
        Column(
            "customer",
            lambda: word("Customer"),
            lambda row: row.customer,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            tip=lambda row: row.customer,
        ),
        Column(
            "owing",
            lambda: word("Owing"),
            lambda row: grouped_amount(Money(row.owing_cents, row.currency)),
            Kind.NUMBER,
            sample=lambda: "99,999.99",
        ),
        Column(
            "was",
            lambda: word("Owed before"),
            lambda row: (
                NO_VALUE if row.was_cents is None else grouped_amount(Money(row.was_cents, row.currency))
            ),
            Kind.NUMBER,
            sample=lambda: "99,999.99",
        ),
        Column(
            "days",
            lambda: word("Days"),
            lambda row: NO_VALUE if row.overdue_days is None else str(row.overdue_days),
            Kind.NUMBER,
            sample=lambda: "9999",
        ),
        Column(
            "why",
            lambda: word("Why"),
            gone_word,
            sample=lambda: word("Has paid enough"),
            tip=lambda row: reasons(row.obstacles, row.currency),
        ),
    )


def _words() -> ListWords:
    return ListWords(
        word("Different from the day before"),
        lambda count: plural(word("1 account"), word("{count} accounts"), count),
        _empty,
        "difference",
    )


def _empty(view: str) -> EmptyText:
    if view == DifferenceSide.NEW.value:
        return EmptyText(
            word("Nobody is new"), word("The rules would have restricted all of them the day before too.")
        )
    return EmptyText(
        word("Nobody is gone"), word("Whom the rules would have restricted, they would restrict now.")
    )


SPEC: ListSpec[SideFilter, DifferenceRow] = ListSpec(
    key="suspension.difference",
    first=SideFilter(),
    order=SortOrder("ACCOUNT"),
    columns=_columns,
    row_id=lambda row: row.account_id,
    pages=Pages(_read, can_jump=False),
    words=_words,
    topics=frozenset({Topic.RULE_SET, Topic.RESTRICTION_CASE}),
    views=lambda _desk: (
        PillView(DifferenceSide.NEW.value, word("New")),
        PillView(DifferenceSide.GONE.value, word("Gone")),
    ),
    counts=_counts,
    summary=lambda row: f"{row.account_no}, {row.customer}, {gone_word(row)}",
    power=Power.READ_STATUS,
)
"""Both sides of the difference."""
