"""The fifth page: the day on which it takes effect, and the first period's end (R-MIG-16, R-MIG-17)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.migration_form import MigrationForm
from agentview.contract.migration_quote import ChargeKind, Quote
from agentview.contract.migrations import MigrationDraft
from agentview.core.clock import Clock
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.when import show_day
from agentview.ui.views.migrations.quote_lines import QuoteLines

_DAY, _END = "effective_on", "first_period_end_on"
_SHOWN = frozenset({ChargeKind.PRORATA_CREDIT, ChargeKind.EXCESS_USAGE, ChargeKind.ACCESS_FEE})


class DatesPage(ColumnBox):
    """Two days, and what the first one makes of the access fees."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        translate = QCoreApplication.translate
        self._draft: MigrationDraft | None = None
        self._is_typed = False
        self.form = FormBinder(_fields(), lambda: clock.now().date(), self)
        self.end_text = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.period = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.money = QuoteLines(translate("MigrationWizard", "Credit and first fee"))
        days = Card(translate("MigrationWizard", "Days"), padding=12)
        days.body.addWidget(self.form.widget)
        days.body.addWidget(self.end_text)
        money = Card(translate("MigrationWizard", "What the day makes of the access fees"), padding=12)
        money.body.addWidget(self.period)
        money.body.addWidget(self.money)
        self.body.addWidget(days)
        self.body.addWidget(money)
        self.body.addStretch(1)
        self.form.changed.connect(self._on_changed)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, draft: MigrationDraft, form: MigrationForm) -> None:
        """Shows the days; the first possible one where none was typed."""
        self._draft, self._is_typed = draft, form.effective_on is not None
        self.form.set_values({_DAY: form.effective_on or draft.earliest_on, _END: form.first_period_end_on})
        cause = first_period_cause(draft)
        self.form.set_visible(_END, visible=not cause or form.first_period_end_on is not None)
        self.end_text.setText(cause)
        self.end_text.setVisible(bool(cause))
        self.period.setText(_period_text(draft))
        self.show_quote(draft.quote)

    def show_quote(self, quote: Quote | None) -> None:
        """Shows the credit and the first fee for the day that is typed."""
        lines = tuple(line for line in quote.lines if line.kind in _SHOWN) if quote is not None else ()
        self.money.show_lines(lines, quote.currency if quote is not None else "")

    def values(self) -> Mapping[str, object]:
        """The days; none for the first one where nobody chose: it is today until it is submitted."""
        typed = self.form.values()
        return {_DAY: typed[_DAY] if self._is_typed else None, _END: typed[_END]}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside their fields."""
        if _END in errors:
            self.form.set_visible(_END, visible=True)
        return self.form.show_errors(errors)

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        self._is_typed = self._is_typed or name == _DAY
        self.changed.emit()


def first_period_cause(draft: MigrationDraft) -> str:
    """Why the first period's end cannot be chosen; "" where it can (R-MIG-17)."""
    translate = QCoreApplication.translate
    if draft.winning is not None and not draft.winning.honours_first_period_end:
        text = translate("MigrationWizard", "{plan} does not honour a first period end of its own.")
        return text.replace("{plan}", draft.winning.name)
    if not draft.may_set_first_period_end:
        return translate("MigrationWizard", "Setting the end of the first period takes a supervisor.")
    return ""


def _period_text(draft: MigrationDraft) -> str:
    translate = QCoreApplication.translate
    if draft.period_from is None or draft.period_to is None:
        return translate("MigrationWizard", "The package has no billing period yet: nothing is credited.")
    text = translate(
        "MigrationWizard",
        "The present period runs from {start} to {end}. The day of the migration belongs to the new package.",
    )
    return text.replace("{start}", show_day(draft.period_from)).replace("{end}", show_day(draft.period_to))


def _fields() -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    return (
        Field(
            _DAY,
            translate("MigrationWizard", "Takes effect on"),
            FieldKind.DATE,
            help=translate("MigrationWizard", "Today or later. d, w, m step; = is today."),
            required=True,
            can_be_empty=False,
        ),
        Field(
            _END,
            translate("MigrationWizard", "First period ends on"),
            FieldKind.DATE,
            help=translate("MigrationWizard", "Empty: a month after it began."),
        ),
    )
