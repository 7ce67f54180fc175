"""A tree of files on an SFTP server whose host key is known."""

import stat
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from threading import RLock
from typing import BinaryIO, TypeVar, cast

import asyncssh

from agentview.adaptors.exchange.loop_thread import LoopThread
from agentview.adaptors.exchange.store import LARGEST_FILE, Entry
from agentview.adaptors.exchange.unreachable import reaching, unavailable

_Value = TypeVar("_Value")
_BLOCK = 1024 * 1024
_KEEPALIVE_SECONDS = 10
_GONE = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath)


@dataclass(frozen=True, slots=True)
class SftpAccount:
    """Where the server is and who signs in; exactly the hosts in the file `known_hosts` are trusted."""

    host: str
    port: int
    user: str
    root: str
    known_hosts: Path
    key: Path | None = None
    password: str | None = None

    def __repr__(self) -> str:
        return f"SftpAccount({self.host}:{self.port})"


class SftpStore:
    """The tree below the account's root. The connection is made when needed, and again after a failure."""

    def __init__(self, account: SftpAccount, seconds: float = 30) -> None:
        """Wait for no answer longer than `seconds`."""
        self._account = account
        self._seconds = seconds
        self._lock = RLock()
        self._loop: LoopThread | None = None
        self._line: asyncssh.SSHClientConnection | None = None
        self._client: asyncssh.SFTPClient | None = None

    def make_folders(self, names: Iterable[str]) -> None:
        """Make the folders that are not there."""
        for name in names:
            self._do(partial(_make_folder, path=self._path(name)))

    def entries(self, folder: str) -> list[Entry]:
        """Return the plain files of a folder, as the server names them."""
        try:
            found = self._do(lambda client: client.readdir(self._path(folder)))
        except FileNotFoundError as error:
            with reaching():
                raise asyncssh.SFTPNoSuchPath("") from error
        return [
            Entry(str(one.filename), one.attrs.size or 0, one.attrs.mtime or 0)
            for one in found
            if _is_plain(one.attrs)
        ]

    def size(self, path: str) -> int | None:
        """Return the size of a plain file."""
        try:
            found = self._do(lambda client: client.lstat(self._path(path)))
        except FileNotFoundError:
            return None
        return found.size or 0 if _is_plain(found) else None

    def write(self, path: str, blocks: Iterable[bytes]) -> int:
        """Write a file anew, and to the server's disk where it can be asked for that."""
        file = self._do(partial(_open, path=self._path(path), mode="wb"))
        size = 0
        with self._lock, reaching(), self._dropped_unless_done():
            for block in _of_size(blocks):
                self._wait(file.write(block))
                size += len(block)
            with suppress(asyncssh.SFTPOpUnsupported):
                self._wait(file.fsync())
            self._wait(file.close())
        return size

    def rename(self, path: str, to: str) -> None:
        """Rename in one step; the plain rename of SFTP overwrites nothing."""
        try:
            self._do(partial(_rename, path=self._path(path), to=self._path(to)))
        except FileExistsError as error:
            # Most servers say only that it failed.
            if self.size(path) is None:
                raise FileNotFoundError(path) from error
            if self.size(to) is None:
                raise unavailable("network") from error
            raise

    def take(self, path: str, to: str) -> bool:
        """Rename for one of many: the server lets one of them."""
        try:
            self.rename(path, to)
        except (FileNotFoundError, FileExistsError):
            return False
        return True

    def remove(self, path: str) -> None:
        """Remove a plain file, if it is there."""
        with suppress(FileNotFoundError):
            self._do(lambda client: client.remove(self._path(path)))

    def open(self, path: str) -> BinaryIO:
        """Fetch a file and return it from its start."""
        file = self._do(partial(_open, path=self._path(path), mode="rb"))
        with self._lock, reaching(), self._dropped_unless_done(), ExitStack() as stack:
            fetched = stack.enter_context(TemporaryFile())
            while block := self._wait(file.read(_BLOCK)):
                fetched.write(cast("bytes", block))
                if fetched.tell() > LARGEST_FILE:
                    raise unavailable("too_large")
            self._wait(file.close())
            fetched.seek(0)
            stack.pop_all()
        return cast("BinaryIO", fetched)

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._drop()
            if self._loop is not None:
                self._loop.close()
                self._loop = None

    def _do(self, ask: Callable[[asyncssh.SFTPClient], Coroutine[object, object, _Value]]) -> _Value:
        """Carry out one request; a connection that failed is let go of."""
        with self._lock, reaching():
            try:
                return self._wait(ask(self._connected()))
            except _GONE as error:
                raise FileNotFoundError from error
            except (FileExistsError, asyncssh.SFTPPermissionDenied):
                raise
            except (OSError, asyncssh.Error):
                self._drop()
                raise

    @contextmanager
    def _dropped_unless_done(self) -> Iterator[None]:
        """Let go of the connection where a transfer does not end: the server then closes the file."""
        is_done = False
        try:
            yield
            is_done = True
        finally:
            if not is_done:
                self._drop()

    def _connected(self) -> asyncssh.SFTPClient:
        if self._client is None:
            self._line = self._wait(self._connect())
            self._client = self._wait(_start(self._line))
        return self._client

    async def _connect(self) -> asyncssh.SSHClientConnection:
        account = self._account
        return await asyncssh.connect(
            account.host,
            account.port,
            username=account.user,
            password=account.password,
            client_keys=[str(account.key)] if account.key else None,
            known_hosts=str(account.known_hosts),
            config=None,
            agent_path=None,
            connect_timeout=self._seconds,
            login_timeout=self._seconds,
            keepalive_interval=_KEEPALIVE_SECONDS,
        )

    def _wait(self, work: Coroutine[object, object, _Value]) -> _Value:
        if self._loop is None:
            self._loop = LoopThread()
        return self._loop.run(work, self._seconds)

    def _drop(self) -> None:
        if self._line is not None and self._loop is not None:
            self._loop.call(self._line.abort)
        self._line = self._client = None

    def _path(self, path: str) -> str:
        return f"{self._account.root.rstrip('/')}/{path}"


async def _start(line: asyncssh.SSHClientConnection) -> asyncssh.SFTPClient:
    return await line.start_sftp_client()


async def _open(client: asyncssh.SFTPClient, path: str, mode: str) -> asyncssh.SFTPClientFile:
    return await client.open(path, mode)


async def _make_folder(client: asyncssh.SFTPClient, path: str) -> None:
    await client.makedirs(path, exist_ok=True)


async def _rename(client: asyncssh.SFTPClient, path: str, to: str) -> None:
    try:
        await client.rename(path, to)
    except (asyncssh.SFTPFileAlreadyExists, asyncssh.SFTPFailure) as error:
        raise FileExistsError from error


def _is_plain(attrs: asyncssh.SFTPAttrs) -> bool:
    if attrs.permissions is not None:
        return stat.S_ISREG(attrs.permissions)
    return attrs.type == asyncssh.FILEXFER_TYPE_REGULAR


def _of_size(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in blocks that are worth a request."""
    kept = bytearray()
    for block in blocks:
        kept += block
        if len(kept) >= _BLOCK:
            yield bytes(kept)
            kept.clear()
    if kept:
        yield bytes(kept)
