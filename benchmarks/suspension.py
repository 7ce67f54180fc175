"""Whom the rules restrict: the evaluation and the first page of the dry run, against statements by hand."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from agentview.contract.suspension_candidates import CANDIDATES, CandidatesRequest
from agentview.gateway.embedded import Embedded
from agentview.models.suspension import SuspensionRuleSet
from agentview.services.suspension.evaluation import Sought, candidates
from agentview.services.suspension.ruling import rule_set_of
from benchmarks.bare import Statement, bare_reader, statements_of
from benchmarks.debtors import CONTROLLER, DAYS, LEAST, RULES, THRESHOLD
from benchmarks.figures import Line, Timed
from benchmarks.page import caller_at
from benchmarks.places import ENGINES, Places
from benchmarks.population import NOW
from benchmarks.processor import Meter, compared_both, efforts
from benchmarks.restoring import debtors, restoring
from tests import build

EVALUATION_MOST = 1.5
PAGE_MOST = 3.0
_SMALL = 50_000
_WARM_UP = 12
"""At the sixth call psycopg has a statement prepared, and five later PostgreSQL may keep its plan."""

_TODAY = NOW.date()

_DEBT = """
 FROM (SELECT account_id, SUM(amount_due_inc_cents) AS owing, MIN(due_on) AS oldest,
  SUM(CASE WHEN disputed_cents > amount_due_inc_cents THEN amount_due_inc_cents ELSE disputed_cents END)
  AS disputed
  FROM invoice WHERE amount_due_inc_cents > 0 GROUP BY account_id
  HAVING SUM(amount_due_inc_cents) >= {least}
  AND MIN(due_on) < '{eve}') d
 JOIN account a ON a.id = d.account_id AND a.provider_id = {provider} AND a.status = 1
 AND NOT a.omit_from_auto_restrict"""

_EXCLUDED = """
 AND EXISTS (SELECT 1 FROM package_subscription p JOIN service_subscription s
  ON s.package_subscription_id = p.id WHERE p.account_id = d.account_id AND s.status = 'Active')
 AND NOT EXISTS (SELECT 1 FROM restriction_case c WHERE c.account_id = d.account_id
  AND (c.state NOT IN ('RESTORED', 'CLOSED') OR c.resuspend_not_before > '{today}'))
 AND NOT EXISTS (SELECT 1 FROM account_group_member m JOIN suspension_excluded_group g
  ON g.account_group_id = m.account_group_id AND g.rule_set_id = {rules} WHERE m.account_id = d.account_id)
 AND NOT EXISTS (SELECT 1 FROM suspension_exemption e WHERE e.account_id = d.account_id
  AND e.ended_at IS NULL AND e.until_on >= '{today}')
 AND NOT EXISTS (SELECT 1 FROM complaint t WHERE t.account_id = d.account_id AND t.closed_on IS NULL)
 AND NOT EXISTS (SELECT 1 FROM payment_promise r WHERE r.account_id = d.account_id AND r.status = 'OPEN'
  AND r.promised_for >= '{today}')"""

_PLANNED = """SELECT SUM(i.amount_due_inc_cents) FROM invoice i WHERE i.account_id = d.account_id
  AND i.id IN (SELECT l.invoice_id FROM payment_plan_invoice l JOIN payment_plan n
  ON n.id = l.payment_plan_id WHERE n.account_id = d.account_id AND n.status = 'IN_PROGRESS')"""
_CREDIT = """SELECT account_id, SUM(-amount_ex_cents) AS cents FROM cardline
  WHERE amount_ex_cents < 0 AND status = 'PENDING'"""
_UNDER_WAY = """SELECT account_id, SUM(CASE WHEN status = 'PENDING' THEN amount_cents
  ELSE unallocated_cents END) AS cents FROM payment
  WHERE (status = 'PENDING' OR status = 'RECEIVED' AND unallocated_cents > 0)"""

# The threshold lies below the least amount, so that nothing covers where there is nothing.
_ONE_BY_ONE = """{debt}
 WHERE d.owing - d.disputed > {threshold} {excluded}
 AND d.owing - COALESCE(({planned}), 0) > {threshold}
 AND d.owing - COALESCE((SELECT SUM(-x.amount_ex_cents) FROM cardline x WHERE x.account_id = d.account_id
  AND x.amount_ex_cents < 0 AND x.status = 'PENDING'), 0) > {threshold}
 AND d.owing - COALESCE((SELECT SUM(CASE WHEN y.status = 'PENDING' THEN y.amount_cents
  ELSE y.unallocated_cents END) FROM payment y WHERE y.account_id = d.account_id
  AND (y.status = 'PENDING' OR y.status = 'RECEIVED' AND y.unallocated_cents > 0)), 0) > {threshold}"""
"""What covers is looked up account by account."""

_IN_BULK = """{debt}
 LEFT JOIN ({credit} GROUP BY account_id) x ON x.account_id = d.account_id
 LEFT JOIN ({under_way} GROUP BY account_id) y ON y.account_id = d.account_id
 LEFT JOIN (SELECT i.account_id, SUM(i.amount_due_inc_cents) AS cents FROM invoice i WHERE i.id IN
  (SELECT l.invoice_id FROM payment_plan_invoice l JOIN payment_plan n ON n.id = l.payment_plan_id
  AND n.status = 'IN_PROGRESS') GROUP BY i.account_id) z ON z.account_id = d.account_id
 WHERE d.owing - d.disputed > {threshold} {excluded}
 AND d.owing - COALESCE(x.cents, 0) > {threshold} AND d.owing - COALESCE(y.cents, 0) > {threshold}
 AND d.owing - COALESCE(z.cents, 0) > {threshold}"""
"""What covers is added up for all accounts first."""

_NUMBERS = {
    "eve": _TODAY - timedelta(days=DAYS),
    "today": _TODAY,
    "provider": build.HARBOUR,
    "rules": RULES,
    "least": LEAST,
    "threshold": THRESHOLD,
}
_PARTS = {
    "debt": _DEBT,
    "excluded": _EXCLUDED,
    "planned": _PLANNED,
    "credit": _CREDIT,
    "under_way": _UNDER_WAY,
}
_ALL = "SELECT d.account_id, d.owing, d.oldest"
_PAGE = "SELECT d.account_id, d.owing, d.oldest, a.account_no, a.name"
_WAYS = {
    way: text.format(**_PARTS, threshold=THRESHOLD).format(**_NUMBERS)
    for way, text in (("one by one", _ONE_BY_ONE), ("in bulk", _IN_BULK))
}


def suspension(places: Places, accounts: int, rounds: int) -> list[Line]:
    """Compare, on both databases, with the faster of two statements written by hand."""
    lines: list[Line] = []
    for engine in ENGINES:
        with debtors(places, engine, accounts) as embedded:
            meter = places.meter(engine)
            lines += _evaluation(embedded, engine, accounts, _few(rounds // 20, accounts), meter)
            lines += _first_page(embedded, engine, accounts, _few(rounds, accounts), meter)
    return [*lines, *restoring(places, accounts)]


def _few(rounds: int, accounts: int) -> int:
    """Return how many rounds are enough: the more accounts there are, the longer each takes."""
    return max(10, rounds * _SMALL // max(_SMALL, accounts))


def _evaluation(embedded: Embedded, engine: str, accounts: int, rounds: int, meter: Meter) -> Iterator[Line]:
    statement = _evaluation_of(embedded)
    with bare_reader(embedded.database) as read:
        statements = {"ours": statement, **{way: (_ALL + text, ()) for way, text in _WAYS.items()}}
        found_rows = {name: len(read(one)) for name, one in statements.items()}
        if len(set(found_rows.values())) != 1:
            raise AssertionError(f"the statements differ: {found_rows}")
        calls: dict[str, Timed] = {name: partial(read, one) for name, one in statements.items()}
        found = efforts(calls, rounds, min(_WARM_UP, rounds), meter)
    for way in _WAYS:
        yield Line(f"{engine}: by hand, {way}, {accounts:,} accounts", str(found[way]))
    what = f"{engine}: evaluation ({found_rows['ours']:,} to restrict)"
    yield from compared_both(what, found["ours"], (found[way] for way in _WAYS), EVALUATION_MOST)


def _evaluation_of(embedded: Embedded) -> Statement:
    with embedded.database.read() as session:
        row = session.scalars(select(SuspensionRuleSet).where(SuspensionRuleSet.id == RULES)).one()
        wanted = candidates(Sought(build.HARBOUR, rule_set_of(row), _TODAY))
        [statement] = statements_of(embedded.database, lambda: session.execute(wanted).all())
    return statement


def _first_page(embedded: Embedded, engine: str, accounts: int, rounds: int, meter: Meter) -> Iterator[Line]:
    caller = caller_at(embedded, CONTROLLER)
    with bare_reader(embedded.database) as read:
        calls: dict[str, Timed] = {
            "ours": partial(embedded.dispatcher.run, caller, CANDIDATES, CandidatesRequest())
        }
        for way, text in _WAYS.items():
            calls[way] = partial(read, (f"{_PAGE}{text} ORDER BY d.account_id LIMIT 100", ()))
        found = efforts(calls, rounds, min(_WARM_UP, rounds), meter)
    for way in _WAYS:
        yield Line(f"{engine}: first page by hand, {way}, {accounts:,} accounts", str(found[way]))
    what = f"{engine}: first page of the dry run"
    yield from compared_both(what, found["ours"], (found[way] for way in _WAYS), PAGE_MOST)
