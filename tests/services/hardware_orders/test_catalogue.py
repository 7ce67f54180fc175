"""What hardware is sold: searched best first, administered with care (S-18, CATALOGUE_ADMIN)."""

import pytest

from agentview.contract import hardware_admin as admin
from agentview.contract import hardware_catalogue as contract
from agentview.contract.hardware import ProductKind
from tests.build_hardware import ALPINE_PHONE, FRUIT, MELBOURNE, OLD_PHONE, PHONE, SYDNEY, VIENNA
from tests.services.hardware_orders.ordering import CSA, Ordering, at

ADMIN = "harbour_admin"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["PH-B2", "LIC-MDM", "PH-X1", "CASE-1", "SIM-N"]),
        ("ph-x1", ["PH-X1"]),
        ("ph-", ["PH-B2", "PH-X1"]),
        ("phone", ["PH-B2", "PH-X1"]),
        ("fru ph", ["PH-X1"]),
        ("x1 fruit", ["PH-X1"]),
        ("SIM", ["SIM-N"]),
        ("nano", ["SIM-N"]),
        ("%", []),
        ("_", []),
        ("hone", []),
    ],
)
def test_products_are_found_by_beginnings_of_their_words(
    ordering: Ordering, typed: str, found: list[str]
) -> None:
    page = ordering.call(CSA, contract.PRODUCTS, text=typed)
    assert [row.sku for row in page.rows] == found


def test_the_sku_itself_comes_first_and_the_rest_is_told_of(ordering: Ordering) -> None:
    made = product(sku="PHONE", name="Zebra")
    ordering.call(ADMIN, admin.SAVE_PRODUCT, fields=made)
    page = ordering.call(CSA, contract.PRODUCTS, text="phone", limit=2)
    assert [row.sku for row in page.rows] == ["PHONE", "PH-B2"]
    assert page.has_more
    [handset] = ordering.call(CSA, contract.PRODUCTS, text="x1", kinds=["HANDSET"]).rows
    assert handset.enrolment_programme == "Fruit"
    assert [one.code for one in handset.ships_from] == ["SYD", "MEL"]
    assert ordering.call(CSA, contract.PRODUCTS, text="x1", kinds=["SIM"]).rows == ()


def test_a_product_is_read_by_its_provider_alone(ordering: Ordering) -> None:
    assert ordering.call(CSA, contract.PRODUCT, product_id=OLD_PHONE).sku == "PH-OLD"
    assert ordering.refused(CSA, contract.PRODUCT, product_id=ALPINE_PHONE).code == "E-NOT-FOUND"
    choices = ordering.call(CSA, contract.CHOICES)
    assert {one.code for one in choices.delivery_methods} == {"COURIER", "PICKUP"}
    assert [one.code for one in choices.warehouses] == ["MEL", "OLD", "SYD"]


def product(**values: object) -> dict[str, object]:
    """Return the fields of a product."""
    plain = {"sku": "NEW-1", "name": "Charger", "kind": "ACCESSORY", "price_cents": 990, "tax_code": "GST"}
    return {**plain, **values}


