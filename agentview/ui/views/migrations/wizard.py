"""The migration wizard: from the pre-flight to the submission, on a tab of its own (S-14)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.migration_form import MigrationPage
from agentview.contract.migration_quote import Quote
from agentview.contract.migrations import MigrationChanged, MigrationCommand, Remedy, RemedyLink
from agentview.core.errors import Refusal
from agentview.core.reference import Prefix, reference
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.clash_panel import ClashPanel
from agentview.ui.forms.wizard_errors import PageMap
from agentview.ui.forms.wizard_screen import WizardScreen, WizardWords, closed_text
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.dialog import VerbDialog
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.migrations.flow import can_override, page_of
from agentview.ui.views.migrations.remedies import target_of
from agentview.ui.views.migrations.wizard_dialogs import SubmitDialog, WithdrawDialog
from agentview.ui.views.migrations.wizard_head import MigrationHead
from agentview.ui.views.migrations.wizard_pages import MigrationPages
from agentview.ui.views.migrations.wizard_presenter import MigrationPresenter
from agentview.ui.views.migrations.wizard_summary import steps, summary
from agentview.ui.views.migrations.wizard_words import (
    busy_word,
    field_text,
    field_word,
    over_text,
    page_title,
    page_word,
    submitted_text,
    verb_of,
)

CHECK_AFTER_MS = 600
"""Changes come in heaps; what stands against it is read once they are over."""


class MigrationWizard(WizardScreen):
    """Takes one migration. Call `open_new` or `resume` once."""

    presenter: MigrationPresenter

    def __init__(self, desk: Desk, parent: QWidget | None = None, make_key: NewKey = new_key) -> None:
        """Shows nothing yet."""
        super().__init__(desk, _words(), ClashPanel(field_word, field_text), _page_map(), parent)
        self.presenter = MigrationPresenter(desk, self, make_key)
        self.head = MigrationHead(desk.texts)
        self.pages = MigrationPages(desk)
        self.dialog: VerbDialog | None = None
        self._package_id: int | None = None
        self._over_id: int | None = None
        self._is_over = False
        self.arrange(self.head, self.pages.by_key)
        self.own_actions = self._make_actions()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._tie()

    # What the area asks

    @property
    def title(self) -> str:
        """What the tab is called."""
        draft, flight = self.presenter.draft, self.presenter.flight
        if draft is not None:
            return draft.reference
        text = QCoreApplication.translate("MigrationWizard", "Migrate {package}")
        return text.replace("{package}", flight.reference if flight is not None else "").strip()

    @property
    def order_id(self) -> int | None:
        """The number of the migration, once it is known."""
        return self.presenter.draft.order_id if self.presenter.draft is not None else self._over_id

    @property
    def is_over(self) -> bool:
        """Whether it was submitted or given up, so that the tab only says so."""
        return self._is_over

    @property
    def package_id(self) -> int | None:
        """The package that it leaves, once it is known."""
        flight = self.presenter.flight
        return flight.package_id if flight is not None else self._package_id

    def open_new(self, package_id: int) -> None:
        """Shows whether a package can be migrated, or goes on with the migration in progress."""
        self._package_id = package_id
        self.presenter.check(package_id)

    def resume(self, order_id: int) -> None:
        """Goes on where it was left."""
        self._over_id = order_id
        self.presenter.resume(order_id)

    def actions(self) -> list[QAction]:
        """What the keys do here."""
        return [*self.wizard_actions(), *self.own_actions]

    def end(self) -> None:
        """Drops what the pages have asked, and closes what was asked here."""
        self._timer.stop()
        self._close_dialog()
        self.pages.close()

    # What the presenter tells

    def show_page(self, page: MigrationPage) -> None:
        """Shows a page with what is typed."""
        draft = self.presenter.draft
        self._close_dialog()
        self.show_wizard()
        self._show_around()
        if draft is not None:
            self.pages.by_key[page].show_form(draft, self.presenter.form)
        else:
            self._show_flight_on_page()
            self.renamed.emit(self.title)
        self.frame.show_page(
            page,
            page_title(page),
            can_go_back=self.presenter.can_go_back,
            verb=verb_of(page, is_begun=draft is not None),
            is_to_read=self._is_to_read(page),
        )
        self.frame.save.setVisible(draft is not None)
        self.show_link()

    def show_flight(self) -> None:
        """Shows what stands against it now; the focus stays where it is."""
        self._show_around()
        self._show_flight_on_page()
        self.show_link()

    def show_checking(self, *, is_on: bool) -> None:
        """Shows on the button of page 1 that it looks again."""
        word = QCoreApplication.translate("MigrationWizard", "Checking...")
        self.pages.eligibility.recheck.set_busy(word if is_on else None)

    def show_blocked(self) -> None:
        """Says why page 1 is in front."""
        self.notice.show_notice(
            QCoreApplication.translate(
                "MigrationWizard",
                "Something stands against the migration now. What you typed is kept; mend it to go on.",
            )
        )

    def show_fees_changed(self) -> None:
        """Says why the fees are in front."""
        self.notice.show_notice(
            QCoreApplication.translate(
                "MigrationWizard", "The fees are not those that were confirmed. Confirm them again."
            )
        )

    def show_quote(self, quote: Quote) -> None:
        """Shows what it comes to as it is typed."""
        for page in (self.pages.fees, self.pages.dates):
            if self.pages.by_key[self.presenter.page] is page:
                page.show_quote(quote)
        self._show_around()

    def show_quote_changed(self) -> None:
        """Says that the quote in front is another one than before."""
        self.notice.show_notice(
            QCoreApplication.translate(
                "MigrationWizard",
                "The quote has changed since you saw it. Nothing was submitted; this is the new one.",
            )
        )

    def news_came(self) -> None:
        """Looks again in a moment."""
        self._timer.start()

    def ask_submit(self, quote: Quote) -> None:
        """Asks once more, in a dialog of its own."""
        draft = self.presenter.draft
        if draft is not None:
            self._open(SubmitDialog(self.window(), draft, quote), self.presenter.submit)

    def submitted(self, done: MigrationChanged) -> None:
        """Says so, and shows the migration as it is now."""
        self._close_dialog()
        text = QCoreApplication.translate("MigrationWizard", "{migration} is submitted.")
        self._desk.toasts.say(text.replace("{migration}", done.reference))
        self._show_over(done.order_id, submitted_text(done))

    def withdrawn(self, gone: MigrationChanged) -> None:
        """Says so, and closes."""
        self._close_dialog()
        text = QCoreApplication.translate("MigrationWizard", "{migration} is withdrawn.")
        self._desk.toasts.say(text.replace("{migration}", gone.reference))
        self.closed.emit()

    def show_order(self, order_id: int) -> None:
        """Says that the migration is in the wizard no more, with the way to the customer."""
        text = over_text(reference(Prefix.MIGRATION, order_id))
        self._show_over(order_id, text if self.presenter.flight else replace(text, button=""))

    def show_busy(self, doing: str) -> None:
        """Shows on its button what is carried out."""
        super().show_busy(doing)
        self.head.withdraw.setEnabled(False)

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """Closes the question, and shows every reason."""
        self._close_dialog()
        super().show_refusals(refusals)

    def show_failure(self, error: Exception) -> None:
        """Closes the question, and shows what failed."""
        self._close_dialog()
        super().show_failure(error)

    def show_unknown(self) -> None:
        """Closes the question, and says that nobody knows."""
        self._close_dialog()
        super().show_unknown()

    # What is special to migrations

    def end_busy(self) -> None:
        """Opens withdrawing again where it is open."""
        draft = self.presenter.draft
        if draft is not None:
            self.head.show_draft(draft)

    def busy_word(self, doing: str) -> str:
        """What the button says while something is carried out."""
        return busy_word(doing)

    def cause_against(self) -> str | None:
        """Why the migration cannot go on for this person."""
        draft, flight = self.presenter.draft, self.presenter.flight
        texts = self._desk.texts
        if draft is None:
            return self._cause_against_beginning()
        if self.presenter.page is MigrationPage.ELIGIBILITY and flight is not None and flight.blockers:
            return cause_text(texts, [blocker.refusal for blocker in flight.blockers])
        is_last = self.presenter.page is MigrationPage.REVIEW
        command = MigrationCommand.SUBMIT if is_last else MigrationCommand.SAVE_PAGE
        return closed_text(draft.commands, command, texts)

    def _cause_against_beginning(self) -> str | None:
        flight = self.presenter.flight
        if flight is None:
            return None
        is_overridden = can_override(flight.blockers) and self.page_values().get("override_reason")
        return (
            None if is_overridden else closed_text(flight.commands, MigrationCommand.START, self._desk.texts)
        )

    def _is_to_read(self, page: MigrationPage) -> bool:
        """Whether nothing has to be decided on a page: nothing stands against it, or all is decided."""
        flight = self.presenter.flight
        is_free = flight is not None and not flight.blockers
        return page is MigrationPage.REVIEW or (page is MigrationPage.ELIGIBILITY and is_free)

    def _show_over(self, order_id: int, text: StateText) -> None:
        self._over_id, self._is_over = order_id, True
        self.overlay.show_text(text)
        self._stack.setCurrentWidget(self.overlay)
        self.overlay.focus_button()

    def _show_around(self) -> None:
        """Shows head, strip and summary."""
        draft, flight = self.presenter.draft, self.presenter.flight
        if draft is not None:
            self.head.show_draft(draft)
        elif flight is not None:
            self.head.show_flight(flight)
        self.frame.set_steps(steps(draft, self.presenter.page))
        self.frame.set_summary(summary(flight, draft, self.presenter.form, self.presenter.quote))

    def _show_flight_on_page(self) -> None:
        flight, draft = self.presenter.flight, self.presenter.draft
        if flight is not None:
            currency = draft.currency if draft is not None else self._desk.person.currency
            self.pages.eligibility.show_flight(flight, currency, is_begun=draft is not None)

    def _open(self, dialog: VerbDialog, does: object) -> None:
        self._close_dialog()
        self.dialog = dialog
        dialog.verb_pressed.connect(does)
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.succeeded()

    @Slot(int)
    def _on_dialog_closed(self, _result: int) -> None:
        self.dialog = None

    @Slot()
    def _on_withdraw(self) -> None:
        draft = self.presenter.draft
        if draft is None or not self.head.withdraw.isEnabled():
            return
        dialog = WithdrawDialog(self.window(), draft, self._desk.clock.now().date())
        self._open(dialog, lambda: self.presenter.withdraw(dialog.reason))

    @Slot()
    def _on_recheck(self) -> None:
        self.take_typed()
        self.presenter.recheck(is_asked=True)

    @Slot()
    def _on_news_rest(self) -> None:
        self.presenter.recheck()

    @Slot(object)
    def _on_remedy(self, link: RemedyLink) -> None:
        flight = self.presenter.flight
        if flight is None:
            return
        if link.remedy is Remedy.OVERRIDE:
            self.pages.eligibility.focus_reason()
        elif link.remedy is Remedy.ASK_AGENT:
            self._desk.shell.copy_text(link.title)
        else:
            self._open_target(target_of(link, flight))

    def _open_target(self, target: Target | None) -> None:
        if target is not None and not self._desk.shell.open_target(target):
            text = QCoreApplication.translate("MigrationWizard", "You have no area that opens {name}.")
            self._desk.toasts.fail(text.replace("{name}", target.title))

    @Slot()
    def _on_priced(self) -> None:
        """What changes the money is priced at once."""
        self.presenter.read_quote()

    @Slot()
    def _on_reason(self) -> None:
        self.show_link()

    @Slot()
    def _on_grown(self) -> None:
        """What was found about missing plans is brought into view once it has its place."""
        if self.pages.package.hidden.found:
            QTimer.singleShot(0, self, self._show_found)

    def _show_found(self) -> None:
        self.frame.reveal(self.pages.package.hidden)

    @Slot(str)
    def _on_copy(self, text: str) -> None:
        self._desk.shell.copy_text(text)

    @Slot()
    def _on_overlay(self) -> None:
        """The tab goes first: where it goes behind, the focus would go with it, out of the customer."""
        flight = self.presenter.flight
        if flight is not None:
            self.closed.emit()
            self._desk.shell.open_target(Target(ACCOUNT, flight.account_id, flight.customer))

    def _make_actions(self) -> tuple[QAction, ...]:
        translate = QCoreApplication.translate
        check = ActionText(translate("MigrationWizard", "Check again"), "F5", "refresh")
        give_up = ActionText(translate("MigrationWizard", "Withdraw"), "Ctrl+Shift+Delete", "trash")
        return (
            make_action(self.frame, check, self._on_recheck),
            make_action(self.frame, give_up, self._on_withdraw),
        )

    def _tie(self) -> None:
        pages = self.pages
        self._timer.timeout.connect(self._on_news_rest)
        self.head.withdraw_wanted.connect(self._on_withdraw)
        self.overlay.button_pressed.connect(self._on_overlay)
        pages.eligibility.recheck_wanted.connect(self._on_recheck)
        pages.eligibility.remedy_wanted.connect(self._on_remedy)
        pages.eligibility.changed.connect(self._on_reason)
        pages.package.grown.connect(self._on_grown)
        pages.fees.changed.connect(self._on_priced)
        pages.dates.changed.connect(self._on_priced)
        pages.review.copy_wanted.connect(self._on_copy)


def _words() -> WizardWords:
    translate = QCoreApplication.translate
    return WizardWords(
        name=translate("MigrationWizard", "Migration"),
        not_begun=translate("MigrationWizard", "The migration cannot be shown"),
        news=translate("MigrationWizard", "{name} changed this migration just now."),
        merged=translate(
            "MigrationWizard",
            "{who} changed this migration meanwhile. Both changes are here; go on to save yours.",
        ),
        kept=translate("MigrationWizard", "{record} is saved. Go on with it at any desktop."),
    )


def _page_map() -> PageMap:
    safe = QCoreApplication.translate("MigrationWizard", "Nothing was migrated, and what you typed is kept.")
    return PageMap(MigrationPage, page_of, page_word, safe)
