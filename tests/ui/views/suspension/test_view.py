"""The area as a whole: for whom it is, its tabs, its keys, and where links lead."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agentview.core.power import Role
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import NEW_RULE_SET, RULE_SET, SUSPENSION_WHY, record_target
from agentview.ui.shell.registry import AREAS
from agentview.ui.views.suspension import AREA
from agentview.ui.views.suspension.calendar_pane import GROUPS
from agentview.ui.views.suspension.tabs import CALENDAR, CANDIDATES, RULES, TABS
from tests.services.suspension.ruling import CONTROLLER
from tests.ui.fake_desk import person
from tests.ui.views.suspension.bench import OpenBench


@pytest.mark.parametrize(
    ("role", "is_for", "is_home"),
    [
        (Role.CREDIT_CONTROLLER, True, True),
        (Role.SUPERVISOR, True, False),
        (Role.ADMIN, True, False),
        (Role.CSA, False, False),
        (Role.PROVISIONER, False, False),
    ],
)
def test_who_restricts_or_makes_rules_has_the_area(role: Role, is_for: bool, is_home: bool) -> None:
    assert (AREA.is_for(person(role)), AREA.is_home_for(person(role))) == (is_for, is_home)


def test_the_area_is_registered_and_opens_what_others_link_to() -> None:
    assert AREA in AREAS
    assert {RULE_SET, NEW_RULE_SET, SUSPENSION_WHY} <= AREA.kinds
    target = record_target("suspension_rule_set", 4, "Standard")
    assert target is not None
    assert target.kind == RULE_SET
    [beginning] = AREA.beginnings
    assert beginning.is_for(person(Role.CREDIT_CONTROLLER))
    assert not beginning.is_for(person(Role.SUPERVISOR))


def test_tabs_are_read_when_they_are_first_shown_and_walked_by_keys(open_bench: OpenBench) -> None:
    bench = open_bench(CONTROLLER)
    view = bench.view
    keys = [tab.key for tab in TABS]
    view.show_tab(keys[0])
    groups = view.action_groups()
    assert len(groups) == len(TABS) + 1
    before, after = list(groups.values())[-1]
    for key in keys[1:]:
        after.trigger()
        assert view.key == key
    after.trigger()
    assert view.key == keys[-1]
    before.trigger()
    assert view.key == keys[-2]
    assert {CANDIDATES, RULES, CALENDAR} <= set(keys)
    bench.calendar.show_page(GROUPS)
    bench.wait(lambda: bench.calendar.page().list.presenter.source.total is not None)
    assert nameless(view.root) == []


def test_the_key_of_the_next_tab_leads_past_lists_that_are_empty(open_bench: OpenBench) -> None:
    bench = open_bench(CONTROLLER)
    view = bench.view
    bench.qtbot.waitUntil(view.root.isActiveWindow)
    view.take_focus()
    part = QApplication.focusWidget()
    assert part is not None
    assert view.root.isAncestorOf(part), "before its figures are read"
    for tab in TABS[1:]:
        QTest.keyClick(part, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert view.key == tab.key
        part = QApplication.focusWidget()
        assert part is not None
        assert view.root.isAncestorOf(part)


def test_every_key_of_a_tab_is_its_own(open_bench: OpenBench) -> None:
    view = open_bench(CONTROLLER).view
    for key, pane in view.panes.items():
        keys = [one.shortcut().toString() for one in pane.actions_shown() if one.shortcut().toString()]
        assert len(keys) == len(set(keys)), (key, keys)


def test_closing_twice_does_nothing(open_bench: OpenBench) -> None:
    view = open_bench(CONTROLLER).view
    view.close()
    view.close()
