"""Keeps links until somebody can follow them: before the sign-in and while the window is locked; no Qt."""

from __future__ import annotations

from collections.abc import Callable

from agentview.ui.shell.deep_link import Call, Link, read_link

_MOST = 8


class LinkInbox:
    """Links in the order of their coming; of several calls only the newest is still one."""

    def __init__(self, is_open: Callable[[], bool], follow: Callable[[Link], None]) -> None:
        """`is_open` says whether somebody sits there; `follow` takes a link."""
        self._is_open, self._follow = is_open, follow
        self._kept: list[Link] = []

    def take(self, text: str) -> Link:
        """Follow a link, now or when somebody sits there, and return what it was read as."""
        link = read_link(text)
        if self._is_open():
            self._follow(link)
            return link
        if isinstance(link, Call):
            self._kept = [kept for kept in self._kept if not isinstance(kept, Call)]
        self._kept = [*self._kept, link][-_MOST:]
        return link

    def deliver(self) -> None:
        """Follow what was kept."""
        kept, self._kept = self._kept, []
        for link in kept:
            self._follow(link)
