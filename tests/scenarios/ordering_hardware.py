"""Ordering hardware by keyboard: the agent's page, the supervisor's, and the jobs of back office."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from sqlalchemy import func, select

from agentview.contract.jobs import RunStatus
from agentview.core.reference import Prefix, reference
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.models.job_run import JobRun
from agentview.models.subscription import Cardline
from agentview.ui.texts.run import job_word
from tests.scenarios.partner import Partner
from tests.scenarios.phone_desk import PhoneDesk

AGENT, SUPERVISOR, BACK_OFFICE = "harbour_csa", "harbour_lead", "harbour_back"
H, L = HardwareOrder, HardwareOrderLine
_AREA_KEY = re.compile(r"Ctrl\+(Shift\+)?\d")


@dataclass(frozen=True)
class Item:
    """What the customer wants: so many of a SKU, from a warehouse, enrolled or not."""

    sku: str
    qty: int
    warehouse: str
    is_enrolled: bool = False


def begin(desk: PhoneDesk, customer: str) -> int:
    """Find a customer and begin an order for them; return its number."""
    desk.find(customer, customer)
    desk.until_sees("Packages and services", customer)
    desk.press("Ctrl+Shift+H")
    desk.until_sees("Add what the customer wants (A).")
    desk.settle()
    ((number,),) = desk.ask(select(func.max(H.id)))
    return int(number)


def add(desk: PhoneDesk, *items: Item) -> None:
    """Add items one after the other, and close the dialog."""
    desk.press("A")
    desk.until_dialog("Add items to")
    for at, item in enumerate(items, start=1):
        desk.until_focus("Product or SKU")
        desk.write(item.sku)
        desk.until_sees(f" | {item.sku} | ")
        desk.settle()
        desk.fill("Quantity", str(item.qty))
        if item.warehouse:
            desk.choose("Warehouse", item.warehouse)
        if item.is_enrolled:
            desk.tick("Enrol the devices with their maker")
        desk.press("Ctrl+Return")
        desk.until_sees(f"the order has {at} lines now")
    desk.press("Esc")
    desk.until_no_dialog()


def deliver(desk: PhoneDesk, street: str, method: str, billing: str = "") -> None:
    """Fill in the rest of the delivery: name, city and country are known of the account."""
    desk.settle()
    desk.press("D")
    desk.until_dialog("Delivery of")
    desk.fill("Street and number", street)
    desk.fill("City", "Sydney")
    desk.fill("State or region", "NSW")
    desk.fill("Postcode", "2000")
    desk.choose("Delivery method", method)
    if billing:
        desk.choose("Billing", billing)
    desk.press("Ctrl+Return")
    desk.until_no_dialog()


def generate(desk: PhoneDesk) -> None:
    """Generate the order in front."""
    desk.until_sees("Ready: generate it (G)")
    desk.settle()
    desk.press("G")
    desk.until_dialog("Generate")
    desk.press("Ctrl+Return")
    desk.until_no_dialog()


def until_request(desk: PhoneDesk, partner: Partner) -> bytes:
    """Wait for a file for a partner, who takes it away."""
    desk.until(lambda: bool(partner.waiting()), "nothing comes for the partner")
    return partner.take()


def area_key(desk: PhoneDesk, area: str) -> str:
    """Return the key of an area; its tip says which that is: who sees fewer areas has another one."""
    tips = (one.toolTip() for one in desk.window.findChildren(QAbstractButton) if one.text() == area)
    (key,) = {found[0] for found in map(_AREA_KEY.search, tips) if found is not None}
    return key


def open_jobs(desk: PhoneDesk) -> None:
    """Go to the screen of jobs."""
    desk.press(area_key(desk, "Jobs"))
    desk.until_sees("Run now", "Sales order dispatch")
    desk.settle()


def run_now(desk: PhoneDesk, job: str) -> None:
    """Start a round of a job by hand, and wait until it has ended well."""
    ((last,),) = desk.ask(select(func.coalesce(func.max(JobRun.id), 0)))
    ended = select(JobRun.status).where(JobRun.id > last, JobRun.job == job, JobRun.ended_at.is_not(None))
    desk.until_focus("Jobs")
    desk.go_to_row(job_word(job))
    desk.settle()
    desk.press("N")
    desk.until(lambda: bool(desk.ask(ended)), f"{job} does not end")
    assert [status for (status,) in desk.ask(ended)] == [RunStatus.SUCCEEDED.value]


def open_order(desk: PhoneDesk, number: int) -> None:
    """Find an order by its number."""
    desk.find(named(number), named(number))
    desk.until_sees(f"{named(number)} \N{MIDDLE DOT} ", "What happened")
    desk.settle()


def open_worklist(desk: PhoneDesk, case: str) -> None:
    """Go to the worklist, and see a case there."""
    desk.press("Ctrl+4")
    desk.until_sees(case)


def open_charges(desk: PhoneDesk, *descriptions: str) -> None:
    """From an order go to its customer, and see what they are charged."""
    desk.press("C")
    desk.until_sees("Packages and services")
    desk.settle()
    desk.press("Alt+8")
    desk.until_sees(*descriptions)


def charged(desk: PhoneDesk, number: int) -> list[tuple[str, int]]:
    """Return every charge and credit of an order, by kind."""
    lines = (
        select(Cardline.kind, Cardline.amount_ex_cents)
        .join(L, L.id == Cardline.hardware_order_line_id)
        .where(L.hardware_order_id == number)
        .order_by(Cardline.kind, Cardline.amount_ex_cents)
    )
    return [(row[0], row[1]) for row in desk.ask(lines)]


def named(number: int) -> str:
    """Return how people write the number of an order."""
    return reference(Prefix.HARDWARE_ORDER, number)


def device(desk: PhoneDesk, number: int) -> tuple[str, str]:
    """Return where the one device of an order stands with its programme, and its name there."""
    found = select(DeviceEnrolment.status, DeviceEnrolment.provider_device_id)
    unit = HardwareUnit
    found = found.join(unit, unit.id == DeviceEnrolment.hardware_unit_id).join(L, L.id == unit.line_id)
    ((status, name),) = desk.ask(found.where(L.hardware_order_id == number))
    return status, name


def open_devices(desk: PhoneDesk, serial: str, state: str) -> None:
    """Go to the devices in enrolment programmes, and see how one of them stands."""
    desk.press("Ctrl+6")
    desk.until_sees("Hardware orders", "Device enrolment")
    desk.settle()
    desk.press("Alt+3")
    desk.until_sees("No programme has refused a device")
    desk.settle()
    click(desk, "Show all devices")
    desk.until_sees(serial, state)


def click(desk: PhoneDesk, word: str) -> None:
    """Click on the button that says so."""
    buttons = desk.window.findChildren(QAbstractButton)
    (button,) = [one for one in buttons if one.isVisible() and one.text() == word]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
