"""A model of SM-4 beside the real one: people, both jobs, a programme that answers as it likes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from agentview.contract import enrolments as contract
from agentview.contract.hardware import EnrolmentStatus
from agentview.contract.op import Op
from agentview.core.errors import AgentViewError, Unavailable
from tests.fixtures.backend import Backend
from tests.services.enrolments.enrolling import Device, Enrolling, serial
from tests.world import assert_world

S = EnrolmentStatus
_NUMBERS = count(1)
_WHO = st.integers(0, 9)


@dataclass
class Model:
    """What a device's enrolment must be. `asked` are requests that the programme has and did not answer."""

    device: Device
    status: EnrolmentStatus
    is_claimed: bool = False
    is_void_due: bool = False
    is_returned: bool = False
    asked: list[tuple[int, bool]] = field(default_factory=list)
    """Order id, and whether its answer counts."""

    def supersede(self) -> None:
        self.asked = [(order_id, False) for order_id, _ in self.asked]


class Enrolments(RuleBasedStateMachine):
    """Every command and both jobs at every moment; the model says what must come of it."""

    open_backend: Callable[[], Backend]

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.backend = type(self).open_backend()
        self.world = Enrolling(self.backend, Path(self.folder.name))
        self.model: list[Model] = []

    def teardown(self) -> None:
        if hasattr(self, "backend"):
            assert_world(self.backend.database)
            self.backend.close()
            self.backend.embedded.close()
            self.folder.cleanup()

    def pick(self, number: int) -> Model | None:
        return self.model[number % len(self.model)] if self.model else None

    def attempt(self, op: Op[Any, Any], one: Model, **more: object) -> bool:
        try:
            self.world.do("harbour_lead", op, one.device, **more)
        except AgentViewError:
            return False
        return True

    @rule(is_requested=st.booleans())
    def dispatch(self, *, is_requested: bool) -> None:
        [device] = self.world.dispatch(serial(next(_NUMBERS)), is_requested=is_requested)
        self.model.append(Model(device, S.ENROL_PENDING if is_requested else S.NOT_REQUESTED))

    @rule(number=_WHO)
    def ask(self, number: int) -> None:
        if (one := self.pick(number)) is None:
            return
        allowed = one.status is S.NOT_REQUESTED and not one.is_returned
        assert self.attempt(contract.REQUEST, one) is allowed
        if allowed:
            one.status = S.ENROL_PENDING

    @rule(number=_WHO)
    def unenrol(self, number: int) -> None:
        if (one := self.pick(number)) is None:
            return
        allowed = one.status in {S.ENROLLED, S.ENROL_ERROR}
        assert self.attempt(contract.UNENROL, one, reason="Sold") is allowed
        if allowed:
            one.status = S.UNENROL_PENDING

    @rule(number=_WHO)
    def resubmit(self, number: int) -> None:
        if (one := self.pick(number)) is None:
            return
        to = {S.ENROL_ERROR: S.ENROL_PENDING, S.UNENROL_ERROR: S.UNENROL_PENDING}.get(one.status)
        assert self.attempt(contract.RESUBMIT, one) is (to is not None)
        one.status = to or one.status

    @rule(number=_WHO)
    def void(self, number: int) -> None:
        if (one := self.pick(number)) is None:
            return
        is_unsent = one.status is S.ENROL_PENDING and not one.is_claimed and not one.is_void_due
        is_sent = one.status is S.ENROL_SENT
        assert self.attempt(contract.VOID, one) is (is_unsent or is_sent)
        if is_unsent:
            one.status = S.VOIDED
        elif is_sent:
            one.status, one.is_void_due = S.ENROL_PENDING, True
            one.supersede()

    @rule(number=_WHO)
    def give_back(self, number: int) -> None:
        if (one := self.pick(number)) is None or one.is_returned:
            return
        self.world.give_back([one.device])
        one.is_returned = True
        if one.status in {S.ENROLLED, S.ENROL_ERROR}:
            one.status = S.UNENROL_PENDING
        elif one.status is S.ENROL_PENDING and not one.is_claimed and not one.is_void_due:
            one.status = S.VOIDED

    @rule(is_reached=st.booleans())
    def send(self, *, is_reached: bool) -> None:
        """The request job, with a programme that may not be reached: the batch waits then."""
        self.world.folder.is_gone = not is_reached
        waiting = [one for one in self.model if one.status in {S.ENROL_PENDING, S.UNENROL_PENDING}]
        before = set(self.world.folder.sent())
        try:
            self.world.send()
        except Unavailable:
            assert not is_reached
            assert waiting
        self.world.folder.is_gone = False
        for one in waiting:
            one.is_claimed = not is_reached
            if is_reached:
                one.status = S.ENROL_SENT if one.status is S.ENROL_PENDING else S.UNENROL_SENT
                one.is_void_due = False
        for name in sorted(set(self.world.folder.sent()) - before):
            self.note_requests(name)

    def note_requests(self, name: str) -> None:
        by_serial = {one.device.serial_no: one for one in self.model}
        for order in self.world.orders(name):
            by_serial[order.devices[0].device_id].asked.append((order.id, order.request_type != "VOID"))

    @rule(number=_WHO, which=st.integers(0, 5), is_good=st.booleans())
    def answer(self, number: int, which: int, *, is_good: bool) -> None:
        """The programme answers one of its requests, in any order, also those that were replaced."""
        if (one := self.pick(number)) is None or not one.asked:
            return
        order_id, counts = one.asked.pop(which % len(one.asked))
        self.world.answer(order_id, *(() if is_good else (("X", "No"),)))
        self.world.take_in()
        if not counts:
            return
        if one.status is S.ENROL_SENT:
            one.status = S.ENROLLED if is_good else S.ENROL_ERROR
            if one.is_returned:
                one.status = S.UNENROL_PENDING
        elif one.status is S.UNENROL_SENT:
            one.status = S.UNENROLLED if is_good else S.UNENROL_ERROR

    @invariant()
    def states_agree(self) -> None:
        for one in getattr(self, "model", []):
            seen = self.world.detail(one.device)
            assert (seen.row.status, seen.is_void_due) == (one.status, one.is_void_due)


def play(open_backend: Callable[[], Backend], examples: int) -> None:
    """Run the machine on backends that `open_backend` makes."""
    machine = type("EnrolmentsOnBackend", (Enrolments,), {"open_backend": staticmethod(open_backend)})
    effort = settings(
        max_examples=examples, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=effort)


def test_sm_4_devices_follow_their_model_on_sqlite(open_sqlite: Callable[[], Backend]) -> None:
    play(open_sqlite, examples=12)


def test_sm_4_devices_follow_their_model_on_postgresql(open_postgresql: Callable[[], Backend]) -> None:
    play(open_postgresql, examples=5)