def test_a_product_is_added_changed_and_taken_off_sale(ordering: Ordering) -> None:
    ships = [{"warehouse_id": MELBOURNE, "priority": 1}, {"warehouse_id": SYDNEY, "priority": 2}]
    made = ordering.call(ADMIN, admin.SAVE_PRODUCT, fields=product(ships_from=ships))
    [row] = ordering.call(CSA, contract.PRODUCTS, text="charger").rows
    assert (row.kind, row.price_cents) == (ProductKind.ACCESSORY, 990)
    assert [one.code for one in row.ships_from] == ["MEL", "SYD"]
    asked = {"product_id": made.product_id, "version": made.version}
    off = product(ships_from=ships[:1], is_on_sale=False)
    changed = ordering.call(ADMIN, admin.SAVE_PRODUCT, **asked, fields=off)
    assert ordering.call(CSA, contract.PRODUCTS, text="charger").rows == ()
    assert [one.warehouse_id for one in changed.fields.ships_from] == [MELBOURNE]
    stale = ordering.refused(ADMIN, admin.SAVE_PRODUCT, **asked, fields=off)
    assert (stale.code, stale.values["by"]) == ("E-STALE", "Harbour Admin")
    listed = ordering.call(ADMIN, admin.PRODUCTS, limit=3)
    rest = ordering.call(ADMIN, admin.PRODUCTS, after_id=listed.last_id, limit=200)
    assert len(listed.rows) + len(rest.rows) == 7
    assert rest.last_id is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"sku": "PH-X1"}, "E-CODE-TAKEN"),
        ({"serial_type": "IMEI"}, "E-SERIAL-TYPE"),
        ({"enrolment_provider_id": FRUIT}, "E-ENROL-SERIAL"),
        ({"ships_from": [{"warehouse_id": VIENNA}]}, "E-NOT-FOUND"),
        ({"is_serialised": True, "enrolment_provider_id": 2}, "E-NOT-FOUND"),
    ],
)
def test_a_product_that_cannot_be_is_refused(
    ordering: Ordering, values: dict[str, object], code: str
) -> None:
    assert ordering.refused(ADMIN, admin.SAVE_PRODUCT, fields=product(**values)).code == code


def test_warehouses_and_ways_of_delivery_are_changed(ordering: Ordering) -> None:
    sydney = next(one for one in ordering.call(ADMIN, admin.WAREHOUSES).rows if one.warehouse_id == SYDNEY)
    fields = {**sydney.fields.model_dump(mode="json"), "is_connected": False}
    ordering.call(ADMIN, admin.SAVE_WAREHOUSE, warehouse_id=SYDNEY, version=sydney.version, fields=fields)
    assert ordering.add(ordering.start(), PHONE).lines[0].warehouse_id == MELBOURNE
    taken = {**fields, "code": "MEL"}
    assert ordering.refused(ADMIN, admin.SAVE_WAREHOUSE, fields=taken).code == "E-CODE-TAKEN"
    method = {"code": "DRONE", "name": "Drone", "price_cents": 4_900, "cut_off": "14:30"}
    made = ordering.call(ADMIN, admin.SAVE_METHOD, fields=method)
    listed = ordering.call(CSA, contract.CHOICES).delivery_methods
    assert next(one.cut_off for one in listed if one.code == "DRONE") == "14:30"
    gone = {**method, "is_active": False}
    ordering.call(
        ADMIN,
        admin.SAVE_METHOD,
        delivery_method_id=made.delivery_method_id,
        version=made.version,
        fields=gone,
    )
    assert "DRONE" not in {one.code for one in ordering.call(CSA, contract.CHOICES).delivery_methods}
    assert "DRONE" in {one.fields.code for one in ordering.call(ADMIN, admin.METHODS).rows}


def test_r_hw_08_the_switch_is_set_and_a_tax_code_in_use_keeps_its_percentage(ordering: Ordering) -> None:
    now = ordering.call(ADMIN, admin.SETTING)
    rates = [{"tax_code": "GST", "percent": 10}]
    fields = {"is_fraud_check_required": True, "fraud_source": "RULES", "tax_rates": rates}
    error = ordering.refused(
        ADMIN, admin.SAVE_SETTING, version=now.version, fields={**fields, "tax_rates": []}
    )
    assert [(one.code, one.values["tax_code"]) for one in error.refusals] == [("E-TAX-CODE-IN-USE", "GST")]
    saved = ordering.call(ADMIN, admin.SAVE_SETTING, version=now.version, fields=fields)
    assert saved.fields.is_fraud_check_required
    assert ordering.generated().fraud == "PENDING"
    assert ordering.refused(ADMIN, admin.SAVE_SETTING, version=now.version, fields=fields).code == "E-STALE"


def test_only_an_administrator_administers_and_orders_stay_readable(ordering: Ordering) -> None:
    order = ordering.start()
    assert ordering.refused(CSA, admin.SETTING).code == "E-POWER"
    assert ordering.refused(
        ADMIN, admin.SAVE_PRODUCT, product_id=ALPINE_PHONE, version=1, fields=product()
    ).code == ("E-NOT-FOUND")
    assert at(ordering.look(order, ADMIN)) == at(order)
