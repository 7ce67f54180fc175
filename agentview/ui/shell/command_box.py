"""The search and command box (Ctrl+K): a field in the header and the list of findings below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from agentview.contract.hardware import EnrolmentStatus, HardwareStatus
from agentview.contract.restriction import CaseState
from agentview.contract.search import Hit, HitField, HitKind
from agentview.contract.wireless import WirelessStatus
from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.text import INK_SECOND, PlainLabel, set_tip
from agentview.ui.navigation import Texts
from agentview.ui.shell.command_search import CommandLine, CommandSearch, Findings
from agentview.ui.shell.lines import Line, LineList
from agentview.ui.texts.enrolment import enrolment_chip
from agentview.ui.texts.hardware import hardware_chip
from agentview.ui.texts.request_type import order_type_word, transfer_type_word
from agentview.ui.texts.restriction import case_chip
from agentview.ui.texts.status import status_mark
from agentview.ui.texts.wireless import status_chip as wireless_chip

_ICONS = {
    HitKind.CUSTOMER: "user",
    HitKind.HARDWARE_ORDER: "box",
    HitKind.ENROLMENT: "box",
    HitKind.WIRELESS_ORDER: "phone",
    HitKind.RESTRICTION_CASE: "lock",
}
FIELD_WIDTH = 300
_PANEL_WIDTH = 560
_MOST_HEIGHT = 440


class _Field(QLineEdit):
    entered = Signal()
    stepped = Signal(int)
    escaped = Signal()
    confirmed = Signal()
    copied = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()


class CommandBox(QWidget):
    """Finds as one types. `hit_chosen(Hit)` and a command's own `run` say what was chosen.

    `new_wanted(number)` asks for a new customer with this number, `copy_wanted(text)` for the number that
    people quote of what is current.
    """

    hit_chosen = Signal(object)
    new_wanted = Signal(str)
    copy_wanted = Signal(str)

    def __init__(self, over: QWidget, texts: Texts) -> None:
        """`over` is the part of the window above which the findings float."""
        super().__init__()
        self._over, self._texts = over, texts
        self._search: CommandSearch | None = None
        self._targets: list[Hit | CommandLine | str | None] = []
        self._before: QWidget | None = None
        self._field = _Field()
        self._field.setClearButtonEnabled(False)
        self._panel = QFrame(over)
        self._panel.setProperty("part", "card")
        self._panel.setAutoFillBackground(True)
        self._list = LineList(QCoreApplication.translate("CommandBox", "Findings"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._note = PlainLabel("", ink=INK_SECOND, wrap=True)
        self._arrange()
        self._connect()
        self._dress()

    def use(self, make_search: Callable[[CommandBox], CommandSearch]) -> None:
        """Gives the box its presenter."""
        self._search = make_search(self)

    def take_focus(self) -> None:
        """Opens the box; Esc brings the focus back to where it was."""
        if not self._field.hasFocus():
            self._before = self.window().focusWidget()
            self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def search_for(self, text: str) -> None:
        """Opens the box with a text, as if somebody had typed it."""
        self.take_focus()
        self._field.setText(text)
        self._on_typed(text)

    @property
    def is_open(self) -> bool:
        """Whether the findings are shown."""
        return self._panel.isVisible()

    def show_findings(self, findings: Findings) -> None:
        """Shows records first, then commands."""
        translate = QCoreApplication.translate
        lines: list[Line] = []
        self._targets = []
        if findings.hits:
            self._add(
                lines, Line(translate("CommandBox", "Customers, orders and tasks"), is_heading=True), None
            )
        for hit in findings.hits:
            self._add(lines, hit_line(hit), hit)
        if findings.is_empty:
            nobody = translate("CommandBox", "No customer, order or task is found")
            self._add(lines, Line(nobody, is_heading=True), None)
        if findings.new_number:
            add = translate("CommandBox", "New customer with this number")
            self._add(lines, Line(add, findings.new_number, icon="user"), findings.new_number)
        if findings.commands:
            self._add(lines, Line(translate("CommandBox", "Commands"), is_heading=True), None)
        for command in findings.commands:
            self._add(lines, _command_line(command), command)
        self._list.show_lines(lines)
        self._note.setText(self._note_for(findings))
        self._note.setVisible(bool(self._note.text()))
        self._place()
        if self.is_open and not findings.is_searching:
            count = len(findings.hits) + len(findings.commands)
            announce(self._field, translate("CommandBox", "%n found", None, count))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size of the window."""
        if event.type() == QEvent.Type.Resize and self.is_open:
            self._place()
        return super().eventFilter(watched, event)

    def close_findings(self) -> None:
        """Hides the findings and empties the field."""
        self._panel.hide()
        self._field.clear()
        if self._search is not None:
            self._search.close()

    def _add(self, lines: list[Line], line: Line, target: Hit | CommandLine | str | None) -> None:
        lines.append(line)
        self._targets.append(target)

    def _note_for(self, findings: Findings) -> str:
        translate = QCoreApplication.translate
        if findings.error is not None:
            return self._texts.report(findings.error).text.sentences
        if findings.is_searching and not findings.hits:
            return translate("CommandBox", "Searching...")
        if not findings.hits and not findings.commands and not findings.new_number:
            return translate(
                "CommandBox", "Nothing found. Try part of a name, four digits of a number, or PO-..."
            )
        return ""

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        inside = QVBoxLayout(self._panel)
        edge = look().px(4)
        inside.setContentsMargins(edge, edge, edge, edge)
        inside.setSpacing(0)
        inside.addWidget(self._list, 1)
        inside.addWidget(self._note)
        self._note.setContentsMargins(look().px(12), look().px(8), look().px(12), look().px(8))
        self._panel.hide()
        self._over.installEventFilter(self)
        self.setFocusProxy(self._field)

    def _connect(self) -> None:
        self._field.entered.connect(self._on_entered)
        self._field.textEdited.connect(self._on_typed)
        self._field.stepped.connect(self._list.step)
        self._field.confirmed.connect(self._list.choose_current)
        self._field.copied.connect(self._on_copied)
        self._field.escaped.connect(self._on_escaped)
        self._field.left.connect(self.close_findings)
        self._list.chosen.connect(self._on_chosen)

    def _dress(self) -> None:
        translate = QCoreApplication.translate
        self.setFixedWidth(look().px(FIELD_WIDTH))
        self._field.setPlaceholderText(translate("CommandBox", "Customer, number, order...  Ctrl+K"))
        self._field.setAccessibleName(translate("CommandBox", "Search and commands"))
        set_tip(
            self._field,
            translate(
                "CommandBox", "Find a customer, number, order or command (Ctrl+K); Alt+C copies its number"
            ),
        )

    def _place(self) -> None:
        """Puts the list below the field, inside the window, as tall as it needs."""
        width = min(look().px(_PANEL_WIDTH), self._over.width() - look().px(16))
        below = self.mapTo(self._over, QPoint(0, self.height() + look().px(4)))
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = below.x() if is_mirrored else below.x() + self.width() - width
        left = max(look().px(8), min(left, self._over.width() - width - look().px(8)))
        note = self._note.heightForWidth(width - look().px(8)) if self._note.text() else 0
        height = min(self._list.content_height() + max(note, 0) + look().px(12), look().px(_MOST_HEIGHT))
        height = min(height, self._over.height() - below.y() - look().px(8))
        self._panel.setGeometry(left, below.y(), width, max(height, look().px(40)))
        self._panel.raise_()

    @Slot()
    def _on_entered(self) -> None:
        if self._search is not None and not self.is_open:
            self._panel.show()
            self._search.open()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if self._search is not None:
            self._panel.show()
            self._search.type(text)

    @Slot()
    def _on_escaped(self) -> None:
        self._give_back_focus()
        self.close_findings()

    @Slot(int)
    def _on_chosen(self, at: int) -> None:
        target = self._targets[at]
        self._give_back_focus()
        self.close_findings()
        if isinstance(target, Hit):
            self.hit_chosen.emit(target)
        elif isinstance(target, str):
            self.new_wanted.emit(target)
        elif target is not None:
            target.run()

    @Slot()
    def _on_copied(self) -> None:
        at = self._list.currentIndex().row()
        target = self._targets[at] if 0 <= at < len(self._targets) else None
        if isinstance(target, Hit) and target.reference:
            self.copy_wanted.emit(target.reference)

    def _give_back_focus(self) -> None:
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._field.clearFocus()


