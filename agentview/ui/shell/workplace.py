"""The workplace of one person: rail, header, banner and the areas; lives from sign-in to sign-out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agentview.contract.feed import Topic
from agentview.contract.search import Hit, HitKind
from agentview.contract.session import Person
from agentview.core.clock import Clock
from agentview.gateway.port import FeedNews, Gateway, LinkState
from agentview.ui.area import Area, AreaView
from agentview.ui.kit.appearance import look
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.navigation import (
    ACCOUNT,
    ENROLMENT,
    HARDWARE_ORDER,
    NEW_CUSTOMER,
    ORDER,
    RESTRICTION_CASE,
    TASK,
    WIRELESS_ORDER,
    WORK_ITEM,
    Desk,
    Target,
    Texts,
    Unsubscribe,
    order_target,
)
from agentview.ui.setup.coach import CoachStrip
from agentview.ui.setup.coach_steps import SEEN, coach_steps
from agentview.ui.shell.beginnings import Beginnings
from agentview.ui.shell.caller_pop import CallerPop
from agentview.ui.shell.command_box import CommandBox
from agentview.ui.shell.command_search import CommandSearch
from agentview.ui.shell.commands import command_lines
from agentview.ui.shell.feed_bridge import FeedBridge
from agentview.ui.shell.header import AreaHeader
from agentview.ui.shell.held_calls import HoldingRunner
from agentview.ui.shell.link import LinkKeeper, LinkStatus
from agentview.ui.shell.news_banner import NewsBanner
from agentview.ui.shell.rail import Rail, RailTab, area_key
from agentview.ui.shell.session import Entered
from agentview.ui.shell.status import StatusLine
from agentview.ui.shell.toasts import WindowToasts
from agentview.ui.texts.role import roles_of

LAST_AREA = "shell/area"
NARROW_BELOW = 1280
_TICK_MS = 1000
_OF_POWERS = frozenset({"set_roles", "set_power"})
_TARGETS = {
    HitKind.CUSTOMER: ACCOUNT,
    HitKind.TASK: TASK,
    HitKind.ORDER: ORDER,
    HitKind.WORK_ITEM: WORK_ITEM,
    HitKind.HARDWARE_ORDER: HARDWARE_ORDER,
    HitKind.ENROLMENT: ENROLMENT,
    HitKind.WIRELESS_ORDER: WIRELESS_ORDER,
    HitKind.RESTRICTION_CASE: RESTRICTION_CASE,
}


@dataclass(frozen=True)
class Surroundings:
    """What every workplace of this window shares."""

    areas: Sequence[Area]
    clock: Clock
    runner: Runner
    settings: SettingsStore
    texts: Texts
    status: StatusLine
    window_actions: Callable[[], Mapping[str, Sequence[QAction]]]
    session_ended: Callable[[], None]


class Workplace(QWidget):
    """Implements `navigation.Shell` for the areas. `area_changed` follows the open area."""

    area_changed = Signal()

    def __init__(self, around: Surroundings, gateway: Gateway, entered: Entered) -> None:
        """Builds the frame; areas are built when they are first shown."""
        super().__init__()
        self._around, self._gateway = around, gateway
        self._areas = {area.key: area for area in around.areas if area.is_for(entered.person)}
        self._views: dict[str, AreaView] = {}
        self._open = ""
        self._runner = HoldingRunner(around.runner, around.session_ended)
        self._link = LinkKeeper(gateway, around.runner, around.clock, self._on_link)
        self._feed = FeedBridge(gateway, around.runner, self._link.hear)
        self.toasts = WindowToasts(self)
        self.desk = self._make_desk(entered)
        self._rail = Rail()
        self._box = CommandBox(self, around.texts)
        self._header = AreaHeader(self._box)
        self._banner = NewsBanner(self.copy_text, self._link.retry)
        self.coach = CoachStrip()
        self.caller = CallerPop(self, self.toasts, self.open_home, self._box.search_for)
        self._beginnings = Beginnings(self, tuple(self._areas.values()), entered.person, self.open_target)
        self._stack = QStackedWidget()
        self._clockwork = QTimer(self)
        self._clockwork.setInterval(_TICK_MS)
        self._arrange()
        self._connect()
        self._introduce(entered)

    # navigation.Shell

    @property
    def link(self) -> LinkState:
        """How the connection is."""
        return self._link.state

    def on_news(self, receive: Callable[[FeedNews], None]) -> Unsubscribe:
        """Hear of changes and the link's state."""
        return self._link.listen(receive)

    def show_error(self, error: Exception, while_doing: str = "") -> None:
        """Show an error above the area."""
        self._banner.show_error(self._around.texts.report(error), while_doing)

    def set_count(self, area: str, count: int | None) -> None:
        """Show a count in the rail."""
        self._rail.show_count(area, count)

    def data_read(self, at: datetime) -> None:
        """Note when the data on the screen were read."""
        self._link.data_read(at)

    def open_area(self, area: str, target: Target | None = None) -> None:
        """Show an area and, where a target is given, the record in it."""
        if area not in self._areas:
            return
        view = self._view(area)
        if area != self._open:
            self._open = area
            self._stack.setCurrentWidget(view.widget)
            self._rail.choose(area)
            self._header.show_area(self._areas[area].title(), view.primary)
            self._around.settings.set(LAST_AREA, area)
            self.area_changed.emit()
        if target is not None:
            view.open(target)
        view.take_focus()

    def open_home(self) -> None:
        """Show the area in which this person begins."""
        self.open_area(self._home())

    def open_target(self, target: Target) -> bool:
        """Show a record in the first area that opens its kind."""
        area = next((area.key for area in self._areas.values() if target.kind in area.kinds), "")
        self.open_area(area, target)
        return bool(area)

    def areas_of(self, person: Person) -> Sequence[str]:
        """Return the titles of the areas that a person of these powers would have."""
        return [area.title() for area in self._around.areas if area.is_for(person)]

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self.toasts.say(QCoreApplication.translate("Workplace", "Copied"))

    # For the window

    def start(self) -> None:
        """Open the area of last time and listen to the feed."""
        last = self._around.settings.get(LAST_AREA, "")
        self.open_area(last if last in self._areas else self._home())
        self._feed.start()
        self._clockwork.start()

    def resume(self) -> None:
        """Repeat what was held, because the same person signed in again."""
        self._feed.stop()
        self._feed = FeedBridge(self._gateway, self._around.runner, self._link.hear)
        self._feed.start()
        self._runner.resume()
        self._link.hear(FeedNews(is_gap=True))

    def take_down(self) -> None:
        """Close areas, feed and calls, because the person signs out."""
        self._clockwork.stop()
        self._feed.stop()
        self._link.close()
        self.caller.close()
        self._runner.forget()
        for view in self._views.values():
            view.close()

    def tabs(self) -> list[RailTab]:
        """The areas of this person with their keys."""
        return [
            RailTab(area.key, area.word(), area.icon, area_key(at))
            for at, area in enumerate(self._areas.values())
        ]

    def area(self) -> tuple[Area, AreaView] | None:
        """The open area and its view."""
        return (self._areas[self._open], self._views[self._open]) if self._open else None

    def search(self) -> None:
        """Open the search and command box."""
        self._box.take_focus()

    def next_pane(self) -> None:
        """Move the focus from rail to box to area and round again."""
        if _has_focus(self._rail):
            self._box.take_focus()
        elif _has_focus(self._box):
            self._box.close_findings()
            self._focus_area()
        else:
            self._rail.take_focus()

    def start_tour(self) -> None:
        """Show a new user around."""
        areas = [(tab.word, tab.shortcut) for tab in self.tabs()]
        self.coach.begin(coach_steps(areas, self.desk.person.powers))

    def last_details(self) -> str:
        """The details of the last error shown above an area."""
        return self._banner.last_details

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Collapses the rail in a narrow window."""
        super().resizeEvent(event)
        self._rail.set_narrow(is_narrow=self.width() < look().px(NARROW_BELOW))

    # Inside

    def _make_desk(self, entered: Entered) -> Desk:
        return Desk(
            gateway=self._gateway,
            runner=self._runner,
            clock=self._around.clock,
            person=entered.person,
            zone=ZoneInfo(entered.person.zone),
            toasts=self.toasts,
            texts=self._around.texts,
            drafts=entered.drafts,
            settings=self._around.settings,
            shell=self,
        )

    def _arrange(self) -> None:
        edge = look().px(16)
        column = QVBoxLayout()
        column.setContentsMargins(edge, look().px(12), edge, edge)
        column.setSpacing(look().px(12))
        column.addWidget(self._header)
        column.addWidget(self.coach)
        column.addWidget(self._banner)
        column.addWidget(self.caller.banner)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        self._rail.chosen.connect(self._on_rail)
        self._box.hit_chosen.connect(self._on_hit)
        self._box.new_wanted.connect(self._on_new)
        self._box.copy_wanted.connect(self.copy_text)
        self._clockwork.timeout.connect(self._on_tick)
        self.coach.ended.connect(self._on_tour_ended)
        self.on_news(self._hear_of_self)

    def _introduce(self, entered: Entered) -> None:
        person = entered.person
        self._rail.set_tabs(self.tabs())
        about = " \u00b7 ".join((person.display_name, roles_of(person), person.provider))
        self._around.status.show_person(self._gateway.place, about)
        self.caller.use(self._gateway, self._runner, person)
        self._box.use(
            lambda box: CommandSearch(
                box, self._gateway, self._runner, lambda: command_lines(self._groups()), person.powers
            )
        )

    def _hear_of_self(self, news: FeedNews) -> None:
        """Tell the person that somebody changed their roles or powers; what is open was built for the old."""
        own = self.desk.person.user_id
        for change in news.changes:
            if change.topic is Topic.PERSON and change.record_id == own and change.verb in _OF_POWERS:
                template = QCoreApplication.translate(
                    "Workplace",
                    "{name} changed your roles or powers. They hold at once; sign in again to see all of it.",
                )
                self.toasts.fail(template.replace("{name}", change.actor))

    def _groups(self) -> dict[str, Sequence[QAction]]:
        found = self.area()
        groups = dict(found[1].action_groups()) if found else {}
        return {**groups, **self._beginnings.beside(self._open), **self._around.window_actions()}

    def _view(self, key: str) -> AreaView:
        if key not in self._views:
            view = self._areas[key].build(self.desk)
            self._views[key] = view
            self._stack.addWidget(view.widget)
        return self._views[key]

    def _home(self) -> str:
        person = self.desk.person
        homes = (area.key for area in self._areas.values() if area.is_home_for(person))
        return next(homes, next(iter(self._areas), ""))

    def _focus_area(self) -> None:
        found = self.area()
        if found is not None:
            found[1].take_focus()

    @Slot()
    def _on_tour_ended(self) -> None:
        self._around.settings.set(SEEN, True)
        self._focus_area()

    @Slot(str)
    def _on_rail(self, key: str) -> None:
        self.open_area(key)

    @Slot(object)
    def _on_hit(self, hit: Hit) -> None:
        target = Target(_TARGETS[hit.kind], hit.record_id, hit.title)
        if hit.kind is HitKind.ORDER:
            target = order_target(hit.record_id, hit.title)
        if not self.open_target(target):
            nothing = QCoreApplication.translate("Workplace", "You have no area that opens {name}")
            self.toasts.say(nothing.replace("{name}", hit.title))

    @Slot(str)
    def _on_new(self, number: str) -> None:
        self.open_target(Target(NEW_CUSTOMER, 0, number))

    @Slot()
    def _on_tick(self) -> None:
        self._on_link(self._link.status)

    def _on_link(self, status: LinkStatus) -> None:
        self._around.status.show_link(status)
        self._banner.show_link(status, is_embedded=self._gateway.is_embedded)


def _has_focus(part: QWidget) -> bool:
    return any(widget.hasFocus() for widget in (part, *part.findChildren(QWidget)))
