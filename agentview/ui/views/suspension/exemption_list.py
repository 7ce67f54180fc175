"""The exemptions as a list: columns, pills, words; and the one that is chosen, read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agentview.contract.feed import Topic
from agentview.contract.suspension_exemptions import (
    EXEMPTIONS,
    ExemptionFilter,
    ExemptionRow,
    ExemptionsRequest,
    ExemptionView,
)
from agentview.core.errors import NotFound, Refusal
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import plural
from agentview.ui.kit.when import show_day
from agentview.ui.lists.reading import Answer, Ask, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, ListSpec, ListWords, PillView
from agentview.ui.navigation import Desk
from agentview.ui.views.suspension.exemption_words import exemption_chip, word

_UNTIL = "UNTIL"
_ONE = 1


class ExemptionReader:
    """Reads pages, and one exemption by what the pages told of it; called on the thread that reads."""

    def __init__(self) -> None:
        """Knows no exemption yet."""
        self._accounts: dict[int, int] = {}

    def page(self, gateway: Gateway, ask: Ask[ExemptionFilter]) -> Answer[ExemptionRow]:
        """Read a page."""
        wanted = ExemptionsRequest(
            filter=ask.filter, is_descending=ask.is_descending, after=ask.after, limit=ask.limit
        )
        page = gateway.call(EXEMPTIONS, wanted)
        self._accounts = {**self._accounts, **{row.exemption_id: row.account_id for row in page.rows}}
        return Answer(page.rows, None, page.last, page.as_of, page.total)

    def one(self, gateway: Gateway, exemption_id: int) -> ExemptionRow:
        """Read an exemption as it is now. Raises NotFound."""
        account_id = self._accounts.get(exemption_id)
        for view in (ExemptionView.RUNNING, ExemptionView.OVER):
            wanted = ExemptionsRequest(filter=ExemptionFilter(view=view, account_id=account_id), limit=200)
            for row in gateway.call(EXEMPTIONS, wanted).rows:
                if row.exemption_id == exemption_id:
                    return row
        raise NotFound(Refusal("E-NOT-FOUND", "exemption_id"))

    def counts(self, gateway: Gateway, _wanted: ExemptionFilter) -> Mapping[str, int]:
        """Count those that hold, and those of them that end soon."""
        return {
            view.value: gateway.call(
                EXEMPTIONS, ExemptionsRequest(filter=ExemptionFilter(view=view), limit=_ONE)
            ).total
            for view in (ExemptionView.RUNNING, ExemptionView.EXPIRING)
        }


def spec_of(reader: ExemptionReader) -> ListSpec[ExemptionFilter, ExemptionRow]:
    """The list of exemptions, by their last day."""
    return ListSpec(
        key="suspension.exemptions",
        first=ExemptionFilter(),
        order=SortOrder(_UNTIL),
        columns=_columns,
        row_id=lambda row: row.exemption_id,
        pages=Pages(reader.page, can_jump=False),
        words=_words,
        topics=frozenset({Topic.ACCOUNT}),
        views=_views,
        counts=reader.counts,
        summary=lambda row: f"{row.customer}, {exemption_chip(row).sentence}, {row.reason}",
        power=Power.READ_STATUS,
    )


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[ExemptionRow]]:
    return (
        Column(
            "account",
            lambda: word("Account"),
            lambda row: row.account_no,
            Kind.ID,
            sample=lambda: "004-100148",
            gives_way=1,
        ),
        Column(
            "customer",
            lambda: word("Customer"),
            lambda row: row.customer,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            tip=lambda row: row.customer,
        ),
        Column(
            "until",
            lambda: word("To the end of"),
            lambda row: show_day(row.until_on),
            sort_key=_UNTIL,
            sample=lambda: "28 May 2026",
        ),
        Column(
            "state",
            lambda: word("Status"),
            lambda row: exemption_chip(row).word,
            Kind.CHIP,
            mark=exemption_chip,
            sample=lambda: word("Expired"),
            tip=lambda row: exemption_chip(row).sentence,
        ),
        Column(
            "owner",
            lambda: word("Owner"),
            lambda row: row.owner,
            sample=lambda: "Amelia Thornton",
            strong=False,
            gives_way=2,
        ),
        Column(
            "reason",
            lambda: word("Reason"),
            lambda row: row.reason,
            sample=lambda: "Hardship, plan is being agreed",
            tip=lambda row: row.reason,
            strong=False,
            gives_way=3,
        ),
    )


def _views(_desk: Desk) -> Sequence[PillView]:
    return (
        PillView(ExemptionView.RUNNING.value, word("In force")),
        PillView(ExemptionView.EXPIRING.value, word("End within two weeks")),
        PillView(ExemptionView.OVER.value, word("Expired or ended"), is_counted=False),
    )


def _words() -> ListWords:
    return ListWords(
        word("Exemptions"),
        lambda count: plural(word("1 exemption"), word("{count} exemptions"), count),
        _empty,
        "exemptions",
    )


def _empty(view: str) -> EmptyText:
    if view == ExemptionView.EXPIRING.value:
        return EmptyText(
            word("No exemption ends within two weeks"),
            word("Those that do stand here, so that somebody asks whether they are still needed."),
        )
    if view == ExemptionView.OVER.value:
        return EmptyText(word("No exemption is over"), word("What has expired or was ended stands here."))
    return EmptyText(
        word("Nobody is exempt"),
        word("Exempt an account in Candidates (E): to the end of a day, with a reason and an owner."),
    )
