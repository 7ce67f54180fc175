"""Devices of the small operator on their way into programmes, for the tests."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select, update
from stdnum import luhn

from agentview.adaptors.enrolment_simulator import ANSWER_AFTER, EnrolmentSimulator
from agentview.contract import enrolments as contract
from agentview.contract.enrolments import EnrolmentActed, EnrolmentDetail
from agentview.contract.hardware import EnrolmentStatus, HardwareLineStatus
from agentview.core.caller import Caller
from agentview.files.interfaces.checking import read
from agentview.files.interfaces.device_enrolment_request import ENROLMENT_REQUEST, EnrolmentOrder
from agentview.files.interfaces.device_enrolment_response import (
    EnrolledDevice,
    EnrolmentError,
    RespondedOrder,
    enrolment_response,
)
from agentview.files.interfaces.whole_file import write_whole
from agentview.files.payload import PayloadFolder
from agentview.gateway.dispatch import Dispatcher
from agentview.gateway.embedded import Embedded
from agentview.jobs.device_enrolment_request import EnrolmentRequestRound
from agentview.jobs.device_enrolment_response import device_enrolment_response
from agentview.models.database import Stamp
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider
from agentview.models.party import Provider
from agentview.services.enrolments.dispatched import DispatchedUnit, enrol_dispatched, unenrol_returned
from agentview.services.hardware_billing import bill_orders, credit_line
from agentview.services.network.system import system_of
from agentview.services.unit import Unit
from tests import build, build_hardware
from tests.fixtures.backend import Backend
from tests.services.enrolments.partner_folder import PartnerFolder
from tests.services.provisioning.working import Working

T = TypeVar("T")
_NUMBERS = count(1)


def serial(body: int, rule: str = "00") -> str:
    """Return an IMEI; the simulator's rules look at the two digits before its check digit."""
    digits = f"35{body:010}{rule}"
    return digits + luhn.calc_check_digit(digits)


@dataclass
class TestRun:
    """A run that nobody wrote down: what a handler works with."""

    __test__ = False

    embedded: Embedded
    caller: Caller
    payload: Mapping[str, Any] = field(default_factory=dict)
    run_id: int = 0
    count: tuple[int, int] = (0, 0)

    @property
    def dispatcher(self) -> Dispatcher:
        return self.embedded.dispatcher

    @property
    def now(self) -> datetime:
        return self.dispatcher.clock.now()

    def act(self, work: Callable[[Unit], T]) -> T:
        return self.dispatcher.act(self.caller, work)

    def progress(self, done: int, total: int | None = None, failed: int = 0) -> None:
        assert total is None
        self.count = (done, failed)

    def step(self, _name: str, work: Callable[[], T]) -> T:
        return work()


@dataclass
class Device:
    """A dispatched unit and its enrolment."""

    unit_id: int
    order_id: int
    serial_no: str
    enrolment_id: int


