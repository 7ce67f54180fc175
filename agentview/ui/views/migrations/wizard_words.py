"""The words of the migration wizard: pages, fields, and what its buttons say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agentview.contract.migration_form import MappingAction, MigrationForm, MigrationPage
from agentview.contract.migrations import MigrationChanged
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.when import show_day

NO_VALUE = "\u2014"


def page_title(page: MigrationPage) -> str:
    """What stands above a page."""
    translate = QCoreApplication.translate
    return {
        MigrationPage.ELIGIBILITY: translate("MigrationWizard", "Can the package be migrated?"),
        MigrationPage.PACKAGE: translate("MigrationWizard", "To which plan?"),
        MigrationPage.SERVICES: translate("MigrationWizard", "What becomes of each service?"),
        MigrationPage.FEES: translate("MigrationWizard", "What about the contract and its fees?"),
        MigrationPage.DATES: translate("MigrationWizard", "When does it take effect?"),
        MigrationPage.REVIEW: translate("MigrationWizard", "Is everything right?"),
    }[page]


def over_text(number: str) -> StateText:
    """What stands in place of the pages once a migration has left the wizard."""
    translate = QCoreApplication.translate
    title = translate("MigrationWizard", "{migration} is not in the wizard any more")
    sentence = translate(
        "MigrationWizard", "It was submitted or given up. What it did stands with the customer's package."
    )
    button = translate("MigrationWizard", "Open the customer")
    return StateText(title.replace("{migration}", number), sentence, button)


def submitted_text(done: MigrationChanged) -> StateText:
    """What stands in place of the pages for who has just submitted a migration: what happens next."""
    translate = QCoreApplication.translate
    title = translate("MigrationWizard", "{migration} is submitted").replace("{migration}", done.reference)
    usable = translate("MigrationWizard", "The customer goes on with the old package until it completes.")
    queued = translate("MigrationWizard", "It waits in the provisioning queue as {task}.")
    alone = translate("MigrationWizard", "The carrier's platform completes it; nobody has to do anything.")
    tasks = done.task_references
    following = queued.replace("{task}", tasks[0]) if tasks else alone
    return StateText(title, f"{usable} {following}", translate("MigrationWizard", "Open the customer"))


def page_word(page: MigrationPage) -> str:
    """What a page is called in the strip and in sentences."""
    translate = QCoreApplication.translate
    return {
        MigrationPage.ELIGIBILITY: translate("MigrationWizard", "Eligibility"),
        MigrationPage.PACKAGE: translate("MigrationWizard", "New plan"),
        MigrationPage.SERVICES: translate("MigrationWizard", "Services"),
        MigrationPage.FEES: translate("MigrationWizard", "Contract and fees"),
        MigrationPage.DATES: translate("MigrationWizard", "Dates"),
        MigrationPage.REVIEW: translate("MigrationWizard", "Review"),
    }[page]


def busy_word(doing: str) -> str:
    """What a button says while something is carried out."""
    translate = QCoreApplication.translate
    return {
        "begin": translate("MigrationWizard", "Beginning..."),
        "next": translate("MigrationWizard", "Checking..."),
        "submit": translate("MigrationWizard", "Submitting..."),
        "withdraw": translate("MigrationWizard", "Withdrawing..."),
    }.get(doing, translate("MigrationWizard", "Saving..."))


def verb_of(page: MigrationPage, *, is_begun: bool) -> str:
    """What the button says that goes on; "" for the usual word."""
    translate = QCoreApplication.translate
    if not is_begun:
        return translate("MigrationWizard", "Begin")
    if page is MigrationPage.REVIEW:
        return translate("MigrationWizard", "Submit migration")
    return ""


def field_word(name: str) -> str:
    """What a field of the form is called where two sides differ."""
    translate = QCoreApplication.translate
    return {
        "winning_plan_id": translate("MigrationWizard", "New plan"),
        "mapping": translate("MigrationWizard", "Services"),
        "are_extras_given_up": translate("MigrationWizard", "Bolt-ons given up"),
        "is_fee_confirmed": translate("MigrationWizard", "Fees confirmed"),
        "is_early_fee_waived": translate("MigrationWizard", "Early-upgrade fee waived"),
        "waive_reason": translate("MigrationWizard", "Reason for waiving"),
        "effective_on": translate("MigrationWizard", "Takes effect on"),
        "first_period_end_on": translate("MigrationWizard", "First period ends on"),
        "note": translate("MigrationWizard", "Note"),
    }.get(name, name)


def field_text(name: str, form: MigrationForm) -> str:
    """The value of a field of the form, short, where two sides differ."""
    return _FIELD_TEXTS[name](form) or NO_VALUE


def yes_no(*, is_so: bool) -> str:
    """Whether something is ticked."""
    translate = QCoreApplication.translate
    return translate("MigrationWizard", "Yes") if is_so else translate("MigrationWizard", "No")


def _mapping_text(form: MigrationForm) -> str:
    translate = QCoreApplication.translate
    if form.mapping is None:
        return translate("MigrationWizard", "each to its own type")
    kept = sum(1 for row in form.mapping if row.action is MappingAction.KEEP)
    text = translate("MigrationWizard", "{kept} kept, {dropped} dropped")
    return text.replace("{kept}", str(kept)).replace("{dropped}", str(len(form.mapping) - kept))


def _plan_text(form: MigrationForm) -> str:
    if form.winning_plan_id is None:
        return ""
    text = QCoreApplication.translate("MigrationWizard", "plan {number}")
    return text.replace("{number}", str(form.winning_plan_id))


_FIELD_TEXTS: dict[str, Callable[[MigrationForm], str]] = {
    "winning_plan_id": _plan_text,
    "mapping": _mapping_text,
    "are_extras_given_up": lambda form: yes_no(is_so=form.are_extras_given_up),
    "is_fee_confirmed": lambda form: yes_no(is_so=form.is_fee_confirmed),
    "is_early_fee_waived": lambda form: yes_no(is_so=form.is_early_fee_waived),
    "waive_reason": lambda form: form.waive_reason,
    "effective_on": lambda form: show_day(form.effective_on) if form.effective_on else "",
    "first_period_end_on": lambda form: (
        show_day(form.first_period_end_on) if form.first_period_end_on else ""
    ),
    "note": lambda form: form.note,
}
