"""The administration area: users, agents, contracts, hardware, audit log, each on a tab of its own."""

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
from agentview.ui.views.administration.agents_pane import AgentsPane
from agentview.ui.views.administration.fields_pane import FieldsPane
from agentview.ui.views.administration.hardware_panes import MethodsPane, ProductsPane, WarehousesPane
from agentview.ui.views.administration.log_pane import LogPane
from agentview.ui.views.administration.people_pane import PeoplePane
from agentview.ui.views.administration.plans_pane import PlansPane
from agentview.ui.views.administration.pools_pane import PoolsPane
from agentview.ui.views.administration.programmes_pane import AgreementsPane, ProgrammesPane
from agentview.ui.views.administration.types_pane import TypesPane
from agentview.ui.views.administration.vendors_pane import VendorsPane

Pane = (
    PeoplePane
    | AgentsPane
    | TypesPane
    | PoolsPane
    | PlansPane
    | ProductsPane
    | WarehousesPane
    | MethodsPane
    | ProgrammesPane
    | AgreementsPane
    | VendorsPane
    | FieldsPane
    | LogPane
)


class AdministrationView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk) -> None:
        """Builds the tabs that the person may see; a tab reads when it is first shown."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk = desk
        translate = QCoreApplication.translate
        self.people = PeoplePane(desk) if desk.has(Power.USER_ADMIN) else None
        self.agents = AgentsPane(desk) if desk.has(Power.USER_ADMIN) else None
        is_catalogue = desk.has(Power.CATALOGUE_ADMIN)
        self.types = TypesPane(desk) if is_catalogue else None
        self.pools = PoolsPane(desk) if is_catalogue else None
        self.plans = PlansPane(desk) if is_catalogue else None
        self.products = ProductsPane(desk) if is_catalogue else None
        self.warehouses = WarehousesPane(desk) if is_catalogue else None
        self.methods = MethodsPane(desk) if is_catalogue else None
        self.programmes = ProgrammesPane(desk) if is_catalogue else None
        self.agreements = AgreementsPane(desk) if is_catalogue else None
        self.vendors = VendorsPane(desk) if is_catalogue else None
        self.fields = FieldsPane(desk) if desk.has(Power.EDIT_POLICY) else None
        self.log = LogPane(desk) if desk.has(Power.READ_AUDIT) else None
        self._panes = self._named_panes()
        self.bar = RecordTabBar(translate("Administration", "Parts of the administration"))
        self.stack = QStackedWidget()
        self._started: set[int] = set()
        self._is_closed = False
        for title, pane in self._panes.items():
            self.bar.add_fixed(title)
            self.stack.addWidget(pane)
        self._primary = self._make_primary()
        self._switches = self._make_switches()
        self._arrange()
        self.bar.currentChanged.connect(self._on_tab)
        if self.people is not None:
            self.people.history_wanted.connect(self._on_history)
            back = QShortcut(QKeySequence("Esc"), self.people.person)
            back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            back.activated.connect(self.take_focus)
        if self.pools is not None:
            self.pools.plans_wanted.connect(self._on_plans_wanted)
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
        groups: dict[str, Sequence[QAction]] = {
            title: pane.actions_shown() for title, pane in self._panes.items()
        }
        if self._switches:
            groups[QCoreApplication.translate("Administration", "Administration")] = self._switches
        return groups

    def open(self, target: Target) -> None:
        """Opens no kind of record."""

    def take_focus(self) -> None:
        """Puts the focus on the list that is shown."""
        pane = self.stack.currentWidget()
        if isinstance(pane, Pane):
            pane.list.table.setFocus()

    def close(self) -> None:
        """Drops calls and stops hearing news; a second time does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        for pane in self._panes.values():
            pane.close_down()

    # Inside

    def show_pane(self, pane: Pane | None) -> None:
        """Shows one of the tabs, if the person has it."""
        if pane is not None:
            self.bar.setCurrentIndex(self.stack.indexOf(pane))

    def _named_panes(self) -> dict[str, Pane]:
        translate = QCoreApplication.translate
        panes: tuple[tuple[str, Pane | None], ...] = (
            (translate("People", "Users"), self.people),
            (translate("Agents", "Agents"), self.agents),
            (translate("Contracts", "Contract types"), self.types),
            (translate("Contracts", "Contract pools"), self.pools),
            (translate("Contracts", "Plans"), self.plans),
            (translate("HardwareAdmin", "Products"), self.products),
            (translate("HardwareAdmin", "Warehouses"), self.warehouses),
            (translate("HardwareAdmin", "Delivery methods"), self.methods),
            (translate("Programmes", "Enrolment programmes"), self.programmes),
            (translate("Programmes", "Enrolment agreements"), self.agreements),
            (translate("VendorAdmin", "Vendors"), self.vendors),
            (translate("WirelessForms", "Wireless forms"), self.fields),
            (translate("AuditLog", "Audit log"), self.log),
        )
        return {title: pane for title, pane in panes if pane is not None}

    def _arrange(self) -> None:
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self.bar.setVisible(self.stack.count() > 1)

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
        if self.stack.count() == 1:
            return ()
        translate = QCoreApplication.translate
        before = ActionText(translate("Administration", "Show the tab before"), "Ctrl+PgUp", "arrow-left")
        after = ActionText(translate("Administration", "Show the next tab"), "Ctrl+PgDown", "arrow-right")
        return (
            make_action(self.root, before, lambda: self._walk(-1)),
            make_action(self.root, after, lambda: self._walk(1)),
        )

    def _walk(self, step: int) -> None:
        at = self.stack.currentIndex() + step
        if 0 <= at < self.stack.count():
            self.bar.setCurrentIndex(at)
        self.take_focus()

    def _on_plans_wanted(self) -> None:
        self.show_pane(self.plans)
        self.take_focus()

    @Slot(int)
    def _on_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        pane = self.stack.widget(at)
        if at not in self._started and isinstance(pane, Pane):
            self._started.add(at)
            pane.start()

    @Slot(int)
    def _on_history(self, user_id: int) -> None:
        if self.log is not None:
            self.show_pane(self.log)
            self.log.show_about("user", user_id)
            self.take_focus()
