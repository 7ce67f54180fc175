"""What the tests of the migration screens share: a wizard on the services, with a runner that waits."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from agentview.contract import migrations
from agentview.contract.migration_form import MigrationForm, MigrationPage
from agentview.contract.migrations import MigrationDraft
from agentview.contract.op import Message, Op
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.gateway.port import Gateway, Req, Res
from agentview.models.database import Database
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.migrations.wizard import MigrationWizard
from tests.fixtures.backend import Backend
from tests.ui.fake_desk import desk
from tests.ui.views.migrations.world import World
from tests.ui.views.wizard_seat import WizardSeat, show_in_window


@dataclass
class Answering:
    """Notes what is asked of the services; a test may answer one call itself, to have it fail."""

    gateway: Gateway
    answers: dict[str, Callable[[Any], Message]] = field(default_factory=dict)
    sent: list[tuple[str, Any, str | None]] = field(default_factory=list)

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        self.sent.append((op.name, request, key))
        answer = self.answers.get(op.name)
        return self.gateway.call(op, request, key=key) if answer is None else cast("Res", answer(request))

    def named(self, op: Op[Any, Any]) -> list[Any]:
        """Return the requests of one operation."""
        return [request for name, request, _ in self.sent if name == op.name]

    def __getattr__(self, name: str) -> object:
        return getattr(self.gateway, name)


@dataclass
class Seat(WizardSeat[MigrationWizard]):
    """A person in front of a migration."""

    asked: Answering = field(kw_only=True)

    @property
    def page(self) -> MigrationPage:
        return self.wizard.presenter.page

    @property
    def draft(self) -> MigrationDraft:
        assert self.wizard.presenter.draft is not None
        return self.wizard.presenter.draft


@pytest.fixture
def sqlite_backend(sqlite_url: str, clock: ManualClock) -> Iterator[Backend]:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        yield backend


@pytest.fixture
def world(sqlite_backend: Backend) -> World:
    """Return plans in pools."""
    return World(sqlite_backend)


Sit = Callable[..., Seat]


@pytest.fixture
def sit(sqlite_backend: Backend, qtbot: QtBot, tmp_path: Path) -> Iterator[Sit]:
    """Return what puts a person in front of a wizard."""
    seats: list[Seat] = []

    def make(username: str = "harbour_csa") -> Seat:
        gateway = sqlite_backend.gateway(username)
        me = gateway.sign_in(username, None)
        runner, asked = HeldRunner(), Answering(gateway)
        (tmp_path / username).mkdir(exist_ok=True)
        on = desk(asked, runner, CodeTexts(sqlite_backend.clock), tmp_path / username, me)  # type: ignore[arg-type] # the rest is the gateway's
        wizard = MigrationWizard(on)
        window = show_in_window(wizard, qtbot)
        seat = Seat(wizard, on, runner, window, asked=asked)
        wizard.closed.connect(lambda: seat.closed.append(True))
        seats.append(seat)
        return seat

    yield make
    for seat in seats:
        seat.wizard.close()
        seat.runner.run_all()


@dataclass
class Colleague:
    """Another person, who saves a migration meanwhile without a screen."""

    gateway: Gateway

    def save(
        self, draft: MigrationDraft, form: MigrationForm, page: MigrationPage = MigrationPage.PACKAGE
    ) -> MigrationDraft:
        """Save a page, and leave it open."""
        request = migrations.SavePageRequest(
            order_id=draft.order_id, version=draft.version, page=page, go_on_at=page, form=form
        )
        return self.gateway.call(migrations.SAVE_PAGE, request)


@pytest.fixture
def colleague(sqlite_backend: Backend) -> Colleague:
    """Return a supervisor, who may save what others began."""
    return Colleague(sqlite_backend.gateway("harbour_lead"))
