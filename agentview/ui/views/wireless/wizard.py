"""The wizard of a wireless request: from what somebody wants to its submission, on a tab (S-28)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract import wireless_catalogue as catalogue
from agentview.contract.wireless import ItemKind
from agentview.contract.wireless_orders import WirelessCommand, WirelessOrder
from agentview.core.clock import local_day
from agentview.ui.forms.clash_panel import ClashPanel
from agentview.ui.forms.wizard_errors import PageMap
from agentview.ui.forms.wizard_screen import WizardScreen, WizardWords, closed_text
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.wireless.flow import step_of
from agentview.ui.views.wireless.request_step import RequestStep
from agentview.ui.views.wireless.wizard_head import RequestHead
from agentview.ui.views.wireless.wizard_pages import RequestPages
from agentview.ui.views.wireless.wizard_presenter import RequestPresenter
from agentview.ui.views.wireless.wizard_summary import names_of, strip, summary
from agentview.ui.views.wireless.wizard_words import (
    busy_word,
    content_text,
    content_word,
    over_text,
    step_title,
    step_word,
    submitted_text,
    verb_of,
)


class RequestWizard(WizardScreen):
    """Takes one request. Call `open_new` or `resume` once. `order_wanted(id)`: the order is to be shown."""

    presenter: RequestPresenter
    order_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None, make_key: NewKey = new_key) -> None:
        """Shows nothing yet."""
        super().__init__(desk, _words(), ClashPanel(content_word, content_text), _page_map(), parent)
        self.presenter = RequestPresenter(desk, self, make_key)
        self.head = RequestHead(desk.texts)
        self.pages = RequestPages(desk, lambda: local_day(desk.clock.now(), desk.zone.key))
        self.dialog: VerbDialog | None = None
        self._over_id: int | None = None
        self._line_id: int | None = None
        self._person_id: int | None = None
        self.arrange(self.head, self.pages.by_key)
        text = ActionText(_word("Discard draft"), "Ctrl+Shift+Delete", "trash")
        self.own_actions = (make_action(self.frame, text, self._on_discard),)
        self._tie()

    # What the area asks

    @property
    def title(self) -> str:
        """What the tab is called."""
        draft = self.presenter.draft
        return draft.reference if draft is not None else _word("New request")

    @property
    def order_id(self) -> int | None:
        """The number of the order, once it is begun."""
        return self.presenter.draft.order_id if self.presenter.draft is not None else self._over_id

    @property
    def is_over(self) -> bool:
        """Whether it is a draft no more, so that the tab only says so."""
        return self._over_id is not None

    def open_new(self, line_id: int | None = None, device_id: int | None = None, account_id: int = 0) -> None:
        """Asks what is wanted, for a line or device where one is named."""
        self.presenter.open_new(line_id, device_id, account_id)

    def resume(self, order_id: int) -> None:
        """Goes on with a draft."""
        self.presenter.resume(order_id)

    def actions(self) -> list[QAction]:
        """What the keys do here."""
        return [*self.wizard_actions(), *self.own_actions]

    def end(self) -> None:
        """Drops what the pages have asked, and closes what was asked here."""
        self._close_dialog()
        self.pages.close()

    # What the presenter tells

    def show_page(self, page: RequestStep) -> None:
        """Shows a page with what is known and typed."""
        self._close_dialog()
        self.show_wizard()
        draft = self.presenter.draft
        self._show_around(page)
        self._line_id, self._person_id = self.presenter.form.line_id, self._person
        self.pages.show_on(page, self.presenter)
        self.frame.show_page(
            page,
            step_title(page, draft),
            can_go_back=self.presenter.can_go_back,
            verb=verb_of(page),
            is_to_read=page is RequestStep.CONFIRM and draft is not None and not draft.agreements,
        )
        self.frame.save.setVisible(draft is not None)
        self.show_link()

    def show_costs_changed(self) -> None:
        """Says that the costs in front are others than before."""
        self.notice.show_notice(
            _word("The costs have changed since you saw them. Nothing was submitted; these are the new ones.")
        )

    def submitted(self, order: WirelessOrder) -> None:
        """Says so, and what happens next."""
        self._desk.toasts.say(_word("{order} is submitted.").replace("{order}", order.reference))
        self._show_over(order.order_id, submitted_text(order))

    def discarded(self, order: WirelessOrder) -> None:
        """Says so, and closes."""
        self._close_dialog()
        self._over_id = order.order_id
        self._desk.toasts.say(_word("{order} is discarded.").replace("{order}", order.reference))
        self.closed.emit()

    def show_order(self, order_id: int) -> None:
        """Says that the order is a draft no more."""
        self._show_over(order_id, over_text(f"WO-{order_id}"))

    # What the lookups tell

    def show_companies(self, found: catalogue.Companies) -> None:
        """Shows which companies fit the words."""
        self.pages.company.show_companies(found)

    def show_types(self, found: catalogue.Types, *, is_search: bool) -> None:
        """Shows the types that fit the words."""
        if is_search:
            self.pages.what.show_found([one.type for one in found.rows if one.is_found])

    def show_people(self, found: catalogue.PersonRows) -> None:
        """Shows which people fit the words."""
        self.pages.who.show_people(found)

    def show_lines(self, found: catalogue.LineRows) -> None:
        """Shows which lines fit the words."""
        self.pages.who.show_lines(found)

    def show_devices(self, found: catalogue.DeviceRows) -> None:
        """Shows which devices fit the words."""
        self.pages.who.show_devices(found)

    def show_vendors(self, found: catalogue.Vendors) -> None:
        """Shows which carriers can be chosen."""
        self.pages.who.show_vendors(found)

    def show_offers(self, found: catalogue.Offers) -> None:
        """Shows what can be chosen of a kind."""
        self.pages.details.show_offers(found)

    def show_lookup_failed(self, error: Exception) -> None:
        """Says what could not be looked up; before there is a page, in its place."""
        if self._stack.currentWidget() is self.overlay:
            self.show_not_begun(error)
        else:
            self.show_failure(error)

    # What is special to these requests

    def end_busy(self) -> None:
        """Opens discarding again where it is open."""
        draft = self.presenter.draft
        if draft is not None:
            self.head.show_order(draft)

    def show_busy(self, doing: str) -> None:
        """Shows on its button what is carried out."""
        super().show_busy(doing)
        self.head.discard.setEnabled(False)

    def busy_word(self, doing: str) -> str:
        """What the button says while something is carried out."""
        return busy_word(doing)

    def cause_against(self) -> str | None:
        """Why a draft cannot go on for this person."""
        draft = self.presenter.draft
        if draft is None:
            return None
        is_last = self.presenter.page is RequestStep.CONFIRM
        command = WirelessCommand.CONFIRM if is_last else WirelessCommand.EDIT
        # What is missing on the page is said when it is tried: submitting stays open and explains.
        return None if is_last and draft.problems else closed_text(draft.commands, command, self._desk.texts)

    def show_not_begun(self, error: Exception) -> None:
        """Shows why there is nothing to show."""
        self.show_instead(error, "")

    # Inside

    def _show_over(self, order_id: int, text: StateText) -> None:
        self._over_id = order_id
        self.overlay.show_text(text)
        self._stack.setCurrentWidget(self.overlay)
        self.overlay.focus_button()

    def _show_around(self, page: RequestStep) -> None:
        presenter = self.presenter
        draft, company, row = presenter.draft, presenter.company, presenter.row
        name = draft.customer if draft is not None else company.name if company is not None else ""
        names = {**self.pages.who.names, **(names_of(draft) if draft is not None else {})}
        if draft is not None:
            self.head.show_order(draft)
        self.frame.set_steps(strip(presenter.steps, page, draft))
        self.frame.set_summary(summary(name, row.type if row is not None else None, names, draft))

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.succeeded()

    @Slot()
    def _on_discard(self) -> None:
        draft = self.presenter.draft
        if draft is None or self.dialog is not None or not self.head.discard.isEnabled():
            return
        text = DialogText(
            _word("Discard {order}?").replace("{order}", draft.reference),
            _word("Discard draft"),
            _word("Keep draft"),
            busy_word("discard"),
            _word("Nothing was ordered, and nobody is told."),
            is_dangerous=True,
        )
        self.dialog = VerbDialog(self.window(), text)
        self.dialog.verb_pressed.connect(self.presenter.discard)
        self.dialog.finished.connect(self._on_dialog_closed)
        self.dialog.open()

    @Slot(int)
    def _on_dialog_closed(self, _result: int) -> None:
        self.dialog = None

    @Slot()
    def _on_company(self) -> None:
        company = self.pages.company.company
        if company is not None:
            self.presenter.choose_company(company)
            self._show_around(RequestStep.COMPANY)

    @Slot()
    def _on_type(self) -> None:
        self.presenter.choose_type(self.pages.what.chosen)
        self._show_around(RequestStep.WHAT)

    @Slot()
    def _on_who(self) -> None:
        """Devices and carriers are judged for the line that is taken; a person's own lines stand first."""
        values = {name: one for name, one in self.pages.who.values().items() if isinstance(one, int | None)}
        self.presenter.choose(**values)
        case, line_id = self.presenter.case, values.get("line_id")
        if line_id != self._line_id and case is not None:
            self._line_id = line_id
            if self.pages.who.device.isVisible():
                self.presenter.lookups.devices(case, "")
            if self.pages.who.vendor_card.isVisible():
                self.presenter.lookups.vendors(case)
        if self._person != self._person_id:
            self._person_id = self._person
            if self.pages.who.line.isVisible():
                self._on_lines(self.pages.who.line.list.search.text().strip())
        self._show_around(RequestStep.WHO)

    @property
    def _person(self) -> int | None:
        case = self.presenter.case
        return case.person_id if case is not None else None

    @Slot()
    def _on_device(self) -> None:
        if ItemKind.ACCESSORY in self.pages.details.pickers:
            self.pages.ask_offers(self.presenter, (ItemKind.ACCESSORY,))

    @Slot(str)
    def _on_people(self, text: str) -> None:
        case = self.presenter.case
        if case is not None:
            self.presenter.lookups.people(case, text)

    @Slot(str)
    def _on_lines(self, text: str) -> None:
        case = self.presenter.case
        if case is not None:
            self.presenter.lookups.lines(case, text)

    @Slot(str)
    def _on_devices(self, text: str) -> None:
        case = self.presenter.case
        if case is not None:
            self.presenter.lookups.devices(case, text)

    @Slot()
    def _on_overlay(self) -> None:
        """The tab goes first, so that the focus goes where the order is shown."""
        order_id = self._over_id
        if order_id is not None:
            self.closed.emit()
            self.order_wanted.emit(order_id)

    def _tie(self) -> None:
        pages = self.pages
        self.head.discard_wanted.connect(self._on_discard)
        self.overlay.button_pressed.connect(self._on_overlay)
        pages.company.picker.wanted.connect(self.presenter.lookups.companies)
        pages.company.changed.connect(self._on_company)
        pages.what.wanted.connect(self.presenter.find_types)
        pages.what.changed.connect(self._on_type)
        pages.who.changed.connect(self._on_who)
        pages.who.person.wanted.connect(self._on_people)
        pages.who.line.wanted.connect(self._on_lines)
        pages.who.device.wanted.connect(self._on_devices)
        pages.details.device_taken.connect(self._on_device)


def _words() -> WizardWords:
    return WizardWords(
        name=_word("Wireless request"),
        not_begun=_word("The request cannot be shown"),
        news=_word("{name} changed this request just now."),
        merged=_word("{who} changed this request meanwhile. Both changes are here; go on to save yours."),
        kept=_word("{record} is saved as a draft. Go on with it at any desktop."),
    )


def _page_map() -> PageMap:
    safe = _word("Nothing was submitted, and what you typed is kept.")
    return PageMap(RequestStep, step_of, step_word, safe)


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
