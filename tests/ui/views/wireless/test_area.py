"""Requests, lines, devices and costs on the screen, on the real services (S-29, S-32)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agentview.contract import wireless_devices, wireless_lines, wireless_orders
from agentview.contract.wireless import DeviceStatus, OrderType, WirelessStatus
from agentview.contract.wireless_devices import DeviceCommand
from agentview.contract.wireless_import import IMPORT_ROWS, ImportKind
from agentview.contract.wireless_lines import LineCommand
from agentview.gateway.port import Gateway, LinkState
from agentview.ui.navigation import (
    MANAGE_LINE,
    NEW_WIRELESS_ORDER,
    WIRELESS_DEVICE,
    WIRELESS_LINE,
    WIRELESS_ORDER,
    Target,
)
from agentview.ui.views.wireless.import_dialog import WirelessImportDialog
from agentview.ui.views.wireless.inventory_pane import MANAGE
from agentview.ui.views.wireless.requests_pane import CANCEL, GO_ON, RESUBMIT
from tests import build
from tests.ui.views.wireless.conftest import AreaSeat
from tests.wireless_world import (
    COLLEAGUE,
    FREE_LINE,
    SPARE_PHONE,
    WORKER_LINE,
    WORKER_PHONE,
    number_of,
)

Sit = Callable[[str], AreaSeat]
WHY = "Seen on the yearly list"


def draft(gateway: Gateway, order_type: OrderType = OrderType.SUSPEND) -> wireless_orders.WirelessOrder:
    """Begin a draft for the worker's line."""
    request = wireless_orders.StartRequest(account_id=build.MARLOW, type=order_type, line_id=WORKER_LINE)
    return gateway.call(wireless_orders.START, request)


def test_who_may_see_which_pages(area: Sit) -> None:
    """R-WL-33: all requests are for who has the power; who only reads has no requests."""
    assert list(area("harbour_viewer").view.home._pages) == ["mine", "lines", "devices", "costs"]
    assert list(area("harbour_back").view.home._pages) == ["mine", "all", "lines", "devices", "costs"]
    reader = area("harbour_auditor")
    assert list(reader.view.home._pages) == ["lines", "devices", "costs"]
    assert reader.view.primary is None


def test_a_draft_goes_on_in_the_wizard_and_others_are_read(area: Sit) -> None:
    seat = area("harbour_viewer")
    order = draft(seat.asked.gateway)
    pane = seat.pane("mine")
    seat.choose(pane, order.order_id)
    assert pane.presenter.detail.order.reference == order.reference
    pane.run(GO_ON)
    seat.settle()
    wizard = seat.view.wizard()
    assert wizard is not None
    assert wizard.order_id == order.order_id
    pane.run(GO_ON)
    assert len(seat.view.tabs.open_keys()) == 1, "it is open already"


def test_cancelling_needs_a_comment_and_can_be_requested_again(area: Sit) -> None:
    """R-WL-23, R-WL-27."""
    seat = area("harbour_viewer")
    pane = seat.pane("mine")
    order = draft(seat.asked.gateway)
    gateway, ref = seat.asked.gateway, wireless_orders.OrderRef(order_id=order.order_id)
    seat.choose(pane, order.order_id)
    assert pane._cause(CANCEL) is not None, "a draft is discarded"
    assert pane._cause(RESUBMIT) is not None, "it is not over"
    request = wireless_orders.ChangeRequest(order_id=order.order_id, version=order.version)
    gateway.call(wireless_orders.DISCARD, request)
    pane.presenter.read()
    seat.settle()
    pane.run(RESUBMIT)
    seat.settle()
    seat.send(note="")
    assert seat.asked.named(wireless_orders.RESUBMIT) == [], "without a note nothing is sent"
    seat.send(note="Needed after all")
    wizard = seat.view.wizard()
    assert wizard is not None
    assert wizard.order_id != order.order_id
    assert gateway.call(wireless_orders.GET, ref).status is WirelessStatus.CANCELLED


def test_manage_begins_a_request_for_the_line(area: Sit) -> None:
    seat = area("harbour_viewer")
    pane = seat.pane("lines")
    seat.choose(pane, WORKER_LINE)
    pane.run(MANAGE)
    seat.settle()
    wizard = seat.view.wizard()
    assert wizard is not None
    assert wizard.presenter.form.line_id == WORKER_LINE
    assert wizard.presenter.types, "what is possible for the line is known"


def test_a_user_confirms_a_line_with_why(area: Sit) -> None:
    """T7."""
    seat = area("harbour_viewer")
    pane = seat.pane("lines")
    seat.choose(pane, WORKER_LINE)
    assert seat.says("Nobody has confirmed it yet")
    pane.run(LineCommand.CONFIRM.value)
    seat.settle()
    seat.send(alias="Wards", justification=WHY)
    line = seat.asked.gateway.call(wireless_lines.GET, wireless_lines.LineRef(line_id=WORKER_LINE))
    assert (line.row.alias, line.row.validated_on is None) == ("Wards", False)
    assert seat.toasts.said == [f"{number_of(WORKER_LINE)} is confirmed"]
    assert seat.says(WHY), "the history has it"


def test_back_office_edits_a_line_and_claims_one_for_somebody(area: Sit) -> None:
    seat = area("harbour_back")
    pane = seat.pane("lines")
    seat.choose(pane, WORKER_LINE)
    pane.run(LineCommand.EDIT.value)
    seat.settle()
    seat.send(alias="Front desk", reason="Renamed")
    assert pane.presenter.detail.line.row.alias == "Front desk"
    seat.choose(pane, FREE_LINE)
    pane.run(LineCommand.CLAIM.value)
    seat.settle()
    seat.send(employee_id=str(COLLEAGUE), justification=WHY)
    assert pane.presenter.detail.line.row.employee_id == COLLEAGUE
    assert seat.shell.errors == []


