"""The new order wizard: one order from its first page to its submission, on a tab of its own (S-05)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.order_entry import Discarded, Offers, Submitted
from agentview.contract.order_form import OrderPage
from agentview.ui.forms.clash_panel import ClashPanel
from agentview.ui.forms.wizard_errors import PageMap
from agentview.ui.forms.wizard_screen import WizardScreen, WizardWords, closed_text
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.navigation import ACCOUNT, ORDER, Desk, Target
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.orders.flow import page_of
from agentview.ui.views.orders.order_page import OrderView
from agentview.ui.views.orders.wizard_head import WizardHead
from agentview.ui.views.orders.wizard_pages import WizardPages
from agentview.ui.views.orders.wizard_presenter import WizardPresenter, bring_back
from agentview.ui.views.orders.wizard_summary import steps, summary
from agentview.ui.views.orders.wizard_words import busy_word, field_text, field_word, page_title, page_word


class OrderWizard(WizardScreen):
    """Takes one order. Call `open_new` or `resume` once.

    An order that is not incomplete is shown for reading.
    """

    presenter: WizardPresenter

    def __init__(self, desk: Desk, parent: QWidget | None = None, make_key: NewKey = new_key) -> None:
        """Shows nothing yet."""
        super().__init__(desk, _words(), ClashPanel(field_word, field_text), _page_map(), parent)
        self._account_id: int | None = None
        self._has_offers = False
        self.presenter = WizardPresenter(desk, self, make_key)
        self.head = WizardHead(desk.texts)
        self.order = OrderView(desk)
        self.pages = WizardPages(desk, self)
        self.arrange(self.head, self.pages.by_key, self.order)
        self._give_up = make_action(
            self.frame,
            ActionText(
                QCoreApplication.translate("OrderWizard", "Give up order"), "Ctrl+Shift+Delete", "trash"
            ),
            self._on_give_up,
        )
        self.head.discard_wanted.connect(self._on_give_up)
        self.overlay.button_pressed.connect(self._on_overlay)
        self.pages.types.narrowed.connect(self._on_narrowed)
        self.order.renamed.connect(self.renamed)

    # What the area asks

    @property
    def title(self) -> str:
        """What the tab is called."""
        if self.order.title:
            return self.order.title
        draft = self.presenter.draft
        return (
            draft.reference if draft is not None else QCoreApplication.translate("OrderWizard", "New order")
        )

    @property
    def order_id(self) -> int | None:
        """The number of the order, once it is known."""
        draft = self.presenter.draft
        return draft.order_id if draft is not None else self.order.order_id

    def open_new(self, account_id: int | None = None) -> None:
        """Begin an order: for a customer, or for one who is chosen on the way."""
        self._account_id = account_id
        self.presenter.begin(account_id)

    def resume(self, order_id: int) -> None:
        """Go on with an incomplete order where it was left, or show a submitted one."""
        self.presenter.resume(order_id)

    def end(self) -> None:
        """Drops what the pages and the order for reading have asked."""
        self.pages.close()
        self.order.end()

    def actions(self) -> list[QAction]:
        """What the keys do here."""
        return [*self.wizard_actions(), self._give_up]

    def take_focus(self) -> None:
        """Put the focus where work goes on."""
        if self._stack.currentWidget() is self.order:
            self.order.take_focus()
        else:
            super().take_focus()

    # What the presenter tells

    def show_page(self, page: OrderPage) -> None:
        """Shows a page with what is typed."""
        draft = self.presenter.draft
        if draft is None:
            return
        form = self.presenter.form
        self.show_wizard()
        self.head.show_draft(draft)
        self.frame.set_steps(steps(draft, form, page))
        self.frame.set_summary(summary(draft))
        self.pages.by_key[page].show_form(draft, form, self.presenter.offers)
        translate = QCoreApplication.translate
        verb = translate("OrderWizard", "Submit order") if page is OrderPage.REVIEW else ""
        self.frame.show_page(page, page_title(page), can_go_back=self.presenter.can_go_back, verb=verb)
        self.show_link()

    def show_offers(self, _offers: Offers) -> None:
        """What is on sale arrived: the pages that show it show it."""
        page, draft = self.presenter.page, self.presenter.draft
        if draft is None or page not in {OrderPage.SERVICE_TYPES, OrderPage.PACKAGE, OrderPage.REVIEW}:
            return
        self.take_typed()
        is_first = not self._has_offers
        self._has_offers = True
        self.pages.by_key[page].show_form(draft, self.presenter.form, self.presenter.offers)
        if is_first or self.frame.next.hasFocus():
            self.frame.focus_page()

    def show_busy(self, doing: str) -> None:
        """Shows on its button what is carried out."""
        super().show_busy(doing)
        self.head.discard.setEnabled(False)

    def show_not_begun(self, error: Exception) -> None:
        """Shows why there is no order, and the way that helps."""
        open_it = QCoreApplication.translate("OrderWizard", "Open the customer")
        self.show_instead(error, open_it if self._account_id is not None else "")

    def show_order(self, order_id: int) -> None:
        """Shows the order for reading."""
        self._stack.setCurrentWidget(self.order)
        self.order.show_order(order_id)

    def submitted(self, done: Submitted) -> None:
        """Says so, and shows the order as it is now."""
        text = QCoreApplication.translate("OrderWizard", "{order} is submitted for {customer}.")
        shown = text.replace("{order}", done.reference).replace("{customer}", done.customer)
        self._desk.toasts.say(shown)
        self.show_order(done.order_id)

    def discarded(self, gone: Discarded) -> None:
        """Says so, and offers to bring the order back."""
        desk, target = self._desk, Target(ORDER, gone.order_id, gone.reference)
        text = QCoreApplication.translate("OrderWizard", "{order} was given up.")

        def undo() -> None:
            bring_back(desk, gone, lambda: _open(desk, target))

        desk.toasts.undo(text.replace("{order}", gone.reference), undo)
        self.closed.emit()

    # What is special to orders

    def end_busy(self) -> None:
        """Opens giving up again where it is open."""
        draft = self.presenter.draft
        if draft is not None:
            self.head.show_draft(draft)

    def busy_word(self, doing: str) -> str:
        """What the button says while something is carried out."""
        return busy_word(doing)

    def cause_against(self) -> str | None:
        """Why the order cannot go on for this person."""
        draft = self.presenter.draft
        if draft is None:
            return None
        command = "submit" if self.presenter.page is OrderPage.REVIEW else "save_page"
        return closed_text(draft.commands, command, self._desk.texts)

    @Slot()
    def _on_overlay(self) -> None:
        if self._account_id is not None:
            self._desk.shell.open_target(Target(ACCOUNT, self._account_id))
            self.closed.emit()

    @Slot(tuple)
    def _on_narrowed(self, type_ids: tuple[int, ...]) -> None:
        self.presenter.read_offers(type_ids)

    @Slot()
    def _on_give_up(self) -> None:
        self.presenter.discard()


def _open(desk: Desk, target: Target) -> None:
    """Shows an order in whichever area opens orders."""
    desk.shell.open_target(target)


def _words() -> WizardWords:
    translate = QCoreApplication.translate
    return WizardWords(
        name=translate("OrderWizard", "New order"),
        not_begun=translate("OrderWizard", "The order cannot be taken now"),
        news=translate("OrderWizard", "{name} changed this order just now."),
        merged=translate(
            "OrderWizard", "{who} changed this order meanwhile. Both changes are here; go on to save yours."
        ),
        kept=translate("OrderWizard", "{record} is saved. Go on with it at any desktop."),
    )


def _page_map() -> PageMap:
    safe = QCoreApplication.translate("OrderWizard", "Nothing was ordered, and what you typed is kept.")
    return PageMap(OrderPage, page_of, page_word, safe)
