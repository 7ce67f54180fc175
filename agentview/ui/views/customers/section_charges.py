"""The charges and credits of a customer: what each comes of, and what waits for the next invoice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.charges import (
    CHARGES,
    CHARGES_EXPORT,
    Charge,
    ChargesExportRequest,
    ChargesRequest,
    PendingTotal,
)
from agentview.gateway.port import Gateway
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.lists.export_columns import export_columns
from agentview.ui.lists.export_dialog import ExportDialog
from agentview.ui.lists.export_presenter import Export, Part
from agentview.ui.navigation import PACKAGE, Target, order_target
from agentview.ui.views.customers.charge_columns import charge_columns, exported_charges
from agentview.ui.views.customers.charge_words import charge_sentence, empty_text, pending_text
from agentview.ui.views.customers.older_list import OlderList, OlderSpec
from agentview.ui.views.customers.older_section import OlderSection
from agentview.ui.views.customers.older_source import Older, Token
from agentview.ui.views.customers.section import PageContext, PageSection


@dataclass(frozen=True)
class ChargesRead(Older[Charge]):
    """A page of charges, with what waits for the next invoice and how many charges there are."""

    pending: Sequence[PendingTotal]
    total: int


class ChargesSection(OlderSection[Charge]):
    """A `Section`."""

    def __init__(self, page: PageContext) -> None:
        """Reads when it is first shown a customer."""
        self._page = page
        self._total: int | None = None
        self.widget = QWidget()
        self.sum = PlainLabel("", TypeRole.STRONG, wrap=True)
        self.list = OlderList(page.desk, self._spec())
        self.export = Button(_word("Export..."), tip=tip_with_key(_word("Export..."), "Ctrl+E"))
        self._actions = {
            "open": make_action(
                self.list.table,
                ActionText(_word("Open order or migration"), "R", "arrow-right"),
                self.open_order,
            ),
            "package": make_action(
                self.list.table, ActionText(_word("Show the package"), "P", "list"), self.open_package
            ),
            "export": make_action(
                self.widget, ActionText(_word("Export..."), "Ctrl+E", "download"), self.open_export
            ),
        }
        head = QHBoxLayout()
        head.setSpacing(look().px(8))
        head.addWidget(self.sum, 1)
        head.addWidget(self.export)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        column.addLayout(head)
        column.addWidget(self.list.panel, 1)
        self.list.table.row_opened.connect(self._on_opened)
        self.list.table.current_changed.connect(self._on_current)
        self.export.pressed_once.connect(self.open_export)
        self._show_current()

    def actions(self) -> Sequence[QAction]:
        """Opening what a charge comes of, its package, and the export."""
        return tuple(self._actions.values())

    def open_order(self) -> None:
        """Opens the order or migration that the chosen charge comes of; the package where none does."""
        row = self.current()
        if row is None:
            return
        if row.order_id is None:
            self.open_package()
        else:
            self._page.desk.shell.open_target(order_target(row.order_id, row.reference))

    def open_package(self) -> None:
        """Shows the package of the chosen charge."""
        row = self.current()
        if row is not None and row.package_id is not None:
            self._page.desk.shell.open_target(Target(PACKAGE, row.package_id, row.package))

    def open_export(self) -> None:
        """Opens the dialog that writes all charges into a file."""
        if not self._total:
            return
        desk, account_id = self._page.desk, self._page.presenter.account_id
        columns = charge_columns(self._page)
        keys = tuple(column.key for column in columns)
        gateway = desk.gateway

        def fetch(after: str | None, key: str) -> Part[Charge]:
            request = ChargesExportRequest(account_id=account_id, columns=keys, after=after)
            page = gateway.call(CHARGES_EXPORT, request, key=key)
            return Part(page.rows, page.last, page.total)

        content = Export(
            _word("charges"),
            export_columns(columns, exported_charges(self._page), desk.zone, keys),
            lambda row: row.charge_id,
            fetch,
            self._total,
        )
        ExportDialog(self.widget, desk, content).open()

    # Inside

    def _on_opened(self, _row: object) -> None:
        self.open_order()

    def _on_current(self, _row: object) -> None:
        self._show_current()

    def _show_current(self) -> None:
        row = self.current()
        none = _word("Choose a charge first.") if row is None else None
        has_place = row is None or row.order_id is not None or row.package_id is not None
        refuse_action(self._actions["open"], none if has_place else _word("It comes of no order."))
        has_package = row is None or row.package_id is not None
        refuse_action(self._actions["package"], none if has_package else _word("It belongs to no package."))
        nothing = None if self._total else _word("There is nothing to export.")
        refuse_action(self._actions["export"], nothing)
        self.export.set_refusal(nothing)

    def _told(self, page: Older[Charge]) -> None:
        if isinstance(page, ChargesRead):
            self._total = page.total
            self.sum.setText(pending_text(page.pending))
            self._show_current()

    def _spec(self) -> OlderSpec[Charge]:
        return OlderSpec(
            _word("Charges"),
            charge_columns(self._page),
            lambda row: row.charge_id,
            lambda row: row.charge_id,
            self._read,
            charge_sentence,
            empty_text,
            self._told,
        )

    def _read(self, gateway: Gateway, before: Token | None, limit: int) -> Older[Charge]:
        before_id = before if isinstance(before, int) else None
        request = ChargesRequest(account_id=self._page.presenter.account_id, before_id=before_id, limit=limit)
        answer = gateway.call(CHARGES, request)
        return ChargesRead(answer.charges, answer.has_older, answer.pending, answer.total)


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerCharge", text)


CHARGES_SECTION = PageSection(
    "charges",
    lambda: _word("Charges"),
    ChargesSection,
    lambda customer: customer.counts.pending_charges or None,
)
