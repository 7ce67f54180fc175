"""The dashboard of credit control: the day in pictures, each of which opens its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.credit_desk import Dashboard
from agentview.gateway.port import FeedNews
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.bar_chart import BarChart
from agentview.ui.kit.day_chart import DayChart
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.words import failed_text, freshness
from agentview.ui.navigation import Desk, Target
from agentview.ui.views.suspension.cases import figures as words
from agentview.ui.views.suspension.cases.dashboard_presenter import DashboardPresenter
from agentview.ui.views.suspension.cases.figure_card import FigureCard

SOON_MS, TICK_MS, AGAIN_MS = 1_500, 10_000, 120_000
"""What is paid moves the figures all day: they are read again now and then while they are seen."""
THREE, TWO = 1080, 620
"""From these widths at 100 % on, three or two figures stand beside each other."""


class DashboardPane(QWidget):
    """A tab of suspension, and the view of its presenter."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        super().__init__()
        self._desk = desk
        self.times = ServerTime(desk.clock)
        self.presenter = DashboardPresenter(desk, self)
        self.owing = BarChart(_word("Owing by age"))
        self.days = DayChart(
            _word("Restricted and restored by day"), (_word("restricted"), _word("restored"))
        )
        self.states = BarChart(_word("Open cases"))
        self.sweep = BarChart(_word("Next sweep"))
        self.today = BarChart(_word("Today"))
        number, cases = _word("Number"), _word("Cases")
        self.cards = {
            "sweep": FigureCard(_word("Next sweep"), self.sweep, (_word("Accounts"), number)),
            "states": FigureCard(_word("Open cases"), self.states, (_word("State"), cases)),
            "today": FigureCard(_word("Today"), self.today, (_word("What"), number)),
            "owing": FigureCard(
                _word("Owing by age"), self.owing, (_word("Overdue"), _word("Accounts"), _word("Amount"))
            ),
            "days": FigureCard(
                _word("Restricted and restored by day"),
                self.days,
                (_word("Day"), _word("Restricted"), _word("Restored")),
            ),
        }
        self.age = PlainLabel("", ink=INK_SECOND)
        self.overlay = StateOverlay()
        self._columns = 0
        self._refresh = make_action(self, ActionText(_word("Refresh"), "F5", "refresh"), self.presenter.read)
        self._soon = self._timer(SOON_MS, self.presenter.read)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show_age)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._read_seen)
        self._arrange()
        self._connect()
        self._unsubscribe = desk.shell.on_news(self._hear)

    # What the area asks

    def start(self) -> None:
        """Reads the figures."""
        self._tick.start()
        self._again.start()
        self.presenter.read()

    def take_focus(self) -> None:
        """Puts the focus on the first figure, or where it is to be."""
        if self._stack.currentIndex():
            self.overlay.setFocus()
        else:
            self.sweep.setFocus()

    def actions_shown(self) -> Sequence[QAction]:
        """Reading the figures again."""
        return (self._refresh,)

    def open_target(self, target: Target) -> None:
        """Opens no record of its own."""
        del target

    def close_down(self) -> None:
        """Stops reading and hearing; a second time does nothing."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self._soon.stop()
        self._tick.stop()
        self._again.stop()
        self.presenter.close()

    # What the presenter tells

    def show_figures(self, figures: Dashboard) -> None:
        """Shows the figures."""
        now, zone = self._desk.clock.now(), self._desk.zone
        forecast = figures.forecast
        self.sweep.show_bars(words.sweep_bars(forecast))
        self.states.show_bars(words.state_bars(figures))
        self.today.show_bars(words.today_bars(figures))
        self.owing.show_bars(words.owing_bars(figures))
        self.days.show_days(words.day_columns(figures))
        self.cards["sweep"].show_figure(
            words.sweep_sentence(forecast, now, zone),
            words.bar_rows(self.sweep.bars),
            words.breaker_chip(forecast),
        )
        self.cards["states"].show_figure("", words.bar_rows(self.states.bars))
        self.cards["today"].show_figure("", words.bar_rows(self.today.bars))
        self.cards["owing"].show_figure(words.owing_sentence(figures), words.owing_rows(figures))
        self.cards["days"].show_figure(words.day_sentence(figures), words.day_rows(figures))
        was_awaited = self.overlay.has_focus_inside()
        self._stack.setCurrentIndex(0)
        if was_awaited:
            self.take_focus()
        self._show_age()

    def figures_failed(self, error: Exception) -> None:
        """Shows that they could not be read; older ones stay, with their age."""
        if self.presenter.figures is not None:
            self._desk.shell.show_error(error)
            return
        self.overlay.show_text(failed_text(self._desk.texts.report(error).text.sentences))
        self._stack.setCurrentIndex(1)

    def read_soon(self) -> None:
        """Reads shortly, once for all that comes until then."""
        if not self._soon.isActive():
            self._soon.start()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts as many figures beside each other as there is room for."""
        super().resizeEvent(event)
        self._place(event.size().width())

    # Inside

    def _arrange(self) -> None:
        self.column = ScrollColumn(_word("Dashboard"))
        self._grid_box = QWidget()
        self._grid = QGridLayout(self._grid_box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look().px(12))
        self.column.body.addWidget(self.age)
        self.column.body.addWidget(self._grid_box)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.column)
        self._stack.addWidget(self.overlay)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(holder)
        self.overlay.show_loading()
        self._stack.setCurrentIndex(1)
        self._place(look().px(THREE))

    def _place(self, width: int) -> None:
        columns = 6 if width >= look().px(THREE) else 2 if width >= look().px(TWO) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for card in self.cards.values():
            self._grid.removeWidget(card)
        for at in range(6):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        for key, place in _places(columns).items():
            self._grid.addWidget(self.cards[key], *place)

    def _connect(self) -> None:
        self.owing.opened.connect(lambda key: self._go(words.owing_target(key)))
        self.sweep.opened.connect(lambda key: self._go(words.sweep_target(key)))
        self.states.opened.connect(lambda key: self._go(words.state_target(key)))
        self.today.opened.connect(lambda key: self._go(words.today_target(key)))
        self.days.opened.connect(self._on_day)
        self.overlay.button_pressed.connect(self.presenter.read)

    def _go(self, target: Target) -> None:
        if not self._desk.shell.open_target(target):
            self._desk.toasts.fail(_word("None of your areas opens this."))

    @Slot(str)
    def _on_day(self, key: str) -> None:
        figures = self.presenter.figures
        if figures is not None:
            self._go(words.day_target(figures, key))

    @Slot()
    def _show_age(self) -> None:
        figures = self.presenter.figures
        if figures is not None:
            self.age.setText(freshness(figures.as_of, self._desk.clock.now()))

    @Slot()
    def _read_seen(self) -> None:
        if self.isVisible():
            self.presenter.read()

    def _hear(self, news: FeedNews) -> None:
        self.presenter.hear(news)

    def _timer(self, milliseconds: int, due: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(due)
        return timer


def _places(columns: int) -> dict[str, tuple[int, int, int, int]]:
    """Row, column, rows and columns of each figure."""
    if columns == 1:
        return {key: (at, 0, 1, 1) for at, key in enumerate(("sweep", "states", "today", "owing", "days"))}
    if columns == 2:  # noqa: PLR2004 - the two columns
        return {
            "sweep": (0, 0, 1, 1),
            "states": (0, 1, 1, 1),
            "owing": (1, 0, 1, 1),
            "today": (1, 1, 1, 1),
            "days": (2, 0, 1, 2),
        }
    return {
        "sweep": (0, 0, 1, 2),
        "states": (0, 2, 1, 2),
        "today": (0, 4, 1, 2),
        "owing": (1, 0, 1, 3),
        "days": (1, 3, 1, 3),
    }


def _nothing() -> None:
    """Stands where there is nothing left to end."""


def _word(text: str) -> str:
    return QCoreApplication.translate("CreditDashboard", text)
