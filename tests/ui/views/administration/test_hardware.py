"""Products, warehouses, ways of delivery and the fraud check, as an administrator handles them (S-15)."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel
from sqlalchemy import update

from agentview.contract import hardware_admin as contract
from agentview.contract.hardware import Granularity
from agentview.contract.op import Nothing
from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import Warehouse
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.views.administration.hardware_panes import (
    CHECK,
    CREATE,
    EDIT,
    SETTINGS,
    MethodsPane,
    ProductsPane,
    WarehousesPane,
)
from tests import build
from tests.build_hardware import CASE, COURIER, FRUIT, MELBOURNE, PHONE, SYDNEY
from tests.services.provisioning.working import Working
from tests.ui.views.administration.office import Office, OpenOffice

ADMIN = "harbour_admin"
AnyPane = ProductsPane | WarehousesPane | MethodsPane


def shown(office: Office, pane: AnyPane | None, record_id: int | None = None) -> Any:  # noqa: ANN401 - of any pane
    """Show a tab, with a record chosen and read."""
    assert pane is not None
    office.view.show_pane(pane)
    office.wait(lambda: pane.list.model.rowCount() > 0 and pane.list.model.row(0) is not None)
    if record_id is not None:
        assert pane.list.select(record_id)
        office.wait(lambda: pane.presenter.subject == record_id and pane.presenter.detail is not None)
    return pane


def opened(office: Office, pane: AnyPane, command: str) -> RecordDialog:
    """Open a form by its command."""
    pane.run(command)
    dialog = office.dialog(RecordDialog)
    assert isinstance(dialog, RecordDialog)
    assert nameless(dialog) == []
    return dialog


def wrong(dialog: RecordDialog) -> set[str]:
    """Return the fields that something is told beside."""
    return {name for name in dialog.form.values() if dialog.form.input(name).property("invalid")}


def texts(office: Office) -> str:
    return "\n".join(one.text() for one in office.view.root.findChildren(QLabel) if one.isVisible())


def product(office: Office, product_id: int) -> contract.ProductFields:
    found = Working(office.backend).call(ADMIN, contract.PRODUCT, product_id=product_id)
    return found.fields


def test_a_product_is_added_with_the_warehouses_that_ship_it(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = shown(office, office.view.products)
    dialog = opened(office, pane, CREATE)
    values = {"sku": "EAR-1", "name": "Earphones", "kind": "ACCESSORY", "tax_code": "GST"}
    ships = {f"ships_{MELBOURNE}": "1", f"ships_{SYDNEY}": "2"}
    dialog.form.set_values({**values, **ships, "price_cents": Decimal("49.90")})
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: pane.presenter.detail is not None)
    fields = product(office, pane.presenter.detail.product_id)
    assert (fields.sku, fields.price_cents, fields.is_on_sale) == ("EAR-1", 4990, True)
    assert [(one.warehouse_id, one.priority) for one in fields.ships_from] == [(MELBOURNE, 1), (SYDNEY, 2)]
    assert nameless(office.view.root) == []


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = shown(office, office.view.products, CASE)
    dialog = opened(office, pane, EDIT)
    dialog.form.set_values({"serial_type": "IMEI", "enrolment_provider_id": str(FRUIT)})
    dialog.verb_button.click()
    office.wait(lambda: not dialog.verb_button.is_busy)
    assert dialog.isVisible()
    assert wrong(dialog) == {"serial_type", "enrolment_provider_id"}
    dialog.form.set_values({"serial_type": "UNKNOWN", "enrolment_provider_id": None, "name": "Case, black"})
    dialog.verb_button.click()
    office.no_dialog()
    assert product(office, CASE).name == "Case, black"


def test_a_product_is_taken_off_sale_and_not_deleted(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = shown(office, office.view.products, PHONE)
    before = product(office, PHONE)
    dialog = opened(office, pane, EDIT)
    dialog.form.set_values({"is_on_sale": False})
    dialog.verb_button.click()
    office.no_dialog()
    assert product(office, PHONE) == before.model_copy(update={"is_on_sale": False})
    office.wait(lambda: not pane.presenter.detail.fields.is_on_sale)


def test_whoever_changed_it_meanwhile_is_not_overwritten(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = shown(office, office.view.warehouses, SYDNEY)
    dialog = opened(office, pane, EDIT)
    [row] = [one for one in warehouses(office) if one.warehouse_id == SYDNEY]
    theirs = row.fields.model_copy(update={"name": "Sydney West"})
    Working(office.backend).call(
        ADMIN, contract.SAVE_WAREHOUSE, warehouse_id=SYDNEY, version=row.version, fields=theirs.model_dump()
    )
    dialog.form.set_values({"name": "Sydney East"})
    dialog.verb_button.click()
    office.wait(lambda: any(one.isVisible() for one in dialog.findChildren(ConflictView)))
    dialog.reject()
    office.no_dialog()
    assert [one.fields.name for one in warehouses(office) if one.warehouse_id == SYDNEY] == ["Sydney West"]


def test_a_warehouse_is_added_and_an_address_that_is_none_is_refused(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = shown(office, office.view.warehouses)
    dialog = opened(office, pane, CREATE)
    typed = {"code": "HOB", "name": "Hobart", "exchange_url": "sftp://host.example/in"}
    dialog.form.set_values({**typed, "granularity": Granularity.PER_UNIT.value})
    dialog.verb_button.click()
    office.wait(lambda: wrong(dialog) == {"exchange_url"})
    dialog.form.set_values({"exchange_url": "sftp://us@host.example/in"})
    dialog.verb_button.click()
    office.no_dialog()
    [row] = [one for one in warehouses(office) if one.fields.code == "HOB"]
    assert row.fields.granularity is Granularity.PER_UNIT


def test_the_connection_to_a_warehouse_is_tested(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office(ADMIN)
    root = tmp_path / "sydney"
    with office.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Warehouse).where(Warehouse.id == SYDNEY).values(exchange_url=root.as_uri()))
    pane = shown(office, office.view.warehouses, SYDNEY)
    pane.run(CHECK)
    office.wait(lambda: "The folder is not there" in texts(office))
    root.mkdir()
    pane.run(CHECK)
    office.wait(lambda: "Its folders can be listed and written to." in texts(office))


def test_r_hw_08_the_fraud_check_and_tax_are_set_for_all(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = shown(office, office.view.warehouses)
    dialog = opened(office, pane, SETTINGS)
    dialog.form.set_values({"is_fraud_check_required": True, "tax_rates": "GST ten"})
    dialog.verb_button.click()
    office.wait(lambda: not dialog.verb_button.is_busy)
    assert dialog.isVisible()
    dialog.form.set_values({"tax_rates": "GST 10\nVAT 20 %\nFREE 0"})
    dialog.verb_button.click()
    office.no_dialog()
    fields = Working(office.backend).on(ADMIN).call(contract.SETTING, Nothing()).fields
    assert fields.is_fraud_check_required
    rates = {(one.tax_code, one.percent) for one in fields.tax_rates}
    assert rates == {("GST", 10), ("VAT", 20), ("FREE", 0)}


def test_a_way_of_delivery_is_no_longer_offered(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = shown(office, office.view.methods, COURIER)
    dialog = opened(office, pane, EDIT)
    dialog.form.set_values({"is_active": False, "cut_off": "25:00"})
    dialog.verb_button.click()
    office.wait(lambda: wrong(dialog) == {"cut_off"})
    dialog.form.set_values({"cut_off": "15:00"})
    dialog.verb_button.click()
    office.no_dialog()
    found = Working(office.backend).on(ADMIN).call(contract.METHODS, Nothing()).rows
    [fields] = [one.fields for one in found if one.delivery_method_id == COURIER]
    assert (fields.is_active, fields.cut_off) == (False, "15:00")


def test_who_does_not_administer_the_catalogue_has_none_of_the_tabs(open_office: OpenOffice) -> None:
    view = open_office("harbour_auditor").view
    assert (view.products, view.warehouses, view.methods) == (None, None, None)


def warehouses(office: Office) -> tuple[contract.AdminWarehouse, ...]:
    return Working(office.backend).on(ADMIN).call(contract.WAREHOUSES, Nothing()).rows
