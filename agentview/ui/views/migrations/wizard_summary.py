"""The strip above the pages, and the summary beside them: what is known of the migration so far."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.migration_form import MigrationForm, MigrationPage
from agentview.contract.migration_quote import ChargeKind, Quote
from agentview.contract.migrations import MigrationDraft, Preflight
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.strip import Step, StepState
from agentview.ui.kit.when import show_day
from agentview.ui.kit.wizard import SummarySection
from agentview.ui.texts.direction import direction_word
from agentview.ui.views.migrations.flow import fee_lines
from agentview.ui.views.migrations.wizard_words import page_word
from agentview.ui.views.migrations.words import amount, monthly


def steps(draft: MigrationDraft | None, page: MigrationPage) -> list[Step]:
    """The pages as steps: those before are done, or failed where something on them has become wrong."""
    wrong = {check.page for check in draft.pages if check.refusals} if draft is not None else set()
    return [Step(page_word(one), _state(one, page, wrong)) for one in MigrationPage]


def _state(one: MigrationPage, shown: MigrationPage, wrong: set[MigrationPage]) -> StepState:
    if one is shown:
        return StepState.CURRENT
    if one.number < shown.number:
        return StepState.FAILED if one in wrong else StepState.DONE
    return StepState.FUTURE


def summary(
    flight: Preflight | None, draft: MigrationDraft | None, form: MigrationForm, quote: Quote | None
) -> list[SummarySection]:
    """From where to where, what it costs, and when; `quote` is that of the form as it is typed."""
    sections = [_from(flight, draft), _to(draft, quote), _money(quote), _dates(draft, form, quote)]
    return [section for section in sections if section is not None]


def _from(flight: Preflight | None, draft: MigrationDraft | None) -> SummarySection | None:
    if flight is None:
        return None
    translate = QCoreApplication.translate
    facts = [
        Fact(translate("MigrationWizard", "Customer"), flight.customer),
        Fact(translate("MigrationWizard", "Account"), flight.account_no),
        Fact(translate("MigrationWizard", "Package"), flight.reference),
        Fact(translate("MigrationWizard", "Plan"), flight.plan),
    ]
    if draft is not None:
        fee = monthly(draft.losing_access_fee_cents, draft.currency)
        facts.append(Fact(translate("MigrationWizard", "Access fee"), fee))
    return SummarySection(translate("MigrationWizard", "From"), tuple(facts))


def _to(draft: MigrationDraft | None, quote: Quote | None) -> SummarySection | None:
    if draft is None or draft.winning is None:
        return None
    translate = QCoreApplication.translate
    fee = monthly(draft.winning.access_fee_cents, draft.currency)
    facts = [
        Fact(translate("MigrationWizard", "Plan"), draft.winning.name),
        Fact(translate("MigrationWizard", "Access fee"), fee),
    ]
    if quote is not None:
        facts.append(Fact(translate("MigrationWizard", "Direction"), direction_word(quote.direction)))
        facts.append(Fact(translate("MigrationWizard", "Pool"), quote.pool))
    return SummarySection(translate("MigrationWizard", "To"), tuple(facts))


def _money(quote: Quote | None) -> SummarySection | None:
    if quote is None:
        return None
    translate = QCoreApplication.translate
    fees = sum(line.amount_cents for line in fee_lines(quote) if line.is_charged)
    discount = _sum(quote, ChargeKind.MIGRATION_DISCOUNT)
    facts = [Fact(translate("MigrationWizard", "Fees"), amount(fees, quote.currency))]
    if discount:
        facts.append(Fact(translate("MigrationWizard", "Discount"), amount(discount, quote.currency)))
    credit = _sum(quote, ChargeKind.PRORATA_CREDIT)
    facts.append(Fact(translate("MigrationWizard", "Credit"), amount(credit, quote.currency)))
    facts.append(Fact(translate("MigrationWizard", "Total"), amount(quote.total_cents, quote.currency)))
    return SummarySection(translate("MigrationWizard", "Once, without tax"), tuple(facts))


def _dates(draft: MigrationDraft | None, form: MigrationForm, quote: Quote | None) -> SummarySection | None:
    if draft is None or quote is None:
        return None
    translate = QCoreApplication.translate
    facts = [Fact(translate("MigrationWizard", "Takes effect on"), show_day(quote.effective_on))]
    if form.first_period_end_on is not None:
        end = show_day(form.first_period_end_on)
        facts.append(Fact(translate("MigrationWizard", "First period ends on"), end))
    return SummarySection(translate("MigrationWizard", "Dates"), tuple(facts))


def _sum(quote: Quote, kind: ChargeKind) -> int:
    return sum(line.amount_cents for line in quote.lines if line.kind is kind and line.is_charged)
