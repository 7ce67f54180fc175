"""A folder between the program and a warehouse, with both sides of it, for tests that break off anywhere."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from agentview.core.errors import Refusal, Unavailable
from agentview.services.partner_folder import Shelf


class SharedFolder:
    """Outbox and inbox; `taken` holds what the warehouse took, in order, so that a file twice is seen."""

    def __init__(self, root: Path) -> None:
        """Make the folders below `root`."""
        self.root = root
        self.is_down = False
        self.before_stage: Callable[[], None] | None = None
        self.taken: list[tuple[str, bytes]] = []
        for name in ("outbox", "inbox", "processing", *Shelf):
            (root / name).mkdir(parents=True, exist_ok=True)

    def _reach(self) -> None:
        if self.is_down:
            raise Unavailable(Refusal("E-EXCHANGE-UNAVAILABLE"))

    def stage(self, temporary: str, blocks: Iterable[bytes]) -> None:
        self._reach()
        before, self.before_stage = self.before_stage, None
        if before is not None:
            before()
        with (self.root / "outbox" / temporary).open("wb") as file:
            file.writelines(blocks)

    def publish(self, temporary: str, name: str) -> bool:
        self._reach()
        try:
            (self.root / "outbox" / temporary).rename(self.root / "outbox" / name)
        except FileNotFoundError:
            return False
        return True

    def discard(self, temporary: str) -> None:
        (self.root / "outbox" / temporary).unlink(missing_ok=True)

    def hidden(self, name: str) -> Sequence[str]:
        return [one for one in self.on("outbox") if one.startswith(f".{name}.")]

    def ready(self) -> Sequence[str]:
        self._reach()
        return sorted(path.name for path in (self.root / "inbox").iterdir())

    def held(self) -> Sequence[str]:
        return sorted(path.name for path in (self.root / "processing").iterdir())

    def claim(self, name: str, held: str) -> bool:
        try:
            (self.root / "inbox" / name).rename(self.root / "processing" / held)
        except FileNotFoundError:
            return False
        return True

    def give_back(self, held: str, name: str) -> None:
        source, target = self.root / "processing" / held, self.root / "inbox" / name
        if source.exists() and not target.exists():
            source.rename(target)

    def open(self, held: str) -> BinaryIO:
        return (self.root / "processing" / held).open("rb")

    def put_away(self, held: str, shelf: Shelf, report: bytes | None = None) -> None:
        try:
            (self.root / "processing" / held).rename(self.root / shelf / held)
        except FileNotFoundError:
            return
        if report is not None:
            (self.root / shelf / f"{held}.report.json").write_bytes(report)

    def on(self, folder: str) -> list[str]:
        """Return the names of the files in a folder."""
        return sorted(path.name for path in (self.root / folder).iterdir())

    def take(self) -> list[tuple[str, bytes]]:
        """Take all published files, as the warehouse does; return those."""
        found = []
        for path in sorted((self.root / "outbox").iterdir()):
            if not path.name.startswith("."):
                found.append((path.name, path.read_bytes()))
                path.unlink()
        self.taken += found
        return found

    def send(self, name: str, content: bytes) -> None:
        """Put a file into the inbox, as the warehouse does."""
        (self.root / "inbox" / name).write_bytes(content)