class Enrolling(Working):
    """Dispatches units, runs the two jobs, and plays the programme."""

    folder: PartnerFolder
    payloads: PayloadFolder

    def __init__(self, backend: Backend, tmp_path: Path) -> None:
        super().__init__(backend)
        self.folder = PartnerFolder(tmp_path / "fruit")
        self.payloads = PayloadFolder(tmp_path / "payloads")
        self.programme(exchange_url="file:///fruit")
        with backend.database.read() as session:
            self.system = system_of(session.get_one(Provider, build.HARBOUR))

    def programme(self, **values: object) -> None:
        """Set something of the Fruit programme."""
        with self.backend.database.write(Stamp("test", self.backend.clock.now())) as session:
            session.execute(
                update(DeviceEnrolmentProvider)
                .where(DeviceEnrolmentProvider.id == build_hardware.FRUIT)
                .values(**values)
            )

    def act(self, work: Callable[[Unit], T]) -> T:
        """Do something as the program, acting for Harbour."""
        return self.backend.dispatcher.act(self.system, work)

    def dispatch(
        self,
        *serials: str,
        account: int = build.MARLOW,
        is_requested: bool = True,
        product: int = build_hardware.PHONE,
    ) -> list[Device]:
        """Dispatch a line of units, as the Sales Order Dispatch job does; return each with its enrolment."""
        wanted = serials or (serial(next(_NUMBERS)),)
        return self.act(lambda unit: _dispatch(unit, wanted, account, product, is_requested=is_requested))

    def give_back(self, devices: Iterable[Device]) -> int:
        """Return the lines of units to the warehouse."""
        orders = [device.order_id for device in devices]

        def work(unit: Unit) -> int:
            of_orders = HardwareOrderLine.hardware_order_id.in_(orders)
            lines = unit.session.scalars(select(HardwareOrderLine).where(of_orders)).all()
            for line in lines:
                line.status, line.returned_at = HardwareLineStatus.RETURNED.value, unit.now
                credit_line(unit, line.id)
            of_lines = HardwareUnit.line_id.in_([line.id for line in lines])
            units = unit.session.scalars(select(HardwareUnit).where(of_lines)).all()
            for one in units:
                one.is_returned, one.returned_at = True, unit.now
            return unenrol_returned(unit, [one.id for one in units])

        return self.act(work)

    def send(self) -> TestRun:
        """Run a round of the Device Enrolment Request job."""
        run = TestRun(self.backend.embedded, self.system)
        EnrolmentRequestRound(run, self.folder.open_at, self.payloads).carry_out()
        return run

    def take_in(self) -> TestRun:
        """Run a round of the Device Enrolment Response job."""
        run = TestRun(self.backend.embedded, self.system)
        device_enrolment_response(self.folder.open_at, self.payloads).handler(run)
        return run

    def simulate(self) -> int:
        """Let the simulated programme answer all that lies in the outbox."""
        simulator = EnrolmentSimulator(self.folder.root, self.backend.clock)
        simulator.step()
        self.backend.clock.move(ANSWER_AFTER)
        return simulator.step()

    def round_trip(self) -> None:
        """Send, have it answered, take the answers in."""
        self.send()
        self.simulate()
        self.take_in()

    def orders(self, name: str | None = None) -> list[EnrolmentOrder]:
        """Return what the last request file, or the one named, asks for."""
        path = self.folder.root / "outbox" / (name or self.folder.sent()[-1])
        with path.open("rb") as stream:
            return list(read(stream, ENROLMENT_REQUEST))

    def answer(
        self,
        order_id: int,
        *errors: tuple[str, str],
        name: str | None = None,
        devices: Sequence[str] = (),
        code: str = "FRUIT-DEP",
    ) -> str:
        """Put an answer into the inbox; return its name."""
        name = name or f"A{next(_NUMBERS):08}.json"
        found = [EnrolmentError(*error) for error in errors]
        listed = [EnrolledDevice(one, f"DEV-{one[-4:]}") for one in devices]
        value = enrolment_response(name, code, RespondedOrder(order_id, found, listed))
        (self.folder.root / "inbox" / name).write_bytes(write_whole(value))
        return name

    def detail(self, device: Device, user: str = "harbour_back") -> EnrolmentDetail:
        """Read a device's enrolment."""
        return self.call(user, contract.DEVICE, enrolment_id=device.enrolment_id)

    def status(self, device: Device) -> EnrolmentStatus:
        """Return where a device's enrolment stands."""
        return self.detail(device).row.status

    def do(self, user: str, op: Any, device: Device, **more: object) -> EnrolmentActed:  # noqa: ANN401
        """Carry out a command in the version of now."""
        seen = self.detail(device)
        acted: EnrolmentActed = self.call(
            user, op, enrolment_id=device.enrolment_id, version=seen.row.version, **more
        )
        return acted

    def refuse(self, user: str, op: Any, device: Device, **more: object) -> Any:  # noqa: ANN401
        """Return the error that a command is refused with."""
        seen = self.detail(device)
        return self.refused(user, op, enrolment_id=device.enrolment_id, version=seen.row.version, **more)

    def open_commands(self, device: Device, user: str = "harbour_back") -> set[str]:
        """Return the commands that are open to somebody."""
        return {state.command for state in self.detail(device, user).commands if state.is_open}


def _dispatch(
    unit: Unit, serials: Sequence[str], account: int, product: int, *, is_requested: bool
) -> list[Device]:
    order = HardwareOrder(
        provider_id=build.HARBOUR,
        account_id=account,
        status="COMPLETE",
        billing_mode="IMMEDIATE",
        currency="AUD",
        generated_at=unit.now,
        completed_at=unit.now,
    )
    unit.session.add(order)
    unit.session.flush()
    line = HardwareOrderLine(
        hardware_order_id=order.id,
        product_id=product,
        warehouse_id=build_hardware.SYDNEY,
        qty=len(serials),
        shipped_qty=len(serials),
        unit_price_cents=99900,
        tax_code="GST",
        status="DISPATCHED",
        is_enrolment_requested=is_requested,
        dispatched_at=unit.now,
    )
    unit.session.add(line)
    unit.session.flush()
    units = [
        HardwareUnit(provider_id=build.HARBOUR, line_id=line.id, serial_type="IMEI", serial_no=one)
        for one in serials
    ]
    unit.session.add_all(units)
    unit.session.flush()
    bill_orders(unit, [order.id])
    enrol_dispatched(
        unit,
        build.HARBOUR,
        [
            DispatchedUnit(
                one.id, account, product, build_hardware.FRUIT, "IMEI", one.serial_no, is_requested
            )
            for one in units
        ],
    )
    ids = dict(
        unit.session.execute(
            select(DeviceEnrolment.hardware_unit_id, DeviceEnrolment.id).where(
                DeviceEnrolment.hardware_unit_id.in_([one.id for one in units])
            )
        ).all()
    )
    return [Device(one.id, order.id, one.serial_no, ids[one.id]) for one in units]
