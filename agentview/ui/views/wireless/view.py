"""The area of wireless orders: its pages on a fixed tab, each request being made on a tab of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_approvals import GET as STANDING
from agentview.contract.wireless_approvals import Standing
from agentview.contract.wireless_devices import GET as DEVICE
from agentview.contract.wireless_devices import DeviceRef
from agentview.contract.wireless_lines import GET as LINE
from agentview.contract.wireless_lines import LineRef
from agentview.contract.wireless_orders import GET, OrderRef, WirelessOrder
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.area import Area, AreaView
from agentview.ui.failure_words import offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.record_tabs import Record, RecordTabs
from agentview.ui.navigation import (
    MANAGE_DEVICE,
    MANAGE_LINE,
    NEW_WIRELESS_ORDER,
    WIRELESS_APPROVAL,
    WIRELESS_ORDER,
    Desk,
    Target,
)
from agentview.ui.views.wireless.home import WirelessHome
from agentview.ui.views.wireless.import_dialog import WirelessImportDialog
from agentview.ui.views.wireless.inventory_pane import InventoryPane
from agentview.ui.views.wireless.requests_pane import RequestsPane
from agentview.ui.views.wireless.wizard import RequestWizard
from agentview.ui.wireless.page import PaneView


class WirelessView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk, pages: Sequence[Area]) -> None:
        """Shows `pages` on the fixed tab."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk = desk
        self._is_open = True
        self._made = 0
        self.home = WirelessHome(desk, pages)
        self.home.built.connect(self._on_built)
        self.tabs = RecordTabs(self.home, _word("Wireless"), _word("Requests being made"))
        text = ActionText(
            _word("New request"), "Ctrl+N", "plus", _word("Ask for a device, a line, or a change")
        )
        self._new = make_action(self.root, text, self.new_request)
        self._primary = self._make_primary(text)
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.home.moved.connect(self._on_shown)
        self.tabs.reopen_wanted.connect(self._on_reopen)
        self.tabs.shown.connect(self._on_shown)
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._show_state()
        self.home.start()

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """New request, for who may ask for something."""
        return self._primary

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action of what is in front, for the key sheet and the command box."""
        wizard = self.wizard()
        groups: dict[str, Sequence[QAction]] = {}
        if wizard is not None:
            groups[_word("Request")] = tuple(wizard.actions())
        else:
            groups.update(self.home.actions_by_group())
        groups[_word("Tabs")] = (self._new, *self.tabs.actions_of_tabs())
        return groups

    def open(self, target: Target) -> None:
        """Shows an order, begins a request, or shows what one of the pages opens."""
        if target.kind == NEW_WIRELESS_ORDER:
            self.new_request()
        elif target.kind in (MANAGE_LINE, MANAGE_DEVICE):
            self._manage_target(target)
        elif target.kind == WIRELESS_ORDER:
            self._find(target.record_id)
        else:
            self._open_on_page(target)

    def take_focus(self) -> None:
        """Puts the focus where work goes on."""
        self._on_shown()
        wizard = self.wizard()
        if wizard is not None:
            wizard.take_focus()
        else:
            self.home.take_focus()

    def close(self) -> None:
        """Saves drafts, drops calls and stops hearing news; a second time does nothing."""
        if self._is_open:
            self._is_open = False
            self._unsubscribe()
            self._desk.runner.drop(self)
            self.tabs.close_all()
            self.home.close_down()

    # What the parts do together

    def wizard(self) -> RequestWizard | None:
        """The request in front; None while the home is."""
        widget = self.tabs.current_widget
        return widget if isinstance(widget, RequestWizard) else None

    @Slot()
    def new_request(self) -> None:
        """Asks what is wanted."""
        if self._cause() is None:
            self._add_new().open_new()

    def manage(self, account_id: int, line_id: int | None, device_id: int | None) -> None:
        """Asks what is wanted for a line or a device."""
        if self._cause() is None:
            self._add_new().open_new(line_id, device_id, account_id)

    def resume(self, order_id: int) -> None:
        """Goes on with a draft on its tab, which is made unless there is one."""
        for key in self.tabs.open_keys():
            widget = self.tabs.widget_of(key)
            if isinstance(widget, RequestWizard) and widget.order_id == order_id and not widget.is_over:
                self.tabs.show_record(key)
                return
        self._add(order_id, reference(Prefix.WIRELESS_ORDER, order_id)).resume(order_id)

    def show_order(self, order_id: int, kind: str = WIRELESS_ORDER) -> None:
        """Shows an order among the requests, or where the person decides about it."""
        self._open_on_page(Target(kind, order_id, reference(Prefix.WIRELESS_ORDER, order_id)))

    # Inside

    def _add_new(self) -> RequestWizard:
        self._made += 1
        return self._add(f"new-{self._made}", _word("New request"))

    def _add(self, key: int | str, title: str) -> RequestWizard:
        wizard = RequestWizard(self._desk)

        def rename(name: str) -> None:
            self.tabs.rename(key, name)

        def go() -> None:
            self.tabs.close_record(key)

        wizard.renamed.connect(rename)
        wizard.closed.connect(go)
        wizard.order_wanted.connect(self.show_order)
        self.tabs.open(
            Record(key, title, wizard, has_draft=lambda: wizard.has_draft, close=lambda: _end(wizard))
        )
        return wizard

    def _open_on_page(self, target: Target) -> None:
        key = self.home.page_of(target)
        if key is not None:
            self.tabs.show_record(None)
            self.home.open(key, target)
            if self.root.isVisible():  # Whoever follows a link goes on with the keys of that page.
                self.home.take_focus()

    def _find(self, order_id: int) -> None:
        """Shows an order by its number: one's own draft goes on, who decides it does, others read it."""
        gateway, ref = self._desk.gateway, OrderRef(order_id=order_id)
        approves = self._desk.has(Power.APPROVE)

        def read() -> tuple[WirelessOrder, bool]:
            order = gateway.call(GET, ref)
            return order, approves and _decides(gateway.call(STANDING, ref))

        def show(found: tuple[WirelessOrder, bool]) -> None:
            order, decides = found
            if order.status is WirelessStatus.DRAFT and order.is_own:
                self.resume(order_id)
            elif decides:
                self.show_order(order_id, WIRELESS_APPROVAL)
            else:
                self.show_order(order_id)

        self._desk.runner.submit(
            read,
            show,
            self._desk.shell.show_error,
            self,
            newest="find",
        )

    def _manage_target(self, target: Target) -> None:
        """Reads whose line or device it is, and goes on."""
        gateway, record_id = self._desk.gateway, target.record_id

        def read() -> tuple[int, int | None, int | None]:
            if target.kind == MANAGE_LINE:
                line = gateway.call(LINE, LineRef(line_id=record_id)).row
                return line.account_id, line.line_id, line.device_id
            device = gateway.call(DEVICE, DeviceRef(device_id=record_id)).row
            return device.account_id, device.line_id, device.device_id

        self._desk.runner.submit(
            read, lambda found: self.manage(*found), self._desk.shell.show_error, self, newest="manage"
        )

    def _make_primary(self, text: ActionText) -> Button | None:
        if not self._desk.has(Power.WIRELESS_REQUEST):
            return None
        button = Button(text.text, ButtonKind.PRIMARY, tip=tip_with_key(text.tip, text.key))
        # The shell puts it into its header; until then it must belong to somebody.
        button.setParent(self.root)
        button.hide()
        button.pressed_once.connect(self.new_request)
        return button

    def _cause(self) -> str | None:
        if not self._desk.has(Power.WIRELESS_REQUEST):
            return _word("You may not request anything. Ask your manager or back office.")
        return offline_text() if self._desk.shell.link is LinkState.LOST else None

    def _show_state(self) -> None:
        cause = self._cause()
        refuse_action(self._new, cause)
        if self._primary is not None:
            self._primary.set_refusal(cause)

    def _hear(self, _news: FeedNews) -> None:
        self._show_state()

    @Slot(object)
    def _on_built(self, view: AreaView) -> None:
        pane = view.pane if isinstance(view, PaneView) else None
        if isinstance(pane, RequestsPane):
            pane.draft_wanted.connect(self.resume)
            pane.new_wanted.connect(self.new_request)
        elif isinstance(pane, InventoryPane):
            pane.manage_wanted.connect(self.manage)
            pane.import_wanted.connect(self._on_import)

    @Slot()
    def _on_import(self) -> None:
        """Imports lines or devices, as the page shows them."""
        pane = self.home.view.pane if isinstance(self.home.view, PaneView) else None
        if isinstance(pane, InventoryPane):
            dialog = WirelessImportDialog(self.root, self._desk, pane.import_kind)
            dialog.imported_some.connect(pane.list.presenter.reload)
            dialog.open()

    @Slot()
    def _on_shown(self) -> None:
        """A wizard in front has a primary button of its own, and so may a page of another package."""
        if self._primary is not None:
            is_own = isinstance(self.home.view, PaneView)
            self._primary.setVisible(self.wizard() is None and is_own)

    @Slot(object, str)
    def _on_reopen(self, key: object, _title: str) -> None:
        if isinstance(key, int):
            # It may have been submitted since its tab was closed.
            self._find(key)
        else:
            self.new_request()


def _decides(standing: Standing) -> bool:
    """Whether the person decides about an order now."""
    return any(part.can_decide for one in standing.rounds for level in one.levels for part in level.parts)


def _end(wizard: RequestWizard) -> None:
    wizard.close()


def _word(text: str) -> str:
    return QCoreApplication.translate("Wireless", text)
