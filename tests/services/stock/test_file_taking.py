"""Stock files from a warehouse's folder: each taken in once, whole or not at all (R-HW-17, R-HW-19)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from agentview.adaptors.exchange.exchange import STOCK
from agentview.contract import batches as contract
from agentview.contract.batches import BatchActed
from agentview.contract.hardware import StockSource
from agentview.core.caller import Caller
from agentview.core.errors import Unavailable, rejected
from agentview.core.settings import Settings
from agentview.files.payload import PayloadFolder
from agentview.gateway.embedded import Embedded
from agentview.jobs.partner_folders import PartnerFolders
from agentview.jobs.registry import jobs_of
from agentview.jobs.stock_file import has_work, stock_file
from agentview.models.batch import Batch
from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import Warehouse
from agentview.models.party import Provider
from agentview.models.work_item import WorkItem
from agentview.services.network.system import system_of
from agentview.services.unit import Unit
from tests import build
from tests.build_hardware import CASE, MELBOURNE, PHONE, SYDNEY, VIENNA
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.services.stock.stocking import asked_at, filed, known, trail
from tests.services.warehouse_exchange.breaking import at_once, broken_off_at, is_broken_off, meanwhile_at
from tests.services.warehouse_exchange.depot import Depot
from tests.services.warehouse_exchange.shared_folder import SharedFolder

T = TypeVar("T")
GOOD = b"sku,available,expected_on\nPH-X1,5,\nCASE-1,0,2026-12-24\nFORKLIFT,2,\n"
REFUSAL_POINTS = ("stock_file.after_put_away", "stock_file.after_refuse")
POINTS = (
    "stock_file.after_register",
    "stock_file.after_claim",
    "stock_file.after_adopt",
    "stock_file.after_keep",
    "stock_file.after_load",
    "stock_file.after_archive",
    "stock_file.after_finish",
)


@dataclass
class Run:
    """A run in the hands of a test; `count` is how many files are done, and how many of them failed."""

    embedded: Embedded
    caller: Caller
    count: tuple[int, int] = (0, 0)

    def act(self, work: Callable[[Unit], T]) -> T:
        return self.embedded.dispatcher.act(self.caller, work)

    def progress(self, done: int, total: int | None = None, failed: int = 0) -> None:
        assert total is None
        self.count = (done, failed)


class Shelves(Depot):
    """The folders of stock files of the small operator's warehouses, by their addresses."""

    def sends(self, *warehouse_ids: int) -> None:
        """Let the stock of warehouses be known from files in folders of their own."""
        for warehouse_id in warehouse_ids:
            asked_at(self.backend, warehouse_id, StockSource.FILE)
            with self.backend.database.write(Stamp("test", build.START)) as session:
                session.get_one(Warehouse, warehouse_id).exchange_url = f"file:///{warehouse_id}"

    def put(self, name: str, content: bytes = GOOD, warehouse_id: int = SYDNEY) -> None:
        """Put a file into a folder, as the warehouse does."""
        self.at(warehouse_id).send(name, content)

    def round(self) -> tuple[int, int]:
        """Run a round of the job; return how many files are done, and how many of them failed."""
        with self.backend.database.read() as session:
            caller = system_of(session.get_one(Provider, self.provider_id))
        run: Any = Run(self.backend.embedded, caller)
        stock_file(self._opened, self.payloads).handler(run)
        return run.count  # type: ignore[no-any-return]

    def files(self) -> list[tuple[str | None, str, str | None]]:
        """Return each file that came: its name, how far it is, and what was wrong with it."""
        return [(one.file_name, one.status, one.error_code) for one in self.batches("STOCK_FILE")]

    def _opened(self, address: str) -> "_Opened":
        return _Opened(self.at(int(address.rpartition("/")[2])))


class _Opened:
    """A folder while it is open."""

    def __init__(self, folder: SharedFolder) -> None:
        self._folder = folder

    def __enter__(self) -> SharedFolder:
        return self._folder

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def shelves(local_backend: Backend, tmp_path: Path) -> Shelves:
    """Return the folders; Sydney sends stock files."""
    found = Shelves(local_backend, tmp_path / "exchange")
    found.sends(SYDNEY)
    return found


def quantities(shelves: Shelves) -> dict[tuple[int, int], int]:
    """Return what is known by (warehouse, product)."""
    return {key: told[0] for key, told in known(shelves.backend).items()}


def assert_taken_once(shelves: Shelves) -> None:
    """Whatever happened on the way, the world is as after one undisturbed round."""
    assert quantities(shelves) == {(SYDNEY, PHONE): 5, (SYDNEY, CASE): 0}
    [batch] = shelves.batches("STOCK_FILE")
    assert (batch.status, batch.external_file_name, batch.error_code) == ("PROCESSED", "S1.csv", None)
    counts = (batch.record_count, batch.applied_upto, batch.ok_count, batch.refused_count)
    assert counts == (3, 3, 3, 0)
    assert len(trail(shelves.backend, "load_stock")) == 1
    folder = shelves.at(SYDNEY)
    assert folder.on("inbox") == folder.on("processing") == folder.on("quarantine") == []
    assert len(folder.on("archive")) == 1


