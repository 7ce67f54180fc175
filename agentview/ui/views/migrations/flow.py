"""The path through a migration: which page comes next, and where a field stands; imports no Qt."""

from __future__ import annotations

from agentview.contract.migration_form import MigrationPage
from agentview.contract.migration_quote import ChargeKind, Quote, QuoteLine
from agentview.contract.migrations import Blocker, MigrationDraft, Remedy

_PAGES = tuple(MigrationPage)
_FIELDS = {
    "winning_plan_id": MigrationPage.PACKAGE,
    "mapping": MigrationPage.SERVICES,
    "are_extras_given_up": MigrationPage.SERVICES,
    "is_fee_confirmed": MigrationPage.FEES,
    "is_early_fee_waived": MigrationPage.FEES,
    "waive_reason": MigrationPage.FEES,
    "effective_on": MigrationPage.DATES,
    "first_period_end_on": MigrationPage.DATES,
    "note": MigrationPage.REVIEW,
    "override_reason": MigrationPage.ELIGIBILITY,
}
_NOT_FEES = frozenset({ChargeKind.PRORATA_CREDIT, ChargeKind.MIGRATION_DISCOUNT, ChargeKind.ACCESS_FEE})


def page_after(page: MigrationPage) -> MigrationPage:
    """The page that comes next; the review is the last one."""
    return _PAGES[min(page.number, len(_PAGES) - 1)]


def page_before(page: MigrationPage) -> MigrationPage | None:
    """The page before; None on the first one."""
    return _PAGES[page.number - 2] if page.number > 1 else None


def page_to_resume(draft: MigrationDraft) -> MigrationPage:
    """Where it was left, or an earlier page that has become wrong meanwhile (R-MIG-36)."""
    wrong = {check.page for check in draft.pages if check.refusals}
    earlier = (page for page in _PAGES if page in wrong and page.number < draft.last_page.number)
    return next(earlier, draft.last_page)


def page_of(field: str | None) -> MigrationPage:
    """The page on which a field stands that a refusal names; the rest stands against the whole."""
    return _FIELDS.get((field or "").split("/")[0], MigrationPage.REVIEW)


def fee_lines(quote: Quote | None) -> tuple[QuoteLine, ...]:
    """What is charged or waived and has to be confirmed: neither credits nor what billing charges."""
    return tuple(line for line in quote.lines if line.kind not in _NOT_FEES) if quote is not None else ()


def shown_fees(quote: Quote | None) -> tuple[QuoteLine, ...]:
    """The fees with the discounts on them: all that does not depend on the day."""
    days = _NOT_FEES - {ChargeKind.MIGRATION_DISCOUNT}
    return tuple(line for line in quote.lines if line.kind not in days) if quote is not None else ()


def has_charge(quote: Quote | None) -> bool:
    """Whether the customer pays something for migrating, which is confirmed on its page."""
    return any(line.is_charged for line in fee_lines(quote))


def can_override(blockers: tuple[Blocker, ...]) -> bool:
    """Whether a supervisor's reason takes every blocker out of the way (R-MIG-08)."""
    return bool(blockers) and all(
        any(link.remedy is Remedy.OVERRIDE for link in blocker.links) for blocker in blockers
    )
