"""What stands on the demo worklist besides halted requests: what customers asked for, in all states."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.worklist import (
    AssignRequest,
    CaseAt,
    CaseNoteRequest,
    CaseRef,
    CaseType,
    EndRequest,
    RaiseRequest,
)
from agentview.core.power import Role
from agentview.models.customer import Account
from agentview.models.party import Provider, User
from agentview.models.work_item import WorkItem
from agentview.services.demo.stage import Stage
from agentview.services.unit import Unit
from agentview.services.work_item import UNDER_WAY
from agentview.services.worklist.commands import (
    add_note,
    assign,
    cancel,
    raise_by_hand,
    release,
    resolve,
    take,
)

_SEED = 34
Then = Callable[[Unit, CaseAt], None]


@dataclass(frozen=True, slots=True)
class _Query:
    """What a customer asked for, how long ago, who works it, and what became of it."""

    hours: float
    summary: str
    note: str
    code: str = ""
    department: Role = Role.CSA
    then: str = ""


_QUERIES = (
    _Query(66, "Charged twice for September", "Paid on the 3rd and again on the 17th.", "BILL", then="take"),
    _Query(58, "Wants to pay in three parts", "Was told that we call back.", "PAYM", Role.CREDIT_CONTROLLER),
    _Query(51, "Number shown as private since the move", "", "CLIR", Role.PROVISIONER),
    _Query(44, "New address, old one on the bill", "Moved on the 1st.", "ADDR", then="resolve"),
    _Query(30, "Asks for copies of last year's bills", "By post, not by e-mail.", "BILL", then="assign"),
    _Query(27, "Asks for copies of last year's bills", "", "BILL", then="cancel"),
    _Query(9, "Slow line in the evenings", "Measured 4 of 50 Mbit/s at nine.", "QUAL", Role.PROVISIONER),
    _Query(5, "Wants a call about a second line", "Best between two and four.", "SALE"),
    _Query(1.5, "Letter of a solicitor", "Scan is with the back office.", "CMPL", then="take"),
)


def play_cases(session: Session, now: datetime) -> None:
    """Raise and work cases as the people of each retailer; the days before are left as they are."""
    stage = Stage(session, now, Random(_SEED))  # noqa: S311 - the demo is the same each time
    retailers = session.scalars(select(Provider).where(Provider.kind == "RSP").order_by(Provider.id))
    for retailer in retailers.all():
        accounts = session.scalars(
            select(Account.id)
            .where(Account.provider_id == retailer.id)
            .order_by(Account.id)
            .limit(len(_QUERIES))
        ).all()
        for query, account_id in zip(_QUERIES, accounts, strict=False):
            _plan(stage, retailer.id, query, account_id)
        _begin_halted(stage, session, retailer.id)
    stage.play()


def _plan(stage: Stage, provider_id: int, query: _Query, account_id: int) -> None:
    at = stage.now - timedelta(hours=query.hours)
    then = _thens(stage, provider_id)

    def raise_it(unit: Unit) -> None:
        made = raise_by_hand(
            unit,
            RaiseRequest(
                account_id=account_id,
                summary=query.summary,
                text=query.note,
                code=query.code,
                department=query.department,
            ),
        )
        if query.then:
            role, act = then[query.then]
            case = CaseAt(case_id=made.case_id, version=made.version)
            later = unit.now + timedelta(minutes=50)
            stage.plan(later, stage.somebody(provider_id, role), lambda other: act(other, case))

    stage.plan(at, stage.somebody(provider_id, Role.CSA), raise_it)


def _thens(stage: Stage, provider_id: int) -> dict[str, tuple[Role, Then]]:
    def give(unit: Unit, case: CaseAt) -> None:
        username = stage.somebody(provider_id, Role.CSA)
        user_id = unit.session.scalars(select(User.id).where(User.username == username)).one()
        assign(unit, AssignRequest(case_id=case.case_id, version=case.version, user_id=user_id))

    def settle(unit: Unit, case: CaseAt) -> None:
        text = "Address corrected, and the bill sent again."
        resolve(unit, EndRequest(case_id=case.case_id, version=case.version, text=text))

    def drop(unit: Unit, case: CaseAt) -> None:
        text = "Asked for the same thing three hours before."
        cancel(unit, EndRequest(case_id=case.case_id, version=case.version, text=text))

    return {
        "take": (Role.CSA, lambda unit, case: _take(unit, case.case_id)),
        "assign": (Role.SUPERVISOR, give),
        "resolve": (Role.CSA, settle),
        "cancel": (Role.CSA, drop),
    }


def _begin_halted(stage: Stage, session: Session, provider_id: int) -> None:
    """Let somebody begin the oldest halted request, and somebody else give one back."""
    halted = session.scalars(
        select(WorkItem)
        .where(
            WorkItem.provider_id == provider_id,
            WorkItem.type_code == CaseType.HALTED_REQUEST.value,
            WorkItem.status.in_(UNDER_WAY),
        )
        .order_by(WorkItem.resolve_by, WorkItem.id)
        .limit(2)
    ).all()
    for at, item in enumerate(halted):
        username = stage.somebody(provider_id, Role.CSA)
        began = item.raised_at + (stage.now - item.raised_at) / 3
        stage.plan(began, username, partial(_take, case_id=item.id))
        if at == 1:
            back = began + (stage.now - began) / 3
            stage.plan(back, username, partial(_back, case_id=item.id))


def _take(unit: Unit, case_id: int) -> None:
    take(unit, CaseRef(case_id=case_id))


def _back(unit: Unit, case_id: int) -> None:
    add_note(unit, CaseNoteRequest(case_id=case_id, text="Nobody answers; try again in the evening."))
    release(unit, CaseRef(case_id=case_id))
