"""The pages in the area of wireless orders: for whom they are, and where links and keys lead."""

import pytest
from PySide6.QtCore import Qt

from agentview.core.power import Role
from agentview.ui.navigation import (
    APPROVAL_DELEGATION,
    APPROVAL_POLICY,
    NEW_APPROVAL_POLICY,
    NEW_DELEGATION,
    record_target,
)
from agentview.ui.shell.registry import AREAS
from agentview.ui.views.wireless_policies import DELEGATION, PAGES, POLICIES
from tests.services.wireless_orders.requesting import ADMIN, BACK, MANAGER
from tests.ui.fake_desk import person
from tests.ui.views.wireless_policies.bench import OpenBench

ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(
    ("role", "edits", "delegates"),
    [
        (Role.ADMIN, True, True),
        (Role.APPROVER, False, True),
        (Role.SUPERVISOR, False, True),
        (Role.BACKOFFICE, False, False),
        (Role.VIEWER, False, False),
    ],
)
def test_s_33_who_edits_policies_and_who_delegates(role: Role, edits: bool, delegates: bool) -> None:
    assert (POLICIES.is_for(person(role)), DELEGATION.is_for(person(role))) == (edits, delegates)


def test_the_area_opens_what_others_link_to() -> None:
    area = next(one for one in AREAS if one.key == "wireless")
    assert {APPROVAL_POLICY, NEW_APPROVAL_POLICY, APPROVAL_DELEGATION, NEW_DELEGATION} <= area.kinds
    words = [one.word() for one in area.beginnings]
    assert {"New approval policy", "Delegate approval"} <= set(words)
    for entity, kind in (("approval_policy", APPROVAL_POLICY), ("approval_delegation", APPROVAL_DELEGATION)):
        target = record_target(entity, 4, "X")
        assert target is not None
        assert target.kind == kind
    for page in PAGES:
        assert page.summary() in area.summary(), "the help of the area has that of the page"
    assert "Ctrl+T" in POLICIES.summary()


def test_each_page_is_there_for_whom_it_is(open_bench: OpenBench) -> None:
    def pages(username: str) -> set[str]:
        return set(open_bench(username).view.home._pages) & {"policies", "delegation"}

    assert pages(ADMIN) == {"policies", "delegation"}
    assert pages(MANAGER) == {"delegation"}
    assert pages(BACK) == set()


def test_keys_lead_to_the_pages_and_stand_in_the_key_sheet(open_bench: OpenBench) -> None:
    bench = open_bench(ADMIN)
    at = list(bench.view.home._pages).index("policies") + 1
    bench.view.take_focus()
    bench.press(bench.view.root, Qt.Key[f"Key_{at}"], ALT)
    assert bench.view.home.key == "policies"
    groups = bench.view.home.actions_by_group()
    keys = {action.shortcut().toString() for action in groups["Approval policies"]}
    assert {"E", "A", "X", "T", "N", "S", "Alt+Up", "Alt+Down"} <= keys
    bench.press(bench.view.root, Qt.Key[f"Key_{at + 1}"], ALT)
    assert bench.view.home.key == "delegation"
    assert bench.view.primary is None, "an administrator requests nothing"
