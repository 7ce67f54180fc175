"""What goes wrong between us and a partner's folder, as an error that says so without a traceback."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import asyncssh

from agentview.core.errors import Refusal, Unavailable

_KINDS_OF_SYSTEM = {
    errno.ENOSPC: "space",
    errno.EDQUOT: "space",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EROFS: "permission",
    errno.ENOENT: "folder",
    errno.ENOTDIR: "folder",
    errno.ECONNREFUSED: "refused",
}
_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (asyncssh.HostKeyNotVerifiable, "host_key"),
    (asyncssh.PermissionDenied, "sign_in"),
    (asyncssh.SFTPPermissionDenied, "permission"),
    (asyncssh.SFTPNoSpaceOnFilesystem, "space"),
    (asyncssh.SFTPQuotaExceeded, "space"),
    (asyncssh.SFTPNoSuchFile, "folder"),
    (asyncssh.SFTPNoSuchPath, "folder"),
    (asyncssh.KeyImportError, "key"),
    (TimeoutError, "timeout"),
    (asyncssh.TimeoutError, "timeout"),
)


def unavailable(kind: str) -> Unavailable:
    """Return that a partner's folder cannot be used now; `kind` names why."""
    return Unavailable(Refusal("E-EXCHANGE-UNAVAILABLE", values={"kind": kind}))


@contextmanager
def reaching() -> Iterator[None]:
    """Turn errors of system and network into Unavailable; that a file is there or not stays as it is."""
    try:
        yield
    except (FileNotFoundError, FileExistsError):
        raise
    except (OSError, asyncssh.Error, asyncssh.KeyImportError) as error:
        raise unavailable(_kind(error)) from error


def _kind(error: Exception) -> str:
    for kind_of_error, kind in _KINDS:
        if isinstance(error, kind_of_error):
            return kind
    if isinstance(error, OSError):
        return _KINDS_OF_SYSTEM.get(error.errno or 0, "network")
    return "network"
