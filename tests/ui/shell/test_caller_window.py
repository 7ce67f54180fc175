"""Calls and links in the window: nothing takes the focus, F8 opens, a lock keeps them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from agentview.contract.search import Hit, Hits
from agentview.ui.kit.toast import ToastStack
from agentview.ui.navigation import ACCOUNT, NEW_CUSTOMER, Target
from agentview.ui.shell.caller_banner import CallerBanner
from agentview.ui.shell.lines import LineList
from tests.ui.shell.opened import MARLOW, OpenedWindow

CALL = "agentview:call?from=0295550142"


def banner(opened: OpenedWindow) -> CallerBanner:
    return opened.window.findChildren(CallerBanner)[0]


def answer(opened: OpenedWindow, *hits: Hit) -> None:
    opened.gateway.answers["search.find"] = Hits(hits=hits)


def test_a_call_is_shown_and_what_is_being_typed_goes_on(opened: OpenedWindow) -> None:
    opened.enter()
    answer(opened, MARLOW)
    field = QLineEdit(opened.view.widget)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "half")
    opened.window.take_link(CALL)
    opened.runner.run_all()
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, " a word")
    assert field.text() == "half a word"
    assert banner(opened).isVisible()
    assert opened.view.opened == []
    QTest.keyClick(field, Qt.Key.Key_F8)
    assert opened.view.opened == [Target(ACCOUNT, MARLOW.record_id, MARLOW.title)]
    assert not banner(opened).isVisible()


def test_a_link_of_the_start_waits_for_the_sign_in(opened: OpenedWindow) -> None:
    opened.window.take_link("agentview:customer/AC-17")
    opened.enter()
    assert opened.view.opened == [Target(ACCOUNT, 17, "AC-17")]


def test_a_lock_keeps_a_call_until_the_person_is_back(opened: OpenedWindow) -> None:
    opened.enter()
    answer(opened, MARLOW)
    opened.window.session.lock()
    opened.window.take_link(CALL)
    opened.runner.run_all()
    assert [name for name, _ in opened.gateway.asked].count("search.find") == 0
    opened.window.session.unlock(None)
    opened.runner.run_all()
    assert [name for name, _ in opened.gateway.asked].count("search.find") == 1


def test_several_are_chosen_from_in_the_search_box(opened: OpenedWindow) -> None:
    opened.enter()
    answer(opened, MARLOW, MARLOW.model_copy(update={"record_id": 5, "title": "Marlow Books"}))
    opened.window.take_link(CALL)
    opened.runner.run_all()
    QTest.keyClick(opened.window, Qt.Key.Key_F8)
    opened.runner.run_all()
    found = next(one for one in opened.window.findChildren(LineList) if one.isVisible())
    assert {"Marlow Dental", "Marlow Books"} <= {line.title for line in found.lines()}


@pytest.mark.parametrize("link", ["agentview:nowhere", "tel:anonymous", "tel:" + "1" * 40])
def test_a_link_that_leads_nowhere_is_said(opened: OpenedWindow, link: str) -> None:
    opened.enter()
    opened.window.take_link(link)
    stack = opened.window.findChildren(ToastStack)[0]
    assert stack.isVisible()


def test_a_number_that_nobody_has_offers_a_new_customer_in_the_box(opened: OpenedWindow) -> None:
    opened.enter("tom")
    answer(opened)
    opened.workplace.search()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "02 9555 0142")
    opened.runner.run_all()
    found = next(one for one in opened.window.findChildren(LineList) if one.isVisible())
    assert [line.title for line in found.lines()][:2] == [
        "No customer, order or task is found",
        "New customer with this number",
    ]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert opened.view.opened == [Target(NEW_CUSTOMER, 0, "0295550142")]


def test_alt_c_copies_the_number_that_people_quote(opened: OpenedWindow) -> None:
    opened.enter()
    answer(opened, MARLOW.model_copy(update={"reference": "004-1001"}))
    opened.workplace.search()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "marlow")
    opened.runner.run_all()
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert QApplication.clipboard().text() == "004-1001"
