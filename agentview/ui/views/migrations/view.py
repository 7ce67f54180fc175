"""The migrations area: its home on a fixed tab, each migration on a tab of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.migration_list import MigrationRow
from agentview.contract.migrations import (
    DETAIL,
    MigrationCommand,
    MigrationDetail,
    MigrationRef,
    MigrationStatus,
)
from agentview.core.reference import Prefix, reference
from agentview.ui.kit.button import Button
from agentview.ui.kit.record_tabs import Record, RecordTabs
from agentview.ui.navigation import MIGRATION, NEW_MIGRATION, Desk, Target
from agentview.ui.views.migrations.detail_page import MigrationPage
from agentview.ui.views.migrations.list_pane import MigrationListPane
from agentview.ui.views.migrations.wizard import MigrationWizard


class MigrationsView(QObject):
    """An `AreaView`. Migrations begin at a customer's package, so there is no primary button."""

    def __init__(self, desk: Desk) -> None:
        """Shows how a migration is begun."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk = desk
        self._is_open = True
        self.home = MigrationListPane(desk)
        self.home.wanted.connect(self._on_wanted)
        translate = QCoreApplication.translate
        self.tabs = RecordTabs(
            self.home, translate("Migrations", "Migrations"), translate("Migrations", "Open migrations")
        )
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.reopen_wanted.connect(self._on_reopen)
        self.home.start()

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """There is none: the wizard has its own."""
        return None

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of what is in front, for the key sheet and the command box."""
        translate = QCoreApplication.translate
        groups: dict[str, Sequence[QAction]] = {}
        wizard = self.wizard()
        if wizard is not None:
            groups[translate("Migrations", "Migration")] = tuple(wizard.actions())
        page = self.tabs.current_widget
        if isinstance(page, MigrationPage):
            groups[translate("Migrations", "Migration")] = page.actions_of_page()
        elif wizard is None:
            groups.update(self.home.actions_by_group())
        groups[translate("Migrations", "Tabs")] = tuple(self.tabs.actions_of_tabs())
        return groups

    def open(self, target: Target) -> None:
        """Shows a migration where it was left, or whether a package can be migrated."""
        if target.kind == MIGRATION:
            self._find(target.record_id, target.title)
        elif target.kind == NEW_MIGRATION:
            self.migrate(target.record_id)

    def take_focus(self) -> None:
        """Puts the focus where work goes on."""
        wizard = self.wizard()
        page = self.tabs.current_widget
        if wizard is not None:
            wizard.take_focus()
        elif isinstance(page, MigrationPage):
            page.take_focus()
        else:
            self.home.take_focus()

    def close(self) -> None:
        """Saves drafts, drops calls and stops hearing news; a second time does nothing."""
        if self._is_open:
            self._is_open = False
            self._desk.runner.drop(self)
            self.home.close_down()
            self.tabs.close_all()

    # What the parts do together

    def wizard(self) -> MigrationWizard | None:
        """The migration in front; None while the home is."""
        widget = self.tabs.current_widget
        return widget if isinstance(widget, MigrationWizard) else None

    def show_migration(self, order_id: int, title: str = "") -> None:
        """Shows a migration on its tab, which is made unless there is one."""
        for key, wizard in self._wizards():
            if wizard.order_id == order_id:
                self.tabs.show_record(key)
                return
        self._add(order_id, title or reference(Prefix.MIGRATION, order_id)).resume(order_id)

    def migrate(self, package_id: int) -> None:
        """Shows whether a package can be migrated; one that is open here is shown as it is."""
        for key, wizard in self._wizards():
            if wizard.package_id == package_id and not wizard.is_over:
                self.tabs.show_record(key)
                return
        title = QCoreApplication.translate("Migrations", "New migration")
        self._add(f"package-{package_id}", title).open_new(package_id)

    def show_page(self, order_id: int, title: str = "") -> None:
        """Shows a migration that is submitted or over, for reading."""
        key = f"read-{order_id}"
        if self.tabs.show_record(key):
            return
        page = MigrationPage(self._desk, order_id)

        def rename(name: str) -> None:
            self.tabs.rename(key, name)

        page.renamed.connect(rename)
        shown = title or reference(Prefix.MIGRATION, order_id)
        self.tabs.open(Record(key, shown, page, close=page.end))

    # Inside

    @Slot(object)
    def _on_wanted(self, row: MigrationRow) -> None:
        if row.status is MigrationStatus.INCOMPLETE:
            self._find(row.order_id, row.reference)
        else:
            self.show_page(row.order_id, row.reference)

    def _find(self, order_id: int, title: str) -> None:
        """Shows a migration by its number: where it goes on for who may, or for reading (SM-2)."""
        gateway, request = self._desk.gateway, MigrationRef(order_id=order_id)

        def show(found: MigrationDetail) -> None:
            name = title or found.reference
            if _may_go_on(found):
                self.show_migration(order_id, name)
            else:
                self.show_page(order_id, name)

        self._desk.runner.submit(
            lambda: gateway.call(DETAIL, request), show, self._desk.shell.show_error, self, newest="find"
        )

    def _wizards(self) -> list[tuple[object, MigrationWizard]]:
        widgets = [(key, self.tabs.widget_of(key)) for key in self.tabs.open_keys()]
        return [(key, widget) for key, widget in widgets if isinstance(widget, MigrationWizard)]

    def _add(self, key: int | str, title: str) -> MigrationWizard:
        wizard = MigrationWizard(self._desk)

        def rename(name: str) -> None:
            self.tabs.rename(key, name)

        def go() -> None:
            self.tabs.close_record(key)

        wizard.renamed.connect(rename)
        wizard.closed.connect(go)
        self.tabs.open(
            Record(key, title, wizard, has_draft=lambda: wizard.has_draft, close=lambda: _end(wizard))
        )
        return wizard

    @Slot(object, str)
    def _on_reopen(self, key: object, title: str) -> None:
        if isinstance(key, int):
            # It may have been submitted since its tab was closed.
            self._find(key, title)
        elif isinstance(key, str) and key.startswith("read-"):
            self.show_page(int(key.removeprefix("read-")), title)
        elif isinstance(key, str):
            self.migrate(int(key.removeprefix("package-")))


def _end(wizard: MigrationWizard) -> None:
    wizard.close()


def _may_go_on(found: MigrationDetail) -> bool:
    wanted = MigrationCommand.SAVE_PAGE.value
    return any(state.command == wanted and state.is_open for state in found.commands)
