"""Every screen of hardware in every theme, scale and direction, with long words: nothing is clipped."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from agentview.contract.hardware import HardwareCommand
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.views.hardware import order_actions as keys
from tests import build_hardware
from tests.services.hardware_orders.ordering import LEAD, Ordering
from tests.ui.views.cut_words import LongWords, clipped
from tests.ui.views.hardware.seat import Seat, Sit

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST)
TWO = ((build_hardware.PHONE, 2), (build_hardware.CASE, 3))


@pytest.fixture
def long_words(app: QApplication) -> Iterator[None]:
    words = LongWords()
    app.installTranslator(words)
    yield
    app.removeTranslator(words)


def orders(ordering: Ordering) -> dict[str, int]:
    """An order in every state that looks different."""
    sent = ordering.sent((*TWO, (build_hardware.LICENCE, 1)))
    half = ordering.ship(sent, sent.lines[0])
    made = {
        "empty": ordering.start(),
        "ready": ordering.ready(TWO),
        "sent": ordering.sent(TWO),
        "failed": ordering.fail(half, *half.lines[1:]),
        "complete": ordering.ship(ordering.sent(TWO)),
    }
    ordering.switch_fraud_check()
    held = ordering.generated()
    ordering.fraud_fails(held)
    return {**{name: order.order_id for name, order in made.items()}, "held": held.order_id}


def each_screen(seat: Seat, ordering: Ordering) -> Iterator[tuple[str, QWidget]]:
    """Show the list, each page, and each dialog over its page."""
    ids = orders(ordering)
    seat.view.home.orders.list.presenter.reload()
    seat.settle()
    yield "list", seat.view.root
    asked = {
        "ready": (HardwareCommand.EDIT_LINES, HardwareCommand.EDIT_DELIVERY, HardwareCommand.GENERATE),
        "failed": (HardwareCommand.RETRY, HardwareCommand.CLOSE),
        "held": (HardwareCommand.OVERRIDE_FRAUD, HardwareCommand.RECHECK_FRAUD),
    }
    for name, order_id in ids.items():
        seat.view.show_order(order_id)
        seat.settle()
        yield name, seat.view.root
        for command in asked.get(name, ()):
            seat.page.run(command)
            seat.settle()
            yield f"{name}: {command}", seat.dialog
            seat.dialog.reject()
            seat.settle()
    seat.view.show_order(ids["complete"])
    seat.settle()
    seat.page._on_line(keys.RETURN)
    seat.settle()
    yield "return", seat.dialog
    seat.dialog.reject()
    seat.view.choose_customer()
    seat.settle()
    assert seat.view.dialog is not None
    yield "customer", seat.view.dialog


def rest(seat: Seat) -> None:
    """Let layouts settle."""
    for _ in range(2):
        seat.settle()
        QCoreApplication.processEvents()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_clipped(
    ordering: Ordering, sit: Sit, app: QApplication, theme: ThemeChoice, scale: float
) -> None:
    apply_appearance(app, Appearance(theme, scale))
    seat = sit(LEAD)
    for name, screen in each_screen(seat, ordering):
        rest(seat)
        assert clipped(screen) == [], name
        assert screen.height() <= max(seat.view.root.height(), 640), name


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_long_words_fit_in_both_directions(
    ordering: Ordering, sit: Sit, app: QApplication, long_words: None, direction: Qt.LayoutDirection
) -> None:
    del long_words
    app.setLayoutDirection(direction)
    seat = sit(LEAD)
    for name, screen in each_screen(seat, ordering):
        rest(seat)
        assert clipped(screen) == [], name


def test_everything_that_takes_the_focus_has_a_name_and_one_button_is_primary_at_most(
    ordering: Ordering, sit: Sit
) -> None:
    seat = sit(LEAD)
    for name, screen in each_screen(seat, ordering):
        rest(seat)
        assert nameless(screen) == [], name
        primary = [
            button
            for button in screen.findChildren(QPushButton)
            if button.property("kind") == "primary" and button.isVisibleTo(screen)
        ]
        assert len(primary) <= 1, name
