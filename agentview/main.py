"""Starts the desktop: chooses where the services are, builds the window, shows it, and closes all at the end.

What reaches the services takes longer to import than the window takes to show. It is therefore named here and
imported on a worker's thread (`_Start`, `_LateSetUp`), while the window is already there; so are the areas,
once it waits for somebody.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import cast

import platformdirs
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from agentview import __version__
from agentview.contract.session import Person
from agentview.core import log
from agentview.core.clock import Clock, SystemClock
from agentview.core.errors import AgentViewError
from agentview.core.route import Connection, Route
from agentview.core.settings import DEMO_FILE, OWN_FILE, Place
from agentview.gateway.port import Gateway
from agentview.ui.kit.appearance import AppearanceKeeper
from agentview.ui.kit.collector import Collector
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.language import Languages, kept_language
from agentview.ui.kit.settings_store import SettingsStore, default_settings_path
from agentview.ui.kit.table import TableView
from agentview.ui.kit.thread_runner import ThreadRunner
from agentview.ui.late import load_all
from agentview.ui.setup.port import KeptConnection, NewProvider, SetUp
from agentview.ui.shell.appearance_menu import kept_appearance
from agentview.ui.shell.call_hook import CallHook, hook_token
from agentview.ui.shell.crash import CrashWatch
from agentview.ui.shell.first_steps import FirstSteps
from agentview.ui.shell.guard import GuardedGateway
from agentview.ui.shell.instance import Instance
from agentview.ui.shell.registry import AREAS
from agentview.ui.shell.self_check import FirstRows, SelfCheck
from agentview.ui.shell.session import Reached
from agentview.ui.shell.window import MainWindow, Tools
from agentview.ui.texts.errors import CodeTexts

DEMO_PROVISIONER = "priya"
SWITCH_SECONDS = 0.001
SETTLED_MS = 10_000
_STARTED = perf_counter()


def _data_folder() -> Path:
    return platformdirs.user_data_path("agentview", appauthor=False)


@dataclass(frozen=True)
class DesktopOptions:
    """How to start: on a server, on a database (a URL); else as `place` says: own or demo data.

    `is_first` asks where to work before anything is reached; `trouble` is what is wrong with the settings,
    shown in place of the services. `again` reads the settings anew, for both.

    `as_user` signs in without asking, where no password is needed. `is_check` starts without a screen, looks
    whether the queue shows rows, says so and ends. `profiles_start` says when the queue was painted and ends.
    `link` is followed once somebody has signed in; telephone systems tell who calls at `call_hook_port`.
    """

    server: str = ""
    database: str = ""
    as_user: str = ""
    is_check: bool = False
    profiles_start: bool = False
    link: str = ""
    call_hook_port: int | None = None
    data_folder: Path = field(default_factory=_data_folder)
    log_level: str = "INFO"
    log_folder: Path | None = None
    place: Place | None = None
    route: Route = field(default_factory=Route)
    is_first: bool = False
    trouble: AgentViewError | None = None
    again: Callable[[], DesktopOptions] | None = None


def run_desktop(options: DesktopOptions) -> int:
    """Run the desktop until its window closes; return the exit code."""
    if options.is_check:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    log.open_log(options.log_level, options.log_folder)
    # Other threads hold the interpreter for so long at most while the window waits to draw.
    sys.setswitchinterval(SWITCH_SECONDS)
    # The services close last, when nothing calls them any more.
    with ExitStack() as services, ExitStack() as closing:
        app = _application()
        settings = SettingsStore(default_settings_path())
        # Before the first text is made: texts do not change afterwards.
        Languages(app).speak(kept_language(settings))
        instance = _only_instance(options, closing)
        if instance is not None and not instance.take() and _is_handed_over(instance, options):
            return 0
        crashes = CrashWatch(app)
        crashes.install(log.log_folder(options.log_folder) / log.CRASH_FILE_NAME)
        closing.callback(crashes.uninstall)
        runner = ThreadRunner()
        closing.callback(runner.close)
        window = MainWindow(_tools(app, runner, settings, _Start(options, services)))
        crashes.happened.connect(window.save_drafts)
        _watch(window, options)
        _listen(window, instance, options, closing)
        closing.callback(gc.enable)
        QTimer.singleShot(SETTLED_MS, app, Collector(app).start)
        _load_areas(window, runner)
        window.show()
        window.start(_first_user(options))
        if crashes.ended_badly and not options.is_check:
            window.tell_bad_end()
        code = app.exec()
        # The window goes before the application: Qt's own order at exit is not certain.
        window.deleteLater()
        app.sendPostedEvents()
        return code


def _load_areas(window: MainWindow, runner: ThreadRunner) -> None:
    """Load the areas before somebody opens them: while the window waits for who signs in, or is entered."""

    def load(*_: object) -> None:
        # What cannot be loaded is a fault of the area, and told where it is opened.
        runner.submit(load_all, lambda _: None, lambda _: None, window, newest="areas")

    window.asking.connect(load)
    window.entered.connect(load)


def _only_instance(options: DesktopOptions, closing: ExitStack) -> Instance | None:
    """Return what makes this start the one that runs; a start that is only looked at runs beside it."""
    if options.is_check or options.profiles_start:
        return None
    instance = Instance(_place(options))
    closing.callback(instance.close)
    return instance


def _is_handed_over(instance: Instance, options: DesktopOptions) -> bool:
    """Give the link to the program that runs; who signs in by name, without a link, wants a second one."""
    is_second = bool(options.as_user) and not options.link
    return not is_second and instance.hand_over(options.link)


def _listen(
    window: MainWindow, instance: Instance | None, options: DesktopOptions, closing: ExitStack
) -> None:
    """Follow the link of this start, those of later ones, and the calls of a telephone system."""
    if instance is not None:
        instance.handed_over.connect(window.take_link)
    if options.link:
        window.take_link(options.link)
    if options.call_hook_port is not None:
        folder = platformdirs.user_state_path("agentview", appauthor=False)
        hook = CallHook(hook_token(folder), window)
        closing.callback(hook.close)
        hook.called.connect(window.take_link)
        if not hook.listen(options.call_hook_port):
            log.warn("call_hook.port_taken", port=options.call_hook_port)


def _place(options: DesktopOptions) -> str:
    return options.server or options.database or "demo"


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("AgentView")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("agentview")
    return app


class _Start:
    """Reaches what the options name; the first run and broken settings are asked again each time."""

    def __init__(self, options: DesktopOptions, services: ExitStack) -> None:
        self.options, self._services = options, services
        self.clock = SystemClock()

    def reach(self) -> Reached:
        """Reach the services, on a worker's thread. Raises Unavailable, Rejected."""
        options = self._decided()
        kept: Person | None = None
        if options.server:
            module = importlib.import_module("agentview.reach_server")
            gateway, kept = module.reach_server(options.server, options.route, self._services)
        elif _is_demo(options):
            module = importlib.import_module("agentview.reach_local")
            gateway = module.reach_demo(options.data_folder / DEMO_FILE, self.clock, self._services)
        else:
            module = importlib.import_module("agentview.reach_local")
            url = options.database or _own_url(options)
            gateway = module.reach_database(url, self.clock, self._services)
        return Reached(GuardedGateway(cast("Gateway", gateway)), kept)

    def drafts(self, person: Person) -> DraftStore:
        """Open the drafts of a person at this place, on a worker's thread."""
        module = importlib.import_module("agentview.reach_drafts")
        folder = platformdirs.user_state_path("agentview", appauthor=False)
        return cast("DraftStore", module.open_drafts(folder, _place(self.options), person, self.clock))

    def _decided(self) -> DesktopOptions:
        """Return what counts now. Raises Rejected where the settings are still broken."""
        options = self.options
        if options.again is not None and (options.is_first or options.trouble is not None):
            read = options.again()
            if read.trouble is not None:
                raise read.trouble
            # What was chosen in the meantime stands in the settings; who was asked is not asked again.
            self.options = replace(read, is_first=False)
        return self.options


