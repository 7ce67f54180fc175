"""Drafts and settings survive crashes, and a damaged file is set aside."""

import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from agentview.core.clock import ManualClock
from agentview.ui.kit.autosave import SAVE_AFTER_MS, Autosaver
from agentview.ui.kit.draft_key import draft_keys, ring_key
from agentview.ui.kit.draft_store import Draft, DraftStore
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.settings_store import SettingsStore

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
KEY = Fernet.generate_key()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOON)


@pytest.fixture
def store(tmp_path: Path, clock: ManualClock) -> DraftStore:
    return DraftStore(tmp_path / "drafts", "olga", [KEY], clock)


def test_a_draft_comes_back_with_its_time(store: DraftStore, clock: ManualClock) -> None:
    store.save("order:1", {"note": "Grüße", "told": True, "fee": None})
    clock.move(timedelta(hours=1))
    assert store.load("order:1") == Draft("order:1", NOON, {"note": "Grüße", "told": True, "fee": None})


def test_drafts_are_listed_newest_first_and_deleted(store: DraftStore, clock: ManualClock) -> None:
    for record in ("a", "b"):
        store.save(record, {})
        clock.move(timedelta(seconds=1))
    assert [draft.record for draft in store.list()] == ["b", "a"]
    store.delete("b")
    store.delete("b")
    assert [draft.record for draft in store.list()] == ["a"]


def test_drafts_belong_to_their_user(store: DraftStore, tmp_path: Path, clock: ManualClock) -> None:
    store.save("order:1", {"note": "mine"})
    other = DraftStore(tmp_path / "drafts", "ivan", [KEY], clock)
    assert (other.load("order:1"), other.list()) == (None, [])


def test_files_tell_nothing(store: DraftStore, tmp_path: Path) -> None:
    store.save("order:1", {"note": "secret"})
    (file,) = (tmp_path / "drafts").iterdir()
    assert b"secret" not in file.read_bytes()
    assert "order" not in file.name
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage",
    [b"", b"junk", Fernet(KEY).encrypt(b"[]"), Fernet(KEY).encrypt(b"{}")],
    ids=["empty", "junk", "a list", "no draft"],
)
def test_a_damaged_draft_is_set_aside(store: DraftStore, tmp_path: Path, damage: bytes) -> None:
    store.save("order:1", {"note": "x"})
    (file,) = (tmp_path / "drafts").iterdir()
    file.write_bytes(damage)
    assert store.load("order:1") is None
    assert file.with_name(f"{file.name}.damaged").read_bytes() == damage
    store.save("order:1", {"note": "y"})
    assert [draft.values for draft in store.list()] == [{"note": "y"}]


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from agentview.core.clock import ManualClock
from agentview.ui.kit.draft_store import DraftStore
clock = ManualClock(datetime(2026, 3, 10, tzinfo=UTC))
store = DraftStore(Path(sys.argv[1]), "olga", [sys.argv[2].encode()], clock)
number = 0
while True:
    store.save("order:1", {"number": number, "text": "x" * 20000})
    print(number, flush=True)
    number += 1
"""


def test_drafts_survive_a_kill(store: DraftStore, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WRITER, str(tmp_path / "drafts"), KEY.decode()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        seen = [int(writer.stdout.readline()) for _ in range(20)][-1]
        writer.send_signal(signal.SIGKILL)
    draft = store.load("order:1")
    assert draft is not None
    assert int(draft.values["number"] or 0) >= seen


def test_without_a_key_ring_a_file_holds_the_key(tmp_path: Path) -> None:
    assert ring_key("olga") is None  # The tests' key ring forgets everything.
    (key,) = draft_keys("olga", tmp_path)
    assert draft_keys("olga", tmp_path) == (key,)
    assert stat.S_IMODE((tmp_path / "drafts.key").stat().st_mode) == 0o600


def test_a_new_key_ring_still_reads_old_drafts(tmp_path: Path, clock: ManualClock) -> None:
    before = DraftStore(tmp_path, "olga", draft_keys("olga", tmp_path), clock)
    before.save("order:1", {"note": "x"})
    keys = draft_keys("olga", tmp_path, lambda _user: KEY)
    after = DraftStore(tmp_path, "olga", keys, clock)
    assert keys[0] == KEY
    assert [draft.record for draft in after.list()] == ["order:1"]


def test_typing_is_saved_when_it_rests(store: DraftStore, app: QObject) -> None:
    runner, heard = HeldRunner(), list[object]()
    saver = Autosaver(store, runner, "order:1", lambda: {"note": "typed"}, app)
    saver.saved.connect(heard.append)
    saver.touch()
    assert saver._timer.interval() == SAVE_AFTER_MS <= 1000
    saver.save_now()
    runner.run_all()
    assert store.load("order:1") == heard[0]
    saver.discard()
    runner.run_all()
    assert store.load("order:1") is None


def test_a_draft_that_cannot_be_saved_is_told(store: DraftStore, app: QObject) -> None:
    runner, heard = HeldRunner(), list[object]()
    saver = Autosaver(store, runner, "order:1", dict, app)
    saver.failed.connect(heard.append)
    saver.save_now()
    runner.fail_next(OSError("disk full"))
    assert isinstance(heard[0], OSError)


def test_settings_come_back(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "desktop.json"
    settings = SettingsStore(path)
    settings.set("columns/queue", {"order": ["a"]})
    settings.set("scale", 1.5)
    again = SettingsStore(path)
    assert (again.get("columns/queue"), again.get("scale"), again.get("none", 3)) == (
        {"order": ["a"]},
        1.5,
        3,
    )
    assert [file.name for file in path.parent.iterdir()] == ["desktop.json"]


@pytest.mark.parametrize("damage", [b"{", b"\xff\xfe", b""])
def test_damaged_settings_are_set_aside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "desktop.json"
    path.write_bytes(damage)
    settings = SettingsStore(path)
    assert settings.get("scale") is None
    settings.set("scale", 2)
    assert (tmp_path / "desktop.json.damaged").read_bytes() == damage
    assert SettingsStore(path).get("scale") == 2


def test_a_draft_is_saved_although_its_dialog_is_gone(store: DraftStore, qapp: QApplication) -> None:
    runner, parent = HeldRunner(), QObject()
    saver = Autosaver(store, runner, "order:1", lambda: {"note": "last words"}, parent)
    saver.save_now()
    parent.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    runner.run_all()
    draft = store.load("order:1")
    assert draft is not None
    assert draft.values == {"note": "last words"}
