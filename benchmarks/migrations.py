"""A package is judged and its plans are listed: in process, against one bare query for the same facts."""

from collections.abc import Iterator
from itertools import count

from agentview.contract.migrations import CHECK, PLANS, PackageCheck, PlansRequest, Preflight, WinningPlans
from agentview.gateway.embedded import Embedded
from agentview.models.database import Database
from benchmarks.bare import Statement, bare_reader, statements_of
from benchmarks.catalogue import PACKAGES, package_id
from benchmarks.figures import Line, alternate, compared
from benchmarks.page import caller_at
from benchmarks.places import ENGINES, Places
from tests import build

FLOOR_MOST = 4.0
LIMIT = 100

# All that the answers say of a package and of the plans that it may go to, in the order in which they are
# listed. What may stand against it is looked for where it would be: nothing does. The package is read once.
_FACTS = """
WITH pkg AS MATERIALIZED (
 SELECT p.id, p.status, p.followed_by_id, p.access_fee_cents, p.agent_id,
 a.id AS account_id, a.account_no, a.name, a.status AS account_status, a.agent_id AS account_agent_id,
 v.id AS provider_id, v.currency, v.contract_blocks_migration,
 l.id AS plan_id, l.external_name, l.default_contract_type_id,
 c.id AS contract_id, c.status AS contract_status, c.started_on, c.end_on, c.row_version, c.credit_from_on,
 c.credit_to_on, t.id AS type_id, t.internal_name, t.external_name AS type_name, t.length, t.length_unit,
 t.end_method, t.break_out_method, t.break_out_amount_cents, t.break_out_percent,
 t.early_upgrade_remaining_months, t.early_upgrade_fee_cents, t.period_credit_cents, t.credit_periods,
 (SELECT {names}(s.id || ' ' || s.status || ' ' || k.name || ' ' || k.provisioning_method{comma})
  FROM service_subscription s JOIN service_type k ON k.id = s.service_type_id
  WHERE s.package_subscription_id = p.id AND s.status NOT IN ('Cancelled', 'Aborted')) AS services,
 (SELECT max(m.order_id) FROM migration m
  WHERE m.losing_ps_id = p.id AND m.status IN ('INCOMPLETE', 'AWAITING_PROVISIONING', 'HALTED')) AS moving,
 (SELECT max(o.id) FROM customer_order o JOIN package_subscription n ON n.id = o.package_subscription_id
  WHERE o.source_package_id = p.id AND o.order_type IN ('CHOWN', 'UPGRADE')
  AND n.status IN ('PreActive', 'Active')) AS rival,
 (SELECT max(r.id) FROM network_request r
  JOIN service_subscription s ON s.id = r.service_subscription_id
  JOIN service_type k ON k.id = s.service_type_id AND k.provisioning_method = 'AUTOMATIC'
  WHERE s.package_subscription_id = p.id AND r.status IN ('PENDING', 'SENT', 'REFUSED')) AS waiting,
 (SELECT max(u.agent_id) FROM app_user u WHERE u.username = 'harbour_csa') AS seller
 FROM package_subscription p
 JOIN account a ON a.id = p.account_id
 JOIN package_plan l ON l.id = p.package_plan_id
 JOIN provider v ON v.id = l.provider_id
 LEFT JOIN contract c ON c.package_subscription_id = p.id AND c.status IN ('ACTIVE', 'RENEWED')
 LEFT JOIN contract_type t ON t.id = c.contract_type_id
 WHERE p.id = {mark} AND a.provider_id = {mark})
SELECT pkg.*, w.id, w.code, w.external_name, w.internal_name, w.access_fee_cents, own.weight, g.id, g.name,
 g.contract_type_id, o.weight, o.upgrade_charge_cents, o.crossgrade_charge_cents, o.downgrade_charge_cents,
 o.upgrade_discount_cents, o.crossgrade_discount_cents, o.downgrade_discount_cents,
 (SELECT {names}(k.id || ' ' || k.name{comma}) FROM service_plan y
  JOIN service_type k ON k.id = y.service_type_id WHERE y.package_plan_id = w.id),
 count(*) OVER ()
FROM pkg
JOIN contract_pool_plan own ON own.package_plan_id = pkg.plan_id
JOIN contract_pool g ON g.id = own.pool_id AND g.provider_id = pkg.provider_id
JOIN contract_pool_plan o ON o.pool_id = g.id
JOIN package_plan w ON w.id = o.package_plan_id
WHERE w.provider_id = pkg.provider_id AND w.id <> pkg.plan_id AND w.kind = 'SELL' AND w.status = 'ACTIVE'
 AND w.default_contract_type_id = pkg.default_contract_type_id
 AND EXISTS (SELECT 1 FROM service_plan y JOIN service_subscription s ON s.service_type_id = y.service_type_id
  WHERE y.package_plan_id = w.id AND s.package_subscription_id = pkg.id)
ORDER BY abs(o.weight - own.weight), o.weight, w.external_name, w.id
LIMIT {limit}
"""


def migrations(places: Places, plans: int, rounds: int) -> list[Line]:
    """Judge each package of a customer in turn and list its plans: in pools of a hundred, and in one pool."""
    return [
        line
        for engine in ENGINES
        for pool in (LIMIT, plans)
        for line in _migrations(places, engine, plans, pool, rounds)
    ]


def _migrations(places: Places, engine: str, plans: int, pool: int, rounds: int) -> Iterator[Line]:
    with places.catalogue(engine, plans, pool) as embedded, bare_reader(embedded.database) as read:
        page = _Page(embedded)
        _demand_same(page, read(_facts(embedded.database, 0)))
        sent = len(statements_of(embedded.database, page))
        numbers = count()
        found = alternate(
            {"floor": lambda: read(_facts(embedded.database, next(numbers))), "page": page}, rounds
        )
    what = f"{engine}, {PACKAGES} packages, {plans:,} plans, {pool:,} to a pool"
    yield Line(f"{what}: one query, bare driver", str(found["floor"]))
    yield compared(
        f"{what}: pre-flight and list, {sent} queries", found["page"], found["floor"].median, FLOOR_MOST
    )


class _Page:
    """What opens with Migrate: the pre-flight of the next package, and the first plans it may go to."""

    def __init__(self, embedded: Embedded) -> None:
        self._dispatcher = embedded.dispatcher
        self._caller = caller_at(embedded, "harbour_csa")
        self._numbers = count()

    def __call__(self) -> tuple[Preflight, WinningPlans]:
        package = package_id(next(self._numbers))
        check = PackageCheck(package_id=package)
        request = PlansRequest(package_id=package, limit=LIMIT)
        run = self._dispatcher.run
        return run(self._caller, CHECK, check), run(self._caller, PLANS, request)


def _demand_same(page: _Page, rows: list[tuple[object, ...]]) -> None:
    """Only what finds the same plans can be compared."""
    flight, listed = page()
    if flight.blockers or flight.plan_count != listed.total or rows[0][-1] != listed.total:
        raise ValueError("the query does not find the same facts")
    if len(rows) != len(listed.plans) or any(
        plan.plan_id not in row for plan, row in zip(listed.plans, rows, strict=True)
    ):
        raise ValueError("the query does not list the same plans")


def _facts(database: Database, number: int) -> Statement:
    is_embedded = database.is_embedded
    text = _FACTS.format(
        names="group_concat" if is_embedded else "string_agg",
        comma="" if is_embedded else ", ','",
        mark="?" if is_embedded else "%s",
        limit=LIMIT,
    )
    return text, (package_id(number), build.HARBOUR)
