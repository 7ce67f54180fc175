"""The page of the company for which something is requested; its own people never see it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.wireless_catalogue import Companies, CompanyRow
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.views.wireless.subject_picker import Subject, SubjectPicker


class CompanyPage(ColumnBox):
    """`changed` tells that a company was taken."""

    changed = Signal()

    def __init__(self) -> None:
        """Asks nothing yet."""
        super().__init__(look().px(12))
        self._rows: dict[int, CompanyRow] = {}
        self.company: CompanyRow | None = None
        self.picker = SubjectPicker(_word("Company"), _word("A part of the name"))
        self.body.addWidget(self.picker)
        self.body.addStretch(1)
        self.picker.changed.connect(self._on_taken)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_company(self, company: CompanyRow | None) -> None:
        """Shows the company that is chosen, and asks which there are."""
        self.company = company
        self.picker.begin(_subject(company) if company is not None else None)

    def show_companies(self, found: Companies) -> None:
        """Shows which companies fit the words."""
        self._rows = {one.account_id: one for one in found.rows}
        self.picker.show_found([_subject(one) for one in found.rows])

    def values(self) -> Mapping[str, object]:
        """A company is not changed once an order is begun."""
        return {}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows what is wrong above the list."""
        self.picker.show_error(errors.get("account_id", ""))
        return [text for name, text in errors.items() if name != "account_id"]

    @Slot()
    def _on_taken(self) -> None:
        chosen = self.picker.chosen
        self.company = None if chosen is None else self._rows.get(chosen.subject_id, self.company)
        self.changed.emit()


def _subject(company: CompanyRow) -> Subject:
    return Subject(company.account_id, company.name, company.account_no)


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
