"""Why is my phone not working? What the section says, and what its buttons do."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from agentview.contract.status import Cause, Finding, Severity, StatusReport
from agentview.contract.texts.status import CAUSES
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import NEW_ORDER, TASK
from agentview.ui.views.customers.section_status import StatusSection
from agentview.ui.views.customers.status_presenter import answer_of, troubled
from agentview.ui.views.customers.status_words import severity_chip
from tests.ui.views.customers.builders import HOSTILE, answers
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.customers.status_builders import (
    barred,
    halted,
    report,
    service_status,
    unpaid,
    works,
)
from tests.ui.views.provisioning.builders import FakeGateway, shell_of
from tests.ui.views.provisioning.conftest import shown_texts


def opened(open_screen: OpenScreen, shown: StatusReport) -> tuple[Screen, StatusSection]:
    gateway = FakeGateway({**answers(), "status.services": lambda _request: shown})
    screen = open_screen(gateway=gateway)
    screen.section("status")
    section = screen.page.section("status")
    assert isinstance(section, StatusSection)
    return screen, section


def press(section: StatusSection, word: str) -> None:
    found = [
        one
        for one in section.pane.findChildren(QAbstractButton)
        if one.text() == word and one.isVisibleTo(section.pane)
    ]
    found[0].click()


def test_the_plain_answer_comes_first(open_screen: OpenScreen) -> None:
    _screen, section = opened(open_screen, report(barred(), service_status(2)))
    shown = shown_texts(section.pane.parts)
    assert shown[0] == "+61\u00a0491\u00a0570\u00a0156 cannot call out: unpaid since 4 Oct 2025."
    assert shown[1] == "Incoming calls still arrive. 120.00\u00a0AUD restores it."
    assert "Who can: Supervisor, Credit controller at Harbour Mobile." in shown
    assert shown.count(shown[0]) == 1, "the card of the service does not say it again"


def test_what_is_owed_is_said_to_the_cent(open_screen: OpenScreen) -> None:
    _screen, section = opened(open_screen, report(barred()))
    shown = shown_texts(section.pane.parts)
    for text in ("130.00\u00a0AUD", "120.00\u00a0AUD", "INV-1", "43 days", "80.00"):
        assert text in shown, text
    assert any(text.startswith("Payment plan: 3 payments, every month, from ") for text in shown)
    assert any("PO-9" in text and "Order Pending" in text for text in shown)


def test_where_nothing_is_barred_no_sum_restores_anything(open_screen: OpenScreen) -> None:
    _screen, section = opened(open_screen, report(service_status()))
    shown = shown_texts(section.pane.parts)
    assert "130.00\u00a0AUD" in shown
    assert not {"To be paid to restore", "120.00\u00a0AUD"} & set(shown)


def test_a_step_that_this_person_can_do_has_a_button(open_screen: OpenScreen) -> None:
    screen, section = opened(open_screen, report(service_status(3, halted())))
    press(section, "Open PO-10001/1")
    [target] = shell_of(screen.desk).targets
    assert (target.kind, target.record_id) == (TASK, 77)
    buttons = [step.button for step in section.pane.steps if step.button is not None]
    assert sum(button.isVisibleTo(section.pane) for button in buttons) == 1


def test_a_promise_is_noted_and_what_it_is_stands_there_already(open_screen: OpenScreen) -> None:
    screen, section = opened(open_screen, report(barred()))
    press(section, "Note a promise")
    screen.settle()
    dialog: Any = screen.page.commands.dialog
    assert dialog.form.values()["text"] == "Promise to pay:"
    dialog.form.set_values({"text": "Promise to pay: on Friday"})
    dialog.verb_button.click()
    screen.settle()
    assert [one.text for one in screen.gateway.sent("customers.add_note")] == ["Promise to pay: on Friday"]


def test_the_answer_is_copied_to_be_read_out_without_who_placed_the_bar(open_screen: OpenScreen) -> None:
    screen, section = opened(open_screen, report(barred(), service_status(2, halted())))
    section.take_focus()
    screen.key(Qt.Key.Key_Y)
    [text] = shell_of(screen.desk).copied
    assert text.startswith("+61\u00a0491\u00a0570\u00a0156 cannot call out: unpaid since 4 Oct 2025.")
    assert "AgentView" not in text
    assert "No such street" in text


def test_what_is_over_can_be_ordered_again(open_screen: OpenScreen) -> None:
    finding = Finding.model_validate(
        {
            "cause": "SERVICE_ENDED",
            "severity": "STOPPED",
            "values": {"end_on": "2026-01-31"},
            "steps": [{"kind": "ORDER_ANEW", "command": "new_order", "record": "ACCOUNT", "record_id": 5}],
        }
    )
    ended = service_status(4, finding, status="Cancelled")
    screen, section = opened(open_screen, report(ended))
    assert any("ended on 31 Jan 2026" in text for text in shown_texts(section.pane.parts))
    press(section, "New order")
    assert [target.kind for target in shell_of(screen.desk).targets] == [NEW_ORDER]


def test_the_worst_is_the_answer() -> None:
    stopped = Finding(cause=Cause.ACCOUNT_CANCELLED, severity=Severity.STOPPED)
    notice = Finding(cause=Cause.OVERDUE, severity=Severity.NOTICE)
    held, fine = barred(), service_status(2)
    assert answer_of(report(held, fine)) == (unpaid(), held)
    assert answer_of(report(held, findings=(stopped,))) == (stopped, None)
    assert answer_of(report(fine, findings=(notice,))) == (notice, None)
    assert answer_of(report(fine)) == (works(), fine)
    assert answer_of(report().model_copy(update={"services": ()})) is None
    assert troubled(report(held, fine)) == 1


@pytest.mark.parametrize("cause", list(Cause))
def test_every_finding_is_written_without_holes(open_screen: OpenScreen, cause: Cause) -> None:
    values: dict[str, object] = {
        "hold": "FRAUD",
        "bar": "BAR_ALL",
        "since_at": "2026-03-10T09:00:00+00:00",
        "due_at": "2026-03-10T09:00:00+00:00",
        "reference": "PO-1/1",
        "by": "Meridian",
        "reason": HOSTILE,
        "requested_on": "2026-03-01",
        "due_on": "2026-03-01",
        "start_on": "2026-04-01",
        "days": 4,
        "status": 5,
        "overdue_cents": 100,
        "amount_cents": 0,
        "currency": "AUD",
    }
    finding = Finding.model_validate({"cause": cause, "severity": "STOPPED", "values": values})
    _screen, section = opened(open_screen, report(service_status(1, finding)))
    text = section._words().finding(finding, service_status(1, finding))
    assert "{" not in text.what + text.safe, CAUSES[cause]
    assert nameless(section.widget) == []


def test_every_severity_has_a_chip_of_its_own() -> None:
    assert len({severity_chip(one).word for one in Severity}) == len(Severity)


def test_it_says_when_it_cannot_be_read_and_tries_again(open_screen: OpenScreen) -> None:
    def failing(_request: object) -> StatusReport:
        raise Unavailable(Refusal("E-DATABASE"))

    gateway = FakeGateway({**answers(), "status.services": failing})
    screen = open_screen(gateway=gateway)
    widget = screen.section("status")
    assert "The status could not be read" in shown_texts(widget)
    gateway.answers["status.services"] = lambda _request: report(barred())
    section = screen.page.section("status")
    assert isinstance(section, StatusSection)
    press(section, "Try again")
    screen.settle()
    assert any("cannot call out" in text for text in shown_texts(widget))


def test_while_the_services_do_not_answer_no_button_acts(open_screen: OpenScreen) -> None:
    screen, section = opened(open_screen, report(service_status(3, halted())))
    shell_of(screen.desk).tell(FeedNews(link=LinkState.LOST))
    screen.settle()
    buttons = [step.button for step in section.pane.steps if step.button is not None]
    assert buttons
    assert not any(button.isEnabled() for button in buttons)


def test_the_reader_keeps_the_place_when_it_is_read_again(open_screen: OpenScreen) -> None:
    services = [service_status(number, halted()) for number in range(1, 9)]
    screen, section = opened(open_screen, report(*services))
    bar = section.pane.column.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place
    section.presenter.read()
    screen.settle()
    assert bar.value() == place
