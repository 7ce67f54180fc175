"""The customers that somebody opened last, kept on the server; imports no Qt."""

from __future__ import annotations

from pydantic import JsonValue

from agentview.contract.customer_search import (
    CUSTOMERS,
    CustomerFilter,
    CustomerRow,
    CustomerSort,
    CustomersRequest,
)
from agentview.contract.desk import PREFERENCE, SAVE_PREFERENCE, Preference, PreferenceRequest
from agentview.gateway.port import Gateway
from agentview.ui.kit.runner import Runner
from agentview.ui.lists.reading import Answer, Ask, Pages

MOST = 20
RECENT = "customers.recent"
NOTHING = CustomerFilter()


def read_recent(gateway: Gateway) -> tuple[int, ...]:
    """Return their ids, the last one first; what cannot be understood counts as nothing."""
    kept = gateway.call(PREFERENCE, PreferenceRequest(name=RECENT)).value
    found = kept if isinstance(kept, list) else []
    ids = (one for one in found if isinstance(one, int) and not isinstance(one, bool) and one > 0)
    return tuple(dict.fromkeys(ids))[:MOST]


def remember(gateway: Gateway, runner: Runner, owner: object, account_id: int) -> None:
    """Put a customer first. Where that fails nothing is lost but a place in a list."""

    def keep() -> None:
        others = (one for one in read_recent(gateway) if one != account_id)
        kept: list[JsonValue] = [account_id, *others]
        gateway.call(SAVE_PREFERENCE, Preference(name=RECENT, value=kept[:MOST]))

    runner.submit(keep, _nothing, _nothing, owner)


def read_customers(gateway: Gateway, ask: Ask[CustomerFilter]) -> Answer[CustomerRow]:
    """Read a page of what is looked for; while nothing is, of what was opened last."""
    wanted = ask.filter
    if wanted == NOTHING:
        recent = read_recent(gateway)
        if not recent:
            return Answer(())
        wanted = CustomerFilter(account_ids=recent)
    page = gateway.call(
        CUSTOMERS,
        CustomersRequest(
            filter=wanted,
            sort=CustomerSort(ask.sort),
            is_descending=ask.is_descending,
            after=ask.after,
            limit=min(ask.limit, 200),
        ),
    )
    return Answer(page.rows, None, page.last, page.as_of)


PAGES: Pages[CustomerFilter, CustomerRow] = Pages(read_customers, can_jump=False)


def _nothing(_answer: object) -> None:
    """Do nothing: the list is read again when it is shown."""
