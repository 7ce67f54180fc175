"""What stands against a decision, and who was first; without Qt."""

from typing import cast

import pytest

from agentview.contract.value import CommandState, RefusalInfo
from agentview.contract.wireless import ApprovalStatus as S
from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_approvals import Approver, Level, Part, Question, Round, Standing
from agentview.contract.wireless_orders import History, HistoryEntry, WirelessOrder
from agentview.contract.wireless_orders import WirelessCommand as C
from agentview.ui.views.wireless_approvals.presenter import Shown, against, against_after, decided_first
from tests import build

ME, BOSS = Approver(user_id=1, name="Me"), Approver(user_id=2, name="Marlow Boss")
NOT_MINE = RefusalInfo(code="E-WL-NOT-APPROVER")
SAY_WHY = RefusalInfo(code="E-WL-SAY-WHY")


class Order:
    """No more of an order is looked at."""

    commands: tuple[CommandState, ...] = ()


def part(status: S, by: Approver | None = None, *, can_decide: bool = False) -> Part:
    """The part of the boss."""
    return Part(
        approver=BOSS,
        is_default=False,
        status=status,
        opened_at=build.START,
        decided_at=None if by is None else build.START,
        decided_by=by,
        reason="",
        can_decide=can_decide,
    )


def shown(
    *parts: Part,
    level: int = 1,
    round_no: int = 1,
    refusals: tuple[RefusalInfo, ...] = (),
    questions: tuple[Question, ...] = (),
    entries: tuple[HistoryEntry, ...] = (),
) -> Shown:
    """A request whose first level has these parts."""
    standing = Standing(
        order_id=1,
        version=1,
        reference="WO-1",
        status=WirelessStatus.AWAITING_APPROVAL,
        round_no=round_no,
        level=level,
        levels=2,
        policy_id=None,
        policy="",
        waiting_since=None,
        expires_at=None,
        seconds_left=None,
        rounds=(Round(round_no=round_no, levels=(Level(level=1, parts=parts),)),),
        questions=questions,
        commands=(CommandState(command=C.REJECT, refusals=refusals),),
    )
    past = History(entries=entries, has_older=False)
    return Shown(cast("WirelessOrder", Order()), standing, past)


def test_what_is_to_be_said_is_asked_for_later() -> None:
    """R-WL-23: a reason that is not typed yet closes nothing."""
    assert against(shown(refusals=(SAY_WHY,)), C.REJECT) == ()
    assert against(shown(refusals=(SAY_WHY, NOT_MINE)), C.REJECT) == (NOT_MINE,)
    assert against(shown(), C.APPROVE) is None


@pytest.mark.parametrize(
    ("status", "code"), [(S.APPROVED, "E-WL-APPROVED-FIRST"), (S.REJECTED, "E-WL-REJECTED-FIRST")]
)
def test_r_wl_19_who_was_first_is_named(status: S, code: str) -> None:
    seen = shown(part(S.PENDING))
    now = shown(part(status, BOSS), level=2, refusals=(NOT_MINE,))
    [refusal] = against_after(seen, C.REJECT)(now)
    assert (refusal.code, refusal.values) == (code, {"who": "Marlow Boss", "level": 1})


def test_what_is_still_possible_stays_open_and_other_reasons_are_told() -> None:
    seen = shown(part(S.PENDING))
    assert against_after(seen, C.REJECT)(shown(part(S.APPROVED, BOSS), level=2)) == ()
    judged = against_after(seen, C.REJECT)(shown(part(S.CANCELLED), refusals=(NOT_MINE,)))
    assert judged == (NOT_MINE,)


def test_a_new_round_was_not_decided_by_anybody() -> None:
    """R-WL-24."""
    seen = shown(part(S.PENDING))
    assert decided_first(seen, shown(part(S.APPROVED, BOSS), round_no=2)) is None
    assert decided_first(seen, shown(part(S.SKIPPED), level=2)) is None


def test_the_own_part_is_the_one_that_can_be_decided() -> None:
    assert shown(part(S.PENDING)).own_part is None
    own = part(S.PENDING, can_decide=True)
    assert shown(part(S.PENDING), own).own_part == own
    assert shown(own, level=2).own_part is None


def test_the_question_that_waits_is_the_last_unanswered_one() -> None:
    def question(text: str, *, is_answered: bool) -> Question:
        return Question(
            level=1,
            asked_by=BOSS,
            asked_at=build.START,
            question=text,
            answered_by=ME if is_answered else None,
            answered_at=build.START if is_answered else None,
            answer="",
        )

    old, new = question("Why?", is_answered=True), question("When?", is_answered=False)
    assert shown(questions=(old,)).question is None
    assert shown(questions=(old, new)).question == new


def test_how_the_draft_came_about_is_not_shown() -> None:
    def entry(at: int, action: str) -> HistoryEntry:
        return HistoryEntry(
            entry_id=at, at=build.START, by="Me", action=action, field=None, old=None, new=None, text=""
        )

    entries = tuple(
        entry(at, one) for at, one in enumerate((C.APPROVE, C.SUBMIT, C.CONFIRM, C.EDIT, C.START))
    )
    found = shown(entries=entries).since_submitted
    assert [one.action for one in found] == [C.APPROVE, C.SUBMIT]