def hit_line(hit: Hit) -> Line:
    """How a match stands in the list."""
    icon = _ICONS.get(hit.kind, "list")
    matched = _matched_word(hit)
    detail = " \N{MIDDLE DOT} ".join(part for part in (_type_word(hit), hit.detail, matched) if part)
    chip = _chip(hit)
    word = chip.word if chip is not None else ""
    return Line(hit.title, detail, word, icon, is_strong=True, chip=chip)


def _chip(hit: Hit) -> ChipValue | None:
    if hit.kind is HitKind.HARDWARE_ORDER:
        return hardware_chip(HardwareStatus(hit.status))
    if hit.kind is HitKind.ENROLMENT:
        return enrolment_chip(EnrolmentStatus(hit.status))
    if hit.kind is HitKind.WIRELESS_ORDER:
        return wireless_chip(WirelessStatus(hit.status))
    if hit.kind is HitKind.RESTRICTION_CASE:
        return case_chip(CaseState(hit.status))
    return status_mark(hit.status)


def _type_word(hit: Hit) -> str:
    """What an order or a task does, as people say it."""
    if hit.transfer_type is not None:
        return transfer_type_word(hit.transfer_type)
    return order_type_word(hit.order_type) if hit.order_type is not None else ""


def _matched_word(hit: Hit) -> str:
    """What of a customer fits, where the line itself does not show it."""
    translate = QCoreApplication.translate
    words = {
        HitField.CONTACT: translate("CommandBox", "by a contact"),
        HitField.VANITY_NAME: translate("CommandBox", "by the name of a service"),
        HitField.SERVICE: translate("CommandBox", "by a service"),
        HitField.SERIAL: translate("CommandBox", "by IMEI or ICCID"),
        HitField.EMAIL: translate("CommandBox", "by an e-mail address"),
        HitField.ADDRESS: translate("CommandBox", "by an address"),
        HitField.NUMBER: translate("CommandBox", "by a number"),
    }
    if hit.kind is HitKind.HARDWARE_ORDER:
        words = {
            HitField.SERIAL: translate("CommandBox", "by a serial"),
            HitField.TRACKING: translate("CommandBox", "by a tracking number"),
        }
    elif hit.kind is HitKind.ENROLMENT:
        return translate("CommandBox", "in an enrolment programme")
    elif hit.kind is not HitKind.CUSTOMER:
        return ""
    return words.get(hit.matched, "") if hit.matched else ""


def _command_line(command: CommandLine) -> Line:
    detail = command.refusal or command.group
    return Line(command.title, detail, command.key, "play", refusal=command.refusal)
