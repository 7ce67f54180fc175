"""What the dry run reads and says, without a window: forecast, breaker, ramp, and the day before (D-26)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agentview.contract.candidates_difference import DIFFERENCE, Difference, DifferenceRow, GoneReason
from agentview.contract.restriction import Obstacle, RuleSetStatus
from agentview.contract.suspension import RULE_SETS, RuleSetFields, RuleSetRow, RuleSets
from agentview.contract.suspension_candidates import (
    CANDIDATES,
    FORECAST,
    CandidateFilter,
    CandidateRow,
    CandidatesPage,
    Check,
    Forecast,
    ObstacleCount,
)
from agentview.ui.kit.theme import Tone
from agentview.ui.lists.reading import Ask
from agentview.ui.views.suspension.candidate_words import (
    difference_word,
    forecast_banners,
    forecast_chips,
    forecast_sentence,
    gone_word,
    why_not,
)
from agentview.ui.views.suspension.dry_run import DryRun

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
STANDS = (Check(obstacle=Obstacle.EXEMPT, stands=True, values={"day": "2026-11-20"}),)


def forecast(**more: object) -> Forecast:
    plain: dict[str, Any] = {
        "rule_set_id": 1,
        "rule_set": "Standard",
        "eligible": 30,
        "kept_out": 4,
        "obstacles": (ObstacleCount(obstacle=Obstacle.EXEMPT, accounts=4),),
        "run": 1,
        "acted": 0,
        "would": 25,
        "held_back": 5,
        "is_broken": False,
        "active_accounts": 1_000,
        "next_window": NOW + timedelta(hours=3),
        "as_of": NOW,
    }
    return Forecast.model_validate({**plain, **more})


def rule_set(number: int, status: RuleSetStatus) -> RuleSetRow:
    fields = RuleSetFields(
        name=f"Set {number}",
        effective_from=date(2026, 11, 1),
        minimum_overdue_cents=5_000,
        minimum_overdue_days=14,
        restoration_threshold_cents=1_000,
        resuspend_days=7,
        windows=(),
    )
    return RuleSetRow(
        rule_set_id=number,
        version=1,
        fields=fields,
        currency="AUD",
        status=status,
        is_in_force=False,
        excluded_groups=0,
        proposed_by="",
        enabled_by="",
        enabled_at=None,
        commands=(),
    )


def difference(since: date | None = date(2026, 11, 15)) -> Difference:
    return Difference(since=since, new=1_200, gone=3, rows=(), last=None, as_of=NOW)


class Services:
    """Answers as the services would, and remembers what was asked."""

    def __init__(self, found: Forecast) -> None:
        self._found, self.asked = found, list[str]()

    def call(self, op: Any, _request: object) -> object:  # noqa: ANN401 - any operation
        self.asked.append(op.name)
        rows = tuple(rule_set(at, status) for at, status in enumerate(RuleSetStatus, start=1))
        page = CandidatesPage(
            rows=(), rule_set_id=self._found.rule_set_id, rule_set="", first=None, last=None, as_of=NOW
        )
        return {
            FORECAST.name: self._found,
            RULE_SETS.name: RuleSets(rows=rows, last=None, total=3, as_of=NOW),
            DIFFERENCE.name: difference(),
            CANDIDATES.name: page,
        }[op.name]


def test_counts_forecast_and_difference_are_of_one_reading() -> None:
    dry_run, services = DryRun(), Services(forecast())
    counts = dry_run.counts(services, CandidateFilter())  # type: ignore[arg-type]  # what of it is used
    assert counts == {"ELIGIBLE": 30, "HELD_BACK": 5, "KEPT_OUT": 4}
    assert dry_run.forecast == forecast()
    assert dry_run.difference == difference()
    assert [name for _key, name in dry_run.choices()] == ["Set 1", "Set 2"]


@pytest.mark.parametrize("by", [None, 7])
def test_the_day_before_is_compared_with_the_rules_in_force_alone(by: int | None) -> None:
    found = forecast(rule_set_id=by)
    services, dry_run = Services(found), DryRun()
    dry_run.counts(services, CandidateFilter(rule_set_id=by))  # type: ignore[arg-type]  # what of it is used
    assert DIFFERENCE.name not in services.asked
    assert dry_run.difference is None


def test_an_empty_page_tells_whether_there_are_rules() -> None:
    ask = Ask(CandidateFilter(), "ACCOUNT", is_descending=False)
    for found, has_rules in ((forecast(), True), (forecast(rule_set_id=None), False)):
        dry_run = DryRun()
        dry_run.page(Services(found), ask)  # type: ignore[arg-type]  # what of it is used
        assert dry_run.has_rules is has_rules


def test_of_whom_there_is_nobody_nothing_is_said_but_that_nobody_would_be_restricted() -> None:
    chips = forecast_chips(forecast())
    assert [one.word for one in chips] == ["25 would be restricted", "5 held back", "4 kept out"]
    [only] = forecast_chips(forecast(would=0, held_back=0, kept_out=0))
    assert (only.word, only.tone) == ("0 would be restricted", Tone.NEUTRAL)
    assert "1 restricted today" in [one.word for one in forecast_chips(forecast(acted=1))]


def test_d_26_the_ramp_and_the_next_window_are_said() -> None:
    told = forecast_sentence(forecast(), NOW, LONDON)
    assert told == (
        "By Standard. They may act in 3 h. It is their first day, which is capped. "
        "Kept out most by: Exempt 4."
    )
    assert "their second day" in forecast_sentence(forecast(run=2), NOW, LONDON)
    later = forecast_sentence(forecast(run=3, next_window=NOW), NOW, LONDON)
    assert "They may act now." in later
    assert "day" not in later
    assert "never act" in forecast_sentence(forecast(next_window=None), NOW, LONDON)


def test_d_26_no_rules_and_the_breaker_stand_in_the_way() -> None:
    assert forecast_banners(forecast()) == ()
    [none] = forecast_banners(forecast(rule_set_id=None))
    assert none.buttons == (("rules", "Rules"),)
    [broken] = forecast_banners(forecast(is_broken=True, would=0, eligible=60, held_back=0))
    assert broken.tone is Tone.BAD
    assert "60 more would be too many of 1,000 active customers" in broken.meaning


def test_why_not_is_empty_for_who_is_restricted_next() -> None:
    row = CandidateRow(
        account_id=1,
        account_no="004-1",
        customer="Ann",
        owing_cents=5_000,
        currency="AUD",
        overdue_days=15,
        invoices=(),
        active_services=1,
        is_held_back=False,
        obstacles=(),
    )
    assert why_not(row) == ""
    assert why_not(row.model_copy(update={"is_held_back": True})) == "Held back by the ramp"
    assert why_not(row.model_copy(update={"obstacles": STANDS})) == "Exempt"


def test_what_is_different_from_the_day_before_is_said() -> None:
    assert difference_word(difference()) == "Since 15 Nov 2026: 1,200 new, 3 gone"
    row = DifferenceRow(
        account_id=1,
        account_no="004-1",
        customer="Ann",
        owing_cents=0,
        was_cents=5_000,
        currency="AUD",
        overdue_days=None,
        reason=None,
        obstacles=(),
    )
    assert gone_word(row) == ""
    words = {
        reason: gone_word(row.model_copy(update={"reason": reason, "obstacles": STANDS}))
        for reason in GoneReason
    }
    assert words == {
        GoneReason.CASE: "Has a case",
        GoneReason.PAID: "Has paid enough",
        GoneReason.KEPT_OUT: "Exempt",
    }
