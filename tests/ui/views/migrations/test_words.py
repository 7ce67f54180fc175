"""The words of a quote, and the path through the pages."""

import pytest

from agentview.contract.migration_form import MigrationPage
from agentview.contract.migration_quote import ChargeKind, Direction, QuoteLine
from agentview.contract.migrations import Blocker, HiddenBy, MigrationStatus, Remedy, RemedyLink
from agentview.contract.value import RefusalInfo
from agentview.ui.texts.charge import charge_word
from agentview.ui.views.migrations.flow import can_override, page_after, page_before, page_of
from agentview.ui.views.migrations.quote_words import formula_text, state_text
from agentview.ui.views.migrations.remedies import remedy_word
from agentview.ui.views.migrations.words import direction_chip, listed, status_chip


def line(formula: str, **values: object) -> QuoteLine:
    return QuoteLine.model_validate(
        {
            "kind": "BREAK_OUT_FEE",
            "amount_cents": 7000,
            "is_charged": True,
            "formula": formula,
            "values": values,
        }
    )


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        (line("PER_REMAINING_MONTH", months=7, unit_cents=1000), "7 months \u00d7 10.00"),
        (
            line("PERCENT_REMAINING_ACCESS_FEE", months=7, access_fee_cents=2500, percent=50),
            "7 months \u00d7 25.00 \u00d7 50 %",
        ),
        (
            line(
                "UNUSED_DAYS",
                unused=10,
                days=30,
                access_fee_cents=4990,
                **{"from": "2026-11-01", "to": "2026-11-30"},
            ),
            "49.90 \u00d7 10 of 30 days (1 Nov 2026 to 30 Nov 2026)",
        ),
        (line("POOL_CHARGE", pool="Mobile", direction="UPGRADE"), "Upgrade in the pool Mobile"),
        (line("EXCESS", used_cents=2000, allowance_cents=1500), "20.00 used \u2212 15.00 included"),
        (line("SOMETHING_NEW"), "SOMETHING_NEW"),
    ],
)
def test_r_mig_23_and_30_a_formula_is_said_with_its_numbers(shown: QuoteLine, found: str) -> None:
    assert formula_text(shown, "AUD") == found


def test_every_formula_of_the_services_has_words() -> None:
    formulas = (
        "POOL_CHARGE",
        "POOL_DISCOUNT",
        "FIXED",
        "EARLY_UPGRADE",
        "PER_REMAINING_MONTH",
        "PERCENT_REMAINING_ACCESS_FEE",
        "UNUSED_DAYS",
        "EXCESS",
        "EXCESS_PRORATED",
        "FIRST_PERIOD",
    )
    assert [one for one in formulas if formula_text(line(one), "AUD") == one] == []


def test_every_kind_state_and_way_out_has_a_word() -> None:
    assert all(charge_word(kind) for kind in ChargeKind)
    assert all(status_chip(status).word for status in MigrationStatus)
    assert all(direction_chip(direction).word for direction in Direction)
    links = [RemedyLink(remedy=remedy, record_id=1, title="SS-1") for remedy in Remedy]
    assert all(remedy_word(link) for link in links)
    assert len(HiddenBy) == 6


def test_a_waived_line_says_so_and_information_too() -> None:
    waived = line("FIXED").model_copy(update={"is_charged": False, "is_waived": True})
    assert state_text(waived) == "waived"
    assert state_text(waived.model_copy(update={"is_waived": False})) != ""
    assert state_text(line("FIXED")) == ""


def test_the_pages_follow_each_other_and_end_at_the_review() -> None:
    pages = list(MigrationPage)
    assert [page_after(page) for page in pages] == [*pages[1:], MigrationPage.REVIEW]
    assert [page_before(page) for page in pages] == [None, *pages[:-1]]


@pytest.mark.parametrize(
    ("field", "page"),
    [
        ("winning_plan_id", MigrationPage.PACKAGE),
        ("mapping/12", MigrationPage.SERVICES),
        ("waive_reason", MigrationPage.FEES),
        ("effective_on", MigrationPage.DATES),
        (None, MigrationPage.REVIEW),
    ],
)
def test_each_field_stands_on_a_page(field: str | None, page: MigrationPage) -> None:
    assert page_of(field) is page


def test_r_mig_08_a_reason_helps_only_where_every_blocker_can_be_overridden() -> None:
    refusal = RefusalInfo(code="E-NOT-SALE-AGENT")
    override = Blocker(
        refusal=refusal, links=(RemedyLink(remedy=Remedy.OVERRIDE, record_id=1, title="Corner Shop"),)
    )
    assert can_override((override,))
    assert not can_override((override, Blocker(refusal=refusal)))
    assert not can_override(())


def test_things_are_listed_as_a_sentence_names_them() -> None:
    assert [listed(()), listed(("a",)), listed(("a", "b", "c"))] == ["", "a", "a, b and c"]
