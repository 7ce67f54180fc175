"""Claim, release, take next, take over, leases (D-18, D-20)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from agentview.contract import feed
from agentview.contract import provisioning as contract
from agentview.contract.provisioning import TaskCommand, TaskStatus, View
from agentview.core.errors import AgentViewError, Conflict, Denied, Rejected
from tests.fixtures.patience import eventually
from tests.services.provisioning.working import Working, at


def test_d_18_a_claimed_task_is_mine_and_others_hear_whose(working: Working) -> None:
    task = working.new()
    claimed = working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    assert claimed.status is TaskStatus.IN_PROGRESS
    refused = working.refused("meridian_prov2", contract.CLAIM, task_id=task.row.task_id)
    assert isinstance(refused, Conflict)
    assert (refused.code, refused.values["by"]) == ("E-CLAIMED", "Meridian Prov")
    seen = working.read("meridian_prov2", task)
    assert (seen.row.claimed_by, seen.row.status) == ("Meridian Prov", TaskStatus.IN_PROGRESS)


def test_claiming_one_s_own_task_again_keeps_the_claim(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    first = working.read("meridian_prov", task).row.claimed_at
    working.backend.clock.move(timedelta(minutes=5))
    working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    again = working.read("meridian_prov", task)
    assert again.row.claimed_at == first
    assert again.lease_until == working.backend.clock.now() + timedelta(minutes=15)


def test_a_claim_is_written_down_once_though_more_is_done_in_the_same_moment(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    fields = task.fields.model_copy(update={"supplier_reference": "NX"})
    held = working.read("meridian_prov", task)
    working.call("meridian_prov", contract.EDIT, **at(held), fields=fields)
    assert actions(working, task) == ["edit", "claim"]
    working.call("meridian_prov", contract.RELEASE, task_id=task.row.task_id)
    working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    assert actions(working, task) == ["claim", "release", "edit", "claim"]


def actions(working: Working, task: contract.TaskDetail) -> list[str]:
    """Return what was done to a task since it came, newest first."""
    timeline = working.read("meridian_prov", task).timeline
    return [entry.action for entry in timeline if entry.action != "create"]


def test_release_gives_the_task_back(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    assert working.refused("meridian_prov2", contract.RELEASE, task_id=task.row.task_id).code == "E-NOT-YOURS"
    released = working.call("meridian_prov", contract.RELEASE, task_id=task.row.task_id)
    assert released.status is TaskStatus.AWAITING_PROVISIONING
    working.call("meridian_prov2", contract.CLAIM, task_id=task.row.task_id)
    assert working.read("meridian_prov2", task).row.claimed_by == "Meridian Prov2"


def test_d_18_a_lease_ends_after_fifteen_minutes_without_activity(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    working.backend.clock.move(timedelta(minutes=14))
    working.call("meridian_prov", contract.RENEW, task_id=task.row.task_id)
    working.backend.clock.move(timedelta(minutes=15))
    assert working.read("meridian_prov2", task).row.status is TaskStatus.IN_PROGRESS
    working.backend.clock.move(timedelta(seconds=1))
    late = working.read("meridian_prov2", task)
    assert (late.row.status, late.row.claimed_by) == (TaskStatus.AWAITING_PROVISIONING, None)
    assert [row.task_id for row in working.rows("meridian_prov2", view=View.UNCLAIMED)] == [task.row.task_id]
    assert working.rows("meridian_prov", view=View.MINE) == ()
    assert working.refused("meridian_prov", contract.RENEW, task_id=task.row.task_id).code == "E-STATE"
    working.call("meridian_prov2", contract.CLAIM, task_id=task.row.task_id)
    assert working.read("meridian_prov2", task).row.claimed_by == "Meridian Prov2"


def test_renewing_does_not_change_the_version(working: Working) -> None:
    task = working.new()
    version = working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id).version
    assert working.call("meridian_prov", contract.RENEW, task_id=task.row.task_id).version == version
    assert working.read("meridian_prov", task).row.version == version


def test_d_20_take_next_takes_what_is_due_first(working: Working) -> None:
    working.backend.clock.move(timedelta(hours=1))
    later = working.new(phone="+61491570157")
    working.backend.clock.move(timedelta(hours=-1))
    sooner = working.new()
    taken = [working.call("meridian_prov", contract.TAKE_NEXT) for _ in range(3)]
    ids = [one.task.task_id if one.task else None for one in taken]
    assert ids == [sooner.row.task_id, later.row.task_id, None]
    assert taken[0].due_at == sooner.row.due_at


def test_take_next_can_be_limited_to_kinds(working: Working) -> None:
    working.new()
    taken = working.call("meridian_prov", contract.TAKE_NEXT, transfer_types=[contract.TransferType.CANCEL])
    assert taken.task is None


def personal_news(working: Working, username: str, cursor: str) -> list[feed.Change]:
    """Wait for what is told to one person alone: a change shows when older transactions are over."""
    found: list[feed.Change] = []

    def has_come() -> bool:
        changes = working.call(username, feed.SINCE, cursor=cursor).changes
        found.extend(one for one in changes if one.to_user_id)
        return bool(found)

    assert eventually(has_come)
    return found


def test_d_18_a_supervisor_takes_over_with_a_reason_and_the_former_claimant_is_told(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    cursor = working.call("meridian_prov", feed.SINCE).cursor
    refused = working.refused("meridian_prov2", contract.TAKE_OVER, task_id=task.row.task_id, reason="mine")
    assert isinstance(refused, Denied)
    empty = working.refused("meridian_lead", contract.TAKE_OVER, task_id=task.row.task_id, reason=" ")
    assert (empty.code, empty.refusals[0].field) == ("E-REASON", "reason")
    taken = working.call("meridian_lead", contract.TAKE_OVER, task_id=task.row.task_id, reason="She is ill")
    assert taken.status is TaskStatus.IN_PROGRESS
    assert working.read("meridian_lead", task).row.claimed_by == "Meridian Lead"
    told = [(one.verb, one.text) for one in personal_news(working, "meridian_prov", cursor)]
    assert told == [("take_over", "She is ill")]
    others = working.call("meridian_prov2", feed.SINCE, cursor=cursor).changes
    assert not [one for one in others if one.to_user_id]
    again = working.refused("meridian_lead", contract.TAKE_OVER, task_id=task.row.task_id, reason="x")
    assert isinstance(again, Rejected)
    assert again.code == "E-ALREADY-YOURS"


def test_d_18_acting_on_an_unclaimed_task_claims_it(working: Working) -> None:
    task = working.new()
    working.call(
        "meridian_prov",
        contract.EDIT,
        **at(task),
        fields=task.fields.model_copy(update={"supplier_reference": "NX"}),
    )
    seen = working.read("meridian_prov", task)
    assert (seen.row.claimed_by, seen.fields.supplier_reference) == ("Meridian Prov", "NX")
    assert [entry.action for entry in seen.timeline][:2] == ["edit", "claim"]


def test_asking_reaches_the_claimant_alone(working: Working) -> None:
    task = working.new()
    assert working.refused("meridian_prov2", contract.ASK, task_id=task.row.task_id).code == "E-NOT-CLAIMED"
    working.call("meridian_prov", contract.CLAIM, task_id=task.row.task_id)
    cursor = working.call("meridian_prov", feed.SINCE).cursor
    working.call("meridian_prov2", contract.ASK, task_id=task.row.task_id, message="May I?")
    asked = personal_news(working, "meridian_prov", cursor)
    assert [(one.actor, one.text, one.record_id) for one in asked] == [
        ("Meridian Prov2", "May I?", task.row.task_id)
    ]


def test_of_many_claims_at_once_exactly_one_wins(working: Working) -> None:
    tasks = [working.new(phone=f"+6149157{number:04d}") for number in range(6)]
    people = ("meridian_prov", "meridian_prov2", "meridian_lead")
    gateways = [working.on(name) for name in people]

    def claim(gateway_number: int, task_id: int) -> str:
        try:
            gateways[gateway_number].call(contract.CLAIM, contract.TaskRef(task_id=task_id))
        except AgentViewError as error:
            return error.code
        return "won"

    with ThreadPoolExecutor(len(people)) as pool:
        for task in tasks:
            won = list(pool.map(claim, range(len(people)), [task.row.task_id] * len(people)))
            assert sorted(won) == ["E-CLAIMED", "E-CLAIMED", "won"]


def test_many_who_take_next_at_once_get_different_tasks(working: Working) -> None:
    for number in range(8):
        working.new(phone=f"+6149157{number:04d}")
    people = ("meridian_prov", "meridian_prov2", "meridian_lead")
    gateways = [working.on(name) for name in people]

    def take_all(gateway_number: int) -> list[int]:
        found: list[int] = []
        while (taken := gateways[gateway_number].call(contract.TAKE_NEXT, contract.TakeNextRequest())).task:
            found.append(taken.task.task_id)
        return found

    with ThreadPoolExecutor(len(people)) as pool:
        taken = [task_id for found in pool.map(take_all, range(len(people))) for task_id in found]
    assert len(taken) == len(set(taken))
    # Who hears "nothing left" while another's claim is under way leaves nothing behind.
    assert len(taken) + len(working.rows("meridian_prov", view=View.UNCLAIMED)) == 8


def test_the_row_says_which_commands_are_open_and_why_the_others_are_not(working: Working) -> None:
    task = working.new()
    states = {state.command: state for state in working.read("meridian_prov", task).commands}
    assert states[TaskCommand.CLAIM.value].is_open
    assert [refusal.code for refusal in states["take_over"].refusals] == ["E-STATE"]
    assert [refusal.code for refusal in states["finalise_cancellation"].refusals] == ["E-TRANSFER-TYPE"]
    csa = {state.command: state for state in working.read("harbour_csa", task).commands}
    assert [refusal.code for refusal in csa["claim"].refusals] == ["E-POWER", "E-OTHER-QUEUE"]
