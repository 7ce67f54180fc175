"""A payment comes in and its account is restored: in many accounts it takes no longer than in few."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from sqlalchemy import select, update

from agentview.contract.events import EventType
from agentview.contract.ledger import ReceivePaymentRequest
from agentview.contract.restriction import CaseState
from agentview.core.caller import Caller
from agentview.gateway.embedded import Embedded
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.events import EventMapping
from agentview.models.party import Provider
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.suspension import RestrictionCase, ServiceRestriction, SuspensionRuleSet
from agentview.services.ledger.payments import receive
from agentview.services.network.system import system_of
from agentview.services.restriction.flagging import flag
from agentview.services.restriction.restricting import start_restricting
from agentview.services.suspension.evaluation import Sought, candidates
from agentview.services.suspension.rules import RuleSet
from agentview.services.suspension.ruling import rule_set_of
from agentview.services.suspension_sweep.account import look_again
from agentview.services.unit import Unit
from benchmarks.debtors import CENTS, RULES, populate_debtors
from benchmarks.figures import Line, Timed
from benchmarks.places import ENGINES, Places
from benchmarks.population import NOW
from benchmarks.processor import compared_both, efforts
from tests import build

FEW = 2_000
RESTORE_MOST = 1.5
_ROUNDS = 30
_WARM_UP = 3
_STAMP = Stamp("fill", NOW)
_TODAY = NOW.date()


def restoring(places: Places, accounts: int) -> list[Line]:
    """Compare, on both databases, with the same in few accounts.

    It restricts some of `debtors`: whatever else is measured of them comes before.
    """
    return [line for engine in ENGINES for line in _restoring(places, engine, accounts)]


@contextmanager
def debtors(places: Places, engine: str, accounts: int) -> Iterator[Embedded]:
    """Serve a database with so many accounts."""
    fill = partial(populate_debtors, accounts=accounts)
    with places.log(engine, f"debtors_{accounts}", fill) as embedded:
        yield embedded


def _restoring(places: Places, engine: str, accounts: int) -> Iterator[Line]:
    fill = partial(populate_debtors, accounts=FEW)
    with places.log(engine, "restored_few", fill) as few, debtors(places, engine, accounts) as many:
        calls = {"few": _restorer(few), "many": _restorer(many)}
        found = efforts(calls, _ROUNDS, _WARM_UP, places.meter(engine))
    yield Line(f"{engine}: a payment restores one of {FEW:,} accounts", str(found["few"]))
    what = f"{engine}: a payment restores one of {accounts:,} accounts"
    yield from compared_both(what, found["many"], iter((found["few"],)), RESTORE_MOST)


def _restorer(embedded: Embedded) -> Timed:
    """Restrict as many accounts as are wanted; return a call that restores the next one."""
    with embedded.database.write(_STAMP) as session:
        caller = system_of(session.get_one(Provider, build.HARBOUR))
        rules = rule_set_of(session.get_one(SuspensionRuleSet, RULES))
        key = {"provider_id": build.HARBOUR, "profile_id": 1, "event_type": EventType.AUTO_UNSUSPEND.value}
        mapping = session.scalars(select(EventMapping).filter_by(**key)).first() or EventMapping(**key)
        mapping.is_enabled = True
        session.add(mapping)
        wanted = candidates(Sought(build.HARBOUR, rules, _TODAY)).order_by(Account.id)
        chosen = [row.account_id for row in session.execute(wanted.limit(_ROUNDS + _WARM_UP))]
    if len(chosen) < _ROUNDS + _WARM_UP:
        raise ValueError(f"only {len(chosen)} accounts can be restricted")
    embedded.dispatcher.act(caller, lambda unit: _restrict(unit, rules, chosen))
    _confirm(embedded)
    return _next(embedded, caller, chosen)


def _restrict(unit: Unit, rules: RuleSet, account_ids: Sequence[int]) -> None:
    flag(unit, rules, account_ids)
    of_accounts = RestrictionCase.account_id.in_(account_ids)
    for case_id in unit.session.scalars(select(RestrictionCase.id).where(of_accounts)).all():
        start_restricting(unit, case_id, rules)


def _confirm(embedded: Embedded) -> None:
    """Let the network have done all that it was asked for."""
    with embedded.database.write(_STAMP) as session:
        is_asked = RestrictionCase.state == CaseState.RESTRICTING.value
        services = (
            select(ServiceSubscription.id)
            .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
            .join(RestrictionCase, RestrictionCase.account_id == PackageSubscription.account_id)
            .where(is_asked)
        )
        session.execute(
            update(ServiceSubscription)
            .where(ServiceSubscription.id.in_(services))
            .values(bar_confirmed=ServiceSubscription.bar_wanted, restriction_status="RESTRICTED")
        )
        session.execute(update(ServiceRestriction).values(status="DONE", done_at=NOW))
        session.execute(
            update(RestrictionCase)
            .where(is_asked)
            .values(state=CaseState.RESTRICTED.value, restricted_at=NOW)
        )


def _next(embedded: Embedded, caller: Caller, account_ids: Sequence[int]) -> Callable[[], None]:
    left = iter(account_ids)

    def pay(unit: Unit, account_id: int) -> None:
        receive(
            unit,
            ReceivePaymentRequest(
                account_id=account_id,
                external_id=f"restored {account_id}",
                received_on=_TODAY,
                amount_cents=3 * CENTS,
            ),
        )

    def restore() -> None:
        account_id = next(left)
        embedded.dispatcher.act(caller, partial(pay, account_id=account_id))
        if embedded.dispatcher.act(caller, partial(look_again, account_id=account_id)) is None:
            raise AssertionError("nothing was restored")

    return restore
