"""Hardware from the agent's screen to the customer: a server, a worker, and partners on an SFTP server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from agentview.ui.kit.appearance import Appearance, AppearanceKeeper
from agentview.ui.kit.theme import ThemeChoice
from tests.adaptors.exchange.sftp_server import sftp_server
from tests.scenarios import ordering_hardware as hardware
from tests.scenarios import partner, site
from tests.scenarios.ordering_hardware import Item
from tests.scenarios.partner import Shipped
from tests.scenarios.site import Site
from tests.ui.conftest import (  # noqa: F401 - as in every test with a window
    app,
)
from tests.world import assert_world


@pytest.fixture
def shop(postgres_url: str, app: QApplication, tmp_path: Path) -> Iterator[Site]:  # noqa: F811 - the fixture
    """Return the site of the small operator, with nobody at a desk yet."""
    data = tmp_path / "data"
    data.mkdir()
    keeper = AppearanceKeeper(app, Appearance(ThemeChoice.LIGHT))
    with (
        sftp_server(tmp_path / "sftp", data / "exchange-keys") as sftp,
        site.opened(postgres_url, sftp, keeper, tmp_path) as opened,
    ):
        yield opened
        assert_world(opened.database)
    keeper.deleteLater()
    opened.forget()


DISPATCH = "sales_order_dispatch"
COMPLETE = "Complete: everything that was wanted is dispatched"


def test_r_hw_12_and_20_an_order_goes_from_the_screen_through_two_warehouses_to_complete(shop: Site) -> None:
    agent, back = shop.seat(hardware.AGENT), shop.seat(hardware.BACK_OFFICE)
    number = hardware.begin(agent, "Marlow Dental Group")
    order = hardware.named(number)
    hardware.add(agent, Item("PH-X1", 2, "Sydney"), Item("CASE-1", 3, "Melbourne"))
    hardware.deliver(agent, "1 Quay Street", "Courier")
    hardware.generate(agent)
    agent.until_sees("Awaiting Dispatch: the warehouse has it")
    phones = partner.from_json(hardware.until_request(agent, shop.sydney))
    cases = partner.from_csv(hardware.until_request(agent, shop.melbourne))
    assert [(one.order, one.unit, one.sku, one.quantity) for one in phones] == [
        (order, 1, "PH-X1", 1),
        (order, 2, "PH-X1", 1),
    ]
    assert [(one.order, one.unit, one.sku, one.quantity) for one in cases] == [(order, None, "CASE-1", 3)]
    hardware.open_jobs(back)
    shipped = [Shipped(one, (partner.imei(at),)) for at, one in enumerate(phones)]
    shop.sydney.put("D1.json", partner.to_json("D1.json", "SYD", shipped))
    hardware.run_now(back, DISPATCH)
    agent.until_sees("Dispatched: on its way to the customer", "Nothing to do: Melbourne will answer.")
    assert hardware.charged(agent, number) == [], "before all of it is dispatched (R-HW-23)"
    shop.melbourne.put("D1.csv", partner.to_csv([Shipped(one) for one in cases]))
    hardware.run_now(back, DISPATCH)
    agent.until_sees(COMPLETE, partner.imei(0))
    assert shop.sydney.names("archive"), "what was read is put away"
    hardware.open_charges(agent, f"{order}: 2 \N{MULTIPLICATION SIGN} Fruit Phone X1", f"{order}: delivery")
    assert hardware.charged(agent, number) == [
        ("HARDWARE", 8850),
        ("HARDWARE", 199800),
        ("HARDWARE_DELIVERY", 1500),
    ]


def test_r_hw_09_a_delivery_that_fraud_holds_goes_out_once_a_supervisor_lets_it_pass(shop: Site) -> None:
    shop.require_fraud_check()
    agent, lead = shop.seat(hardware.AGENT), shop.seat(hardware.SUPERVISOR)
    number = hardware.begin(agent, "Kelechi Okonkwo")
    order = hardware.named(number)
    hardware.add(agent, Item("CASE-1", 1, "Melbourne"))
    hardware.deliver(agent, "PO Box 12", "Courier")
    hardware.generate(agent)
    agent.until_sees("Held by the fraud check", "The address is a post box or a parcel station")
    assert shop.melbourne.names("outbox") == [], "nothing goes to a warehouse, not even hidden"
    hardware.open_worklist(lead, f"{order}: Fraud check failed")
    hardware.open_order(lead, number)
    lead.press("P")
    lead.until_dialog(f"Let {order} pass the fraud check?")
    lead.fill("Reason", "Their office is in the post office.")
    lead.press("Ctrl+Return")
    lead.until_no_dialog()
    wanted = partner.from_csv(hardware.until_request(lead, shop.melbourne))
    agent.until_sees("Awaiting Dispatch: the warehouse has it")
    assert [(one.order, one.sku, one.is_checked) for one in wanted] == [(order, "CASE-1", True)]
    shop.melbourne.put("D1.csv", partner.to_csv([Shipped(one) for one in wanted]))
    hardware.open_jobs(lead)
    hardware.run_now(lead, DISPATCH)
    agent.until_sees(COMPLETE, "Their office is in the post office.")


def test_r_hw_27_and_31_what_one_warehouse_lacks_is_retried_alone_and_each_line_billed_once(
    shop: Site,
) -> None:
    agent, back = shop.seat(hardware.AGENT), shop.seat(hardware.BACK_OFFICE)
    number = hardware.begin(agent, "Bright & Sons Pty")
    order = hardware.named(number)
    hardware.add(agent, Item("PH-B2", 1, ""), Item("CASE-1", 2, "Melbourne"))
    hardware.deliver(agent, "3 Quay Street", "Courier")
    hardware.generate(agent)
    (phone,) = partner.from_json(hardware.until_request(agent, shop.sydney))
    (cases,) = partner.from_csv(hardware.until_request(agent, shop.melbourne))
    hardware.open_jobs(back)
    shop.sydney.put("D1.json", partner.to_json("D1.json", "SYD", [Shipped(phone, (partner.imei(7),))]))
    lacking = Shipped(cases, error=("OUT_OF_STOCK", "None is left until Monday."))
    shop.melbourne.put("D1.csv", partner.to_csv([lacking]))
    hardware.run_now(back, DISPATCH)
    agent.until_sees("1 line failed.", "None is left until Monday.")
    billed = [("HARDWARE", 12900), ("HARDWARE_DELIVERY", 1500)]
    assert hardware.charged(agent, number) == billed, "what left is billed (D-09)"
    hardware.open_worklist(back, f"{order}: Dispatch failed")
    agent.press("R")
    agent.until_dialog(f"Retry the failed lines of {order}?")
    agent.until_sees("OUT_OF_STOCK")
    agent.press("Ctrl+Return")
    agent.until_no_dialog()
    (again,) = partner.from_csv(hardware.until_request(agent, shop.melbourne))
    assert (again.order, again.line, again.quantity) == (order, cases.line, 2)
    assert shop.sydney.waiting() == [], "what was dispatched is not sent again"
    shop.melbourne.put("D2.csv", partner.to_csv([Shipped(again)]))
    hardware.open_jobs(back)
    hardware.run_now(back, DISPATCH)
    agent.until_sees(COMPLETE)
    hardware.open_charges(agent, f"{order}: 2 \N{MULTIPLICATION SIGN} Leather case", f"{order}: delivery")
    assert hardware.charged(agent, number) == [("HARDWARE", 5900), *billed]


def test_r_enr_09_a_device_that_comes_back_is_credited_and_unenrolled(shop: Site) -> None:
    agent, back = shop.seat(hardware.AGENT), shop.seat(hardware.BACK_OFFICE)
    number = hardware.begin(agent, "Marlow Dental Group")
    order, serial = hardware.named(number), partner.imei(42)
    hardware.add(agent, Item("PH-X1", 1, "Sydney", is_enrolled=True))
    hardware.deliver(agent, "1 Quay Street", "Pick up")
    hardware.generate(agent)
    (phone,) = partner.from_json(hardware.until_request(agent, shop.sydney))
    shop.sydney.put("D1.json", partner.to_json("D1.json", "SYD", [Shipped(phone, (serial,))]))
    hardware.open_jobs(back)
    hardware.run_now(back, DISPATCH)
    agent.until_sees(COMPLETE)
    shop.answer_programme(back, "ORDER")
    assert hardware.device(agent, number) == ("ENROLLED", f"F{serial}")
    agent.press("T")
    agent.until_dialog(f"Return 1 Fruit Phone X1 128 GB of {order}?")
    agent.until_sees("999.00 AUD are credited to the account.", "What of it is enrolled is unenrolled.")
    agent.fill("Reason", "The customer wants another colour.")
    agent.press("Ctrl+Return")
    agent.until_no_dialog()
    agent.until_sees("Returned: the customer gave it back")
    shop.answer_programme(back, "RETURN")
    assert hardware.device(agent, number) == ("UNENROLLED", f"F{serial}")
    assert hardware.charged(agent, number) == [("HARDWARE", 99900), ("HARDWARE_CREDIT", -99900)]
    hardware.open_devices(back, serial, "Unenrolled")
    hardware.open_charges(agent, f"{order}: 1 \N{MULTIPLICATION SIGN} Fruit Phone X1", "\N{MINUS SIGN}999.00")
