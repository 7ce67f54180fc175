"""The worklist area: list and case side by side, and what connects them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.worklist import (
    CaseActed,
    CaseBulkCommand,
    CaseCommand,
    CaseCounts,
    CaseDetail,
    CaseFilter,
    CaseRow,
    CaseView,
)
from agentview.ui.failure_words import AGAIN, COPY, cause_text, failure_banner, offline_text, unknown_banner
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.selection_bar import BulkVerb, SelectionBar
from agentview.ui.lists.split import ListAndDetail
from agentview.ui.navigation import NEW_CASE, WORK_ITEM, Desk, Target
from agentview.ui.views.worklist.case_bar import KEYS, OPEN_RECORD
from agentview.ui.views.worklist.case_dialog import WITH_DIALOG
from agentview.ui.views.worklist.case_pane import CasePane
from agentview.ui.views.worklist.dialogs import CaseDialogs
from agentview.ui.views.worklist.listing import spec_for
from agentview.ui.views.worklist.load_bar import LoadBar
from agentview.ui.views.worklist.presenter import CasePresenter, target_of
from agentview.ui.views.worklist.words import command_word

SPLIT = "worklist.split"
AGES_MS = 15_000


class WorklistView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk) -> None:
        """Builds the screen and starts reading."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk = desk
        self._details = ""
        self.list: ListPane[CaseFilter, CaseRow] = ListPane(desk, spec_for(desk), owner=self.root)
        self.pane = CasePane(desk, self.list.times)
        self.presenter = CasePresenter(desk, self, self.list.times)
        self.loads = LoadBar()
        self.selection = SelectionBar(_bulk_verbs())
        self.dialogs = CaseDialogs(desk, self.presenter, self.root)
        self.commands = self._make_commands()
        self._splitter = ListAndDetail(self.list, self.pane, desk.settings, SPLIT, self.list.least_width)
        self._arrange()
        self._connect()
        self._unsubscribe: Callable[[], None] | None = desk.shell.on_news(self.presenter.hear)
        self._ages = QTimer(self)
        self._ages.setInterval(AGES_MS)
        self._ages.timeout.connect(self._on_ages)
        self._ages.start()
        self.list.start()
        self.presenter.start()
        self._show_closed()

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """Nothing is more usual here than choosing a case."""
        return None

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action, for the key sheet and the command box."""
        translate = QCoreApplication.translate
        return {
            translate("Worklist", "Worklist"): self.list.list_actions(),
            translate("Worklist", "Case"): tuple(self.commands.values()),
        }

    def open(self, target: Target) -> None:
        """Shows a case, whether it is in the list or not."""
        if target.kind == WORK_ITEM:
            self.list.select(target.record_id)
            self.presenter.choose(target.record_id)
        elif target.kind == NEW_CASE:
            self.dialogs.open_new(target)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def close(self) -> None:
        """Saves drafts, drops calls and stops hearing news; a second time does nothing."""
        if self._unsubscribe is None:
            return
        self._unsubscribe()
        self._unsubscribe = None
        self._ages.stop()
        self.dialogs.close()
        self.list.close_down()
        self.presenter.close()

    # What the presenter tells (CaseScreen)

    def show_row(self, row: CaseRow | None) -> None:
        """Shows at once what the list knows of a case, or that none is chosen."""
        if row is not None:
            self.pane.show_row(row)
        elif self.presenter.subject is None:
            self.pane.show_nothing()
        else:
            self.pane.show_loading()
        self._show_closed()

    def show_case(self, case: CaseDetail, *, is_offline: bool) -> None:
        """Shows a case, and its newest state in the list."""
        self.pane.show_case(case, is_offline=is_offline)
        self.list.presenter.update(case.row)
        self._show_closed()

    def show_failed(self, error: Exception) -> None:
        """Shows that the case could not be read."""
        text = self._desk.texts.report(error).text
        self.pane.show_failed(" ".join(part for part in (text.what, text.next_step) if part))
        self._show_closed()

    def show_refused(self, error: Exception) -> None:
        """Shows above the commands why one was not carried out."""
        self._details = self._desk.texts.report(error).details
        self.pane.show_banner(failure_banner(self._desk.texts, error))

    def show_unknown(self) -> None:
        """Shows that no answer came, and offers to check again."""
        self.pane.show_banner(unknown_banner(self._reference(), with_button=True))

    def show_counts(self, counts: CaseCounts) -> None:
        """Shows the load of departments and people, and the counts of the views."""
        self.loads.show_counts(counts)
        self.list.presenter.counts = {view.value: rows for view, rows in counts.views.items()}
        self.list.show_counts(self.list.presenter.counts)

    def acted(self, command: str, acted: CaseActed) -> None:
        """Says so, and reads the case and the list anew."""
        self.pane.show_banner(None)
        text = _done_text(command).replace("{case}", acted.reference)
        self._desk.toasts.say(text.replace("{name}", acted.assigned_to or ""))
        if self._leaves(command):
            self.list.presenter.take_out(acted.case_id)
        self.presenter.read()
        self.presenter.read_counts()

    def told(self, text: str, by: str) -> None:
        """Says that a case was assigned to this person."""
        template = QCoreApplication.translate("Worklist", "{name} assigned to you: {case}")
        self._desk.toasts.say(template.replace("{name}", by).replace("{case}", text))

    # Inside

    def _make_commands(self) -> dict[str, QAction]:
        made = {
            command: make_action(
                self.list.table, ActionText(command_word(command), key), self._runner(command)
            )
            for command, key in KEYS.items()
        }
        word = QCoreApplication.translate("Worklist", "Open the record")
        made[OPEN_RECORD] = make_action(
            self.list.table, ActionText(word, "", "arrow-right"), self._runner(OPEN_RECORD)
        )
        word = QCoreApplication.translate("Worklist", "New case about this customer...")
        made[NEW_CASE] = make_action(self.list.table, ActionText(word, "N", "plus"), self._runner(NEW_CASE))
        return made

    def _runner(self, command: str) -> Callable[[], None]:
        return lambda: self._on_command(command)

    def _arrange(self) -> None:
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.loads)
        column.addWidget(self.list.head)
        column.addWidget(self._splitter, 1)
        self.list.column.addWidget(self.selection)

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.selection_moved.connect(self._on_selection)
        self.list.empty_pressed.connect(self._on_empty)
        self.loads.narrowed.connect(self._on_load)
        self.selection.wanted.connect(self._on_bulk)
        self.dialogs.acted.connect(self.acted)
        self.dialogs.raised.connect(self._on_raised)
        self.dialogs.bulk_ended.connect(self._on_bulk_ended)
        self.dialogs.stale.connect(self.presenter.read)
        self.pane.pressed.connect(self._on_command)
        self.pane.banner_pressed.connect(self._on_banner)
        self.pane.retry_wanted.connect(self.presenter.read)
        back = QShortcut(QKeySequence("Esc"), self.pane)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.take_focus)

    @Slot(object)
    def _on_chosen(self, row: CaseRow | None) -> None:
        if row is not None:
            self.presenter.choose(row.case_id, row)
        elif self.list.model.rowCount() == 0:
            self.presenter.choose(None)

    @Slot(object)
    def _on_opened(self, row: CaseRow) -> None:
        self.presenter.choose(row.case_id, row)
        self._on_command(OPEN_RECORD)

    @Slot()
    def _on_selection(self) -> None:
        self.selection.show_count(self.list.table.selected_count())
        self._show_closed()

    @Slot()
    def _on_empty(self) -> None:
        self.list.presenter.choose_view(CaseView.UNASSIGNED.value)

    @Slot(str, object)
    def _on_load(self, field: str, value: object) -> None:
        self.list.presenter.show_only(**{field: value})
        self.take_focus()

    @Slot(str)
    def _on_command(self, command: str) -> None:
        if self._is_for_many(command) and self.list.table.hasFocus():
            self._on_bulk(command)
        elif command == OPEN_RECORD:
            self._open_record()
        elif command == NEW_CASE:
            self._raise_about_current()
        elif self._cause_against(command) is None:
            self._run(command)

    def _run(self, command: str) -> None:
        if command not in WITH_DIALOG and self.presenter.subject is not None:
            self.presenter.run(command, self.presenter.subject)
        elif self.presenter.detail is not None:
            self.dialogs.open_case(CaseCommand(command), self.presenter.detail)

    def _open_record(self) -> None:
        row = self.list.current()
        target = self.presenter.target()
        if target is None and row is not None:
            target = target_of(row)
        if target is None or not self._desk.shell.open_target(target):
            text = QCoreApplication.translate("Worklist", "There is no screen for this record yet")
            self._desk.toasts.fail(text)

    def _raise_about_current(self) -> None:
        row = self.list.current()
        if row is not None and row.account_id is not None:
            self.dialogs.open_new(Target(NEW_CASE, row.account_id, row.customer))

    @Slot(object)
    def _on_raised(self, acted: CaseActed) -> None:
        text = QCoreApplication.translate("Worklist", "Raised {case}")
        self._desk.toasts.say(text.replace("{case}", acted.reference))
        self.list.presenter.reload()
        self.list.select(acted.case_id)
        self.presenter.choose(acted.case_id)
        self.presenter.read_counts()

    @Slot(str)
    def _on_bulk(self, command: str) -> None:
        rows = self.list.selected()
        if rows:
            self.dialogs.open_bulk(CaseBulkCommand(command), rows)

    @Slot(int)
    def _on_bulk_ended(self, done: int) -> None:
        if done:
            text = QCoreApplication.translate("Worklist", "{count} cases done")
            self._desk.toasts.say(text.replace("{count}", str(done)))
        self.list.presenter.reload()
        self.presenter.read()
        self.presenter.read_counts()
        self.take_focus()

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == AGAIN:
            self.presenter.again()
        elif key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_ages(self) -> None:
        self.list.show_age()
        self.pane.show_age()

    def _reference(self) -> str:
        return "" if self.presenter.detail is None else self.presenter.detail.row.reference

    def _leaves(self, command: str) -> bool:
        """Say whether a case leaves the list that is shown by the person's own act."""
        view = self.list.presenter.view
        if command in (CaseCommand.RESOLVE, CaseCommand.CANCEL):
            return view != CaseView.DONE
        if command in (CaseCommand.TAKE, CaseCommand.ASSIGN):
            return view == CaseView.UNASSIGNED and command == CaseCommand.ASSIGN
        return command == CaseCommand.RELEASE and view == CaseView.MINE

    def _cause_against(self, command: str) -> str | None:
        if self.presenter.subject is None:
            return QCoreApplication.translate("Worklist", "No case chosen")
        if self.presenter.is_offline:
            return offline_text()
        detail = self.presenter.detail
        if detail is None:
            # A letter that comes before the case was read is not lost: the services judge it.
            is_at_once = command not in WITH_DIALOG
            return None if is_at_once else QCoreApplication.translate("Worklist", "The case is being read.")
        [state] = [state for state in detail.commands if state.command == command]
        return cause_text(self._desk.texts, state.refusals)

    def _show_closed(self) -> None:
        """Opens and closes the actions for the case that is chosen now."""
        for command in KEYS:
            cause = None if self._is_for_many(command) else self._cause_against(command)
            refuse_action(self.commands[command], cause)

    def _is_for_many(self, command: str) -> bool:
        """Say whether a letter is for all selected cases, each of which stands for itself."""
        is_bulk = command in {member.value for member in CaseBulkCommand}
        return is_bulk and self.list.table.selected_count() > 1 and not self.presenter.is_offline


def _bulk_verbs() -> tuple[BulkVerb, ...]:
    return tuple(BulkVerb(command.value, command_word(command.value)) for command in CaseBulkCommand)


def _done_text(command: str) -> str:
    translate = QCoreApplication.translate
    return {
        CaseCommand.TAKE.value: translate("Worklist", "You have {case}"),
        CaseCommand.ASSIGN.value: translate("Worklist", "Assigned {case} to {name}"),
        CaseCommand.RELEASE.value: translate("Worklist", "Gave {case} back"),
        CaseCommand.RESOLVE.value: translate("Worklist", "Resolved {case}"),
        CaseCommand.CANCEL.value: translate("Worklist", "Cancelled {case}"),
        CaseCommand.ADD_NOTE.value: translate("Worklist", "Saved the note on {case}"),
    }[command]
