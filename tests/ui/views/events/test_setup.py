"""The set-up page: what is missing, the recommended set in one step, delivery settings, trying out."""

from agentview.contract.delivery import SET_SETTINGS, SETTINGS, TEST
from agentview.contract.events import APPLY_RECOMMENDED, MAPPINGS, EventType
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.views.events.delivery_forms import TryDialog
from agentview.ui.views.events.home import Section
from agentview.ui.views.events.recommended_dialog import RecommendedDialog
from tests.ui.views.events.seat import ADMIN, Sending, Sit


def test_the_recommended_set_is_shown_and_made_in_one_step(sending: Sending, sit: Sit) -> None:
    seat = sit()
    pane = seat.show(Section.SETUP)
    assert seat.says("No mail server", pane)
    assert seat.says("events of the recommended set are not mapped", pane)
    pane.apply()
    dialog = seat.dialog(RecommendedDialog)
    shown = [dialog.model.row(at) for at in range(dialog.model.rowCount())]
    assert {item.event_type for item in shown if item is not None} == {
        EventType.INVOICE_DUE,
        EventType.INVOICE_OVERDUE,
        EventType.AUTO_SUSPEND,
        EventType.AUTO_UNSUSPEND,
    }
    assert seat.line.requests(APPLY_RECOMMENDED) == []
    dialog.verb_button.click()
    seat.settle()
    assert seat.says("The recommended set is mapped", pane)
    assert not pane.buttons["apply"].isEnabled()
    rows = sending.working.call(ADMIN, MAPPINGS).rows
    automation = [row.is_enabled for row in rows if row.event_type is EventType.AUTO_SUSPEND]
    assert automation == [False], "R-EVT-01"


def test_delivery_settings_are_set_without_a_password(sending: Sending, sit: Sit) -> None:
    seat = sit()
    pane = seat.show(Section.SETUP)
    assert seat.says("Passwords and tokens are not typed in here", pane)
    pane.edit()
    dialog = seat.dialog(RecordDialog)
    assert "password" not in dialog.form.values()
    dialog.form.set_values(
        {"smtp_url": "simulator://mail", "from_email": "care@harbour.example", "quiet_from": "25:00"}
    )
    dialog.verb_button.click()
    seat.settle()
    assert dialog.form.input("quiet_from").property("invalid")
    dialog.form.set_values({"quiet_from": "21:00"})
    dialog.verb_button.click()
    seat.settle()
    assert not seat.has_dialog()
    found = sending.working.on(ADMIN).call(SETTINGS, Nothing()).fields
    assert (found.smtp_url, found.quiet_from) == ("simulator://mail", "21:00")
    assert seat.says("care@harbour.example", pane)


def test_trying_out_tells_what_is_wrong(sending: Sending, sit: Sit) -> None:
    seat = sit()
    pane = seat.show(Section.SETUP)
    pane.try_out()
    seat.dialog(TryDialog).verb_button.click()
    seat.settle()
    assert len(seat.line.requests(TEST)) == 1
    assert seat.says("E-mail: No server or no sender is set.", pane)
    assert seat.toasts.failed
    del sending


def test_what_somebody_else_changed_is_read_again(sending: Sending, sit: Sit) -> None:
    seat = sit()
    pane = seat.show(Section.SETUP)
    fields = {"smtp_url": "simulator://mail", "from_email": "care@harbour.example"}
    sending.working.call(ADMIN, SET_SETTINGS, version=0, fields=fields)
    seat.news_of(Topic.EVENT, 1)
    assert seat.says("simulator://mail", pane)
