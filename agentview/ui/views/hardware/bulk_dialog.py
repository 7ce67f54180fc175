"""Generates many orders, or sends the failed lines of many again, and says what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_list import HardwareRow
from agentview.contract.hardware_orders import HardwareOrder
from agentview.core.errors import AgentViewError, Unavailable, Unknown
from agentview.ui.failure_words import COPY, failure_banner, unknown_banner
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.reasons import Reasons
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk, Texts
from agentview.ui.sending import NewKey, Sending, new_key
from agentview.ui.views.hardware.words import counted

MANY = (HardwareCommand.GENERATE, HardwareCommand.RETRY)
"""What can be done to many orders at once."""
MOST_ORDERS = 200


@dataclass(frozen=True)
class Refused:
    """An order with which it could not be done, and why."""

    row: HardwareRow
    error: Exception


class BulkDialog(VerbDialog):
    """One order after the other, each under a key of its own; `ended(done)` once it closes."""

    ended = Signal(int)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        command: HardwareCommand,
        rows: Sequence[HardwareRow],
        make_key: NewKey = new_key,
    ) -> None:
        """Sends nothing before its verb is pressed."""
        self._desk, self._command, self._make_key = desk, command, make_key
        self._left, self._whole = list(rows), len(rows)
        self._sending: Sending[Any, HardwareOrder] | None = None
        self._details = ""
        self.done_count = 0
        self.refused: list[Refused] = []
        super().__init__(parent, _text(command, len(rows)))
        self._owner = QObject(self)
        self.progress = PlainLabel("", ink=INK_SECOND)
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.reasons = Reasons()
        self.body.addWidget(self.reasons)
        if len(rows) > MOST_ORDERS:
            self.verb_button.set_refusal(counted(_word("At most {count} orders at once."), MOST_ORDERS))
        self.verb_pressed.connect(self._on_pressed)
        self._summary.button_pressed.connect(self._on_banner)
        self.finished.connect(self._on_finished)
        self.keep_button.setFocus()

    # Inside

    @Slot()
    def _on_pressed(self) -> None:
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._tell()
            return
        if self._sending is None:
            row = self._left[0]
            self._sending = _sending(self._command, row, self._make_key())
        told = _word("{at} of {count}...").replace("{at}", count_text(self._whole - len(self._left) + 1))
        self.progress.setText(counted(told, self._whole))
        self.progress.show()
        self._sending.send(self._desk, self._on_done, self._on_error, self._owner)

    def _on_done(self, _order: HardwareOrder) -> None:
        self.done_count += 1
        self._go_on()

    def _on_error(self, error: Exception) -> None:
        self._details = self._desk.texts.report(error).details
        if isinstance(error, Unknown):
            # The same order again, under the same key: nobody knows what became of it.
            self.failed({}, unknown_banner())
            self.verb_button.setText(_word("Check again"))
            return
        if isinstance(error, Unavailable) or not isinstance(error, AgentViewError):
            self.failed({}, failure_banner(self._desk.texts, error))
            return
        self.refused.append(Refused(self._left[0], error))
        self._go_on()

    def _go_on(self) -> None:
        self._left.pop(0)
        self._sending = None
        self._next()

    def _tell(self) -> None:
        if not self.refused:
            self.succeeded()
            return
        text = _word("{done} done, {refused} refused")
        text = text.replace("{done}", count_text(self.done_count)).replace(
            "{refused}", count_text(len(self.refused))
        )
        self.failed({}, BannerText(Tone.WARNING, text))
        self.progress.hide()
        self.reasons.say(reasons_text(self._desk.texts, self.refused))
        self.verb_button.set_refusal(_word("It was carried out; see above what was refused."))
        self.keep_button.setText(_word("Close"))
        self.keep_button.setFocus()

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_finished(self) -> None:
        self._desk.runner.drop(self._owner)
        self.ended.emit(self.done_count)


def reasons_text(texts: Texts, refused: Sequence[Refused]) -> str:
    """Why orders were refused, those with the same reason together."""
    groups: dict[str, list[str]] = {}
    for one in refused:
        groups.setdefault(texts.report(one.error).text.sentences, []).append(one.row.reference)
    return "\n".join(f"{', '.join(names)}: {cause}" for cause, names in groups.items())


def _sending(command: HardwareCommand, row: HardwareRow, key: str) -> Sending[Any, HardwareOrder]:
    order_id, version = row.order_id, row.version
    if command is HardwareCommand.GENERATE:
        one = contract.ChangeRequest(order_id=order_id, version=version)
        return Sending(contract.GENERATE, one, key)
    return Sending(contract.RETRY, contract.RetryRequest(order_id=order_id, version=version), key)


def _text(command: HardwareCommand, count: int) -> DialogText:
    each = _word("Each order stands for itself: those that cannot are listed with the reason.")
    if command is HardwareCommand.GENERATE:
        return DialogText(
            counted(_word("Generate {count} orders?"), count),
            _word("Generate"),
            _word("Leave them"),
            _word("Generating..."),
            f"{_word('The next run sends them; items cannot be changed after that.')} {each}",
        )
    return DialogText(
        counted(_word("Send the failed lines of {count} orders again?"), count),
        _word("Retry"),
        _word("Leave them"),
        _word("Retrying..."),
        f"{_word('Dispatched lines stay as they are.')} {each}",
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareBulk", text)
