"""Plays package migrations: left half-way, waiting, halted, completed and given up, in both retailers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.migration_form import MigrationForm, MigrationPage
from agentview.contract.migrations import MigrationDraft, SavePageRequest, StartRequest, SubmitRequest
from agentview.contract.migrations import WithdrawRequest as Withdraw
from agentview.contract.provisioning import (
    FinaliseMigrationRequest,
    HaltCode,
    HaltRequest,
    ResubmitRequest,
    TaskRef,
)
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.power import Role
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractType
from agentview.models.party import Provider, User
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import BillingPeriod, PackageSubscription
from agentview.services.contracts.in_force import IN_FORCE
from agentview.services.demo.stage import Act, Stage
from agentview.services.migrations.drafts import save_page, start
from agentview.services.migrations.losing import losing_of
from agentview.services.migrations.matter import matter_of
from agentview.services.migrations.preflight import preflight
from agentview.services.migrations.submitting import submit
from agentview.services.migrations.withdrawing import withdraw
from agentview.services.provisioning.claims import claim
from agentview.services.provisioning.finalising import finalise_migration
from agentview.services.provisioning.halts import halt, resubmit
from agentview.services.unit import Unit

_SEED = 30
_LATER = timedelta(minutes=95)
_HALTED = (
    "The line was measured and does not carry the new speed. "
    "Please agree on a date for a technician with the customer, or choose a slower plan."
)
_NOTE = "Attenuation 41 dB; a technician could try the second pair."


class Then(StrEnum):
    """What becomes of a migration."""

    LEFT = "LEFT"
    DISCARDED = "DISCARDED"
    WAITS = "WAITS"
    CLAIMED = "CLAIMED"
    HALTED = "HALTED"
    RESUBMITTED = "RESUBMITTED"
    COMPLETED = "COMPLETED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class Story:
    """From which plan to which, how many hours ago it began, and what became of it.

    `page` is where a draft was left, `days` how long after its beginning the migration takes effect. `type`
    names the contract type that must bind the package; "": it does not matter.
    """

    plan: str
    to: str
    hours: float
    then: Then
    page: MigrationPage = MigrationPage.REVIEW
    days: int = 0
    type: str = ""
    note: str = ""


STORIES: dict[str, tuple[Story, ...]] = {
    "HARBOUR": (
        Story("MOB-20", "MOB-80", 150, Then.COMPLETED, type="MOB-12", note="Asked for more data."),
        Story("DUO", "NBN-100", 170, Then.COMPLETED, note="Has a mobile from work now."),
        Story("MOB-80", "MOB-20", 101, Then.COMPLETED),
        Story("MOB-20", "MOB-80", 5, Then.WAITS, days=3, type="MOB-OLD-18"),
        Story("MOB-20", "MOB-80", 20, Then.CLAIMED, type="MOB-OLD-18"),
        Story("NBN-50", "NBN-100", 3, Then.WAITS, note="Works from home from Monday on."),
        Story("NBN-100", "NBN-250-VOICE", 30, Then.HALTED),
        Story("NBN-50", "NBN-100", 54, Then.RESUBMITTED),
        Story("MOB-MAX", "MOB-80", 60, Then.WITHDRAWN),
        Story("MOB-80", "MOB-20", 80, Then.DISCARDED),
        Story("DUO", "NBN-100", 26, Then.LEFT, page=MigrationPage.SERVICES),
        Story("MOB-20", "MOB-80", 0.7, Then.LEFT, page=MigrationPage.FEES),
    ),
    "ALPENFUNK": (
        Story("AF-L", "AF-M", 125, Then.COMPLETED),
        Story("AF-M", "AF-L", 7, Then.WAITS, days=1),
        Story("GF-300", "GF-1000", 33, Then.HALTED),
        Story("AF-M", "AF-S", 58, Then.WITHDRAWN),
        Story("GF-300", "GF-1000", 11, Then.LEFT, page=MigrationPage.DATES),
    ),
}


def play_migrations(session: Session, now: datetime) -> None:
    """Migrate packages as the people of each retailer, each with the first that nothing stands against.

    Where there is none on this day, a story is not told. Draws nothing: what was ordered stays as it is.
    """
    stage = Stage(session, now, Random(_SEED))  # noqa: S311 - the demo is the same each time
    retailers = session.scalars(select(Provider).where(Provider.code.in_(STORIES)).order_by(Provider.id))
    for retailer in retailers.all():
        agent = stage.first(retailer.id, Role.CSA)
        for story in STORIES[retailer.code]:
            at = (now - timedelta(hours=story.hours)).replace(microsecond=0)
            stage.plan(at, agent, partial(_begin, stage=stage, story=story))
    stage.play()


def _begin(unit: Unit, stage: Stage, story: Story) -> None:
    package_id = _package(unit, story)
    if package_id is None:
        return
    draft = _typed(unit, start(unit, StartRequest(package_id=package_id)), story)
    if story.then is Then.LEFT:
        return
    if story.then is Then.DISCARDED:
        stage.plan(
            unit.now + _LATER, unit.caller.username, _given_up(draft.order_id, "Wants to think it over.")
        )
        return
    if draft.quote is None:
        raise LookupError(draft.reference)
    fingerprint = draft.quote.fingerprint
    submit(unit, SubmitRequest(order_id=draft.order_id, version=draft.version, fingerprint=fingerprint))
    _go_on(unit, stage, story, draft.order_id)


def _package(unit: Unit, story: Story) -> int | None:
    """Return the first package of a plan that can be migrated, one with a period of that day if there is any.

    Customers who sign in themselves keep theirs: what is said of them elsewhere stays true.
    """
    signs_in = select(User.id).where(User.account_id == PackageSubscription.account_id).exists()
    is_bound = (
        select(Contract.id)
        .join(ContractType, ContractType.id == Contract.contract_type_id)
        .where(
            Contract.package_subscription_id == PackageSubscription.id,
            Contract.status.in_(IN_FORCE),
            ContractType.internal_name == story.type,
        )
    ).exists()
    has_period = (
        select(BillingPeriod.from_on)
        .where(
            BillingPeriod.package_subscription_id == PackageSubscription.id,
            BillingPeriod.is_closed.is_(False),
            BillingPeriod.from_on <= unit.today,
        )
        .exists()
    )
    rows = unit.session.scalars(
        select(PackageSubscription.id)
        .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
        .where(
            PackagePlan.provider_id == unit.caller.provider_id,
            PackagePlan.code == story.plan,
            PackageSubscription.status == SubscriptionStatus.ACTIVE.value,
            PackageSubscription.created_by == "import",
            ~signs_in,
            *([is_bound] if story.type else []),
        )
        .order_by(has_period.desc(), PackageSubscription.id)
    ).all()
    free = (one for one in rows if not preflight(unit, losing_of(unit, one)).blockers)
    return next(free, None)


def _typed(unit: Unit, draft: MigrationDraft, story: Story) -> MigrationDraft:
    """Fill the pages in up to that where it was left."""
    plan_id = unit.session.scalars(
        select(PackagePlan.id).where(
            PackagePlan.provider_id == unit.caller.provider_id, PackagePlan.code == story.to
        )
    ).one()
    form = MigrationForm(
        winning_plan_id=plan_id,
        are_extras_given_up=story.page.number > MigrationPage.SERVICES.number,
        is_fee_confirmed=story.page.number > MigrationPage.FEES.number,
        effective_on=unit.today + timedelta(days=story.days),
        note=story.note,
    )
    before = list(MigrationPage)[story.page.number - 2]
    return save_page(
        unit,
        SavePageRequest(
            order_id=draft.order_id, version=draft.version, page=before, go_on_at=story.page, form=form
        ),
    )


def _go_on(unit: Unit, stage: Stage, story: Story, order_id: int) -> None:
    """Plan what becomes of a submitted migration."""
    task = unit.session.scalars(select(ProvisioningTask).where(ProvisioningTask.order_id == order_id)).one()
    provisioner = stage.first(task.queue_provider_id, Role.PROVISIONER)
    later = unit.now + _LATER
    at = TaskRef(task_id=task.id)
    if story.then is Then.WITHDRAWN:
        reason = "Has thought about it and stays with the plan."
        stage.plan(later, unit.caller.username, _given_up(order_id, reason))
    elif story.then is Then.CLAIMED:
        stage.plan(stage.now - timedelta(minutes=6), provisioner, lambda other: _quiet(claim(other, at)))
    elif story.then is Then.COMPLETED:
        stage.plan(later, provisioner, lambda other: _complete(other, at))
    elif story.then in {Then.HALTED, Then.RESUBMITTED}:
        stage.plan(later, provisioner, lambda other: _halt(other, at))
    if story.then is Then.RESUBMITTED:
        stage.plan(later + 9 * _LATER, unit.caller.username, lambda other: _resubmit(other, at))


def _given_up(order_id: int, reason: str) -> Act:
    def act(unit: Unit) -> None:
        version = matter_of(unit, order_id).migration.row_version
        withdraw(unit, Withdraw(order_id=order_id, version=version, reason=reason))

    return act


def _complete(unit: Unit, at: TaskRef) -> None:
    claim(unit, at)
    request = FinaliseMigrationRequest(
        task_id=at.task_id, version=_version(unit, at), supplier_reference=f"NX-{88_000 + at.task_id}"
    )
    finalise_migration(unit, request)


def _halt(unit: Unit, at: TaskRef) -> None:
    claim(unit, at)
    halt(
        unit,
        HaltRequest(
            task_id=at.task_id,
            version=_version(unit, at),
            code=HaltCode.NO_CAPACITY,
            text=_HALTED,
            internal_note=_NOTE,
        ),
    )


def _resubmit(unit: Unit, at: TaskRef) -> None:
    note = "A technician comes on Thursday between 8 and 12."
    resubmit(unit, ResubmitRequest(task_id=at.task_id, version=_version(unit, at), note=note))


def _version(unit: Unit, at: TaskRef) -> int:
    version = select(ProvisioningTask.row_version).where(ProvisioningTask.id == at.task_id)
    return unit.session.scalars(version).one()


def _quiet(_answer: object) -> None:
    """Let an act return nothing."""
