"""A model of the queue beside the real one: many people, many orders, a moving clock, both databases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from agentview.contract import provisioning as contract
from agentview.contract.provisioning import TaskDetail, TaskStatus, View
from agentview.core.errors import AgentViewError
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working, at
from tests.world import assert_world

WORKERS = ("meridian_prov", "meridian_prov2", "meridian_lead")
LEASE = timedelta(minutes=15)
_NUMBERS = count(1)


@dataclass
class Model:
    """What a task must be."""

    due_at: datetime
    status: TaskStatus = TaskStatus.AWAITING_PROVISIONING
    holder: str | None = None
    lease_until: datetime | None = None
    attempt: int = 1

    def now(self, moment: datetime) -> tuple[TaskStatus, str | None]:
        """Return the state and the holder at a moment: a lease that ran out frees the task."""
        if self.status is TaskStatus.IN_PROGRESS and (self.lease_until is None or self.lease_until < moment):
            return TaskStatus.AWAITING_PROVISIONING, None
        return self.status, self.holder

    def hold(self, who: str, moment: datetime) -> None:
        self.status, self.holder, self.lease_until = TaskStatus.IN_PROGRESS, who, moment + LEASE

    def leave(self, status: TaskStatus) -> None:
        self.status, self.holder, self.lease_until = status, None, None


class Queue(RuleBasedStateMachine):
    """Every command by every worker at every moment; the model says what must come of it."""

    open_backend: Callable[[], Backend]

    @initialize()
    def begin(self) -> None:
        self.backend = type(self).open_backend()
        self.working = Working(self.backend)
        self.model: dict[int, Model] = {}

    def teardown(self) -> None:
        if hasattr(self, "backend"):
            assert_world(self.backend.database)
            self.backend.close()
            self.backend.embedded.close()

    @property
    def moment(self) -> datetime:
        return self.backend.clock.now()

    def pick(self, number: int) -> int | None:
        ids = sorted(self.model)
        return ids[number % len(ids)] if ids else None

    def seen(self, task_id: int) -> TaskDetail:
        return self.working.read("meridian_prov", task_id)

    def attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except AgentViewError:
            return False
        return True

    @rule()
    def order(self) -> None:
        task = self.working.new(phone=f"+61491{next(_NUMBERS) % 1_000_000:06d}")
        self.model[task.row.task_id] = Model(task.row.due_at)

    @rule(minutes=st.integers(1, 20))
    def wait(self, minutes: int) -> None:
        self.backend.clock.move(timedelta(minutes=minutes))

    @rule(number=st.integers(0, 9), who=st.sampled_from(WORKERS))
    def claim(self, number: int, who: str) -> None:
        if (task_id := self.pick(number)) is None:
            return
        status, holder = self.model[task_id].now(self.moment)
        allowed = status is TaskStatus.AWAITING_PROVISIONING or holder == who
        done = self.attempt(lambda: self.working.call(who, contract.CLAIM, task_id=task_id))
        assert done is allowed
        if done:
            self.model[task_id].hold(who, self.moment)

    @rule(who=st.sampled_from(WORKERS))
    def take_next(self, who: str) -> None:
        free = [
            (one.due_at, task_id)
            for task_id, one in self.model.items()
            if one.now(self.moment)[0] is TaskStatus.AWAITING_PROVISIONING
        ]
        taken = self.working.call(who, contract.TAKE_NEXT).task
        assert (taken.task_id if taken else None) == (min(free)[1] if free else None)
        if taken:
            self.model[taken.task_id].hold(who, self.moment)

    @rule(number=st.integers(0, 9), who=st.sampled_from(WORKERS))
    def release(self, number: int, who: str) -> None:
        if (task_id := self.pick(number)) is None:
            return
        allowed = self.model[task_id].now(self.moment) == (TaskStatus.IN_PROGRESS, who)
        done = self.attempt(lambda: self.working.call(who, contract.RELEASE, task_id=task_id))
        assert done is allowed
        if done:
            self.model[task_id].leave(TaskStatus.AWAITING_PROVISIONING)

    @rule(number=st.integers(0, 9), who=st.sampled_from(WORKERS))
    def take_over(self, number: int, who: str) -> None:
        if (task_id := self.pick(number)) is None:
            return
        status, holder = self.model[task_id].now(self.moment)
        allowed = who == "meridian_lead" and status is TaskStatus.IN_PROGRESS and holder != who
        done = self.attempt(
            lambda: self.working.call(who, contract.TAKE_OVER, task_id=task_id, reason="Urgent")
        )
        assert done is allowed
        if done:
            self.model[task_id].hold(who, self.moment)

    @rule(
        number=st.integers(0, 9),
        who=st.sampled_from(WORKERS),
        what=st.sampled_from(["edit", "halt", "activate", "abort"]),
        is_stale=st.booleans(),
    )
    def act(self, number: int, who: str, what: str, *, is_stale: bool) -> None:
        if (task_id := self.pick(number)) is None:
            return
        seen = self.seen(task_id)
        seat = {**at(seen), "version": seen.row.version - 1} if is_stale else at(seen)
        if seat["version"] < 1:
            return
        done = self.attempt(lambda: self.carry_out(who, what, seen, seat))
        assert done is (not is_stale and self.may(who, what, task_id))
        if done:
            self.follow(who, what, task_id)

    def carry_out(self, who: str, what: str, seen: TaskDetail, seat: dict[str, int]) -> None:
        if what == "edit":
            self.working.call(who, contract.EDIT, **seat, fields=seen.fields)
        elif what == "halt":
            self.working.call(who, contract.HALT, **seat, code="OTHER", text="Why")
        elif what == "abort":
            self.working.call(who, contract.ABORT, **seat, reason="Why")
        else:
            self.working.call(who, contract.ACTIVATE, **seat, service_start_on=build.START.date())

    def may(self, who: str, what: str, task_id: int) -> bool:
        status, holder = self.model[task_id].now(self.moment)
        if what == "abort":
            is_open = status not in {TaskStatus.COMPLETED, TaskStatus.ABORTED}
            return is_open and who == "meridian_lead" and holder in {None, who}
        is_open = status in {TaskStatus.AWAITING_PROVISIONING, TaskStatus.IN_PROGRESS}
        return is_open and holder in {None, who}

    def follow(self, who: str, what: str, task_id: int) -> None:
        model = self.model[task_id]
        if what == "edit":
            model.hold(who, self.moment)
            return
        after = {
            "halt": TaskStatus.PROVISIONING_HALTED,
            "activate": TaskStatus.COMPLETED,
            "abort": TaskStatus.ABORTED,
        }
        model.leave(after[what])

    @rule(number=st.integers(0, 9), who=st.sampled_from(["harbour_csa", "meridian_lead", "alpine_lead"]))
    def resubmit(self, number: int, who: str) -> None:
        if (task_id := self.pick(number)) is None:
            return
        model = self.model[task_id]
        seen = self.seen(task_id)
        allowed = who == "harbour_csa" and model.status is TaskStatus.PROVISIONING_HALTED
        done = self.attempt(lambda: self.working.call(who, contract.RESUBMIT, **at(seen), note="Again"))
        assert done is allowed
        if done:
            model.leave(TaskStatus.AWAITING_PROVISIONING)
            model.attempt += 1
            model.due_at = self.seen(task_id).row.due_at

    @invariant()
    def the_queue_is_as_the_model(self) -> None:
        if not hasattr(self, "backend"):
            return
        rows = {row.task_id: row for view in SETTLED for row in self.working.rows("meridian_prov", view=view)}
        assert set(rows) == set(self.model)
        for task_id, model in self.model.items():
            row = rows[task_id]
            status, holder = model.now(self.moment)
            assert (row.status, row.attempt_no) == (status, model.attempt)
            if status is TaskStatus.IN_PROGRESS:
                assert row.claimed_by == str(holder).replace("_", " ").title()


SETTLED = (View.OPEN, View.HALTED, View.DONE)


def play(open_backend: Callable[[], Backend], examples: int) -> None:
    """Run the machine on backends that `open_backend` makes."""
    machine = type("QueueOnBackend", (Queue,), {"open_backend": staticmethod(open_backend)})
    effort = settings(
        max_examples=examples, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=effort)


def test_sm_1_the_queue_follows_its_model_on_sqlite(open_sqlite: Callable[[], Backend]) -> None:
    play(open_sqlite, examples=12)


def test_sm_1_the_queue_follows_its_model_on_postgresql(open_postgresql: Callable[[], Backend]) -> None:
    play(open_postgresql, examples=6)
