"""Sends a file part by part, and fetches one; every step runs off the GUI thread; imports no Qt."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agentview.contract.attachments import (
    BEGIN,
    FINISH,
    LARGEST,
    PUT_PART,
    READ,
    Attachment,
    AttachmentRef,
    BeginRequest,
    Begun,
    PartRequest,
    ReadRequest,
)
from agentview.contract.op import Nothing
from agentview.core.errors import rejected
from agentview.core.file_name import plain_name
from agentview.ui.kit.atomic_file import write_atomic
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key

Failed = Callable[[Exception], None]


@dataclass(frozen=True)
class LocalFile:
    """A file of this computer: its plain name, size and SHA-256."""

    path: Path
    name: str
    size: int
    sha256: str


def inspected(path: Path) -> LocalFile:
    """Read what must be announced of a file; one over the limit is not read.

    Raises Rejected (`E-FILE-TOO-LARGE`, `E-FILE-EMPTY`, `E-FILE-UNREADABLE`).
    """
    name = plain_name(path.name)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise rejected("E-FILE-TOO-LARGE", field="file", name=name, most_mb=LARGEST // 1024**2)
        if not size:
            raise rejected("E-FILE-EMPTY", field="file", name=name)
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise rejected("E-FILE-UNREADABLE", field="file", name=name) from error
    return LocalFile(path, name, size, digest)


def part_of(file: LocalFile, number: int, size: int) -> bytes:
    """Read a part of a file. Raises Rejected (`E-FILE-UNREADABLE`)."""
    try:
        with file.path.open("rb") as stream:
            stream.seek(number * size)
            return stream.read(size)
    except OSError as error:
        raise rejected("E-FILE-UNREADABLE", field="file", name=file.name) from error


class Upload:
    """A file on its way; what is not finished is not there."""

    def __init__(
        self,
        desk: Desk,
        account_id: int,
        on_progress: Callable[[int, int], None],
        on_done: Callable[[Attachment], None],
        on_failed: Failed,
        make_key: NewKey = new_key,
    ) -> None:
        """`on_progress(parts sent, all parts)`; exactly one of the other two is called at the end."""
        self._desk, self._account_id, self._make_key = desk, account_id, make_key
        self._on_progress, self._on_done, self._on_failed = on_progress, on_done, on_failed
        self._file: LocalFile | None = None

    def start(self, path: Path) -> None:
        """Look at the file, then announce it."""
        self._desk.runner.submit(lambda: inspected(path), self._announce, self._on_failed, self)

    def stop(self) -> None:
        """Give it up."""
        self._desk.runner.drop(self)

    def _announce(self, file: LocalFile) -> None:
        self._file = file
        request = BeginRequest(
            account_id=self._account_id, name=file.name, size=file.size, sha256=file.sha256
        )
        Sending(BEGIN, request, self._make_key()).send(self._desk, self._begun, self._on_failed, self)

    def _begun(self, begun: Begun) -> None:
        self._send(begun, 0)

    def _send(self, begun: Begun, number: int) -> None:
        self._on_progress(number, begun.parts)
        if number == begun.parts:
            wanted = AttachmentRef(attachment_id=begun.attachment_id)
            Sending(FINISH, wanted, self._make_key()).send(self._desk, self._on_done, self._on_failed, self)
            return
        gateway, file, key = self._desk.gateway, self._file, self._make_key()

        def work() -> Nothing:
            content = part_of(file, number, begun.part_size) if file is not None else b""
            request = PartRequest(attachment_id=begun.attachment_id, number=number, content=content)
            return gateway.call(PUT_PART, request, key=key)

        self._desk.runner.submit(work, lambda _none: self._send(begun, number + 1), self._on_failed, self)


class Download:
    """A file on its way to this computer; it is written as a whole or not at all, and never opened."""

    def __init__(self, desk: Desk, on_done: Callable[[Path], None], on_failed: Failed) -> None:
        """Exactly one of the two is called at the end."""
        self._desk, self._on_done, self._on_failed = desk, on_done, on_failed

    def start(self, file: Attachment, path: Path) -> None:
        """Fetch all parts, check that they are the file, and write it."""
        self._desk.runner.submit(
            lambda: self._fetched(file, path), self._on_done, self._on_failed, self, newest="download"
        )

    def stop(self) -> None:
        """Give it up."""
        self._desk.runner.drop(self)

    def _fetched(self, file: Attachment, path: Path) -> Path:
        gateway = self._desk.gateway
        parts = [
            gateway.call(READ, ReadRequest(attachment_id=file.attachment_id, number=number)).content
            for number in range(file.parts)
        ]
        content = b"".join(parts)
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise rejected("E-FILE-DAMAGED")
        try:
            write_atomic(path, content)
        except OSError as error:
            raise rejected("E-FILE-UNREADABLE", field="file", name=path.name) from error
        return path
