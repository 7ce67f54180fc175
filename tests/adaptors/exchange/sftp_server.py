"""A real SFTP server on this computer, with keys made for one test."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from agentview.adaptors.exchange.loop_thread import LoopThread

STALLING = b"stalls.csv"


class _Shown(asyncssh.SFTPServer):
    """Shows one folder as its root, and never answers about a file of the name `STALLING`."""

    root = Path()

    def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
        super().__init__(channel, chroot=str(self.root).encode())

    def lstat(self, path: bytes) -> asyncssh.SFTPAttrs | Coroutine[None, None, asyncssh.SFTPAttrs]:
        if path.endswith(STALLING):
            return _never()
        return asyncssh.SFTPAttrs.from_local(Path(self.map_path(path).decode()).lstat())


async def _never() -> asyncssh.SFTPAttrs:
    await asyncio.Event().wait()
    return asyncssh.SFTPAttrs()


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, the folder that it shows, and our folder of keys for it."""

    port: int
    root: Path
    keys: Path

    @property
    def address(self) -> str:
        return f"sftp://agent@127.0.0.1:{self.port}/"


@contextmanager
def sftp_server(root: Path, keys: Path, port: int = 0) -> Iterator[Server]:
    """Serve `root`; `keys` gets what a client needs: its private key, and the host's public one."""
    root.mkdir(exist_ok=True)
    keys.mkdir(exist_ok=True)
    host_key = asyncssh.generate_private_key("ssh-ed25519")
    client_key = asyncssh.generate_private_key("ssh-ed25519")
    loop = LoopThread()
    lines: list[asyncssh.SSHServerConnection] = []
    shown = type("_Here", (_Shown,), {"root": root})

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            port,
            server_host_keys=[host_key],
            authorized_client_keys=asyncssh.import_authorized_keys(client_key.export_public_key().decode()),
            sftp_factory=shown,
            acceptor=lines.append,
        )

    acceptor = loop.run(listen(), 20)
    listens_at = acceptor.get_port()
    public = host_key.export_public_key().decode()
    (keys / "known_hosts").write_text(f"[127.0.0.1]:{listens_at} {public}", encoding="utf-8")
    own = keys / "agent@127.0.0.1.key"
    own.unlink(missing_ok=True)
    own.touch(mode=0o600)
    own.write_bytes(client_key.export_private_key())
    try:
        yield Server(listens_at, root, keys)
    finally:
        loop.run(_end(acceptor, lines), 20)
        loop.close()


async def _end(acceptor: asyncssh.SSHAcceptor, lines: list[asyncssh.SSHServerConnection]) -> None:
    acceptor.close()
    for line in lines:
        line.abort()
        await line.wait_closed()
    await acceptor.wait_closed()
