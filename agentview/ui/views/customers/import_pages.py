"""The pages of the import: the file, its columns, what would become of it, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem

from agentview.contract.customer_imports import ImportField, Reject
from agentview.contract.customers import AccountType, Choice
from agentview.contract.texts import text_of
from agentview.files.customer_file import Found
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.progress import Progress
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.views.customers.import_presenter import Chosen
from agentview.ui.views.customers.import_words import ENCODINGS, SEPARATORS, field_words, shape_words

Today = Callable[[], date]
_PREVIEW_ROWS = 6
_KIND, _PROFILE = "kind", "profile"


class FilePage(ColumnBox):
    """Which file, and how it is written where that is not detected rightly."""

    def __init__(self, today: Today) -> None:
        """Nothing is chosen."""
        super().__init__(look().px(12))
        translate = QCoreApplication.translate
        detected = ("", translate("Import", "(detected)"))
        encodings = (detected, *((name, name) for name in ENCODINGS))
        self.form = FormBinder(
            (
                Field(
                    "path",
                    translate("Import", "File"),
                    help=translate("Import", "CSV or XLSX, up to 200 MB, with a header"),
                    required=True,
                ),
                Field(
                    "encoding",
                    translate("Import", "Encoding"),
                    FieldKind.CHOICE,
                    choices=encodings,
                    can_be_empty=False,
                ),
                Field(
                    "separator",
                    translate("Import", "Separator"),
                    FieldKind.CHOICE,
                    choices=(detected, *SEPARATORS),
                    can_be_empty=False,
                ),
            ),
            today,
            self,
        )
        self.browse = Button(translate("Import", "Choose a file..."))
        tools = QHBoxLayout()
        tools.addWidget(self.browse)
        tools.addStretch(1)
        self.body.addWidget(self.form.widget)
        self.body.addLayout(tools)
        self.body.addStretch(1)

    def chosen(self) -> Chosen:
        """What was chosen."""
        values = self.form.values()
        return Chosen(Path(str(values["path"])), str(values["encoding"]), str(values["separator"]))


class ColumnsPage(ColumnBox):
    """What each column holds, with the first rows, and what holds for rows that do not say it."""

    def __init__(self, today: Today) -> None:
        """No file is known yet."""
        super().__init__(look().px(12))
        self._today = today
        self._columns: tuple[str, ...] = ()
        self.form: FormBinder | None = None
        self.shape = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.preview = QTableWidget()
        self.preview.setAccessibleName(QCoreApplication.translate("Import", "The first rows of the file"))
        self.preview.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.preview.verticalHeader().hide()
        self.preview.setTabKeyNavigation(False)
        self.preview.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.body.addWidget(self.shape)
        self.body.addWidget(self.preview)

    def show_file(self, found: Found, columns: Mapping[str, ImportField], profiles: Sequence[Choice]) -> None:
        """Shows the columns with what they are recognised as."""
        self.shape.setText(shape_words(found))
        self._fill_preview(found)
        if self.form is not None:
            self.form.widget.setParent(None)
            self.form.deleteLater()
        self._columns = found.columns
        self.form = FormBinder(_column_fields(found, profiles), self._today, self)
        values = {
            str(at): columns[name].value if name in columns else "" for at, name in enumerate(found.columns)
        }
        first = str(profiles[0].id) if profiles else ""
        self.form.set_values({**values, _KIND: AccountType.CONSUMER.value, _PROFILE: first})
        self.body.addWidget(self.form.widget)

    def columns(self) -> dict[str, ImportField]:
        """The field of each column that is taken in."""
        values = self.form.values() if self.form is not None else {}
        return {
            name: ImportField(str(values[str(at)]))
            for at, name in enumerate(self._columns)
            if values.get(str(at))
        }

    def defaults(self) -> tuple[AccountType, int]:
        """What rows are that do not say it: kind of account and profile."""
        values = self.form.values() if self.form is not None else {}
        return AccountType(str(values[_KIND])), int(str(values[_PROFILE] or 0))

    def _fill_preview(self, found: Found) -> None:
        rows = [row for row in found.preview if row.cells]
        self.preview.setColumnCount(len(found.columns))
        self.preview.setHorizontalHeaderLabels(list(found.columns))
        self.preview.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, cell in enumerate(row.cells):
                self.preview.setItem(at, column, QTableWidgetItem(cell[:200]))
        line = look().row_height
        self.preview.verticalHeader().setDefaultSectionSize(line)
        self.preview.setFixedHeight(line * (min(len(rows), _PREVIEW_ROWS) + 1) + look().px(24))


def _column_fields(found: Found, profiles: Sequence[Choice]) -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    kinds = (
        (AccountType.CONSUMER.value, translate("Import", "Consumers")),
        (AccountType.BUSINESS.value, translate("Import", "Businesses")),
    )
    fields = [
        Field(str(at), name, FieldKind.CHOICE, choices=field_words(), can_be_empty=False)
        for at, name in enumerate(found.columns)
    ]
    fields.append(
        Field(
            _KIND,
            translate("Import", "Rows that do not say it are"),
            FieldKind.CHOICE,
            choices=kinds,
            can_be_empty=False,
        )
    )
    fields.append(
        Field(
            _PROFILE,
            translate("Import", "Account profile of rows that name none"),
            FieldKind.CHOICE,
            choices=tuple((str(one.id), one.name) for one in profiles),
            can_be_empty=False,
        )
    )
    return tuple(fields)


class ProgressPage(ColumnBox):
    """How far it is, with Cancel; then a sentence, the first rows that are refused, and what to do."""

    def __init__(self, *, is_result: bool) -> None:
        """Nothing runs."""
        super().__init__(look().px(12))
        translate = QCoreApplication.translate
        self.progress = Progress()
        self.cancel = self.progress.cancel
        self.sentence = PlainLabel("", wrap=True, selectable=True)
        self.rejects = PlainLabel("", ink=INK_SECOND, wrap=True, selectable=True)
        self.save_rejects = Button(translate("Import", "Save the refused rows..."))
        self.take_back = Button(translate("Import", "Take this import back"))
        tools = QHBoxLayout()
        tools.setSpacing(look().px(8))
        for button in (self.cancel, self.save_rejects, self.take_back):
            tools.addWidget(button)
        tools.addStretch(1)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.sentence)
        self.body.addLayout(tools)
        self.body.addWidget(self.rejects)
        self.body.addStretch(1)
        self._is_result = is_result
        self.show_running()

    def show_running(self) -> None:
        """Shows the bar at its start."""
        self._show(is_running=True)
        self.sentence.setText("")
        self.rejects.setText("")
        self.show_progress(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """Shows how far it is."""
        self.progress.show_progress(done, total)

    def show_end(
        self,
        sentence: str,
        rejects: Sequence[Reject] = (),
        *,
        has_rejects: bool = False,
        can_undo: bool = False,
    ) -> None:
        """Shows what came of it."""
        self._show(is_running=False)
        self.sentence.setText(sentence)
        self.rejects.setText("\n".join(map(reject_words, rejects)))
        self.save_rejects.setVisible(self._is_result and has_rejects)
        self.take_back.setVisible(self._is_result and can_undo)

    def _show(self, *, is_running: bool) -> None:
        self.progress.set_running(is_running=is_running)
        self.save_rejects.setVisible(False)
        self.take_back.setVisible(False)


def reject_words(reject: Reject) -> str:
    """Why a row is refused, by its number as a spreadsheet counts."""
    texts = [text_of(info.refusal()) for info in reject.refusals]
    why = " ".join(text.what for text in texts)
    advice = " ".join(dict.fromkeys(text.next_step for text in texts if text.next_step))
    text = QCoreApplication.translate("Import", "Row {row}: {why}")
    return f"{text.replace('{row}', str(reject.row)).replace('{why}', why)} {advice}".rstrip()
