"""Vendors: listed, added, changed, disabled, tried out; what is under way with one stays whole."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from agentview.contract import wireless_vendors
from agentview.contract.hardware_admin import ExchangeFault
from agentview.contract.op import Nothing
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_vendors import AdminVendor, VendorExchange, VendorFields
from agentview.core.clock import ManualClock
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.models.trail import AuditEntry
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.services.wireless_vendors.exchange import address_refusals, exchange_of
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.fixtures.vendor_server import vendor_server
from tests.services.wireless_fulfilment.fulfilling import Fulfilling
from tests.services.wireless_orders.requesting import BACK

ADMIN = "harbour_admin"
_E = VendorExchange
GOOD = [
    (_E.BY_HAND, ""),
    (_E.FILES, "file:///srv/exchange/northern"),
    (_E.HTTP, "https://user@vendor.example.org/orders"),
    (_E.HTTP, "http://localhost:8080"),
    (_E.SIMULATED, "simulator://north"),
]
WRONG = [
    (_E.BY_HAND, "file:///srv/exchange"),
    (_E.FILES, ""),
    (_E.FILES, "file:///"),
    (_E.FILES, "file://host/srv"),
    (_E.FILES, "https://vendor.example.org/orders"),
    (_E.HTTP, ""),
    (_E.HTTP, "sftp://user@host/in"),
    (_E.HTTP, "https://vendor.example.org:0/orders"),
    (_E.SIMULATED, "simulator:///north"),
]


class Vendors(Fulfilling):
    """An administrator of vendors."""

    def all(self, by: str = ADMIN) -> dict[str, AdminVendor]:
        """List the vendors by their names."""
        rows = self.on(by).call(wireless_vendors.VENDORS, Nothing()).rows
        return {row.fields.name: row for row in rows}

    def northern(self) -> AdminVendor:
        """Read the vendor that most orders go to."""
        return next(row for row in self.all().values() if row.vendor_id == world.NORTHERN)

    def change(self, row: AdminVendor, by: str = ADMIN, **fields: object) -> AdminVendor:
        """Change a vendor as it was seen."""
        wanted = {**row.fields.model_dump(), **fields}
        return self.call(
            by, wireless_vendors.SAVE_VENDOR, vendor_id=row.vendor_id, version=row.version, fields=wanted
        )

    def add(self, **fields: object) -> AdminVendor:
        """Add a vendor."""
        return self.call(
            ADMIN, wireless_vendors.SAVE_VENDOR, fields={"code": "WEST", "name": "West", **fields}
        )

    def check(self, vendor_id: int = world.NORTHERN) -> ExchangeFault | None:
        """Try the address of a vendor out."""
        return self.call(ADMIN, wireless_vendors.CHECK_VENDOR, vendor_id=vendor_id).fault

    def sent(self, segment_id: int) -> None:
        """Let the program have sent a part."""
        with self.backend.database.write(world.STAMP) as session:
            part = session.get_one(OrderSegment, segment_id)
            part.first_sent_at = datetime(2026, 3, 10, tzinfo=UTC)

    def asked_at(self, segment_id: int) -> datetime | None:
        """Say when the program asks about a part."""
        with self.backend.database.read() as session:
            return session.get_one(OrderSegment, segment_id).ask_at


@pytest.fixture
def vendors(backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vendors:
    """Return an administrator of vendors on each backend; keys and simulators lie in a folder of the test."""
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(tmp_path / "data"))
    world.furnish(backend)
    return Vendors(backend)


@pytest.fixture
def vendors_here(
    sqlite_url: str, clock: ManualClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Vendors]:
    """Return the same on SQLite alone, for what does not differ by backend."""
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(tmp_path / "data"))
    embedded = serve_from(Database(sqlite_url), clock)
    with closing(embedded), closing(Backend("sqlite", embedded, clock)) as backend:
        world.furnish(backend)
        yield Vendors(backend)


def codes(error: pytest.ExceptionInfo[Rejected]) -> list[tuple[str, str | None]]:
    """Return the codes and fields of what was refused."""
    return [(one.code, one.field) for one in error.value.refusals]


def test_a_vendor_is_added_listed_changed_and_audited(vendors: Vendors) -> None:
    made = vendors.add(exchange="FILES", exchange_url="file:///srv/west", reactivation_limit_days=60)
    assert list(vendors.all()) == ["Northern Wireless", "Southern Mobile", "West"], (
        "of the own provider alone"
    )
    assert (made.fields.exchange, made.open_parts, made.line_count) == (_E.FILES, 0, 0)
    assert vendors.northern().line_count > 0
    changed = vendors.change(made, name="Westward", exchange="HTTP", exchange_url="https://west.example.org")
    assert (changed.fields.name, changed.fields.exchange) == ("Westward", _E.HTTP)
    assert changed.version == made.version + 1
    with vendors.backend.database.read() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.entity == "wireless_vendor")).all()
    assert [(row.action, row.field, row.new_value) for row in rows] == [
        ("create", None, "West"),
        ("edit", "name", "Westward"),
        ("edit", "exchange_url", "https://west.example.org"),
    ]


def test_of_two_who_change_a_vendor_the_second_is_told(vendors: Vendors) -> None:
    seen = vendors.northern()
    vendors.change(seen, name="Northern One")
    with pytest.raises(Conflict, match="E-STALE"):
        vendors.change(seen, name="Northern Two")
    assert vendors.northern().fields.name == "Northern One"


def test_a_code_is_given_once_and_stays_while_models_name_it(vendors: Vendors) -> None:
    with pytest.raises(Rejected) as refused:
        vendors.add(code="SOUTHERN")
    assert codes(refused) == [("E-CODE-TAKEN", "code")]
    with pytest.raises(Rejected) as refused:
        vendors.change(vendors.northern(), code="NORTH")
    assert codes(refused) == [("E-WLV-CODE", "code")]
    assert refused.value.refusals[0].values["count"] == 2
    assert vendors.change(vendors.add(), code="WEST-2").fields.code == "WEST-2", "nothing names it"


@pytest.mark.parametrize(("exchange", "address"), GOOD)
def test_an_address_of_the_kind_that_was_chosen_is_taken(exchange: VendorExchange, address: str) -> None:
    fields = VendorFields(code="W", name="West", exchange=exchange, exchange_url=address)
    assert address_refusals(fields) == ()
    assert exchange_of(address) is exchange


@pytest.mark.parametrize(("exchange", "address"), WRONG)
def test_an_address_of_another_kind_is_none(exchange: VendorExchange, address: str) -> None:
    fields = VendorFields(code="W", name="West", exchange=exchange, exchange_url=address)
    assert [one.code for one in address_refusals(fields)] == ["E-WLV-ADDRESS"]


def test_a_wrong_address_is_refused_at_its_field(vendors: Vendors) -> None:
    with pytest.raises(Rejected) as refused:
        vendors.add(exchange="FILES", exchange_url="https://vendor.example.org/orders")
    assert codes(refused) == [("E-WLV-ADDRESS", "exchange_url")]
    assert "West" not in vendors.all()


def test_a_vendor_with_orders_under_way_is_not_disabled(vendors: Vendors) -> None:
    """It is when they are over; then nothing offers it any more."""
    part = vendors.ordered(OrderType.CHANGE_NUMBER).segments[0]
    assert vendors.northern().open_parts == 1
    with pytest.raises(Rejected) as refused:
        vendors.change(vendors.northern(), is_active=False)
    assert codes(refused) == [("E-WLV-OPEN", "is_active")]
    assert vendors.northern().fields.is_active
    vendors.fail(part)
    assert not vendors.change(vendors.northern(), is_active=False).fields.is_active
    assert vendors.change(vendors.northern(), name="Still off").fields.name == "Still off"
    assert vendors.change(vendors.northern(), is_active=True).fields.is_active


def test_what_was_sent_is_asked_about_where_it_went(vendors: Vendors) -> None:
    """At another address the order is not known: it would be sent once more."""
    vendors.change(vendors.northern(), exchange="SIMULATED", exchange_url="simulator://north")
    part = vendors.ordered(OrderType.CHANGE_NUMBER).segments[0]
    moved = {"exchange": "SIMULATED", "exchange_url": "simulator://south"}
    assert vendors.change(vendors.northern(), **moved).fields.exchange_url == "simulator://south"
    vendors.sent(part.segment_id)
    assert vendors.northern().sent_parts == 1
    for other in ({"exchange": "BY_HAND", "exchange_url": ""}, {**moved, "exchange_url": "simulator://x"}):
        with pytest.raises(Rejected) as refused:
            vendors.change(vendors.northern(), **other)
        assert codes(refused) == [("E-WLV-SENT", "exchange_url")]
    assert vendors.change(vendors.northern(), name="Renamed").fields.name == "Renamed"


def test_without_an_address_what_was_not_sent_is_left_to_people(vendors: Vendors) -> None:
    vendors.change(vendors.northern(), exchange="SIMULATED", exchange_url="simulator://north")
    part = vendors.ordered(OrderType.CHANGE_NUMBER).segments[0]
    assert vendors.asked_at(part.segment_id) is not None
    vendors.change(vendors.northern(), exchange="BY_HAND", exchange_url="")
    assert vendors.asked_at(part.segment_id) is None
    found = vendors.seen(1).segments[0]
    assert not found.is_exchanged
    assert vendors.submit_part(found, "NW-1").segments[0].vendor_order_no == "NW-1"


def test_only_administrators_change_vendors_and_only_their_own(vendors: Vendors) -> None:
    seen = vendors.northern()
    with pytest.raises(Denied):
        vendors.change(seen, by=BACK, name="x")
    with pytest.raises(Denied):
        vendors.all(by=BACK)
    with vendors.backend.database.read() as session:
        alien = session.get_one(WirelessVendor, world.ALPINE_MOBILE)
    with pytest.raises(NotFound):
        vendors.change(
            seen.model_copy(update={"vendor_id": alien.id, "version": alien.row_version}), name="x"
        )
    with pytest.raises(NotFound):
        vendors.check(world.ALPINE_MOBILE)


def test_the_test_of_a_folder_says_what_is_wrong_and_leaves_nothing(
    vendors_here: Vendors, tmp_path: Path
) -> None:
    folder = tmp_path / "northern"
    assert vendors_here.check() is ExchangeFault.NO_ADDRESS
    vendors_here.change(vendors_here.northern(), exchange="FILES", exchange_url=folder.as_uri())
    assert vendors_here.check() is ExchangeFault.FOLDER, "it is not made: a share may not be mounted"
    assert not folder.exists()
    folder.mkdir()
    assert vendors_here.check() is None
    assert sorted(path.name for path in folder.rglob("*")) == ["answers", "orders"]
    (folder / "answers").rmdir()
    (folder / "answers").write_text("in the way")
    assert vendors_here.check() is ExchangeFault.FOLDER
    with vendors_here.backend.database.read() as session:
        checks = session.scalars(
            select(AuditEntry.new_value).where(AuditEntry.action == "check_vendor")
        ).all()
    assert list(checks) == ["no_address", "folder", "ok", "folder"]


def test_the_test_over_http_orders_nothing_and_says_what_is_wrong(vendors_here: Vendors) -> None:
    with vendor_server() as server:
        vendors_here.change(vendors_here.northern(), exchange="HTTP", exchange_url=server.url)
        assert vendors_here.check() is None, "404: it knows no such order"
        assert server.keys == []
        for status, fault in (
            (401, ExchangeFault.SIGN_IN),
            (403, ExchangeFault.SIGN_IN),
            (500, ExchangeFault.NETWORK),
        ):
            server.fault = status
            assert vendors_here.check() is fault
        url = server.url
    assert vendors_here.check() is ExchangeFault.REFUSED, "nobody listens any more"
    named = url.replace("http://", "http://user@")
    vendors_here.change(vendors_here.northern(), exchange_url=named)
    assert vendors_here.check() is ExchangeFault.NO_KEY


def test_a_simulated_vendor_needs_no_test(vendors_here: Vendors) -> None:
    made = vendors_here.add(exchange="SIMULATED", exchange_url="simulator://west")
    assert vendors_here.check(made.vendor_id) is None
