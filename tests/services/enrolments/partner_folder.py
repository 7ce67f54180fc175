"""A programme's folders on this computer, as the jobs see them; it can be made to fail."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from agentview.core.errors import Refusal, Unavailable
from agentview.services.partner_folder import Shelf

FOLDERS = ("outbox", "inbox", "processing", "archive", "duplicate", "quarantine")


class PartnerFolder:
    """An outbox and an inbox. `is_gone`: nobody answers."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.is_gone = False
        for name in FOLDERS:
            (root / name).mkdir(parents=True)

    @contextmanager
    def open_at(self, _address: str) -> Iterator["PartnerFolder"]:
        yield self

    def stage(self, temporary: str, blocks: Iterable[bytes]) -> None:
        self._reach()
        (self.root / "outbox" / temporary).write_bytes(b"".join(blocks))

    def publish(self, temporary: str, name: str) -> bool:
        self._reach()
        try:
            (self.root / "outbox" / temporary).rename(self.root / "outbox" / name)
        except FileNotFoundError:
            return False
        return True

    def discard(self, temporary: str) -> None:
        self._reach()
        (self.root / "outbox" / temporary).unlink(missing_ok=True)

    def hidden(self, name: str) -> Sequence[str]:
        self._reach()
        return sorted(path.name for path in (self.root / "outbox").glob(f".{name}.*"))

    def ready(self) -> Sequence[str]:
        self._reach()
        return sorted(path.name for path in (self.root / "inbox").glob("[!.]*"))

    def held(self) -> Sequence[str]:
        self._reach()
        return sorted(path.name for path in (self.root / "processing").iterdir())

    def claim(self, name: str, held: str) -> bool:
        self._reach()
        try:
            (self.root / "inbox" / name).rename(self.root / "processing" / held)
        except FileNotFoundError:
            return False
        return True

    def give_back(self, held: str, name: str) -> None:
        self._reach()
        if not (self.root / "inbox" / name).exists():
            with suppress(FileNotFoundError):
                (self.root / "processing" / held).rename(self.root / "inbox" / name)

    def open(self, held: str) -> BinaryIO:
        self._reach()
        return (self.root / "processing" / held).open("rb")

    def put_away(self, held: str, shelf: Shelf, report: bytes | None = None) -> None:
        self._reach()
        with suppress(FileNotFoundError):
            (self.root / "processing" / held).rename(self.root / shelf / held)
        if report is not None:
            (self.root / shelf / f"{held}.report.json").write_bytes(report)

    def sent(self) -> list[str]:
        """Return the names of the files that the partner finds."""
        return sorted(path.name for path in (self.root / "outbox").glob("[!.]*"))

    def names(self, folder: str) -> list[str]:
        """Return the files of a folder by the names that the partner gave them."""
        return sorted(path.name.split(".", 2)[-1] for path in (self.root / folder).iterdir())

    def _reach(self) -> None:
        if self.is_gone:
            raise Unavailable(Refusal("E-EXCHANGE-UNAVAILABLE"))
