"""A halted request beside the list: why it stopped, what was changed since, earlier attempts, what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.halted import HaltedRow
from agentview.contract.provisioning import TASK, TaskCommand, TaskDetail, TaskRef
from agentview.contract.value import FieldChange
from agentview.ui.failure_words import failure_banner
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import Timeline, TimelineEntry
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.texts.halt import halt_word
from agentview.ui.views.orders.halted_dialog import field_word
from agentview.ui.views.orders.halted_forms import ADDRESS

CUSTOMER, ORDER = "customer", "order"
COMMANDS = (TaskCommand.AMEND, TaskCommand.RESUBMIT, TaskCommand.ABORT)


class HaltedDetail(QWidget):
    """`wanted(key)`: a command, or the customer or order is to be shown; `read(task)` tells what was read."""

    wanted = Signal(str)
    was_read = Signal(object)

    def __init__(self, desk: Desk, times: ServerTime) -> None:
        """Shows no request yet."""
        super().__init__()
        translate = QCoreApplication.translate
        self._desk, self._times = desk, times
        self.row: HaltedRow | None = None
        self.task: TaskDetail | None = None
        self._title = heading("")
        self._title.setWordWrap(True)
        self._banner = Banner()
        self._facts = FactList()
        self._changes, self._attempts = Timeline(), Timeline()
        self._changes_state = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.buttons = _buttons()
        for key, button in self.buttons.items():
            button.setProperty("key", key)
            button.pressed_once.connect(self._on_pressed)
        self._nothing = PlainLabel(
            translate("HaltedDetail", "Choose a line to see why it stopped."), ink=INK_SECOND, wrap=True
        )
        self._card = Card()
        self._arrange()
        self.show_row(None)

    def show_row(self, row: HaltedRow | None) -> None:
        """Shows what the list knows at once, and reads the rest."""
        is_same = row is not None and self.row is not None and row.task_id == self.row.task_id
        self.row = row
        self._card.setVisible(row is not None)
        self._nothing.setVisible(row is None)
        if not is_same:
            self.task = None
            self._changes.set_entries([])
            self._attempts.set_entries([])
            self._changes_state.setText(QCoreApplication.translate("HaltedDetail", "Reading..."))
            self._changes_state.show()
        if row is None:
            return
        self._title.setText(f"{row.reference}  {row.service}")
        self._banner.show_texts([BannerText(Tone.BAD, halt_word(row.halt_code), row.halt_text)])
        self._facts.set_facts(self._facts_of(row))
        self.buttons[ORDER].setVisible(row.order_id is not None)
        self.read()

    @Slot()
    def read(self) -> None:
        """Reads the request that is shown."""
        row = self.row
        if row is None:
            return
        gateway, wanted = self._desk.gateway, TaskRef(task_id=row.task_id)
        self._desk.runner.submit(
            lambda: gateway.call(TASK, wanted), self._on_task, self._on_failed, self, newest="task"
        )

    def show_refusals(self, cause: Callable[[str], str | None]) -> None:
        """Closes the buttons whose command is refused, with the cause."""
        for command in COMMANDS:
            self.buttons[command.value].set_refusal(cause(command.value))

    def take_focus(self) -> None:
        """Puts the focus on the first button that can be pressed."""
        for button in self.buttons.values():
            if button.isEnabled() and button.isVisibleTo(self):
                button.setFocus()
                return

    def close_down(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    # Inside

    def _arrange(self) -> None:
        translate = QCoreApplication.translate
        scroll = ScrollColumn(translate("HaltedDetail", "Halted request"))
        body = self._card.body
        body.addWidget(self._title)
        body.addWidget(self._banner)
        body.addWidget(FlowRow(self.buttons.values()))
        body.addWidget(self._facts)
        body.addWidget(heading(translate("HaltedDetail", "Changed since the halt")))
        body.addWidget(self._changes_state)
        body.addWidget(self._changes)
        body.addWidget(heading(translate("HaltedDetail", "Attempts")))
        body.addWidget(self._attempts)
        scroll.body.addWidget(self._nothing)
        scroll.body.addWidget(self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(look().px(4), 0, 0, 0)
        column.addWidget(scroll)

    def _facts_of(self, row: HaltedRow) -> tuple[Fact, ...]:
        translate = QCoreApplication.translate
        known = self.task
        address = "" if known is None else ", ".join(filter(None, _address(known)))
        identifier = row.identifier if known is None else known.fields.identifier
        return (
            Fact(translate("HaltedDetail", "Customer"), row.customer),
            Fact(translate("HaltedDetail", "Account"), row.account_no, can_copy=True),
            Fact(translate("HaltedDetail", "Identifier"), identifier or "", can_copy=True),
            Fact(translate("HaltedDetail", "Address"), address),
            Fact(translate("HaltedDetail", "Halted by"), row.halted_by),
            Fact(translate("HaltedDetail", "Halted at"), show_full(row.halted_at, self._desk.zone)),
        )

    def _on_task(self, task: TaskDetail) -> None:
        row = self.row
        if row is None or task.row.task_id != row.task_id:
            return
        self.task = task
        self._facts.set_facts(self._facts_of(row))
        changes = task.halt.changes if task.halt is not None else ()
        self._changes.set_entries([self._change(one) for one in changes])
        nothing = QCoreApplication.translate("HaltedDetail", "Nothing yet.")
        self._changes_state.setText(nothing)
        self._changes_state.setVisible(not changes)
        self._attempts.set_entries(self._attempts_of(task))
        self.was_read.emit(task)

    def _on_failed(self, error: Exception) -> None:
        self._changes_state.hide()
        self._banner.show_texts([failure_banner(self._desk.texts, error)])

    def _change(self, one: FieldChange) -> TimelineEntry:
        translate = QCoreApplication.translate
        head = translate("HaltedDetail", "{field}: {old} became {new}")
        none = translate("HaltedDetail", "nothing")
        head = head.replace("{field}", field_word(one.field))
        head = head.replace("{old}", one.old or none).replace("{new}", one.new or none)
        when = show_moment(one.at, self._times.now(), self._desk.zone)
        return TimelineEntry(Tone.INFO, head, one.by, when, when_full=show_full(one.at, self._desk.zone))

    def _attempts_of(self, task: TaskDetail) -> list[TimelineEntry]:
        translate = QCoreApplication.translate
        shown = []
        for one in task.attempts:
            head = translate("HaltedDetail", "Attempt {number}").replace("{number}", str(one.number))
            at = one.closed_at or one.opened_at
            said = halt_word(one.halt_code) if one.halt_code else ""
            body = ": ".join(part for part in (said, one.halt_text or "") if part)
            tone = Tone.BAD if one.halt_code else Tone.INFO
            when = show_moment(at, self._times.now(), self._desk.zone)
            full = show_full(at, self._desk.zone)
            shown.append(TimelineEntry(tone, head, "", when, body=body, when_full=full))
        return shown

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wanted.emit(str(sender.property("key")))


def _address(task: TaskDetail) -> tuple[str, ...]:
    return tuple(str(getattr(task.fields.address, name)) for name in ADDRESS)


def _buttons() -> dict[str, Button]:
    translate = QCoreApplication.translate
    return {
        TaskCommand.AMEND.value: Button(translate("HaltedDetail", "Edit order..."), icon_name="edit"),
        TaskCommand.RESUBMIT.value: Button(translate("HaltedDetail", "Resubmit..."), icon_name="refresh"),
        TaskCommand.ABORT.value: Button(translate("HaltedDetail", "Abort..."), ButtonKind.DANGER),
        ORDER: Button(translate("HaltedDetail", "Open order"), icon_name="list"),
        CUSTOMER: Button(translate("HaltedDetail", "Open customer"), icon_name="user"),
    }