def test_a_file_is_taken_in_and_put_away(shelves: Shelves) -> None:
    """R-HW-03: also lines about what is not sold count as read."""
    shelves.put("S1.csv")
    assert shelves.round() == (1, 0)
    assert_taken_once(shelves)
    assert shelves.round() == (0, 0)
    assert_taken_once(shelves)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("S1.csv", b"sku,available\nPH-X1,many\nCASE-1,1\nCASE-1,2\n", "E-STOCK-QUANTITY"),
        ("S1.csv", b"sku,available\nPH-X1,1\nPH-X1,2\n", "E-STOCK-TWICE"),
        ("S1.csv", b"article of ours,hours\nPH-X1,1\n", "E-STOCK-COLUMNS"),
        ("S1.json", b'[{"a": 1', "E-STOCK-JSON"),
        ("S1.csv", b"", "E-FILE-EMPTY"),
        ("S1 of today.csv", GOOD, "E-EXCHANGE-NAME"),
        ("S-of-a-warehouse-and-day.csv", GOOD, "E-INTERFACE-LONG"),
    ],
)
def test_a_bad_file_is_refused_as_a_whole(shelves: Shelves, name: str, content: bytes, code: str) -> None:
    """R-HW-17: nothing of it is used; it lies in quarantine with every reason, and somebody is told."""
    shelves.put(name, content)
    assert shelves.round() == (1, 1)
    assert shelves.files() == [(name, "FAILED", code)]
    assert quantities(shelves) == {}
    _, report = shelves.at(SYDNEY).on("quarantine")
    told = json.loads((shelves.at(SYDNEY).root / "quarantine" / report).read_bytes())
    assert (told["file"], told["problems"][0]["code"]) == (name, code)
    [case] = shelves.rows(WorkItem)
    assert (case.type_code, case.code) == ("BATF", code)


def test_each_bad_line_is_told_by_its_number(shelves: Shelves) -> None:
    """R-HW-17."""
    shelves.put("S1.csv", b"sku,available\nPH-X1,many\nCASE-1,1\nCASE-1,2\n")
    shelves.round()
    [batch] = shelves.batches("STOCK_FILE")
    told = [(one["code"], one["values"]["record"]) for one in batch.report]  # type: ignore[index]
    assert told == [("E-STOCK-QUANTITY", 2), ("E-STOCK-TWICE", 4)]


def test_a_name_that_was_used_is_a_duplicate(shelves: Shelves) -> None:
    """R-HW-19: of a second file of the name nothing is used, whatever is in it; a bad one used no name."""
    shelves.put("S1.csv", b"nonsense")
    shelves.round()
    shelves.put("S1.csv")
    shelves.round()
    shelves.put("S1.csv", b"sku,available\nPH-X1,9\n")
    assert shelves.round() == (1, 0)
    assert quantities(shelves)[SYDNEY, PHONE] == 5
    assert [one[2] for one in shelves.files()] == ["E-STOCK-COLUMNS", None, "E-BATCH-DUPLICATE"]
    assert len(shelves.at(SYDNEY).on("duplicate")) == 1


def test_what_is_taken_in_late_replaces_nothing_newer(shelves: Shelves) -> None:
    """A file that failed and is taken again says what there was when it came."""
    shelves.put("S1.csv", b"sku,available\nPH-X1,1\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agentview.services.stock_file.taking.read_stock", _unreadable)
        shelves.round()
    shelves.backend.clock.move(timedelta(hours=1))
    shelves.put("S2.csv", b"sku,available\nPH-X1,2\n")
    shelves.round()
    working = Working(shelves.backend)
    first = shelves.batches("STOCK_FILE")[0]
    acted: BatchActed = working.call(
        "harbour_back", contract.REPROCESS, batch_id=first.id, version=first.row_version
    )
    assert acted.batch_id == first.id
    shelves.round()
    assert quantities(shelves)[SYDNEY, PHONE] == 2
    assert [one[2] for one in shelves.files()] == ["E-STOCK-OLDER", None]


def _unreadable(_path: Path) -> None:
    raise rejected("E-STOCK-JSON")


def test_a_file_that_is_too_large_is_not_read(shelves: Shelves, monkeypatch: pytest.MonkeyPatch) -> None:
    """D-36."""
    shelves.put("S1.csv")
    shelves.put("S2.csv")
    folder = shelves.at(SYDNEY)
    opened = folder.open

    def refuse_large(held: str) -> Any:  # noqa: ANN401 - a stream
        if held.endswith("S1.csv"):
            raise rejected("E-EXCHANGE-LARGE", rule="D-36", name=held, megabytes=200)
        return opened(held)

    monkeypatch.setattr(folder, "open", refuse_large)
    assert shelves.round() == (2, 1)
    assert [one[1:] for one in shelves.files()] == [("FAILED", "E-EXCHANGE-LARGE"), ("PROCESSED", None)]


