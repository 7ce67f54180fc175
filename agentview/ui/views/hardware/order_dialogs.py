"""The dialogs of a hardware order: a form, what is generated, which failed lines are sent again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from agentview.contract.hardware import HardwareLineStatus
from agentview.contract.hardware_orders import HardwareOrder
from agentview.ui.forms.clash_words import value_word
from agentview.ui.forms.form_dialog import FormDialog, FormWords
from agentview.ui.forms.form_presenter import FormPresenter
from agentview.ui.forms.merge import Merge, Value
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.field import FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.options import Option, OptionList
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.hardware.order_form import OrderForm, generate_form, retry_form
from agentview.ui.views.hardware.words import joined

_WIDTH = 600
"""How wide a dialog with lines of an order is at 100 %."""


class OrderDialog(FormDialog):
    """Any form of an order. Open it with `open()`; `sent(order)` tells how the order is then."""

    sent = Signal(object)

    def __init__(
        self, parent: QWidget, desk: Desk, content: OrderForm, keeper: QObject, make_key: NewKey = new_key
    ) -> None:
        """Looks for a draft at once, where something can be typed."""
        self.presenter: FormPresenter[Any] = FormPresenter(desk, self, content.order, content.spec, make_key)
        form = FormBinder(content.fields, self.presenter.today)
        self._fields = {field.name: field for field in content.fields}
        words = FormWords(content.text, self._label, self._word)
        super().__init__(parent, desk, words, (self.presenter, form, content.initial), keeper)
        if content.fields:
            self.presenter.restore()
        else:
            self.keep_button.setFocus()

    def _succeeded(self, answer: object) -> None:
        self.sent.emit(answer)

    def _label(self, name: str) -> str:
        return self._fields[name].label if name in self._fields else name

    def _word(self, name: str, value: Value) -> str:
        field = self._fields.get(name)
        if field is not None and field.kind is FieldKind.CHOICE:
            return dict(field.choices).get(str(value), "")
        return value_word(name, value)


class GenerateDialog(OrderDialog):
    """Shows what must be known before an order is generated, such as that stock is short (R-HW-28)."""

    def __init__(self, parent: QWidget, desk: Desk, order: HardwareOrder, keeper: QObject) -> None:
        """Names the order, how much it is, and every warning."""
        super().__init__(parent, desk, generate_form(order), keeper)
        self.warnings = Banner()
        self.body.insertWidget(1, self.warnings)
        self._show_warnings(order)
        self.fit()

    def show_changed(self, by: str, at: datetime | None, record: object, both: Merge) -> None:
        """Shows the warnings of the order as somebody else left it."""
        super().show_changed(by, at, record, both)
        if isinstance(record, HardwareOrder):
            self._show_warnings(record)

    def _show_warnings(self, order: HardwareOrder) -> None:
        texts = [self._desk.texts.refusal(one.refusal()) for one in order.warnings]
        first, others = texts[:1], texts[1:]
        meaning = "\n".join(text.what for text in others)
        self.warnings.show_texts(
            [BannerText(Tone.WARNING, text.what, meaning, text.next_step) for text in first]
        )


class RetryDialog(OrderDialog):
    """Lets the failed lines be chosen that are sent again; all of them at first."""

    def __init__(self, parent: QWidget, desk: Desk, order: HardwareOrder, keeper: QObject) -> None:
        """Names each failed line with what its warehouse said."""
        self.lines = OptionList(QCoreApplication.translate("HardwareForm", "Failed lines"), several=True)
        super().__init__(parent, desk, retry_form(order, self.lines.chosen), keeper)
        self._show_lines(order)
        self.body.insertWidget(1, self.lines)
        self.setMinimumWidth(look().px(_WIDTH))
        self.lines.picked.connect(self._on_picked)
        self.lines.take_focus()
        self.fit()

    def show_changed(self, by: str, at: datetime | None, record: object, both: Merge) -> None:
        """Shows the lines that still failed when somebody else had changed the order."""
        super().show_changed(by, at, record, both)
        if isinstance(record, HardwareOrder):
            self._show_lines(record)

    def _show_lines(self, order: HardwareOrder) -> None:
        failed = [line for line in order.lines if line.status is HardwareLineStatus.ERROR]
        options = [
            Option(
                line.line_id,
                f"{count_text(line.qty)} {line.product}",
                joined((line.sku, line.warehouse, line.error_code, line.error_text)),
            )
            for line in failed
        ]
        self.lines.set_options(options, [one.value for one in options])
        self._on_picked()

    def _on_picked(self) -> None:
        none = QCoreApplication.translate("HardwareForm", "Tick at least one line.")
        self.verb_button.set_refusal(None if self.lines.chosen() else none)
