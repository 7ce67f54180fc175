"""The screen when the world moves: news, claims that end, questions, no connection, no answer."""

from datetime import timedelta

from PySide6.QtCore import Qt

from agentview.contract.feed import Change, Topic
from agentview.contract.provisioning import (
    PresenceMode,
    TaskCommand,
)
from agentview.core.errors import Conflict, Denied, Refusal, Unavailable, Unknown
from agentview.core.power import Role
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.action import cause_of
from agentview.ui.kit.paged_model import ListState
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import (
    HOSTILE,
    ME,
    FakeGateway,
    acted,
    clock_of,
    detail,
    mine,
    queue_of,
    row,
    shell_of,
    theirs,
    toasts_of,
)
from tests.ui.views.provisioning.conftest import OpenScreen, shown_texts

ENTER = Qt.Key.Key_Return


def test_while_nothing_answers_every_command_is_off_and_says_so(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    shell_of(screen.desk).tell(FeedNews(link=LinkState.LOST))
    button = screen.view.side.pane.bar.button(TaskCommand.ACTIVATE)
    assert button is not None
    assert "do not answer" in button.toolTip()
    assert "do not answer" in cause_of(screen.view.task_actions.actions[TaskCommand.EDIT.value])
    assert "do not answer" in cause_of(screen.view.queue_actions["take_next"])
    shell_of(screen.desk).tell(FeedNews())
    screen.settle()
    assert button.isEnabled()


def test_who_holds_the_task_can_be_asked_and_a_supervisor_takes_over(open_screen: OpenScreen) -> None:
    screen = open_screen(theirs(1))
    banner = screen.view.side.pane.banner
    assert banner.accessibleName().startswith("Mei Chen has claimed it, just now.")
    assert "Ask..." in shown_texts(banner)
    assert "Take over..." not in shown_texts(banner)
    lead = open_screen(theirs(1), roles=(Role.SUPERVISOR,))
    assert "Take over..." in shown_texts(lead.view.side.pane.banner)
    screen.gateway.answers["provisioning.ask"] = lambda _request: acted()
    banner.button_pressed.emit("ask")
    screen.settle()
    dialog = screen.view.commands.dialog
    assert dialog is not None
    assert "Mei Chen decides" in " ".join(shown_texts(dialog))
    dialog.form.set_values({"message": "May I have it?"})
    dialog.verb_button.click()
    screen.settle()
    assert [request.message for request in screen.gateway.sent("provisioning.ask")] == ["May I have it?"]


def test_news_refresh_what_is_visible_and_move_nobody(open_screen: OpenScreen) -> None:
    rows = [row(number) for number in range(1, 8)]
    screen = open_screen(*rows)
    screen.view.queue.select(4)
    screen.settle()
    screen.gateway.answers.update(queue_of(row(99), *(theirs(shown.task_id) for shown in rows)))
    change = Change(
        cursor="1-1", topic=Topic.TASK, record_id=5, verb="claim", actor_id=9, actor="Mei", at=NOON
    )
    shell_of(screen.desk).tell(FeedNews((change,)))
    screen.wait_for(lambda: "1 new, show" in shown_texts(screen.view.queue.panel))
    current = screen.view.queue.current()
    assert current is not None
    assert (current.task_id, current.claimed_by) == (4, "Mei Chen")
    assert screen.view.queue.model.position(99) is None


def test_the_age_of_the_list_and_of_its_rows_grows_without_asking(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    before = len(screen.gateway.calls)
    clock_of(screen.desk).move(timedelta(minutes=5))
    screen.view.queue.show_freshness()
    assert screen.view.queue.header.info.text() == "1 order, updated 5 min ago"
    ages = [column for column in screen.view.queue.model.columns if column.key == "age"]
    assert ages[0].text(row(1)) == "4h 05m"
    assert len(screen.gateway.calls) == before


def test_empty_failed_and_forbidden_lists_look_different(open_screen: OpenScreen) -> None:
    empty = open_screen()
    assert "No unclaimed tasks" in shown_texts(empty.view.queue.panel)
    empty.view.queue.presenter.show(empty.view.queue.presenter.query.narrowed("text", "zz"))
    empty.settle()
    assert "Nothing matches the filter" in shown_texts(empty.view.queue.panel)
    empty.view.queue.panel.state_button_pressed.emit(ListState.EMPTY)
    empty.settle()
    assert empty.view.queue.presenter.query.narrowed_by == ()
    empty.view.queue.presenter.reload()
    while empty.runner.held:
        empty.runner.fail_next(Unavailable(Refusal("E-DATABASE")))
    assert "The queue could not be read" in shown_texts(empty.view.queue.panel)
    empty.view.queue.presenter.reload()
    while empty.runner.held:
        empty.runner.fail_next(Denied(Refusal("E-POWER")))
    assert "You may not see this queue" in shown_texts(empty.view.queue.panel)


def test_a_refused_claim_is_told_beside_the_task(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.view.commands.run("claim_or_release", screen.view.chosen_row())
    screen.runner.fail_next(Conflict(Refusal("E-CLAIMED", values={"by": "Mei Chen", "since": None})), -1)
    assert "Mei Chen has claimed" in screen.view.side.pane.banner.accessibleName()
    screen.settle()
    assert "Mei Chen has claimed" in screen.view.side.pane.banner.accessibleName()


def test_no_answer_to_a_claim_is_asked_for_again_with_its_key(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.view.commands.run("claim_or_release", screen.view.chosen_row())
    screen.runner.fail_next(Unknown(Refusal("E-UNKNOWN")), -1)
    banner = screen.view.side.pane.banner
    assert "may or may not have been carried out" in banner.accessibleName()
    assert "Nothing will happen twice" in banner.accessibleName()
    banner.button_pressed.emit("again")
    screen.settle()
    assert toasts_of(screen.desk).said == ["Claimed PO-10001/1"]


def test_questions_of_colleagues_are_answered_in_place(open_screen: OpenScreen) -> None:
    screen = open_screen(mine(1), row(2))
    ask = Change(
        cursor="1-1",
        topic=Topic.ASK,
        record_id=1,
        verb="ask",
        actor_id=9,
        actor=HOSTILE,
        at=NOON,
        to_user_id=ME,
        text="please",
    )
    shell_of(screen.desk).tell(FeedNews((ask,)))
    screen.settle()
    banner = screen.view.ask_banner
    assert banner.accessibleName() == f"{HOSTILE} asks for PO-10001/1. please"
    banner.button_pressed.emit("release")
    screen.settle()
    assert len(screen.gateway.sent("provisioning.release")) == 1
    assert not banner.isVisible()
    over = ask.model_copy(update={"verb": "take_over", "text": "urgent"})
    shell_of(screen.desk).tell(FeedNews((over,)))
    screen.settle()
    assert toasts_of(screen.desk).failed == [
        f"{HOSTILE} took over PO-10001/1: urgent. What you typed is kept as a draft."
    ]


def test_an_ended_claim_says_so_and_can_be_claimed_again(open_screen: OpenScreen) -> None:
    task = detail(mine(1), lease_until=NOON + timedelta(minutes=15))
    screen = open_screen(
        gateway=FakeGateway({**queue_of(task.row), "provisioning.task": lambda _request: task})
    )
    side = screen.view.side
    clock_of(screen.desk).move(timedelta(minutes=13))
    side.show_banners()
    assert side.pane.hint.accessibleName() == "Your claim ends in 2 min; go on working to keep it."
    clock_of(screen.desk).move(timedelta(minutes=3))
    side.show_banners()
    assert side.pane.banner.accessibleName().startswith("Your claim has ended")


def test_presence_says_editing_while_a_form_is_open(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.view.commands.run(TaskCommand.EDIT, screen.view.chosen_row())
    screen.settle()
    assert screen.gateway.sent("provisioning.presence")[-1].mode is PresenceMode.EDITING
    screen.view.close()
    screen.runner.run_all()
    assert screen.gateway.sent("provisioning.presence")[-1].mode is None


def test_leaving_drops_everything(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    screen.view.queue.presenter.refresh()
    screen.view.side.presenter.read()
    screen.view.close()
    told = len(screen.gateway.calls)
    screen.runner.run_all()
    assert len(screen.gateway.calls) >= told
    assert shell_of(screen.desk).listeners == []