def test_people_of_a_company_are_looked_for_as_one_types(area: Sit) -> None:
    seat = area("harbour_back")
    pane = seat.pane("lines")
    seat.choose(pane, FREE_LINE)
    pane.run(LineCommand.CLAIM.value)
    seat.settle()
    field = seat.dialog().form.input("employee_id")
    field.lineEdit().setText("carl")
    field.sought.emit("carl")
    seat.settle()
    assert [field.itemText(at) for at in range(1, field.count())] == ["Carl Colleague, M-004"]
    assert field.currentText() == "carl", "what was typed stays"
    field.setCurrentIndex(1)
    seat.send(justification=WHY)
    assert pane.presenter.detail.line.row.employee_id == COLLEAGUE


def test_a_viewer_may_neither_edit_nor_import(area: Sit) -> None:
    seat = area("harbour_viewer")
    pane = seat.pane("lines")
    seat.choose(pane, WORKER_LINE)
    for name in (LineCommand.EDIT.value, "import"):
        assert pane._cause(name) is not None
    pane = seat.pane("devices")
    seat.choose(pane, WORKER_PHONE)
    assert pane._cause(DeviceCommand.EDIT.value) is not None


def test_a_spare_device_is_handed_out_and_comes_back(area: Sit) -> None:
    seat = area("harbour_back")
    pane = seat.pane("devices")
    seat.choose(pane, SPARE_PHONE)
    pane.run(DeviceCommand.CHECK_OUT.value)
    seat.settle()
    seat.send(employee_id=str(COLLEAGUE), note="For a week")
    assert seat.says("(borrowed)")
    pane.run(DeviceCommand.CHECK_IN.value)
    seat.settle()
    seat.send(status=DeviceStatus.REPAIR.value)
    device = seat.asked.gateway.call(wireless_devices.GET, wireless_devices.DeviceRef(device_id=SPARE_PHONE))
    assert device.row.status is DeviceStatus.REPAIR
    pane.run(DeviceCommand.EDIT.value)
    seat.settle()
    seat.send(warranty_months="24", reason="Longer warranty")
    assert pane.presenter.detail.device.warranty_months == 24


def test_costs_stand_as_chart_and_table_and_can_be_narrowed(area: Sit) -> None:
    seat = area("harbour_back")
    pane = seat.pane("costs")
    assert [bar.word for bar in pane.chart.bars][:2] == [
        "CC-200, Marlow Dental Group",
        "CC-999, Marlow Dental Group",
    ]
    assert pane.source.rows == pane.costs.rows
    pane.company.set_value(str(build.MARLOW))
    pane.company.edited.emit()
    assert {row.account_id for row in pane.source.rows} == {build.MARLOW}
    assert len(pane.chart.bars) < len(pane.costs.rows)
    assert pane.chart.bars[0].word == "CC-200", "of one company its name is known"


def test_a_file_is_tried_before_it_is_taken_in(area: Sit, tmp_path: Path) -> None:
    seat = area("harbour_back")
    seat.pane("lines").import_wanted.emit()
    seat.settle()
    dialog = seat.dialog()
    assert isinstance(dialog, WirelessImportDialog)
    assert dialog.form.values()["kind"] == ImportKind.LINES.value
    path = tmp_path / "people.csv"
    path.write_text("Employee no,Name\nM-900,Nina New\nM-901,\n", encoding="utf-8")
    values = {"account_id": str(build.MARLOW), "kind": ImportKind.EMPLOYEES.value, "path": str(path)}
    dialog.form.set_values(values)
    dialog.frame.next_wanted.emit()
    seat.settle()
    assert seat.asked.named(IMPORT_ROWS) == [], "nothing is written before"
    assert not dialog.frame.next.isEnabled(), "one row is refused, so nothing is taken in"
    assert "Refused: 1" in dialog.verdicts.said.text()
    path.write_text("Employee no,Name\nM-900,Nina New\n", encoding="utf-8")
    dialog.frame.back_wanted.emit()
    dialog.frame.next_wanted.emit()
    seat.settle()
    dialog.frame.next_wanted.emit()
    seat.settle()
    assert "1 added" in dialog.told.text()


def test_targets_lead_to_their_page(area: Sit) -> None:
    seat = area("harbour_back")
    order = draft(seat.asked.gateway)
    seat.view.open(Target(WIRELESS_LINE, WORKER_LINE))
    assert seat.view.home.key == "lines"
    seat.view.open(Target(WIRELESS_DEVICE, WORKER_PHONE))
    assert seat.view.home.key == "devices"
    seat.view.open(Target(WIRELESS_ORDER, order.order_id))
    seat.settle()
    wizard = seat.view.wizard()
    assert wizard is not None, "one's own draft goes on"
    assert wizard.order_id == order.order_id
    seat.view.open(Target(MANAGE_LINE, WORKER_LINE))
    seat.settle()
    manage = seat.view.wizard()
    assert manage is not None
    assert manage.presenter.form.line_id == WORKER_LINE
    seat.view.open(Target(NEW_WIRELESS_ORDER, 0))
    seat.settle()
    assert len(seat.view.tabs.open_keys()) == 3
    assert seat.shell.errors == []


@pytest.mark.parametrize("key", ["mine", "lines", "devices"])
def test_without_a_link_nothing_is_begun_or_done(area: Sit, key: str) -> None:
    seat = area("harbour_viewer")
    pane = seat.pane(key)
    seat.shell.link = LinkState.LOST
    seat.view.new_request()
    assert seat.view.wizard() is None
    if key != "mine":
        seat.choose(pane, WORKER_LINE)
        assert pane._cause(MANAGE) is not None
