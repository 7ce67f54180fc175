"""What the readings of the dry run told besides rows: the forecast, and by which rules; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from agentview.contract.candidates_difference import DIFFERENCE, Difference, DifferenceRequest
from agentview.contract.restriction import RuleSetStatus
from agentview.contract.suspension import RULE_SETS, RuleSetRow, RuleSetsRequest
from agentview.contract.suspension_candidates import (
    CANDIDATES,
    FORECAST,
    CandidateFilter,
    CandidateRow,
    CandidatesRequest,
    CandidateView,
    Forecast,
    ForecastRequest,
)
from agentview.gateway.port import Gateway
from agentview.ui.lists.reading import Answer, Ask

_MOST_RULE_SETS = 50


class DryRun:
    """Reads pages and counts, and remembers what came with them; called on the thread that reads."""

    def __init__(self) -> None:
        """Knows nothing yet."""
        self.forecast: Forecast | None = None
        self.rule_sets: tuple[RuleSetRow, ...] = ()
        self.difference: Difference | None = None
        self.has_rules = True

    def page(self, gateway: Gateway, ask: Ask[CandidateFilter]) -> Answer[CandidateRow]:
        """Read a page; an empty one tells whether there are rules at all."""
        page = gateway.call(CANDIDATES, CandidatesRequest.model_validate(vars(ask)))
        self.has_rules = page.rule_set_id is not None
        return Answer(page.rows, page.first, page.last, page.as_of)

    def counts(self, gateway: Gateway, wanted: CandidateFilter) -> Mapping[str, int]:
        """Read the forecast, which has the counts of the views, the rule sets, and what is new."""
        found = gateway.call(FORECAST, ForecastRequest(rule_set_id=wanted.rule_set_id))
        self.rule_sets = gateway.call(RULE_SETS, RuleSetsRequest(limit=_MOST_RULE_SETS)).rows
        is_in_force = wanted.rule_set_id is None and found.rule_set_id is not None
        self.difference = gateway.call(DIFFERENCE, DifferenceRequest(limit=1)) if is_in_force else None
        self.forecast = found
        return {
            CandidateView.ELIGIBLE.value: found.eligible,
            CandidateView.HELD_BACK.value: found.held_back,
            CandidateView.KEPT_OUT.value: found.kept_out,
        }

    def choices(self) -> tuple[tuple[str, str], ...]:
        """The rule sets that can be tried out: what is withdrawn will never act."""
        return tuple(
            (str(one.rule_set_id), one.fields.name)
            for one in self.rule_sets
            if one.status is not RuleSetStatus.WITHDRAWN
        )
