"""Every page in every theme, scale and direction and with long words: nothing clipped, nothing sideways."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from agentview.contract.order_form import OrderPage
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.views.orders.wizard import OrderWizard
from tests.services.order_entry.ordering import Ordering
from tests.ui.views.cut_words import LongWords, clipped
from tests.ui.views.orders.conftest import Seat, Sit

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST)


@pytest.fixture
def long_words(app: QApplication) -> Iterator[None]:
    words = LongWords()
    app.installTranslator(words)
    yield
    app.removeTranslator(words)


def each_page(seat: Seat) -> Iterator[OrderWizard]:
    """Show each page, the refusals on it, and the order for reading."""
    for page in OrderPage:
        seat.wizard.presenter.go_to(page)
        for _ in range(3):
            seat.settle()
            QCoreApplication.processEvents()
        yield seat.wizard
    seat.wizard.show_order(seat.wizard.order_id or 0)
    for _ in range(3):
        seat.settle()
        QCoreApplication.processEvents()
    yield seat.wizard


def opened(sit: Sit, ordering: Ordering, scale: float = 1.0) -> Seat:
    """Open an order with two services and a port."""
    _, parts = ordering.plan("DUO")
    address = {"line1": "1 Ferry Road", "city": "Wellington Point on the Sea"}
    services = [
        {"service_plan_id": parts[0][0], "identifier": "0491 570 156"},
        {"service_plan_id": parts[1][0], "identifier": "NBN000123", "address": address},
    ]
    form = ordering.form(
        "DUO",
        services=services,
        order_type="PORT_CHURN",
        port={"losing_supplier": "Old"},
        is_for_account=False,
    )
    draft = ordering.save(ordering.start(None), form, OrderPage.REVIEW)
    seat = sit()
    seat.window.resize(1138 + (110 if scale > 1 else 0), 660)
    seat.wizard.resume(draft.order_id)
    seat.settle()
    return seat


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_clipped_on_any_page(
    sit: Sit, ordering: Ordering, app: QApplication, theme: ThemeChoice, scale: float
) -> None:
    apply_appearance(app, Appearance(theme, scale))
    seat = opened(sit, ordering, scale)
    for wizard in each_page(seat):
        assert clipped(wizard) == [], seat.page


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_long_words_fit_in_both_directions(
    sit: Sit, ordering: Ordering, app: QApplication, long_words: None, direction: Qt.LayoutDirection
) -> None:
    del long_words
    app.setLayoutDirection(direction)
    seat = opened(sit, ordering)
    for wizard in each_page(seat):
        assert clipped(wizard) == [], seat.page


def test_everything_that_takes_the_focus_has_a_name(sit: Sit, ordering: Ordering) -> None:
    seat = opened(sit, ordering)
    for wizard in each_page(seat):
        assert nameless(wizard) == [], seat.page


def test_one_primary_button_is_shown(sit: Sit, ordering: Ordering) -> None:
    seat = opened(sit, ordering)
    for wizard in each_page(seat):
        primary = [
            button
            for button in wizard.findChildren(QPushButton)
            if button.property("kind") == "primary" and button.isVisibleTo(wizard)
        ]
        assert len(primary) <= 1, seat.page
