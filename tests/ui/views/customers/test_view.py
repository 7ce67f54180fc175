"""The area: tabs that come back, keys, what is closed and why, news of colleagues."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from agentview.contract.feed import Change, Topic
from agentview.core.errors import NotFound, Refusal, Unavailable
from agentview.core.power import Role
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.action import cause_of
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.navigation import (
    ACCOUNT,
    ACCOUNT_TASKS,
    BREAK_OUT,
    NEW_CUSTOMER,
    NEW_ORDER,
    PACKAGE,
    Target,
)
from agentview.ui.views import customers
from tests.ui.fake_desk import NOON, person
from tests.ui.views.customers.builders import HOSTILE, answers, commands, customer, desk_for
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.provisioning.builders import FakeGateway, shell_of
from tests.ui.views.provisioning.conftest import shown_texts


def test_a_customer_service_agent_begins_here_and_a_provisioner_does_not() -> None:
    assert customers.AREA.is_home_for(person(Role.CSA))
    assert not customers.AREA.is_home_for(person(Role.PROVISIONER))
    assert customers.AREA.is_for(person(Role.PROVISIONER))
    assert customers.AREA.kinds == {ACCOUNT, NEW_CUSTOMER, PACKAGE, BREAK_OUT}


def test_each_customer_opens_once_on_a_tab_of_its_own(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.view.open(Target(ACCOUNT, 6, "Quay Bakery"))
    screen.view.open(Target(ACCOUNT, 5))
    screen.settle()
    assert screen.view.tabs.open_keys() == [5, 6]
    assert screen.page.account_id == 5
    assert [one.account_id for one in screen.gateway.sent("customers.customer")] == [5, 6]


def test_tabs_are_there_again_and_only_the_one_in_front_is_read(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    gateway = FakeGateway(answers())
    on = desk_for(gateway, tmp_path)
    screen = open_screen(gateway=gateway, on=on)
    screen.view.show_account(6)
    screen.settle()
    screen.view.tabs.show_record(5)
    screen.settle()
    screen.view.close()
    gateway.calls.clear()
    again = open_screen(gateway=gateway, on=on, shown=False)
    assert again.view.tabs.open_keys() == [5, 6]
    assert again.page.account_id == 5
    assert [one.account_id for one in gateway.sent("customers.customer")] == [5]
    again.view.tabs.close_record(5)
    again.settle()
    third = open_screen(gateway=gateway, on=on, shown=False)
    assert third.view.tabs.open_keys() == [6]


def test_the_keys_of_the_page(open_screen: OpenScreen) -> None:
    screen = open_screen()
    for at, key in enumerate(
        ("overview", "status", "orders", "contacts", "notes", "files", "timeline"), start=1
    ):
        screen.key(Qt.Key(Qt.Key.Key_0 + at), Qt.KeyboardModifier.AltModifier)
        assert screen.page.sections.pills.current == key
    for section in ("overview", "status", "orders", "contacts", "notes", "files", "timeline"):
        screen.page.choose(section)
        screen.settle()
        screen.page.section(section).lists[0].setFocus()
        screen.key(Qt.Key.Key_O)
        assert screen.page.commands.dialog is not None, section
        screen.page.commands.dialog.reject()
        screen.settle()
    screen.page.section("timeline").lists[0].setFocus()
    screen.key(Qt.Key.Key_E)
    assert screen.page.commands.dialog is not None
    screen.page.commands.dialog.reject()
    screen.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    screen.key(Qt.Key.Key_Q)
    targets = [(target.kind, target.record_id) for target in shell_of(screen.desk).targets]
    assert targets == [(NEW_ORDER, 5), (ACCOUNT_TASKS, 5)]
    reads = len(screen.gateway.sent("customers.customer"))
    screen.key(Qt.Key.Key_F5)
    assert len(screen.gateway.sent("customers.customer")) == reads + 1
    screen.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert shell_of(screen.desk).copied == ["004-0005"]
    screen.key(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert screen.view.tabs.open_keys() == []


def test_every_action_has_a_text_and_no_key_stands_twice(open_screen: OpenScreen) -> None:
    screen = open_screen()
    for section in ("overview", "status", "orders", "contacts", "notes", "files", "timeline"):
        screen.page.choose(section)
        screen.settle()
        actions = [action for group in screen.view.action_groups().values() for action in group]
        assert all(action.text() and action.toolTip() for action in actions)
        keys = [action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()]
        if section == "overview":
            keys.remove("O")  # A note on the chosen row, and on the customer where no row is.
        assert len(keys) == len(set(keys))


def test_the_primary_button_orders_for_the_customer_in_front(open_screen: OpenScreen) -> None:
    screen = open_screen()
    primary = screen.view.primary
    assert primary is not None
    primary.click()
    screen.view.tabs.show_record(None)
    primary.click()
    assert [target.record_id for target in shell_of(screen.desk).targets] == [5, 0]


def test_a_customer_who_may_not_order_says_why(open_screen: OpenScreen) -> None:
    screen = open_screen(customer(commands=commands("new_order", "edit", "add_note")))
    primary = screen.view.primary
    assert primary is not None
    assert not primary.isEnabled()
    assert "takes the power" in primary.toolTip()
    actions = {action.text(): action for action in screen.page.actions_of_page.all()}
    assert "takes the power" in cause_of(actions["Edit customer"])
    assert actions["Copy account number"].isEnabled()


def test_while_the_services_do_not_answer_reading_goes_on(open_screen: OpenScreen) -> None:
    screen = open_screen()
    shell_of(screen.desk).tell(FeedNews(link=LinkState.LOST))
    closed = {action.text() for action in screen.page.actions_of_page.all() if not action.isEnabled()}
    assert {"New order", "Add note", "Edit customer"} <= closed
    assert "The services do not answer" in cause_of(screen.page.actions_of_page.all()[0])
    shell_of(screen.desk).tell(FeedNews(link=LinkState.CONNECTED))
    assert all(action.isEnabled() for action in screen.page.actions_of_page.all())


def test_a_colleagues_change_shows_without_moving_the_reader(open_screen: OpenScreen) -> None:
    screen = open_screen()
    overview = screen.page.section("overview")
    table = overview.lists[0]
    screen.key(Qt.Key.Key_Down)
    screen.key(Qt.Key.Key_Down)
    newer = customer(name="Marlow Dental Holdings", version=4)
    screen.gateway.answers.update(answers(newer))
    change = Change(
        cursor="1-1", topic=Topic.ACCOUNT, record_id=5, verb="edit", actor_id=9, actor="Mei", at=NOON
    )
    shell_of(screen.desk).tell(FeedNews(changes=(change,)))
    screen.settle()
    assert screen.page.header.name.text() == "Marlow Dental Holdings"
    assert screen.view.tabs.bar.title(1) == "Marlow Dental Holdings"
    assert table.currentIndex().row() == 2  # type: ignore[attr-defined]
    assert table.hasFocus()


def test_a_customer_that_is_not_there_is_told_apart_from_one_that_cannot_be_read(
    open_screen: OpenScreen,
) -> None:
    def gone(_request: object) -> None:
        raise NotFound(Refusal("E-NOT-FOUND"))

    def down(_request: object) -> None:
        raise Unavailable(Refusal("E-SERVER"))

    gateway = FakeGateway(answers(customer=gone))  # type: ignore[arg-type]
    screen = open_screen(gateway=gateway)
    assert "There is no such customer" in shown_texts(screen.page)
    gateway.answers["customers.customer"] = down  # type: ignore[assignment]
    screen.page.presenter.read()
    screen.settle()
    assert {"The customer could not be read", "Try again"} <= set(shown_texts(screen.page))
    gateway.answers.update(answers())
    screen.page._overlay.button_pressed.emit()
    screen.settle()
    assert screen.page.header.name.text() == "Marlow Dental Group"


def test_text_from_people_is_never_markup(open_screen: OpenScreen) -> None:
    screen = open_screen(customer(name=HOSTILE))
    assert screen.page.header.name.text() == HOSTILE
    assert screen.page.header.name.textFormat() == Qt.TextFormat.PlainText
    assert "<b onclick" not in screen.view.tabs.bar.tabToolTip(1)


def test_somebody_without_a_name_is_called_by_the_account(open_screen: OpenScreen) -> None:
    screen = open_screen(customer(name=""))
    assert screen.page.header.name.text() == "004-0005"


def test_who_may_only_find_gets_no_primary_button(open_screen: OpenScreen) -> None:
    screen: Screen = open_screen(roles=(Role.PROVISIONER,), shown=False)
    assert screen.view.primary is None
    [new, *_] = screen.view.action_groups()["Customers"]
    assert cause_of(new) == "You may not add customers."


def test_a_customer_that_is_read_again_is_named_once_but_opens_and_closes_the_button(
    open_screen: OpenScreen,
) -> None:
    screen = open_screen()
    names: list[object] = []
    screen.page.named.connect(names.append)
    primary = screen.view.primary
    assert primary is not None
    screen.gateway.answers.update(answers(customer(commands=commands("new_order"))))
    screen.page.presenter.read()
    screen.settle()
    assert (names, primary.isEnabled()) == ([], False)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CSA, Role.AUDITOR])
def test_adding_and_importing_are_offered_or_say_why_not(open_screen: OpenScreen, role: Role) -> None:
    screen = open_screen(roles=(role,), shown=False)
    adding = screen.view.adding
    offered = {action.text(): cause_of(action) for action in adding.actions()}
    may_import, may_add = role is Role.SUPERVISOR, role is not Role.AUDITOR
    assert offered == {
        "New customer": "" if may_add else "You may not add customers.",
        "Import customers...": "" if may_import else "You may not import customers. A supervisor may.",
    }
    for button, action in zip((adding.new_button, adding.import_button), adding.actions(), strict=True):
        assert button.isVisible()
        assert button.isEnabled() == action.isEnabled()
        assert button.toolTip() == action.toolTip()
    assert set(adding.actions()) <= set(screen.view.action_groups()["Customers"])
    screen.view.take_focus()
    screen.key(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert (adding.importing is not None) == may_import


def test_an_import_stays_inside_its_window(open_screen: OpenScreen, app: QApplication) -> None:
    apply_appearance(app, Appearance(ThemeChoice.LIGHT, 1.5))
    screen = open_screen(roles=(Role.SUPERVISOR,), shown=False)
    screen.view.adding.begin_import()
    screen.settle()
    dialog, window = screen.view.adding.importing, screen.view.root
    assert dialog is not None
    assert dialog.height() < window.height()
    assert dialog.frame.next.visibleRegion().boundingRect().size() == dialog.frame.next.size()


def test_an_import_is_open_once_and_closes_with_the_area(open_screen: OpenScreen) -> None:
    screen = open_screen(roles=(Role.SUPERVISOR,), shown=False)
    adding = screen.view.adding
    adding.import_button.click()
    first = adding.importing
    assert first is not None
    assert first.isVisible()
    adding.begin_import()
    assert adding.importing is first
    screen.view.close()
    assert adding.importing is None
