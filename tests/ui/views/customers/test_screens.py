"""The area in every theme, scale, direction and with long words: nothing clipped, nothing sideways."""

from datetime import date
from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget

from agentview.contract.customers import CustomerDetail, CustomerOrders, Notes
from agentview.contract.subscription import ChainLink
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.stall import StallDetector
from agentview.ui.kit.theme import ThemeChoice
from tests.ui.views.customers.builders import (
    HOSTILE,
    alert,
    answers,
    charge,
    charges_of,
    contact,
    customer,
    halted_service,
    hold,
    note,
    order,
    package,
    service,
    timeline_of,
)
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.provisioning.builders import FakeGateway
from tests.ui.views.provisioning.test_screens import LongWords

SECTIONS = ("overview", "orders", "contacts", "notes", "timeline", "charges")
AREA_AT_1366 = (1138, 660)
LOOKS = list(product((ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST), (1.0, 1.5)))


LINK = ChainLink(
    package_id=123_456,
    reference="PS-123456",
    plan="Mobile 20",
    first_on=date(2025, 11, 3),
    order_id=123_456,
    order_reference="MG-123456",
    order_type="MIGRATE",
)
CHAINED = {
    "came_from": LINK,
    "became": LINK,
    "contract": "Twelve months",
    "contract_end_on": date(2026, 10, 31),
    "migration": "MG-123456",
}


def _full(name: str = "Marlow Dental Group Holdings Limited") -> CustomerDetail:
    held = tuple(service(number, holds=(hold(),), restriction="RESTRICTED") for number in range(1, 6))
    return customer(
        name=name,
        restriction="RESTRICTED",
        alerts=(alert(9), alert(8, "A long alert. " * 30)),
        contacts=(contact(1, name=name), contact(2, kind="SERVICE_CONTACT", mobile="\u2022\u2022777")),
        packages=(
            package(1, *held, halted_service(7), **CHAINED),
            package(2, service(12), plan="Home and Voice " * 8),
        ),
    )


def _gateway(shown: CustomerDetail) -> FakeGateway:
    notes = (note(3, is_shared=True, text="word " * 200), alert(2), note(1, text=shown.name))
    orders = (order(1, status="ORDER_INCOMPLETE"), order(2, halt_reason="No such street"))
    billed = charge(
        3, is_pending=False, status="BILLED", description="word " * 40, order_id=None, reference=""
    )
    return FakeGateway(
        answers(
            shown,
            notes=lambda _request: Notes(notes=notes, has_older=True),
            orders=lambda _request: CustomerOrders(orders=orders, has_older=False),
            timeline=timeline_of(500),
            charges=charges_of(charge(1), charge(2, amount_cents=-166_300, currency="NZD"), billed),
        )
    )


def _clipped(root: QWidget) -> list[str]:
    shown = [part for part in root.findChildren(QWidget) if part.isVisibleTo(root)]
    buttons = [part for part in shown if isinstance(part, QPushButton)]
    labels = [part for part in shown if isinstance(part, QLabel) and part.wordWrap()]
    chips = [part for part in shown if isinstance(part, Chip)]
    return [
        *(one.text() for one in buttons if one.width() < one.minimumSizeHint().width()),
        *(one.text() for one in buttons if one.height() < one.minimumSizeHint().height()),
        *(one.text() for one in labels if one.height() < one.heightForWidth(one.width())),
        *(one.accessibleName() for one in chips if one.width() < one.sizeHint().width()),
    ]


def _look(screen: Screen, width: int, height: int) -> list[str]:
    found = []
    screen.view.root.resize(width, height)
    for key in SECTIONS:
        screen.section(key)
        for _ in range(3):
            QCoreApplication.sendPostedEvents()
            screen.settle()
        found += [f"{key}: {text}" for text in _clipped(screen.view.root)]
        for table in screen.page.section(key).widget.findChildren(QTableView):
            if table.horizontalScrollBar().maximum():
                found.append(f"{key} scrolls sideways")
    return found


@pytest.mark.parametrize(("theme", "scale"), LOOKS)
def test_nothing_is_clipped_and_nothing_scrolls_sideways(
    open_screen: OpenScreen, app: QApplication, theme: ThemeChoice, scale: float
) -> None:
    apply_appearance(app, Appearance(theme, scale))
    shown = _full()
    screen = open_screen(shown, gateway=_gateway(shown))
    assert _look(screen, AREA_AT_1366[0] + (110 if scale > 1 else 0), AREA_AT_1366[1]) == []


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_long_words_fit_in_both_directions(
    open_screen: OpenScreen, app: QApplication, direction: Qt.LayoutDirection
) -> None:
    words = LongWords()
    app.installTranslator(words)
    app.setLayoutDirection(direction)
    shown = _full()
    screen = open_screen(shown, gateway=_gateway(shown))
    found = _look(screen, *AREA_AT_1366)
    app.removeTranslator(words)
    assert found == []


@pytest.mark.parametrize(
    "name", [HOSTILE, "\u0645\u062d\u0645\u062f \u0627\u0644\u0639\u0631\u0628\u064a " * 9, "x" * 10_000]
)
def test_names_of_any_kind_break_nothing(open_screen: OpenScreen, name: str) -> None:
    shown = _full(name[:200])
    shown = shown.model_copy(update={"name": name})
    screen = open_screen(shown, gateway=_gateway(shown))
    assert _look(screen, *AREA_AT_1366) == []
    assert screen.view.root.minimumSizeHint().width() <= AREA_AT_1366[0]


def test_forms_are_not_clipped_at_150_percent(open_screen: OpenScreen, app: QApplication) -> None:
    apply_appearance(app, Appearance(ThemeChoice.DARK, 1.5))
    shown = _full()
    screen = open_screen(shown, gateway=_gateway(shown))
    commands = screen.page.commands
    for begin in (
        commands.edit,
        commands.add_note,
        lambda: commands.edit_contact(shown.contacts[0]),
        lambda: commands.edit_service(service(1)),
        lambda: commands.remove_contact(shown.contacts[0]),
    ):
        begin()
        screen.settle()
        dialog = commands.dialog
        assert dialog is not None
        assert _clipped(dialog) == []
        dialog.reject()
        screen.settle()


def test_opening_and_walking_through_a_customer_blocks_nobody(
    open_screen: OpenScreen, stalls: StallDetector
) -> None:
    shown = _full()
    screen = open_screen(shown, gateway=_gateway(shown))
    for key in SECTIONS:
        screen.section(key)
    assert stalls is not None
