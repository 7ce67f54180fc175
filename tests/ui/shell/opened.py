"""A window on a fake gateway, with a held runner: calls run when the test says so."""

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet
from PySide6.QtWidgets import QApplication

from agentview.contract.provisioning import QueuePage
from agentview.contract.search import Hit, HitKind, Hits
from agentview.contract.session import Person
from agentview.core.clock import ManualClock
from agentview.core.power import Role
from agentview.ui.kit.appearance import Appearance, AppearanceKeeper
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.shell.first_steps import FirstSteps
from agentview.ui.shell.session import Reached
from agentview.ui.shell.window import MainWindow, Tools
from agentview.ui.shell.workplace import Workplace
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.tour.set_up import StagedSetUp
from tests.ui.fake_desk import NOON, person
from tests.ui.shell.fake_gateway import FakeGateway
from tests.ui.shell.sample_area import SampleView, sample_area

PRIYA = person(name="Priya Nair")
TOM = person(Role.CSA, name="Tom Gallagher", user_id=8)
MARLOW = Hit(kind=HitKind.CUSTOMER, record_id=4, title="Marlow Dental", detail="004-1001", status="")
TASK_HIT = Hit(kind=HitKind.TASK, record_id=9, title="PO-10482/1", detail="K. Okonkwo", status="IN_PROGRESS")


def empty_page() -> QueuePage:
    """Return a page of the queue without rows."""
    return QueuePage(rows=(), commands={}, first=None, last=None, as_of=NOON)


@dataclass
class OpenedWindow:
    """The window and what it was built with."""

    window: MainWindow
    runner: HeldRunner
    gateway: FakeGateway
    clock: ManualClock
    settings: SettingsStore
    keeper: AppearanceKeeper
    set_up: StagedSetUp
    others: list[object] = field(default_factory=list)

    @property
    def workplace(self) -> Workplace:
        assert self.window.workplace is not None
        return self.window.workplace

    @property
    def view(self) -> SampleView:
        found = self.workplace.area()
        assert found is not None
        view = found[1]
        assert isinstance(view, SampleView)
        return view

    def enter(self, username: str = "priya") -> None:
        """Start and sign in."""
        self.window.start(username)
        self.runner.run_all()


def open_window(
    app: QApplication,
    folder: Path,
    *people: Person,
    is_embedded: bool = True,
    is_first_run: bool = False,
    greets: bool = False,
) -> OpenedWindow:
    """Return a shown window; nothing is reached yet."""
    gateway = FakeGateway(*(people or (PRIYA, TOM)), is_embedded=is_embedded)
    gateway.answers = {"provisioning.queue": empty_page(), "search.find": Hits(hits=(MARLOW, TASK_HIT))}
    clock, runner, set_up = ManualClock(NOON), HeldRunner(), StagedSetUp()
    settings = SettingsStore(folder / "desktop.json")
    keeper = AppearanceKeeper(app, Appearance(ThemeChoice.LIGHT))
    keys = (Fernet.generate_key(),)
    tools = Tools(
        areas=(sample_area(), sample_area("second", "Second area")),
        runner=runner,
        clock=clock,
        settings=settings,
        texts=CodeTexts(clock),
        keeper=keeper,
        reach=lambda: Reached(gateway),
        open_drafts=lambda who: DraftStore(folder, who.username, keys, clock),
        first_steps=FirstSteps(set_up, is_first_run=is_first_run, greets=greets),
    )
    window = MainWindow(tools)
    window.show()
    return OpenedWindow(window, runner, gateway, clock, settings, keeper, set_up)
