"""The administration area: users and audit log, each on a tab of its own, for who may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from agentview.core.power import Power
from agentview.ui.kit.action import ActionText, make_action, tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.record_tab_bar import RecordTabBar
from agentview.ui.navigation import Desk, Target
from agentview.ui.views.administration.log_pane import LogPane
from agentview.ui.views.administration.people_pane import PeoplePane


class AdministrationView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk) -> None:
        """Builds the tabs that the person may see; a tab reads when it is first shown."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk = desk
        translate = QCoreApplication.translate
        self.people = PeoplePane(desk) if desk.has(Power.USER_ADMIN) else None
        self.log = LogPane(desk) if desk.has(Power.READ_AUDIT) else None
        self.bar = RecordTabBar(translate("Administration", "Parts of the administration"))
        self.stack = QStackedWidget()
        self._started: set[int] = set()
        self._is_closed = False
        titles = ((self.people, translate("People", "Users")), (self.log, translate("AuditLog", "Audit log")))
        for pane, title in titles:
            if pane is not None:
                self.bar.add_fixed(title)
                self.stack.addWidget(pane)
        self._primary = self._make_primary()
        self._switches = self._make_switches()
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self.bar.setVisible(self.stack.count() > 1)
        self.bar.currentChanged.connect(self._on_tab)
        if self.people is not None:
            self.people.history_wanted.connect(self._on_history)
            back = QShortcut(QKeySequence("Esc"), self.people.person)
            back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            back.activated.connect(self.take_focus)
        self._on_tab(0)

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """New person, for who may add one."""
        return self._primary

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action, for the key sheet and the command box."""
        translate = QCoreApplication.translate
        groups: dict[str, Sequence[QAction]] = {}
        if self.people is not None:
            groups[translate("People", "Users")] = self.people.actions_shown()
        if self.log is not None:
            groups[translate("AuditLog", "Audit log")] = self.log.actions_shown()
        if self._switches:
            groups[translate("Administration", "Administration")] = self._switches
        return groups

    def open(self, target: Target) -> None:
        """Opens no kind of record."""

    def take_focus(self) -> None:
        """Puts the focus on the list that is shown."""
        pane = self.stack.currentWidget()
        if isinstance(pane, PeoplePane | LogPane):
            pane.list.table.setFocus()

    def close(self) -> None:
        """Drops calls and stops hearing news; a second time does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        for pane in (self.people, self.log):
            if pane is not None:
                pane.close_down()

    # Inside

    def show_log(self) -> None:
        """Shows the audit log."""
        if self.log is not None:
            self.bar.setCurrentIndex(self.stack.indexOf(self.log))

    def show_people(self) -> None:
        """Shows the users."""
        if self.people is not None:
            self.bar.setCurrentIndex(self.stack.indexOf(self.people))

    def _make_primary(self) -> Button | None:
        if self.people is None:
            return None
        word = QCoreApplication.translate("People", "New person")
        button = Button(word, ButtonKind.PRIMARY, tip=tip_with_key(word, "N"))
        # The shell puts it into its header; until then it must belong to somebody.
        button.setParent(self.root)
        button.hide()
        button.pressed_once.connect(self.people.create_person)
        return button

    def _make_switches(self) -> Sequence[QAction]:
        if self.people is None or self.log is None:
            return ()
        translate = QCoreApplication.translate
        return (
            make_action(
                self.root,
                ActionText(translate("Administration", "Show users"), "Ctrl+PgUp", "users"),
                self._on_show_people,
            ),
            make_action(
                self.root,
                ActionText(translate("Administration", "Show audit log"), "Ctrl+PgDown", "list"),
                self._on_show_log,
            ),
        )

    def _on_show_people(self) -> None:
        self.show_people()
        self.take_focus()

    def _on_show_log(self) -> None:
        self.show_log()
        self.take_focus()

    @Slot(int)
    def _on_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        pane = self.stack.widget(at)
        if at not in self._started and isinstance(pane, PeoplePane | LogPane):
            self._started.add(at)
            pane.start()

    @Slot(int)
    def _on_history(self, user_id: int) -> None:
        if self.log is not None:
            self.show_log()
            self.log.show_about("user", user_id)
            self.take_focus()
