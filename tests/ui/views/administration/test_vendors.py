"""Vendors of wireless orders, as an administrator handles them."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from agentview.contract import wireless_vendors as contract
from agentview.contract.op import Nothing
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_vendors import AdminVendor, VendorExchange
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.views.administration.vendors_pane import CHECK, CREATE, EDIT, VendorsPane
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.services.wireless_fulfilment.fulfilling import Fulfilling
from tests.ui.views.administration.office import Office, OpenOffice
from tests.wireless_world import NORTHERN, furnish

ADMIN = "harbour_admin"


@pytest.fixture
def office(sqlite_backend: Backend, open_office: OpenOffice) -> Office:
    """Return the administrator of a provider with vendors."""
    furnish(sqlite_backend)
    return open_office(ADMIN)


def shown(office: Office, vendor_id: int | None = None) -> VendorsPane:
    """Show the tab, with a vendor chosen and read."""
    pane = office.view.vendors
    assert pane is not None
    office.view.show_pane(pane)
    office.wait(lambda: pane.list.model.rowCount() > 0 and pane.list.model.row(0) is not None)
    if vendor_id is not None:
        assert pane.list.select(vendor_id)
        office.wait(lambda: pane.presenter.subject == vendor_id and pane.presenter.detail is not None)
    return pane


def opened(office: Office, pane: VendorsPane, command: str) -> Any:  # noqa: ANN401 - a dialog
    """Open a form by its command."""
    pane.run(command)
    dialog = office.dialog(RecordDialog)
    assert nameless(dialog) == []
    return dialog


def vendors(office: Office) -> dict[str, AdminVendor]:
    rows = Working(office.backend).on(ADMIN).call(contract.VENDORS, Nothing()).rows
    return {row.fields.code: row for row in rows}


def says(office: Office, part: str) -> bool:
    return any(part in one.text() for one in office.view.root.findChildren(QLabel) if one.isVisible())


def test_a_vendor_is_added_and_an_address_of_another_kind_is_refused_at_its_field(office: Office) -> None:
    pane = shown(office)
    dialog = opened(office, pane, CREATE)
    typed = {"code": "WEST", "name": "West", "exchange": VendorExchange.FILES.value}
    dialog.form.set_values({**typed, "exchange_url": "https://west.example.org"})
    dialog.verb_button.click()
    office.wait(lambda: dialog.form.input("exchange_url").property("invalid") is True)
    assert dialog.form.values()["name"] == "West", "what was typed stays"
    dialog.form.set_values({"exchange_url": "file:///srv/west"})
    dialog.verb_button.click()
    office.no_dialog()
    assert vendors(office)["WEST"].fields.exchange is VendorExchange.FILES
    office.wait(lambda: pane.presenter.detail is not None)
    assert nameless(office.view.root) == []


def test_a_vendor_with_orders_under_way_is_not_disabled_and_says_so(office: Office) -> None:
    Fulfilling(office.backend).ordered(OrderType.CHANGE_NUMBER)
    pane = shown(office, NORTHERN)
    dialog = opened(office, pane, EDIT)
    dialog.form.set_values({"is_active": False})
    dialog.verb_button.click()
    office.wait(lambda: dialog.form.input("is_active").property("invalid") is True)
    assert says(office, "Orders of Northern Wireless under way: 1.")
    assert vendors(office)["NORTHERN"].fields.is_active
    dialog.reject()
    office.no_dialog()


def test_a_vendor_is_disabled(office: Office) -> None:
    pane = shown(office, NORTHERN)
    dialog = opened(office, pane, EDIT)
    dialog.form.set_values({"is_active": False, "reactivation_limit_days": "45"})
    dialog.verb_button.click()
    office.no_dialog()
    fields = vendors(office)["NORTHERN"].fields
    assert (fields.is_active, fields.reactivation_limit_days) == (False, 45)


def test_the_connection_is_tested_where_there_is_one(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(tmp_path / "data"))
    pane = shown(office, NORTHERN)
    assert pane._cause(CHECK) is not None, "people place its orders"
    row = vendors(office)["NORTHERN"]
    fields = {**row.fields.model_dump(), "exchange": "FILES", "exchange_url": (tmp_path / "north").as_uri()}
    Working(office.backend).call(
        ADMIN, contract.SAVE_VENDOR, vendor_id=NORTHERN, version=row.version, fields=fields
    )
    pane.presenter.read()
    office.wait(lambda: pane._cause(CHECK) is None)
    pane.run(CHECK)
    office.wait(lambda: says(office, "The folder is not there"))
    (tmp_path / "north").mkdir()
    pane.run(CHECK)
    office.wait(lambda: says(office, "It can be given orders."))
