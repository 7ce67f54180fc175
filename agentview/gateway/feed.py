"""The hub of the change feed: reads each change once a process and tells it to all who may hear it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock, RLock, Thread

from agentview.core.caller import Caller
from agentview.core.errors import Unavailable
from agentview.gateway.port import FeedNews, LinkState
from agentview.models.database import Database
from agentview.models.doorbell import Doorbell, doorbell_of
from agentview.services.feed import history
from agentview.services.feed.history import START, Entry, Place

PAGE = 500
REMEMBERED = 2_000
LOOK_EVERY_SECONDS = 1.0
"""How often the hub looks without being rung: for changes that a slow transaction held back."""


@dataclass(frozen=True, slots=True)
class HubNews:
    """News for one listener, and the cursor after it; silent news moves only the cursor."""

    news: FeedNews
    cursor: str
    is_silent: bool = False


class HubSubscription:
    """One listener of the hub, on behalf of one caller; `since` is where it came in."""

    def __init__(
        self, hub: "FeedHub", caller: Caller, listener: Callable[[HubNews], None], since: Place
    ) -> None:
        self.caller = caller
        self.since = since
        self._hub = hub
        self._listener = listener
        self._is_open = True
        # Held while the listener runs, so that nothing comes after `close` returned; it may close itself.
        self._speaking = RLock()

    def tell(self, news: FeedNews, place: Place, *, is_silent: bool = False) -> None:
        """Bring news to the listener, on the hub's thread."""
        with self._speaking:
            if self._is_open:
                self._listener(HubNews(news, str(place), is_silent))

    def close(self) -> None:
        """Stop it; no news comes after this returns."""
        with self._speaking:
            self._is_open = False
        self._hub.forget(self)


class FeedHub:
    """Follows the changes of a database on one thread, which starts with the first listener."""

    def __init__(
        self,
        database: Database,
        *,
        doorbell: Doorbell | None = None,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
        remembered: int = REMEMBERED,
    ) -> None:
        """Follow `database`, keeping the last `remembered` changes for listeners that come back."""
        self._database = database
        self._doorbell = doorbell or doorbell_of(database)
        self._look_every = look_every_seconds
        self._remembered = remembered
        self._lock = Lock()
        self._closing = Event()
        self._thread: Thread | None = None
        self._link = LinkState.CONNECTED
        self._newcomers: list[HubSubscription] = []
        self._subscriptions: list[HubSubscription] = []
        # The ring: entries after `_floor` up to and including `_place`.
        self._ring: deque[Entry] = deque()
        self._floor = START
        self._place = START

    def wake(self) -> None:
        """Look for changes now; to be called after each commit of this process."""
        with self._lock:
            self._ring_bell()

    def subscribe(
        self, caller: Caller, listener: Callable[[HubNews], None], cursor: str | None = None
    ) -> HubSubscription:
        """Tell `listener`, on the hub's thread, what the caller may hear after `cursor` (None: from now on).

        First comes where the feed stands, or a gap when the cursor is not remembered. The listener must be
        quick. Raises Rejected (`E-CURSOR`), and Unavailable (`E-DATABASE`) at the very first subscription.
        """
        since = None if cursor is None else history.place_of(cursor)
        with self._lock:
            if self._thread is None and not self._closing.is_set():
                self._begin()
            subscription = HubSubscription(self, caller, listener, since or self._place)
            self._newcomers.append(subscription)
            self._ring_bell()
        return subscription

    def forget(self, subscription: HubSubscription) -> None:
        """Tell this listener nothing more."""
        with self._lock:
            for listeners in (self._newcomers, self._subscriptions):
                if subscription in listeners:
                    listeners.remove(subscription)

    def close(self) -> None:
        """Stop the thread and let go of the doorbell's line."""
        with self._lock:
            if self._closing.is_set():
                return
            self._ring_bell()
            self._closing.set()
        if self._thread is None:
            self._doorbell.close()
        else:
            self._thread.join()

    def _ring_bell(self) -> None:
        if self._thread is not None and not self._closing.is_set():
            self._doorbell.ring()

    def _begin(self) -> None:
        """Remember the newest changes, for listeners of an earlier process that come back, and start."""
        with self._database.read() as session:
            entries = history.latest(session, self._remembered + 1)
        self._keep(entries)
        self._thread = Thread(target=self._run, name="agentview-feed", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            while not self._closing.is_set():
                self._turn_or_pause()
        finally:
            self._set_link(LinkState.LOST)
            self._doorbell.close()

    def _turn_or_pause(self) -> None:
        try:
            self._turn()
            self._doorbell.wait(self._look_every)
        except Unavailable:
            self._set_link(LinkState.LOST)
            self._closing.wait(self._look_every)

    def _turn(self) -> None:
        """Read what is new, tell it, then let in the newcomers with what they missed."""
        while entries := self._read():
            self._keep(entries)
            self._tell(entries)
        self._set_link(LinkState.CONNECTED)
        self._let_in()

    def _read(self) -> tuple[Entry, ...]:
        with self._database.read() as session:
            return history.after(session, self._place, PAGE)

    def _keep(self, entries: tuple[Entry, ...]) -> None:
        self._ring.extend(entries)
        while len(self._ring) > self._remembered:
            self._floor = self._ring.popleft().place
        if self._ring:
            self._place = self._ring[-1].place

    def _tell(self, entries: tuple[Entry, ...]) -> None:
        with self._lock:
            listeners = tuple(self._subscriptions)
        for listener in listeners:
            changes = tuple(entry.change for entry in entries if entry.is_for(listener.caller))
            listener.tell(FeedNews(changes), self._place, is_silent=not changes)

    def _let_in(self) -> None:
        with self._lock:
            newcomers, self._newcomers = tuple(self._newcomers), []
            self._subscriptions.extend(newcomers)
        for newcomer in newcomers:
            newcomer.tell(self._missed(newcomer), self._place)

    def _missed(self, newcomer: HubSubscription) -> FeedNews:
        """Return what came after the newcomer's cursor, or a gap where that is not remembered.

        A cursor is always the place of a change: one that names no change known here is from before the ring,
        or of another database.
        """
        later: deque[Entry] = deque()
        for entry in reversed(self._ring):
            if entry.place == newcomer.since:
                break
            later.appendleft(entry)
        else:
            if newcomer.since != self._floor:
                return FeedNews(is_gap=True)
        return FeedNews(tuple(entry.change for entry in later if entry.is_for(newcomer.caller)))

    def _set_link(self, link: LinkState) -> None:
        if link is self._link:
            return
        self._link = link
        with self._lock:
            listeners = tuple(self._subscriptions)
        for listener in listeners:
            listener.tell(FeedNews(link=link), self._place)
