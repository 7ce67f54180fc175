"""What vendors are sent and what their answers mean: over HTTP, as files, and played."""

import json
from datetime import date
from pathlib import Path

import pytest

from agentview.adaptors.vendor_http import HttpVendor
from agentview.adaptors.vendor_json import read_told
from agentview.adaptors.vendor_port import NotKnown, Told, Unknown, Vendor, VendorOrder, VendorState
from agentview.adaptors.vendor_sources import vendor_at
from agentview.core.serial import is_serial
from tests.fixtures.vendor_server import vendor_server

ORDER = VendorOrder("WO-12-1", {"type": "NEW_SIM", "wanted": ["NUMBER", "SERIAL", "ICCID", "TRACKING"]})
_S = VendorState


@pytest.fixture(params=["file", "http", "simulator"])
def vendor(request: pytest.FixtureRequest, tmp_path: Path) -> object:
    """Yield each kind of vendor."""
    if request.param == "http":
        with vendor_server() as server:
            yield vendor_at(server.url, tmp_path, tmp_path)
        return
    url = f"file://{tmp_path}/exchange" if request.param == "file" else "simulator://north"
    yield vendor_at(url, tmp_path, tmp_path)


def test_each_vendor_knows_an_order_once_it_was_placed_and_not_before(vendor: Vendor) -> None:
    """The contract of the port: a repeat changes nothing."""
    assert vendor.ask(ORDER.reference) == NotKnown()
    for _ in range(2):
        assert isinstance(vendor.place(ORDER), Told)
    assert isinstance(vendor.ask(ORDER.reference), Told)
    assert vendor.ask("WO-12-2") == NotKnown()
    vendor.close()


def test_an_answer_lost_on_the_way_is_unknown_and_asked_for(tmp_path: Path) -> None:
    with vendor_server() as server:
        server.cuts = 1
        vendor = HttpVendor(server.url, tmp_path)
        assert isinstance(vendor.place(ORDER), Unknown)
        assert vendor.ask(ORDER.reference) == Told(_S.ACCEPTED, "V-1")
        assert server.keys == [ORDER.reference]
        vendor.close()


@pytest.mark.parametrize(
    ("status", "state"),
    [(400, _S.FAILED), (422, _S.FAILED), (401, None), (429, None), (500, None), (302, None)],
)
def test_only_a_refusal_for_good_is_one(tmp_path: Path, status: int, state: VendorState | None) -> None:
    with vendor_server() as server:
        server.status = status
        vendor = HttpVendor(server.url, tmp_path)
        said = vendor.place(ORDER)
        assert (said.state if isinstance(said, Told) else None) is state
        assert vendor.ask(ORDER.reference) == NotKnown()
        vendor.close()


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/orders", "nowhere", "simulator://../x", "http://["])
def test_who_is_not_there_is_unknown(tmp_path: Path, url: str) -> None:
    vendor = vendor_at(url, tmp_path, tmp_path)
    assert isinstance(vendor.place(ORDER), Unknown)
    assert isinstance(vendor.ask(ORDER.reference), Unknown)


def test_r_gen_08_a_file_is_there_whole_and_stays_sent_when_it_was_taken_away(tmp_path: Path) -> None:
    vendor = vendor_at(f"file://{tmp_path}", tmp_path, tmp_path)
    vendor.place(ORDER)
    [file] = (tmp_path / "orders").iterdir()
    assert json.loads(file.read_bytes()) == {"reference": "WO-12-1", **ORDER.body}
    file.unlink()
    assert vendor.ask(ORDER.reference) == Told(_S.RECEIVED)
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "WO-12-1.json").write_text('{"status": "COMPLETE", "iccid": "89"}')
    assert vendor.ask(ORDER.reference) == Told(_S.COMPLETE, iccid="89")


def test_the_simulator_brings_what_is_wanted(tmp_path: Path) -> None:
    vendor = vendor_at("simulator://north", tmp_path, tmp_path)
    vendor.place(ORDER)
    told = vendor.ask(ORDER.reference)
    assert isinstance(told, Told)
    assert told.state is _S.COMPLETE
    assert is_serial("IMEI", told.serial_no)
    assert is_serial("ICCID", told.iccid)
    assert told.service_number
    assert told.tracking_no


def test_an_answer_is_read_with_all_that_it_says() -> None:
    said = {"status": "ACCEPTED", "vendor_order_no": "V-7", "due_on": "2026-12-01", "reason": "x" * 2_000}
    told = read_told(json.dumps(said).encode())
    assert told == Told(_S.ACCEPTED, "V-7", date(2026, 12, 1), reason="x" * 1_000)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"status": "DONE"}',
        b'{"status": "COMPLETE", "iccid": 7}',
        b'{"status": "COMPLETE", "serial_type": "' + b"X" * 11 + b'"}',
        b'{"status": "ACCEPTED", "due_on": "tomorrow"}',
        b"[" * 70_000,
    ],
)
def test_what_cannot_be_read_says_nothing(content: bytes) -> None:
    assert isinstance(read_told(content), Unknown)