def test_a_warehouse_that_cannot_be_reached_keeps_no_other_one_waiting(shelves: Shelves) -> None:
    shelves.sends(MELBOURNE)
    shelves.put("S1.csv")
    shelves.put("S1.csv", b"sku,available\nCASE-1,7\n", MELBOURNE)
    shelves.at(SYDNEY).is_down = True
    with pytest.raises(Unavailable):
        shelves.round()
    assert quantities(shelves) == {(MELBOURNE, CASE): 7}
    shelves.at(SYDNEY).is_down = False
    shelves.round()
    assert quantities(shelves)[SYDNEY, PHONE] == 5


def test_only_own_warehouses_that_send_files_are_looked_at(shelves: Shelves) -> None:
    """R-GEN-10, R-HW-03: who is asked at every check sends none."""
    asked_at(shelves.backend, SYDNEY, StockSource.SIMULATOR)
    shelves.sends(VIENNA)
    shelves.put("S1.csv")
    shelves.put("S1.csv", warehouse_id=VIENNA)
    assert not has_work(shelves.backend.embedded, build.HARBOUR)
    assert has_work(shelves.backend.embedded, build.ALPINE)
    assert shelves.round() == (0, 0)
    assert shelves.rows(Batch) == []


def test_what_became_known_meanwhile_refuses_an_older_file(shelves: Shelves) -> None:
    """Newer stock is not replaced, whoever has told it."""
    filed(shelves.backend, SYDNEY, PHONE, 3, build.START + timedelta(minutes=5))
    shelves.put("S1.csv")
    shelves.round()
    assert quantities(shelves) == {(SYDNEY, PHONE): 3}
    assert shelves.files() == [("S1.csv", "FAILED", "E-STOCK-OLDER")]


@pytest.mark.parametrize("point", POINTS)
def test_broken_off_twice_a_file_counts_once(shelves: Shelves, point: str) -> None:
    """R-HW-31."""
    shelves.put("S1.csv")
    with broken_off_at(point, times=2) as passed:
        for _ in range(2):
            if is_broken_off(shelves.round):
                assert passed[-1] == point
    shelves.round()
    assert_taken_once(shelves)


@pytest.mark.parametrize("point", REFUSAL_POINTS)
def test_broken_off_twice_a_file_is_refused_once(shelves: Shelves, point: str) -> None:
    """R-HW-17: one batch, one case, the file on its shelf."""
    shelves.put("S1.csv", b"nonsense")
    with broken_off_at(point, times=2):
        for _ in range(2):
            is_broken_off(shelves.round)
    shelves.round()
    assert shelves.files() == [("S1.csv", "FAILED", "E-STOCK-COLUMNS")]
    assert len(shelves.rows(WorkItem)) == 1
    folder = shelves.at(SYDNEY)
    assert folder.on("inbox") == folder.on("processing") == []
    assert [name for name in folder.on("quarantine") if not name.endswith(".report.json")] != []


def test_every_point_is_passed(shelves: Shelves) -> None:
    """R-HW-31: a point that nobody passes any more would prove nothing."""
    shelves.put("S1.csv")
    with broken_off_at("none") as passed:
        shelves.round()
    assert set(passed) == set(POINTS)
    shelves.put("S2.csv", b"nonsense")
    with broken_off_at("none") as passed:
        shelves.round()
    assert set(passed) & set(REFUSAL_POINTS) == set(REFUSAL_POINTS)


@pytest.mark.parametrize("point", POINTS)
def test_a_round_that_overtakes_another_one_takes_nothing_twice(shelves: Shelves, point: str) -> None:
    """R-HW-31."""
    shelves.put("S1.csv")
    with meanwhile_at(point, shelves.round):
        shelves.round()
    shelves.round()
    assert_taken_once(shelves)


def test_rounds_at_once_take_a_file_once(shelves: Shelves) -> None:
    """R-HW-31."""
    shelves.put("S1.csv")
    at_once(*[shelves.round] * 3)
    shelves.round()
    assert_taken_once(shelves)


def test_the_job_is_among_all_jobs_and_uses_a_folder_of_its_own(
    local_backend: Backend, tmp_path: Path
) -> None:
    """The stock lies in `stock`, where no file is taken for a dispatch."""
    root = tmp_path / "sydney"
    root.mkdir()
    asked_at(local_backend, SYDNEY, StockSource.FILE)
    with local_backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(Warehouse, SYDNEY).exchange_url = root.as_uri()
        caller = system_of(session.get_one(Provider, build.HARBOUR))
    run: Any = Run(local_backend.embedded, caller)
    folders = PartnerFolders(tmp_path / "keys", local_backend.clock, lane=STOCK)
    job = stock_file(folders, PayloadFolder(tmp_path / "payloads"))
    job.handler(run)
    (root / "stock" / "S1.csv").write_bytes(GOOD)
    job.handler(run)
    assert known(local_backend) == {}, "a growing file is left until it stays the same"
    local_backend.clock.move(timedelta(seconds=11))
    job.handler(run)
    assert known(local_backend)[SYDNEY, PHONE][0] == 5
    assert len(list((root / "archive").iterdir())) == 1
    assert list((root / "stock").iterdir()) == list((root / "stock-processing").iterdir()) == []
    assert not (root / "inbox").exists()
    assert "stock_file" in {job.spec.name for job in jobs_of(Settings(data_folder=tmp_path))}
