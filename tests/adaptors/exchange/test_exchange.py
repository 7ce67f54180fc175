"""Files go out and come in once, over a folder and over a real SFTP server."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import NamedTuple

import pytest

from agentview.adaptors.exchange import exchange as exchange_module
from agentview.adaptors.exchange.address import open_exchange
from agentview.adaptors.exchange.exchange import Exchange
from agentview.core.clock import ManualClock
from agentview.core.errors import Conflict, NotFound, Rejected, Unavailable
from tests.adaptors.exchange.sftp_server import sftp_server

NAMES_THAT_LEAD_OUT = [
    "../escape.csv",
    "/etc/passwd",
    "..",
    ".",
    "",
    "a/b.csv",
    "a\\b.csv",
    ".hidden",
    "nul",
    "CON.csv",
    "a.csv:stream",
    "a.csv.",
    "a\0b",
    "a\nb",
    "x" * 300,
    "\u202egpj.csv",
]


class Place(NamedTuple):
    """An exchange, what lies behind it, and its clock."""

    exchange: Exchange
    root: Path
    clock: ManualClock
    address: str
    keys: Path

    def second(self) -> Exchange:
        return open_exchange(self.address, self.keys, self.clock)

    def put(self, name: str, content: bytes = b"x", folder: str = "inbox") -> Path:
        path = self.root / folder / name
        path.write_bytes(content)
        return path

    def settle(self) -> list[str]:
        self.exchange.ready()
        self.clock.move(timedelta(seconds=10))
        return [one.name for one in self.exchange.ready()]

    def names(self, folder: str) -> list[str]:
        return sorted(path.name for path in (self.root / folder).iterdir())


@pytest.fixture(params=["folder", "sftp"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    clock = ManualClock(datetime(2026, 11, 26, tzinfo=UTC))
    root, keys = tmp_path / "shared", tmp_path / "keys"
    root.mkdir()
    if request.param == "folder":
        yield _opened(root.as_uri(), root, keys, clock)
        return
    with sftp_server(root, keys) as server:
        place = _opened(server.address, root, keys, clock)
        yield place
        place.exchange.close()


def _opened(address: str, root: Path, keys: Path, clock: ManualClock) -> Place:
    exchange = open_exchange(address, keys, clock)
    exchange.prepare()
    exchange.prepare()
    return Place(exchange, root, clock, address, keys)


def test_the_folders_are_made(place: Place) -> None:
    made = ["archive", "duplicate", "inbox", "outbox", "processing", "quarantine"]
    assert sorted(path.name for path in place.root.iterdir()) == made


def test_a_file_gets_its_name_in_one_step(place: Place) -> None:
    """R-HW-16."""
    blocks = [b"a" * 300_000] * 5
    assert place.exchange.stage("R1.json", blocks) == 1_500_000
    assert place.names("outbox") == [".R1.json.part"]
    assert place.exchange.is_staged("R1.json")
    place.exchange.publish("R1.json")
    assert place.names("outbox") == ["R1.json"]
    assert not place.exchange.is_staged("R1.json")
    assert (place.root / "outbox" / "R1.json").read_bytes() == b"".join(blocks)
    place.exchange.publish("R1.json")
    assert place.names("outbox") == ["R1.json"]


def test_staging_again_overwrites_what_a_failed_try_left(place: Place) -> None:
    def breaks() -> Iterator[bytes]:
        yield b"half" * 500_000
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        place.exchange.stage("R1.json", breaks())
    assert place.exchange.stage("R1.json", [b"whole"]) == 5
    place.exchange.publish("R1.json")
    assert (place.root / "outbox" / "R1.json").read_bytes() == b"whole"


def test_another_file_of_the_name_is_never_overwritten(place: Place) -> None:
    place.put("R1.json", b"theirs", "outbox")
    place.exchange.stage("R1.json", [b"ours"])
    with pytest.raises(Conflict) as refused:
        place.exchange.publish("R1.json")
    assert refused.value.code == "E-EXCHANGE-EXISTS"
    assert (place.root / "outbox" / "R1.json").read_bytes() == b"theirs"
    assert place.exchange.is_staged("R1.json")


def test_a_growing_file_is_left_alone(place: Place) -> None:
    path = place.put("D1.csv", b"one")
    assert place.exchange.ready() == []
    place.clock.move(timedelta(seconds=9))
    assert place.exchange.ready() == []
    path.write_bytes(b"one two")
    place.clock.move(timedelta(seconds=9))
    assert place.exchange.ready() == []
    place.clock.move(timedelta(seconds=10))
    assert [(one.name, one.size) for one in place.exchange.ready()] == [("D1.csv", 7)]


def test_a_file_of_the_same_size_that_is_written_again_is_left_alone(place: Place) -> None:
    path = place.put("D1.csv", b"one")
    place.exchange.ready()
    os.utime(path, (1_000_000_000, 1_000_000_000))
    place.clock.move(timedelta(seconds=10))
    assert place.exchange.ready() == []


def test_what_is_not_for_us_is_left_alone(place: Place, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("no", encoding="utf-8")
    for name in (".D1.csv.part", "D1.csv.part", "D1.csv.TMP", "D2.filepart", "D3~", ".hidden", "D4.csv."):
        place.put(name)
    (place.root / "inbox" / "folder.csv").mkdir()
    (place.root / "inbox" / "link.csv").symlink_to(secret)
    place.put("D5.csv")
    assert place.settle() == ["D5.csv"]


@pytest.mark.parametrize("name", NAMES_THAT_LEAD_OUT)
def test_no_name_leads_out_of_the_folders(place: Place, tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    calls: list[Callable[[], object]] = [
        lambda: place.exchange.stage(name, [b"x"]),
        lambda: place.exchange.is_staged(name),
        lambda: place.exchange.publish(name),
        lambda: place.exchange.claim(name),
        lambda: place.exchange.open(name),
        lambda: place.exchange.archive(name),
        lambda: place.exchange.set_aside_duplicate(name),
        lambda: place.exchange.quarantine(name, b""),
    ]
    for call in calls:
        with pytest.raises(Rejected) as refused:
            call()
        assert refused.value.code == "E-EXCHANGE-NAME"
    assert sorted(tmp_path.rglob("*")) == before


def test_one_of_many_gets_a_file(place: Place) -> None:
    """R-HW-26 for files: of several workers one gets each."""
    others = [place.exchange, *(place.second() for _ in range(3))]
    with ThreadPoolExecutor(len(others)) as pool:
        for number in range(20):
            name = f"D{number}.csv"
            place.put(name)
            barrier = Barrier(len(others))

            def take(exchange: Exchange, name: str = name, barrier: Barrier = barrier) -> bool:
                barrier.wait(20)
                return exchange.claim(name)

            assert sorted(pool.map(take, others)) == [False, False, False, True]
    assert len(place.names("processing")) == 20
    assert place.names("inbox") == []
    for exchange in others[1:]:
        exchange.close()


def test_a_second_file_of_a_name_waits_until_the_first_is_done(place: Place) -> None:
    place.put("D1.csv", b"first")
    assert place.exchange.claim("D1.csv")
    place.put("D1.csv", b"second")
    assert not place.exchange.claim("D1.csv")
    with place.exchange.open("D1.csv") as file:
        assert file.read() == b"first"
    place.exchange.archive("D1.csv")
    assert place.exchange.claim("D1.csv")
    assert place.exchange.claimed() == ["D1.csv"]
    assert place.exchange.set_aside_duplicate("D1.csv") == "D1.csv"
    assert place.names("duplicate") == ["D1.csv"]


def test_a_claimed_file_is_read_and_put_away_once(place: Place) -> None:
    content = bytes(range(256)) * 10_000
    place.put("D1.csv", content)
    assert place.exchange.claim("D1.csv")
    with place.exchange.open("D1.csv") as file:
        assert file.read(10) == content[:10]
        file.seek(0)
        assert file.read() == content
    assert place.exchange.archive("D1.csv") == "D1.csv"
    assert place.exchange.archive("D1.csv") == "D1.csv"
    assert (place.root / "archive" / "D1.csv").read_bytes() == content
    assert place.exchange.claimed() == []
    with pytest.raises(NotFound):
        place.exchange.open("D1.csv")
    with pytest.raises(NotFound):
        place.exchange.archive("D2.csv")


def test_files_of_one_name_are_all_kept(place: Place) -> None:
    """R-HW-19: the duplicate is kept too."""
    kept = []
    for content in (b"1", b"2", b"3"):
        place.put("D1.csv", content)
        place.exchange.claim("D1.csv")
        kept.append(place.exchange.set_aside_duplicate("D1.csv"))
    assert kept == ["D1.csv", "D1.csv.1", "D1.csv.2"]
    assert [(place.root / "duplicate" / name).read_bytes() for name in kept] == [b"1", b"2", b"3"]


def test_a_bad_file_lies_beside_its_report(place: Place) -> None:
    """R-HW-17."""
    place.put("D1.csv", b"bad")
    place.exchange.claim("D1.csv")
    assert place.exchange.quarantine("D1.csv", b"[]") == "D1.csv"
    assert place.names("quarantine") == ["D1.csv", "D1.csv.report.json"]
    assert place.exchange.quarantine("D1.csv", b"[1]") == "D1.csv"
    assert (place.root / "quarantine" / "D1.csv.report.json").read_bytes() == b"[1]"


def test_a_file_that_is_too_large_is_not_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """D-36."""
    monkeypatch.setattr(exchange_module, "LARGEST_FILE", 10)
    place.put("D1.csv", b"x" * 11)
    place.put("D2.csv", b"x" * 10)
    assert place.exchange.claim("D1.csv")
    assert place.exchange.claim("D2.csv")
    with pytest.raises(Rejected) as refused:
        place.exchange.open("D1.csv")
    assert refused.value.code == "E-EXCHANGE-LARGE"
    with place.exchange.open("D2.csv") as file:
        assert len(file.read()) == 10


def test_a_folder_that_is_gone_is_unavailable(place: Place) -> None:
    (place.root / "inbox").rmdir()
    with pytest.raises(Unavailable) as refused:
        place.exchange.ready()
    assert refused.value.values == {"kind": "folder"}


def test_a_taker_that_was_interrupted_is_finished_and_wins_no_second_time(tmp_path: Path) -> None:
    place = _opened(tmp_path.as_uri(), tmp_path, tmp_path, ManualClock(datetime(2026, 11, 26, tzinfo=UTC)))
    (tmp_path / "processing" / "D1.csv").hardlink_to(place.put("D1.csv"))
    assert not place.exchange.claim("D1.csv")
    assert (place.names("inbox"), place.names("processing")) == ([], ["D1.csv"])
