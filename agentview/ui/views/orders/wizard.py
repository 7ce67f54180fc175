"""The new order wizard: one order from its first page to its submission, on a tab of its own (S-05)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.order_entry import Discarded, Offers, Submitted
from agentview.contract.order_form import OrderPage
from agentview.core.errors import Refusal
from agentview.gateway.port import LinkState
from agentview.ui.failure_words import AGAIN, COPY, failure_banner, offline_text, unknown_banner
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.autosave import Autosaver
from agentview.ui.kit.notice import NoticeBar
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.wizard import WizardFrame
from agentview.ui.navigation import ACCOUNT, ORDER, Desk, Target
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.orders.order_page import OrderView
from agentview.ui.views.orders.wizard_clash import ClashPanel, who
from agentview.ui.views.orders.wizard_errors import GO_TO, page_banners, texts_by_field
from agentview.ui.views.orders.wizard_head import WizardHead, refusal_of
from agentview.ui.views.orders.wizard_local import record_of, to_plain
from agentview.ui.views.orders.wizard_merge import FormMerge
from agentview.ui.views.orders.wizard_pages import WizardPages
from agentview.ui.views.orders.wizard_presenter import WizardPresenter, bring_back
from agentview.ui.views.orders.wizard_summary import steps, summary
from agentview.ui.views.orders.wizard_tab_order import order_tabs
from agentview.ui.views.orders.wizard_words import busy_word, page_title

_OPEN_CUSTOMER = "customer"


class OrderWizard(QWidget):
    """Takes one order. Call `open_new` or `resume` once.

    `renamed(title)` tells when its title is known, `closed` when the tab is to go. An order that is not
    incomplete is shown for reading.
    """

    closed = Signal()
    renamed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, make_key: NewKey = new_key) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._desk = desk
        self._account_id: int | None = None
        self._saver: Autosaver | None = None
        self._details = ""
        self._is_closed = self._has_offers = False
        self.presenter = WizardPresenter(desk, self, make_key)
        self.overlay = StateOverlay()
        self.head = WizardHead(desk.texts)
        self.notice = NoticeBar()
        translate = QCoreApplication.translate
        self.frame = WizardFrame(translate("OrderWizard", "New order"), translate("OrderWizard", "Summary"))
        self.clash = ClashPanel()
        self.order = OrderView(desk)
        self.pages = WizardPages(desk, self)
        self._arrange()
        self._connect()

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

    @property
    def has_draft(self) -> bool:
        """Whether something was typed that is not on the server yet."""
        return self.presenter.is_dirty

    def open_new(self, account_id: int | None = None) -> None:
        """Begin an order: for a customer, or for one who is chosen on the way."""
        self._account_id = account_id
        self.presenter.begin(account_id)

    def resume(self, order_id: int) -> None:
        """Go on with an incomplete order where it was left, or show a submitted one."""
        self.presenter.resume(order_id)

    def close(self) -> bool:
        """Keep what is typed as a draft on this computer, and drop calls."""
        if not self._is_closed:
            self._is_closed = True
            self._type()
            if self._saver is not None and self.presenter.is_dirty:
                self._saver.save_now()
            self.presenter.close()
            self.pages.close()
            self.order.end()
        return super().close()

    def actions(self) -> list[QAction]:
        """What the keys do here."""
        return [*self.frame.wizard_actions(), self._give_up]

    def take_focus(self) -> None:
        """Put the focus where work goes on."""
        if self._stack.currentWidget() is self.order:
            self.order.take_focus()
        elif self._stack.currentWidget() is self.overlay:
            self.overlay.focus_button()
        else:
            self.frame.focus_page()

    # What the presenter tells

    def show_loading(self) -> None:
        """An order is being begun or read."""
        self.overlay.show_loading()
        self._stack.setCurrentWidget(self.overlay)

    def show_page(self, page: OrderPage) -> None:
        """Shows a page with what is typed."""
        draft = self.presenter.draft
        if draft is None:
            return
        if self._saver is None:
            self._saver = Autosaver(
                self._desk.drafts, self._desk.runner, record_of(draft.order_id), self._plain, self
            )
            self.renamed.emit(self.title)
        form = self.presenter.form
        self._stack.setCurrentWidget(self._wizard)
        self.clash.hide()
        self.frame.show()
        self.notice.show_notice("")
        self.head.show_draft(draft)
        self.frame.set_steps(steps(draft, form, page))
        self.frame.set_summary(summary(draft))
        self.pages.by_key[page].show_form(draft, form, self.presenter.offers)
        self._order_tabs()
        translate = QCoreApplication.translate
        verb = translate("OrderWizard", "Submit order") if page is OrderPage.REVIEW else ""
        self.frame.show_page(page, page_title(page), can_go_back=self.presenter.can_go_back, verb=verb)
        self.show_link()

    def show_offers(self, _offers: Offers) -> None:
        """What is on sale arrived: the pages that show it show it."""
        page, draft = self.presenter.page, self.presenter.draft
        if draft is None or page not in {OrderPage.SERVICE_TYPES, OrderPage.PACKAGE, OrderPage.REVIEW}:
            return
        self._type()
        is_first = not self._has_offers
        self._has_offers = True
        self.pages.by_key[page].show_form(draft, self.presenter.form, self.presenter.offers)
        self._order_tabs()
        if is_first or self.frame.next.hasFocus():
            self.frame.focus_page()

    def show_busy(self, doing: str) -> None:
        """Shows on its button what is carried out."""
        self.notice.show_notice("")
        self.frame.errors.show_texts([])
        self.frame.set_busy(busy_word(doing), saving=doing == "save")
        self.head.discard.setEnabled(False)

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """Shows every reason: beside its field, on top, or with a way to its page."""
        page = self.presenter.page
        beside = texts_by_field(refusals, page, self._desk.texts)
        self.frame.show_errors([])
        self._end_busy()
        loose = self.pages.by_key[page].show_errors(beside)
        self.frame.show_errors(page_banners(refusals, page, loose, self._desk.texts))

    def show_failure(self, error: Exception) -> None:
        """Shows what failed on top; what was typed stays."""
        self._details = self._desk.texts.report(error).details
        self.frame.show_errors([failure_banner(self._desk.texts, error)])
        self._end_busy()

    def show_unknown(self) -> None:
        """Says that nobody knows, with a button to ask again."""
        draft = self.presenter.draft
        self.frame.show_errors([unknown_banner(draft.reference if draft else "", with_button=True)])
        self._end_busy()

    def show_not_begun(self, error: Exception) -> None:
        """Shows why there is no order, and the way that helps."""
        text = self._desk.texts.report(error).text
        translate = QCoreApplication.translate
        button = translate("OrderWizard", "Open the customer") if self._account_id is not None else ""
        title = translate("OrderWizard", "The order cannot be taken now")
        self.overlay.show_text(StateText(title, f"{text.what} {text.next_step}".strip(), button))
        self._stack.setCurrentWidget(self.overlay)
        self.overlay.focus_button()

    def show_restored(self, saved_at: datetime) -> None:
        """Says from when what was typed is, with a button that takes the saved order instead."""
        translate = QCoreApplication.translate
        text = translate("OrderWizard", "What you typed and did not save is restored, from {time}.")
        when = f"{saved_at.astimezone(self._desk.zone):%H:%M}"
        self._notice_does = self.presenter.start_over_from_server
        self.notice.show_notice(text.replace("{time}", when), translate("OrderWizard", "Discard"))

    def show_merged(self, by: str, at: datetime) -> None:
        """Says that both sides are in the form now."""
        text = QCoreApplication.translate(
            "OrderWizard", "{who} changed this order meanwhile. Both changes are here; go on to save yours."
        )
        self.notice.show_notice(text.replace("{who}", who(by, at, self._desk.zone)))

    def show_link(self) -> None:
        """Lets the order go on where the services answer and the person may; else the button says why."""
        draft = self.presenter.draft
        if draft is None or self.presenter.is_busy:
            return
        command = "submit" if self.presenter.page is OrderPage.REVIEW else "save_page"
        is_lost = self._desk.shell.link is LinkState.LOST
        refusal = offline_text() if is_lost else refusal_of(draft, command, self._desk.texts)
        self.frame.set_refusal(refusal)

    def show_news(self, by: str) -> None:
        """Says that somebody saved the order just now."""
        translate = QCoreApplication.translate
        text = translate("OrderWizard", "{name} changed this order just now.").replace("{name}", by)
        self._notice_does = self.presenter.take_news
        self.notice.show_notice(text, translate("OrderWizard", "Show"))

    def show_clashes(self, both: FormMerge, by: str, at: datetime) -> None:
        """Shows both sides in place of the pages."""
        self._stack.setCurrentWidget(self._wizard)
        self.frame.hide()
        self.clash.show_clashes(both, by, at, self._desk.zone)
        self.clash.show()

    def show_order(self, order_id: int) -> None:
        """Shows the order for reading."""
        self._stack.setCurrentWidget(self.order)
        self.order.show_order(order_id)

    def forget_typed(self) -> None:
        """Forgets what was kept on this computer."""
        if self._saver is not None:
            self._saver.discard()

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

    def finished(self) -> None:
        """The order is kept for later."""
        text = QCoreApplication.translate("OrderWizard", "{order} is saved. Go on with it at any desktop.")
        self._desk.toasts.say(text.replace("{order}", self.title))
        self.closed.emit()

    # Inside

    def _values(self) -> Mapping[str, object]:
        return self.pages.by_key[self.presenter.page].values()

    def _plain(self) -> Mapping[str, str | int | float | bool | None]:
        draft = self.presenter.draft
        base = draft.form if draft is not None else self.presenter.form
        return to_plain(base, self.presenter.form)

    def _type(self) -> None:
        if self.presenter.draft is not None and not self.presenter.is_busy and self.presenter.both is None:
            self.presenter.type(self._values())

    @Slot()
    def _order_tabs(self) -> None:
        page = self.pages.by_key[self.presenter.page].widget
        order_tabs(page, (self.frame.save, self.frame.back, self.frame.next))

    def _end_busy(self) -> None:
        draft = self.presenter.draft
        if draft is not None:
            self.head.show_draft(draft)

    @Slot()
    def _on_typed(self) -> None:
        self._type()
        if self._saver is not None:
            self._saver.touch()

    @Slot()
    def _on_next(self) -> None:
        self.presenter.go_on(self._values())

    @Slot()
    def _on_back(self) -> None:
        self.presenter.go_back(self._values())

    @Slot()
    def _on_save(self) -> None:
        self.presenter.save_and_close(self._values())

    @Slot(str)
    def _on_error_button(self, key: str) -> None:
        if key == AGAIN:
            self.presenter.again()
        elif key == COPY:
            self._desk.shell.copy_text(self._details)
        elif key.startswith(GO_TO):
            self._type()
            self.presenter.go_to(OrderPage(key.removeprefix(GO_TO)))

    @Slot()
    def _on_notice(self) -> None:
        self._type()
        self._notice_does()

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

    def _arrange(self) -> None:
        self._wizard = QWidget()
        column = QVBoxLayout(self._wizard)
        edge = look().px(12)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(8))
        for part in (self.head, self.notice):
            column.addWidget(part)
        column.addWidget(self.clash, 1)
        column.addWidget(self.frame, 1)
        self.clash.hide()
        for key, page in self.pages.by_key.items():
            self.frame.add_page(key, page.widget)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for widget in (self.overlay, self._wizard, self.order):
            self._stack.addWidget(widget)
        translate = QCoreApplication.translate
        self._give_up = make_action(
            self.frame,
            ActionText(translate("OrderWizard", "Give up order"), "Ctrl+Shift+Delete", "trash"),
            self._on_give_up,
        )

    def _connect(self) -> None:
        self._notice_does = self.presenter.take_news
        self.pages.changed.connect(self._on_typed)
        self.pages.grown.connect(self._order_tabs)
        self.frame.next_wanted.connect(self._on_next)
        self.frame.back_wanted.connect(self._on_back)
        self.frame.save_wanted.connect(self._on_save)
        self.frame.error_button.connect(self._on_error_button)
        self.head.discard_wanted.connect(self._on_give_up)
        self.notice.button_pressed.connect(self._on_notice)
        self.overlay.button_pressed.connect(self._on_overlay)
        self.clash.resolved.connect(self.presenter.resolve)
        self.pages.types.narrowed.connect(self._on_narrowed)
        self.order.renamed.connect(self.renamed)


def _open(desk: Desk, target: Target) -> None:
    """Shows an order in whichever area opens orders."""
    desk.shell.open_target(target)
