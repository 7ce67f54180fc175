"""The exchange of a warehouse: which addresses it may have, and whether files go both ways (R-HW-14)."""

from pathlib import Path

import pytest
from sqlalchemy import select

from agentview.contract import hardware_admin as contract
from agentview.contract.hardware_admin import ExchangeFault
from agentview.contract.op import Nothing
from agentview.core.errors import Denied, NotFound
from agentview.models.trail import AuditEntry
from tests.build_hardware import ALPINE_PHONE, CASE, MELBOURNE, SYDNEY, VIENNA
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

ADMIN = "harbour_admin"
GOOD = (
    "file:///srv/exchange",
    "sftp://us@host.example/in",
    "sftp://us@host.example:2222/in",
    "simulator://syd",
    "",
)
WRONG = (
    "file://host/srv",
    "ftp://us@host.example/in",
    "sftp://host.example/in",
    "sftp://us@host.example:0/in",
    "simulator://a/b",
)


class Warehouses(Working):
    """An administrator of warehouses; keys and simulators lie in `data`."""

    data: Path

    def address(self, warehouse_id: int, address: str) -> contract.AdminWarehouse:
        """Give a warehouse an address."""
        rows = self.on(ADMIN).call(contract.WAREHOUSES, Nothing()).rows
        [row] = [one for one in rows if one.warehouse_id == warehouse_id]
        fields = {**row.fields.model_dump(), "exchange_url": address}
        return self.call(
            ADMIN, contract.SAVE_WAREHOUSE, warehouse_id=warehouse_id, version=row.version, fields=fields
        )

    def check(self, warehouse_id: int = SYDNEY) -> ExchangeFault | None:
        """Try the exchange out."""
        return self.call(ADMIN, contract.CHECK_EXCHANGE, warehouse_id=warehouse_id).fault


@pytest.fixture
def warehouses(backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouses:
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(tmp_path / "data"))
    found = Warehouses(backend)
    found.data = tmp_path / "data"
    return found


def test_an_address_is_a_folder_an_account_or_a_simulated_partner(warehouses: Warehouses) -> None:
    for address in GOOD:
        assert warehouses.address(SYDNEY, address).fields.exchange_url == address


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_cannot_be_used_is_refused_at_its_field(warehouses: Warehouses, address: str) -> None:
    rows = warehouses.on(ADMIN).call(contract.WAREHOUSES, Nothing()).rows
    [row] = [one for one in rows if one.warehouse_id == MELBOURNE]
    fields = {**row.fields.model_dump(), "exchange_url": address}
    refused = warehouses.refused(
        ADMIN, contract.SAVE_WAREHOUSE, warehouse_id=MELBOURNE, version=row.version, fields=fields
    )
    assert [(one.code, one.field) for one in refused.refusals] == [("E-EXCHANGE-ADDRESS", "exchange_url")]
    assert warehouses.on(ADMIN).call(contract.WAREHOUSES, Nothing()).rows == rows


def test_a_folder_that_can_be_listed_and_written_to_is_good(warehouses: Warehouses, tmp_path: Path) -> None:
    root = tmp_path / "sydney"
    root.mkdir()
    warehouses.address(SYDNEY, root.as_uri())
    assert warehouses.check() is None
    assert [path for path in root.rglob("*") if path.is_file()] == []


def test_what_is_wrong_is_said(warehouses: Warehouses, tmp_path: Path) -> None:
    assert warehouses.check() is ExchangeFault.NO_ADDRESS
    warehouses.address(SYDNEY, (tmp_path / "gone").as_uri())
    assert warehouses.check() is ExchangeFault.FOLDER
    root = tmp_path / "blocked"
    root.mkdir()
    (root / "inbox").write_text("in the way")
    warehouses.address(SYDNEY, root.as_uri())
    assert warehouses.check() is ExchangeFault.FOLDER
    warehouses.address(SYDNEY, "sftp://us@127.0.0.1:1/in")
    assert warehouses.check() is ExchangeFault.NO_KEY
    keys = warehouses.data / "exchange-keys"
    keys.mkdir(parents=True)
    (keys / "us@127.0.0.1.password").write_text("secret")
    (keys / "us@127.0.0.1.password").chmod(0o600)
    assert warehouses.check() is ExchangeFault.HOST_KEY


def test_a_simulated_warehouse_is_there_at_once(warehouses: Warehouses) -> None:
    warehouses.address(SYDNEY, "simulator://syd")
    assert warehouses.check() is None
    assert (warehouses.data / "simulated" / "syd" / "outbox").is_dir()


def test_a_test_is_written_down_without_the_address(warehouses: Warehouses, tmp_path: Path) -> None:
    warehouses.address(SYDNEY, (tmp_path / "gone").as_uri())
    warehouses.check()
    wanted = select(AuditEntry.new_value).where(
        AuditEntry.entity == "warehouse", AuditEntry.action == "check_exchange"
    )
    with warehouses.backend.database.read() as session:
        assert session.scalars(wanted).all() == ["folder"]


def test_r_gen_10_another_provider_s_are_not_there(warehouses: Warehouses) -> None:
    for user, error in ((ADMIN, NotFound), ("harbour_csa", Denied)):
        tested = warehouses.refused(user, contract.CHECK_EXCHANGE, warehouse_id=VIENNA)
        read = warehouses.refused(user, contract.PRODUCT, product_id=ALPINE_PHONE)
        assert isinstance(tested, error)
        assert isinstance(read, error)


def test_one_product_is_read_as_the_list_shows_it(warehouses: Warehouses) -> None:
    rows = warehouses.call(ADMIN, contract.PRODUCTS).rows
    [listed] = [one for one in rows if one.product_id == CASE]
    assert warehouses.call(ADMIN, contract.PRODUCT, product_id=CASE) == listed
