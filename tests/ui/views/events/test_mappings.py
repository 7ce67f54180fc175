"""Event mappings (S-25): listed, made, edited, switched one by one; the switch of an automation asks."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from agentview.contract.events import (
    DELETE_MAPPING,
    MAPPINGS,
    SET_ACTION,
    SET_MAPPING,
    ActionType,
    EventType,
    MappingFilter,
    MappingRow,
    MappingsRequest,
)
from agentview.ui.forms.record_dialog import AskDialog, RecordDialog
from agentview.ui.navigation import EVENT_MAPPING, Target
from agentview.ui.views.events.home import Section
from agentview.ui.views.events.mapping_dialog import MappingDialog
from agentview.ui.views.events.mapping_pane import CREATE, DELETE, EDIT, SWITCH
from tests.ui.views.events.seat import ADMIN, CSA, Seat, Sending, Sit


def rows(sending: Sending, **wanted: object) -> tuple[MappingRow, ...]:
    request = MappingsRequest(filter=MappingFilter.model_validate(wanted), limit=200)
    return sending.working.on(ADMIN).call(MAPPINGS, request).rows


def chosen(seat: Seat, row: MappingRow) -> Any:  # noqa: ANN401 - the pane
    """Show a mapping by its link."""
    seat.view.open(Target(EVENT_MAPPING, row.mapping_id))
    seat.settle()
    pane = seat.view.home.mappings
    assert pane is not None
    assert pane.presenter.detail is not None
    assert pane.presenter.detail.mapping_id == row.mapping_id
    return pane


def test_r_evt_01_the_automation_is_there_and_off(sending: Sending, sit: Sit) -> None:
    seat = sit()
    pane = seat.show(Section.MAPPINGS)
    shown = [pane.list.model.row(at) for at in range(pane.list.model.rowCount())]
    states = {row.event_type: row.is_enabled for row in shown}
    assert states[EventType.AUTO_SUSPEND] is False
    assert states[EventType.AUTO_UNSUSPEND] is False
    columns = {one.key for one in pane.list.model.columns}
    assert columns >= {
        "mapping",
        "profile",
        "description",
        "threshold",
        "number",
        "event",
        "logging",
        "actions",
        "enabled",
        "templates",
    }
    del sending


def test_the_list_is_narrowed_by_type_profile_and_state(sending: Sending, sit: Sit) -> None:
    sending.apply()
    seat = sit()
    pane = seat.show(Section.MAPPINGS)
    pane.list.presenter.narrow("is_enabled", "False")
    seat.settle()
    shown = [pane.list.model.row(at) for at in range(pane.list.model.rowCount())]
    assert {row.event_type for row in shown} == {EventType.AUTO_SUSPEND, EventType.AUTO_UNSUSPEND}
    pane.list.presenter.narrow("event_type", EventType.AUTO_SUSPEND.value)
    seat.settle()
    assert pane.list.model.rowCount() == 1


def test_a_mapping_is_made_and_says_when_it_is_told(sending: Sending, sit: Sit) -> None:
    seat = sit()
    pane = seat.show(Section.MAPPINGS)
    pane.run(CREATE)
    dialog = seat.dialog(MappingDialog)
    dialog.form.set_values({"threshold": Decimal(5)})
    dialog.form.changed.emit("threshold")
    assert dialog.said.text() == "Invoice Overdue: 5 days after the due day"
    dialog.form.set_values({"description": "Fifth day"})
    dialog.verb_button.click()
    seat.settle()
    assert not seat.has_dialog()
    [row] = rows(sending, event_type=EventType.INVOICE_OVERDUE)
    assert (row.threshold, row.description, row.is_enabled) == (5, "Fifth day", False)
    assert pane.presenter.detail.mapping_id == row.mapping_id


def test_fields_that_an_event_does_not_have_go_out_empty(sit: Sit) -> None:
    seat = sit()
    pane = seat.show(Section.MAPPINGS)
    pane.run(CREATE)
    dialog = seat.dialog(MappingDialog)
    dialog.form.set_values({"threshold": Decimal(5)})
    dialog.form.set_values({"event_type": EventType.PAYMENT_RECEIVED.value})
    dialog.form.changed.emit("event_type")
    assert not dialog.form.input("threshold").isVisible()
    assert dialog.form.values()["threshold"] == Decimal(0)
    assert dialog.said.text() == "Payment received: each time it happens"


def test_a_wrong_threshold_is_told_beside_its_field_and_what_was_typed_stays(
    sending: Sending, sit: Sit
) -> None:
    sending.apply()
    first, second = rows(sending, event_type=EventType.INVOICE_OVERDUE)[:2]
    seat = sit()
    pane = chosen(seat, second)
    pane.run(EDIT)
    dialog = seat.dialog(MappingDialog)
    dialog.form.set_values({"threshold": Decimal(first.threshold), "description": "Mine"})
    dialog.verb_button.click()
    seat.settle()
    assert dialog.isVisible()
    assert seat.says("is mapped for Residential", dialog)
    assert dialog.form.values()["description"] == "Mine"
    dialog.reject()


def test_r_evt_02_switching_an_automation_on_asks_first(sending: Sending, sit: Sit) -> None:
    [row] = rows(sending, event_type=EventType.AUTO_SUSPEND)
    seat = sit()
    pane = chosen(seat, row)
    seat.key(pane.list.table, Qt.Key.Key_S)
    dialog = seat.dialog(AskDialog)
    assert seat.says("This switches the automation, not only the message", dialog)
    assert seat.line.requests(SET_MAPPING) == []
    dialog.reject()
    seat.settle()
    assert not rows(sending, event_type=EventType.AUTO_SUSPEND)[0].is_enabled
    pane.run(SWITCH)
    seat.dialog(AskDialog).verb_button.click()
    seat.settle()
    assert rows(sending, event_type=EventType.AUTO_SUSPEND)[0].is_enabled
    assert pane.side.buttons[SWITCH].text() == "Switch off"


def test_r_evt_02_a_message_alone_is_switched_at_once(sending: Sending, sit: Sit) -> None:
    sending.apply()
    [row] = rows(sending, event_type=EventType.AUTO_SUSPEND)
    seat = sit()
    pane = chosen(seat, row)
    seat.key(pane.list.table, Qt.Key.Key_1)
    assert not seat.has_dialog()
    [asked] = seat.line.requests(SET_ACTION)
    assert (asked.type, asked.is_enabled) == (ActionType.MESSAGE, False)
    assert seat.toasts.said == ["E-mail is off"]
    [now] = rows(sending, event_type=EventType.AUTO_SUSPEND)
    assert not next(one for one in now.actions if one.type is ActionType.MESSAGE).is_enabled
    seat.key(pane.list.table, Qt.Key.Key_1)
    assert pane.presenter.detail.version > now.version


def test_r_evt_04_an_action_without_template_is_given_one_before_it_is_on(sending: Sending, sit: Sit) -> None:
    sending.apply()
    row = rows(sending, event_type=EventType.INVOICE_OVERDUE)[0]
    seat = sit()
    pane = chosen(seat, row)
    pane.switch_action(ActionType.LOG)
    dialog = seat.dialog(RecordDialog)
    assert seat.line.requests(SET_ACTION) == []
    assert dialog.form.values()["is_enabled"] is True
    assert seat.says("Write one on the page Templates", dialog)
    dialog.reject()


def test_r_evt_05_without_the_subscription_sms_is_not_offered(sending: Sending, sit: Sit) -> None:
    sending.apply()
    row = rows(sending, event_type=EventType.INVOICE_OVERDUE)[0]
    seat = sit()
    pane = chosen(seat, row)
    line = pane.actions_card.lines[ActionType.SMS]
    assert not line.switch.isEnabled()
    assert "subscription" in line.switch.toolTip()


def test_a_template_is_opened_from_its_action(sending: Sending, sit: Sit) -> None:
    sending.apply()
    row = rows(sending, event_type=EventType.INVOICE_OVERDUE)[0]
    seat = sit()
    pane = chosen(seat, row)
    pane.actions_card.lines[ActionType.MESSAGE].open.click()
    seat.settle()
    template = next(one for one in row.actions if one.type is ActionType.MESSAGE)
    assert seat.page.template_id == template.template_id


def test_deleting_asks_and_names_the_mapping(sending: Sending, sit: Sit) -> None:
    sending.apply()
    row = rows(sending, event_type=EventType.INVOICE_OVERDUE)[0]
    seat = sit()
    pane = chosen(seat, row)
    pane.run(SWITCH)
    seat.settle()
    pane.run(DELETE)
    dialog = seat.dialog(AskDialog)
    assert dialog.windowTitle() == "Delete Invoice Overdue for Residential?"
    dialog.verb_button.click()
    seat.settle()
    assert len(seat.line.requests(DELETE_MAPPING)) == 1
    assert row.mapping_id not in {one.mapping_id for one in rows(sending)}


def test_who_does_not_administer_events_has_the_log_alone(sit: Sit) -> None:
    home = sit(CSA).view.home
    assert (home.mappings, home.templates, home.setup) == (None, None, None)
    assert not home.pills.isVisible()
