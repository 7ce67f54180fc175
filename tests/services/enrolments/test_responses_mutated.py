"""Response files with anything wrong in them, from the inbox to the database (M7, R-HW-17, R-HW-19)."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from agentview.contract.texts import TEXTS
from agentview.core.clock import ManualClock
from agentview.files.interfaces.device_enrolment_response import (
    EnrolledDevice,
    EnrolmentError,
    RespondedOrder,
    enrolment_response,
)
from agentview.files.interfaces.whole_file import write_whole
from agentview.gateway.embedded import serve_from
from agentview.models.batch import Batch, BatchRecord
from agentview.models.database import Database
from agentview.models.enrolment import DeviceEnrolment
from tests import build
from tests.adaptors.mutations import MUTATIONS, mutated
from tests.fixtures.backend import Backend
from tests.services.enrolments.enrolling import Enrolling, serial
from tests.world import assert_world

EXAMPLES = 20
_SLOW = {"one long line", "nest"}
_DEVICES = 3
_NAMES = ("A1.json", "A2.json")


@dataclass(frozen=True, slots=True)
class World:
    """A world in which a programme was asked; `asked` are the requests, each with its device."""

    path: Path
    folder: Path
    asked: Sequence[tuple[int, str]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> World:
    """Return a world in which three devices wait for answers."""
    folder = tmp_path_factory.mktemp("asked")
    path = folder / "made.db"
    shutil.copyfile(sqlite_template, path)
    with _opened(path, folder / "made") as enrolling:
        enrolling.dispatch(*(serial(number) for number in range(1, _DEVICES + 1)))
        enrolling.send()
        asked = [(order.id, order.devices[0].device_id) for order in enrolling.orders()]
    return World(path, folder, asked)


@contextmanager
def _opened(path: Path, folder: Path) -> Iterator[Enrolling]:
    clock = ManualClock(build.START)
    with closing(serve_from(Database(f"sqlite:///{path}"), clock)) as embedded:
        yield Enrolling(Backend("sqlite", embedded, clock), folder)


@st.composite
def files(draw: st.DrawFn, asked: Sequence[tuple[int, str]]) -> tuple[str, bytes]:
    """Return a file that a programme may send, good or bad: its name, and what is in it."""
    number, device = draw(st.sampled_from(asked))
    errors = draw(st.lists(st.builds(EnrolmentError, st.just("E1"), st.text(max_size=20)), max_size=2))
    named = draw(st.sampled_from(([], [device], [asked[0][1]], ["UNKNOWN"])))
    name = draw(st.sampled_from(_NAMES))
    order = RespondedOrder(
        draw(st.sampled_from((number, number, number, 999_999))),
        [one for one in errors if one.error_message],
        [EnrolledDevice(one, "DEV") for one in named],
    )
    code = draw(st.sampled_from(("FRUIT-DEP", "FRUIT-DEP", "FRUIT-DEP", "OTHER")))
    content = write_whole(enrolment_response(name, code, order))
    return name, draw(st.one_of(st.just(content), mutated(content, sorted(set(MUTATIONS) - _SLOW))))


@pytest.mark.timeout(600)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_comes_counts_once_or_changes_nothing(world: World, data: st.DataObject) -> None:
    """Up to three files one after the other; each is settled, or refused as a whole."""
    sent = data.draw(st.lists(files(world.asked), min_size=1, max_size=3))
    folder = world.folder / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(world.path, folder / "agentview.db")
    with _opened(folder / "agentview.db", folder) as enrolling:
        for name, content in sent:
            _take_in(enrolling, world, name, content)
        assert_world(enrolling.backend.database)


def test_without_anything_wrong_an_answer_counts(world: World) -> None:
    """The control of the test above: a good file is taken, and changes its device alone."""
    folder = world.folder / "control"
    folder.mkdir()
    shutil.copyfile(world.path, folder / "agentview.db")
    number, device = world.asked[1]
    with _opened(folder / "agentview.db", folder) as enrolling:
        content = write_whole(enrolment_response("A1.json", "FRUIT-DEP", RespondedOrder(number)))
        batch = _take_in(enrolling, world, "A1.json", content)
        assert (batch.status, batch.ok_count) == ("PROCESSED", 1)
        assert [one[1] for one in _standing(enrolling) if one[0] == device] == ["ENROLLED"]


def _take_in(enrolling: Enrolling, world: World, name: str, content: bytes) -> Batch:
    """Let a file come in, and judge what became of it."""
    root = enrolling.folder.root
    before, earlier = _standing(enrolling), {one.id for one in _batches(enrolling)}
    shelves = {shelf: len(list((root / shelf).iterdir())) for shelf in ("archive", "duplicate", "quarantine")}
    (root / "inbox" / name).write_bytes(content)
    enrolling.take_in()
    assert not list((root / "inbox").iterdir())
    assert not list((root / "processing").iterdir())
    [batch] = [one for one in _batches(enrolling) if one.id not in earlier]
    grown = {shelf: len(list((root / shelf).iterdir())) - count for shelf, count in shelves.items()}
    changed = {old[0] for old, new in zip(before, _standing(enrolling), strict=True) if old != new}
    if batch.status == "FAILED":
        assert batch.error_code in TEXTS
        assert not changed, "nothing of a refused file is used"
        is_again = batch.error_code == "E-BATCH-DUPLICATE"
        shelf, files_there = ("duplicate", 1) if is_again else ("quarantine", 2)
        assert grown == {"archive": 0, "duplicate": 0, "quarantine": 0} | {shelf: files_there}
        return batch
    assert grown == {"archive": 1, "duplicate": 0, "quarantine": 0}
    counts = {"OK": batch.ok_count, "ERROR": batch.refused_count, "DUPLICATE": batch.duplicate_count}
    assert sum(counts.values()) == batch.record_count == 1
    with enrolling.backend.database.read() as session:
        [record] = session.scalars(select(BatchRecord).where(BatchRecord.batch_id == batch.id))
    assert counts[record.outcome or ""] == 1
    said = json.loads(content.decode("utf-8-sig"))["order"]["id"]
    assert changed <= {device for number, device in world.asked if number == said}
    return batch


def _standing(enrolling: Enrolling) -> list[tuple[str, str, int]]:
    with enrolling.backend.database.read() as session:
        rows = session.scalars(select(DeviceEnrolment).order_by(DeviceEnrolment.id))
        return [(row.serial_no, row.status, row.row_version) for row in rows]


def _batches(enrolling: Enrolling) -> list[Batch]:
    with enrolling.backend.database.read() as session:
        return list(session.scalars(select(Batch).where(Batch.kind == "ENROL_RESPONSE")))
