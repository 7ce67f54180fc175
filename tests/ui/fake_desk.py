"""A desk without a window: what tests of presenters and views give them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet

from agentview.contract.session import Person
from agentview.core.clock import ManualClock
from agentview.core.power import ROLE_POWERS, Role
from agentview.gateway.port import FeedNews, Gateway, LinkState
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.navigation import Desk, Target, Texts

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def person(*roles: Role, user_id: int = 7, name: str = "Priya Nair") -> Person:
    """Return a person with these roles (a provisioner where none is named) and their powers."""
    held = roles or (Role.PROVISIONER,)
    powers = frozenset[object]().union(*(ROLE_POWERS[role] for role in held))
    return Person.model_validate(
        {
            "user_id": user_id,
            "username": name.split(maxsplit=1)[0].lower(),
            "display_name": name,
            "provider_id": 1,
            "provider": "Northwind Telecom",
            "roles": held,
            "powers": tuple(sorted(map(str, powers))),
            "zone": "Europe/London",
            "language": "en",
            "currency": "AUD",
        }
    )


@dataclass
class FakeToasts:
    """Remembers what was said; `undoes` are the undo calls that were offered."""

    said: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    undoes: list[Callable[[], None]] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.said.append(text)

    def undo(self, text: str, on_undo: Callable[[], None]) -> None:
        self.said.append(text)
        self.undoes.append(on_undo)

    def fail(self, text: str) -> None:
        self.failed.append(text)


@dataclass
class FakeShell:
    """Remembers what a screen asked for; `tell` brings news to all who listen."""

    link: LinkState = LinkState.CONNECTED
    errors: list[tuple[Exception, str]] = field(default_factory=list)
    counts: dict[str, int | None] = field(default_factory=dict)
    read_at: list[datetime] = field(default_factory=list)
    opened: list[tuple[str, Target | None]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    listeners: list[Callable[[FeedNews], None]] = field(default_factory=list)

    def on_news(self, receive: Callable[[FeedNews], None]) -> Callable[[], None]:
        self.listeners.append(receive)
        return lambda: self.listeners.remove(receive)

    def tell(self, news: FeedNews) -> None:
        self.link = news.link
        for receive in tuple(self.listeners):
            receive(news)

    def show_error(self, error: Exception, while_doing: str = "") -> None:
        self.errors.append((error, while_doing))

    def set_count(self, area: str, count: int | None) -> None:
        self.counts[area] = count

    def data_read(self, at: datetime) -> None:
        self.read_at.append(at)

    def open_area(self, area: str, target: Target | None = None) -> None:
        self.opened.append((area, target))

    def open_target(self, target: Target) -> bool:
        self.targets.append(target)
        return True

    def areas_of(self, person: Person) -> list[str]:
        return [f"Area of {person.display_name}"]

    def copy_text(self, text: str) -> None:
        self.copied.append(text)


def desk(gateway: Gateway, runner: Runner, texts: Texts, folder: Path, who: Person | None = None) -> Desk:
    """Return a desk at noon of a Tuesday; its toasts and shell are the fakes above."""
    who = who or person()
    clock = ManualClock(NOON)
    return Desk(
        gateway=gateway,
        runner=runner,
        clock=clock,
        person=who,
        zone=ZoneInfo(who.zone),
        toasts=FakeToasts(),
        texts=texts,
        drafts=DraftStore(folder / "drafts", who.username, (Fernet.generate_key(),), clock),
        settings=SettingsStore(folder / "desktop.json"),
        shell=FakeShell(),
    )
