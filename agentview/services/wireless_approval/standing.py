"""How the approval of an order stands: rounds, levels, parts, questions, and what the caller may do."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import select

from agentview.contract.value import CommandState
from agentview.contract.wireless import ApprovalStatus, WirelessStatus
from agentview.contract.wireless_approvals import Approver, Level, Part, Question, Round, Standing
from agentview.contract.wireless_orders import OrderRef, WirelessCommand
from agentview.core.errors import Refusal
from agentview.models.wireless_approval import Approval, ApprovalPolicy, InfoRequest
from agentview.services.unit import Unit
from agentview.services.wireless_approval.holding import judge
from agentview.services.wireless_approval.parts import own_part
from agentview.services.wireless_approval.people import named
from agentview.services.wireless_approval.questions import questions_of
from agentview.services.wireless_forms.matter import Matter, any_matter, matter_of

OFFERED = (
    WirelessCommand.APPROVE,
    WirelessCommand.REJECT,
    WirelessCommand.REQUEST_INFO,
    WirelessCommand.EDIT_BY_APPROVER,
    WirelessCommand.ANSWER,
)
"""The commands of approval, as buttons show them."""
A = Approval


def standing(unit: Unit, request: OrderRef) -> Standing:
    """Return how the approval of an order stands, in a fixed number of statements. Raises NotFound."""
    return _standing(unit, matter_of(unit, request.order_id))


def standing_of(unit: Unit, order_id: int) -> Standing:
    """Return how approval stands after a command: for who decided, whatever may be seen from now on."""
    return _standing(unit, any_matter(unit, order_id))


def _standing(unit: Unit, found: Matter) -> Standing:
    order = found.order
    parts = unit.session.scalars(
        select(A)
        .where(A.order_id == order.id)
        .order_by(A.round_no.desc(), A.level, A.id)
        .execution_options(populate_existing=True)
    ).all()
    questions = questions_of(unit, order)
    ids = [one for part in parts for one in (part.approver_user_id, part.decided_by_user_id)]
    ids += [one for asked in questions for one in (asked.asked_by_user_id, asked.answered_by_user_id)]
    people, mine = named(unit, ids), own_part(unit, order)
    is_open = not judge(unit, found, mine, WirelessCommand.APPROVE)
    policy = unit.session.get(ApprovalPolicy, order.policy_id) if order.policy_id is not None else None
    return Standing(
        order_id=order.id,
        version=order.row_version,
        reference=found.reference,
        status=WirelessStatus(order.status),
        round_no=order.round_no,
        level=order.level,
        levels=order.levels,
        policy_id=order.policy_id,
        policy=policy.name if policy is not None else "",
        waiting_since=order.waiting_since,
        expires_at=order.expires_at,
        seconds_left=order.expiry_left_seconds,
        rounds=_rounds(parts, people, mine.id if mine is not None and is_open else None),
        questions=tuple(_question(one, people) for one in questions),
        commands=tuple(_state(unit, found, mine, command) for command in OFFERED),
    )


def _state(unit: Unit, found: Matter, mine: Approval | None, command: WirelessCommand) -> CommandState:
    refusals: tuple[Refusal, ...] = judge(unit, found, mine, command)
    return CommandState.of(command.value, refusals)


def _rounds(parts: Sequence[Approval], people: dict[int, Approver], mine: int | None) -> tuple[Round, ...]:
    return tuple(
        Round(
            round_no=number,
            levels=tuple(
                Level(level=level, parts=tuple(_part(one, people, mine) for one in of_level))
                for level, of_level in groupby(of_round, key=lambda one: one.level)
            ),
        )
        for number, of_round in groupby(parts, key=lambda one: one.round_no)
    )


def _part(row: Approval, people: dict[int, Approver], mine: int | None) -> Part:
    decider = row.decided_by_user_id
    return Part(
        approver=people[row.approver_user_id],
        is_default=row.is_default,
        status=ApprovalStatus(row.status),
        opened_at=row.opened_at,
        decided_at=row.decided_at,
        decided_by=people[decider] if decider is not None else None,
        reason=row.reason,
        can_decide=row.id == mine,
    )


def _question(row: InfoRequest, people: dict[int, Approver]) -> Question:
    answerer = row.answered_by_user_id
    return Question(
        level=row.level,
        asked_by=people[row.asked_by_user_id],
        asked_at=row.asked_at,
        question=row.question,
        answered_by=people[answerer] if answerer is not None else None,
        answered_at=row.answered_at,
        answer=row.answer,
    )
