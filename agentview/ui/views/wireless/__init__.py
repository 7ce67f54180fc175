"""Wireless: requests for mobile devices and services, and the lines and devices that a company has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.contract.wireless_orders import WirelessScope
from agentview.core.power import Power
from agentview.ui.area import Area, Beginning
from agentview.ui.late import Late
from agentview.ui.navigation import (
    MANAGE_DEVICE,
    MANAGE_LINE,
    NEW_WIRELESS_ORDER,
    WIRELESS_DEVICE,
    WIRELESS_LINE,
    WIRELESS_ORDER,
    Target,
)
from agentview.ui.wireless.page import Page, area_of

_VIEW = Late(f"{__name__}.view", "WirelessView")
_REQUESTS = Late(f"{__name__}.requests_pane", "RequestsPane")


def make_area(pages: Sequence[Area] = ()) -> Area:
    """The line of this area in the shell's registry; `pages` of other packages stand beside its own."""
    all_pages = (*(area_of(page) for page in _pages()), *pages)
    kinds = frozenset({WIRELESS_ORDER, NEW_WIRELESS_ORDER, MANAGE_LINE, MANAGE_DEVICE})
    return Area(
        "wireless",
        _title,
        "phone",
        lambda desk: _VIEW(desk, all_pages),
        lambda person: any(page.is_for(person) for page in all_pages),
        lambda: "\n\n".join((_summary(), *(page.summary() for page in pages))),
        kinds.union(*(page.kinds for page in all_pages)),
        beginnings=(
            Beginning(_new, Target(NEW_WIRELESS_ORDER, 0), _may_request),
            *(beginning for page in pages for beginning in page.beginnings),
        ),
    )


def _pages() -> tuple[Page, ...]:
    return (
        Page(
            "mine",
            lambda: _word("My requests"),
            "user",
            lambda desk: _REQUESTS(desk, WirelessScope.MINE),
            _may_request,
            frozenset({WIRELESS_ORDER}),
        ),
        Page(
            "all",
            lambda: _word("All requests"),
            "list",
            lambda desk: _REQUESTS(desk, WirelessScope.ALL),
            _sees_all,
            frozenset({WIRELESS_ORDER}),
        ),
        Page(
            "lines",
            lambda: _word("Lines"),
            "phone",
            Late(f"{__name__}.lines_pane", "LinesPane"),
            _reads,
            frozenset({WIRELESS_LINE}),
        ),
        Page(
            "devices",
            lambda: _word("Devices"),
            "box",
            Late(f"{__name__}.devices_pane", "DevicesPane"),
            _reads,
            frozenset({WIRELESS_DEVICE}),
        ),
        Page("costs", lambda: _word("Costs"), "chart", Late(f"{__name__}.costs_pane", "CostsPane"), _reads),
    )


def _title() -> str:
    return _word("Wireless")


def _new() -> str:
    return _word("New wireless request")


def _may_request(person: Person) -> bool:
    return Power.WIRELESS_REQUEST in person.powers


def _sees_all(person: Person) -> bool:
    return Power.ALL_WIRELESS in person.powers


def _reads(person: Person) -> bool:
    return Power.READ_STATUS in person.powers


def _summary() -> str:
    return "\n\n".join(
        (
            _word(
                "Ask for a device, a line or a change with Ctrl+N: say it in your own words, such as "
                "\u201cmy phone is broken\u201d, or choose a tile. What is not possible says why."
            ),
            _word(
                "Each page is saved when you go on (Ctrl+Enter) or back (Alt+Left); Ctrl+S keeps the draft "
                "for later. The last page shows what it costs once and monthly, and what breaks the mobile "
                "policy. Nothing is ordered before you confirm it there."
            ),
            _word(
                "My requests shows where each of them stands. O goes on with a draft, X cancels with a "
                "comment, R makes a new draft of one that is over. All requests is for back office."
            ),
            _word(
                "Lines and Devices are what the company has. M requests something for the chosen one. C "
                "confirms that a line is in use, U says that it is somebody else's, L claims one that nobody "
                "has. On a device C hands a spare one out and B takes it back; E edits, for back office. A "
                "scanner works as a keyboard in every field."
            ),
            _word("Costs shows what each cost centre pays a month, as a chart and as a table."),
        )
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("Wireless", text)