class _LateSetUp:
    """Sets this computer up by what takes long to import, on a worker's thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def connection(self) -> KeptConnection:
        return self._real().connection()

    def probe(self, connection: Connection) -> str:
        return self._real().probe(connection)

    def keep_connection(self, connection: Connection) -> None:
        self._real().keep_connection(connection)

    def use_demo(self) -> None:
        self._real().use_demo()

    def owner(self) -> str:
        return self._real().owner()

    def found(self, provider: NewProvider) -> None:
        self._real().found(provider)

    def _real(self) -> SetUp:
        module = importlib.import_module("agentview.reach_setup")
        return cast("SetUp", module.ComputerSetUp(self._clock))


def _tools(app: QApplication, runner: ThreadRunner, settings: SettingsStore, start: _Start) -> Tools:
    options = start.options
    is_looked_at = options.is_check or options.profiles_start
    return Tools(
        areas=AREAS,
        runner=runner,
        clock=start.clock,
        settings=settings,
        texts=CodeTexts(start.clock),
        keeper=AppearanceKeeper(app, kept_appearance(settings)),
        reach=start.reach,
        open_drafts=start.drafts,
        log_folder=log.log_folder(options.log_folder),
        first_steps=FirstSteps(_LateSetUp(start.clock), options.is_first, greets=not is_looked_at),
    )


def _is_demo(options: DesktopOptions) -> bool:
    """Say whether nothing else is named, and there is no database of one's own."""
    if options.server or options.database:
        return False
    is_own = options.place is not Place.DEMO and (options.data_folder / OWN_FILE).exists()
    return not is_own


def _own_url(options: DesktopOptions) -> str:
    return f"sqlite:///{options.data_folder / OWN_FILE}"


def _first_user(options: DesktopOptions) -> str:
    return options.as_user or (DEMO_PROVISIONER if options.is_check and _is_demo(options) else "")


def _watch(window: MainWindow, options: DesktopOptions) -> None:
    """Look on at the start, where that was asked for, and end with a line about it."""
    if options.profiles_start:
        FirstRows(window, _say_painted)
    elif options.is_check:
        SelfCheck(window, _end)


def _say_painted(table: TableView) -> None:
    milliseconds = (perf_counter() - _STARTED) * 1000
    _end(0, f"queue painted: {table.kit_model().rowCount()} tasks, {milliseconds:.0f} ms after the imports")


def _end(code: int, report: str) -> None:
    sys.stdout.write(report + "\n")
    sys.stdout.flush()
    exit_with: Callable[[], None] = lambda: QCoreApplication.exit(code)  # noqa: E731 - typed for the timer
    QTimer.singleShot(0, exit_with)
