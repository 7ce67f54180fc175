"""Plays what people do, act by act in the order of time, each as the person who does it."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.core.caller import Caller
from agentview.core.power import Role
from agentview.models.database import Stamp
from agentview.models.party import User, UserRole
from agentview.services.session.caller import caller_named
from agentview.services.unit import Unit

Act = Callable[[Unit], None]


@dataclass(order=True, slots=True)
class _Cue:
    at: datetime
    number: int
    username: str = field(compare=False)
    act: Act = field(compare=False)


class Stage:
    """Keeps the acts that are to come; an act may plan further ones."""

    def __init__(self, session: Session, now: datetime, random: Random) -> None:
        """Play in `session`; nothing happens after `now`."""
        self._session = session
        self._random = random
        self.now = now
        self._cues: list[_Cue] = []
        self._numbers = count()
        self._callers: dict[str, Caller] = {}
        self._people = _people(session)

    @property
    def session(self) -> Session:
        """Where it is played."""
        return self._session

    def somebody(self, provider_id: int, role: Role) -> str:
        """Return the username of somebody who has the role at the provider; the first does most."""
        people = self._people[provider_id, role]
        return self._random.choice((people[0], *people))

    def first(self, provider_id: int, role: Role) -> str:
        """Return the username of who has the role at the provider first."""
        return self._people[provider_id, role][0]

    def plan(self, at: datetime, username: str, act: Act) -> None:
        """Let somebody do something at a moment."""
        heapq.heappush(self._cues, _Cue(min(at, self.now), next(self._numbers), username, act))

    def play(self) -> None:
        """Play all acts."""
        while self._cues:
            cue = heapq.heappop(self._cues)
            caller = self._caller(cue.username)
            # Rows are stamped at flush: nothing of one act may wait for the next.
            self._session.info["stamp"] = Stamp(caller.username, cue.at)
            cue.act(Unit(self._session, caller, cue.at))
            self._session.flush()

    def _caller(self, username: str) -> Caller:
        if username not in self._callers:
            caller = caller_named(self._session, username)
            if caller is None:
                raise LookupError(username)
            self._callers[username] = caller
        return self._callers[username]


def _people(session: Session) -> dict[tuple[int, Role], list[str]]:
    rows = session.execute(
        select(User.provider_id, UserRole.role, User.username)
        .join(UserRole, UserRole.user_id == User.id)
        .order_by(User.id)
    )
    people: dict[tuple[int, Role], list[str]] = {}
    for provider_id, role, username in rows:
        people.setdefault((provider_id, Role(role)), []).append(username)
    return people
