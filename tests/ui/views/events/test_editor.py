"""The template editor (S-26): typing is a draft, unknown variables stand out, nobody is overwritten."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from agentview.contract.event_templates import (
    ACTIVATE,
    CREATE,
    EDIT,
    TEMPLATE,
    TEST_SEND,
    TemplateDetail,
    TemplateFields,
    TemplateStatus,
)
from agentview.contract.events import EventType, TemplateChannel
from agentview.contract.feed import Topic
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.navigation import EVENT_TEMPLATE, Target
from agentview.ui.views.events.account_dialog import AccountDialog
from agentview.ui.views.events.begin_dialog import BeginDialog
from agentview.ui.views.events.editor_dialogs import LeaveDialog, TestSendDialog
from agentview.ui.views.events.editor_page import TemplatePage
from agentview.ui.views.events.editor_presenter import Account
from agentview.ui.views.events.home import Section
from tests import build
from tests.ui.views.events.seat import ADMIN, Seat, Sending, Sit


def opened(seat: Seat, template: TemplateDetail) -> TemplatePage:
    """Open a template by its link."""
    seat.view.open(Target(EVENT_TEMPLATE, template.row.template_id, template.row.name))
    seat.settle()
    assert seat.page.saving.form is not None
    return seat.page


def form(page: TemplatePage) -> Any:  # noqa: ANN401 - the form, which is there
    """The form of the page."""
    assert page.saving.form is not None
    return page.saving.form


def typed(seat: Seat, page: TemplatePage, text: str) -> None:
    """Type a text in place of the old one, and let it rest."""
    form(page).text.setPlainText(text)
    page._ask_preview()
    seat.settle()


def saved(sending: Sending, template: TemplateDetail) -> TemplateDetail:
    return sending.working.call(ADMIN, TEMPLATE, template_id=template.row.template_id)


def test_what_is_typed_is_previewed_and_saved_once(sending: Sending, sit: Sit) -> None:
    template = sending.template()
    seat = sit()
    page = opened(seat, template)
    assert not page.has_draft
    typed(seat, page, "Pay %%invoiceId%% by %%invoiceDueDate%%.")
    assert page.parts.preview.text.text() == "Pay INV-2041 by 2026-03-21."
    assert page.has_draft
    page.save()
    page.save()
    seat.settle()
    assert len(seat.line.requests(EDIT)) == 1
    assert saved(sending, template).fields.body == "Pay %%invoiceId%% by %%invoiceDueDate%%."
    assert not page.has_draft
    typed(seat, page, "Pay %%invoiceId%%!")
    page.save()
    seat.settle()
    first, second = seat.line.keys(EDIT)
    assert first != second
    assert saved(sending, template).fields.body == "Pay %%invoiceId%%!"


def test_r_evt_10_an_unknown_variable_is_told_and_refused_at_save(sending: Sending, sit: Sit) -> None:
    template = sending.template()
    seat = sit()
    page = opened(seat, template)
    typed(seat, page, "Dear customer,\npay %%invoiceNumber%%")
    assert "invoiceNumber (line 2, column 5)" in form(page).unknown.text()
    page.save()
    seat.settle()
    assert "invoiceNumber" in form(page).error.text()
    assert saved(sending, template).fields.body == template.fields.body
    assert form(page).text.value() == "Dear customer,\npay %%invoiceNumber%%"


def test_text_of_customers_and_templates_is_never_markup(sending: Sending, sit: Sit) -> None:
    template = sending.template(body="<b>Pay</b> <img src='file:///etc/hostname'>")
    seat = sit()
    page = opened(seat, template)
    assert page.parts.preview.text.text() == "<b>Pay</b> <img src='file:///etc/hostname'>"
    assert {label.textFormat() for label in page.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


@pytest.mark.qt_log_ignore(r"raise\(\)", "grabbing the keyboard", extend=True)  # the list is a window
def test_variables_are_inserted_where_the_cursor_is(sending: Sending, sit: Sit) -> None:
    seat = sit()
    page = opened(seat, sending.template(body="Pay "))
    text = form(page).text
    text.moveCursor(text.textCursor().MoveOperation.End)
    page.parts.variables.list.itemActivated.emit(page.parts.variables.list.item(0))
    assert text.value().endswith("%%accountId%%")
    text.insertPlainText(" %%invoiceD")
    seat.key(text, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert text.offered.completionPrefix() == "invoiceD"
    assert text.popup.isVisible()
    text.offered.activated[str].emit("invoiceDueDate")
    text.popup.hide()
    assert text.value().endswith("%%accountId%% %%invoiceDueDate%%")


def test_a_template_is_activated_only_as_it_is_saved(sending: Sending, sit: Sit) -> None:
    template = sending.template()
    seat = sit()
    page = opened(seat, template)
    typed(seat, page, "Other")
    assert not page.parts.buttons["activate"].isEnabled()
    page.save()
    seat.settle()
    page.parts.buttons["activate"].click()
    page.parts.buttons["activate"].click()
    seat.settle()
    assert len(seat.line.requests(ACTIVATE)) == 1
    assert saved(sending, template).row.status is TemplateStatus.ACTIVE
    page.parts.buttons["withdraw"].click()
    seat.settle()
    assert saved(sending, template).row.status is TemplateStatus.DRAFT


def test_a_new_template_is_begun_for_an_event_and_a_channel(sending: Sending, sit: Sit) -> None:
    seat = sit()
    pane = seat.show(Section.TEMPLATES)
    pane.run("create")
    dialog = seat.dialog(BeginDialog)
    dialog.form.set_values({"event_type": "AUTO_SUSPEND", "channel": "SMS"})
    dialog.verb_button.click()
    seat.settle()
    page = seat.page
    assert set(form(page).values()) == {"name", "body"}
    page.save()
    assert seat.line.requests(CREATE) == []
    form(page).set_values({"name": "Barred", "body": "%%serviceIdentifier%% is barred"})
    page.save()
    seat.settle()
    [asked] = seat.line.requests(CREATE)
    assert (asked.event_type, asked.channel) == (EventType.AUTO_SUSPEND, TemplateChannel.SMS)
    assert page.template_id is not None
    assert "1 part" in page.parts.preview.length.text()
    del sending


def test_nobody_overwrites_what_somebody_else_saved(sending: Sending, sit: Sit) -> None:
    template = sending.template()
    seat = sit()
    page = opened(seat, template)
    typed(seat, page, "Mine")
    theirs = TemplateFields(name="Reminder", subject=template.fields.subject, body="Theirs")
    sending.working.call(
        ADMIN, EDIT, template_id=template.row.template_id, version=template.row.version, fields=theirs
    )
    page.save()
    seat.settle()
    [conflict] = page.findChildren(ConflictView)
    assert saved(sending, template).fields.body == "Theirs"
    conflict.pick("body", yours=True)
    conflict._on_go_on()
    seat.settle()
    page.save()
    seat.settle()
    assert saved(sending, template).fields.body == "Mine"


def test_what_somebody_else_saved_is_shown_where_nothing_was_typed(sending: Sending, sit: Sit) -> None:
    template = sending.template()
    seat = sit()
    page = opened(seat, template)
    theirs = TemplateFields(name="Reminder", subject=template.fields.subject, body="Theirs")
    sending.working.call(
        ADMIN, EDIT, template_id=template.row.template_id, version=template.row.version, fields=theirs
    )
    seat.news_of(Topic.EVENT, template.row.template_id)
    assert form(page).text.value() == "Theirs"


def test_a_lost_answer_is_asked_for_again_under_the_same_key(sending: Sending, sit: Sit) -> None:
    template = sending.template()
    seat = sit()
    page = opened(seat, template)
    typed(seat, page, "Once")
    seat.line.loses.add(EDIT.name)
    page.save()
    seat.settle()
    assert seat.says("No answer came", page)
    page.save()
    seat.settle()
    first, second = seat.line.keys(EDIT)
    assert first == second
    assert not page.has_draft


def test_closing_with_unsaved_changes_asks_and_keeps_a_draft(sending: Sending, sit: Sit) -> None:
    template = sending.template()
    seat = sit()
    page = opened(seat, template)
    typed(seat, page, "Half")
    key = seat.view.tabs.current_key
    assert not seat.view.tabs.close_record(key)
    seat.dialog(LeaveDialog).verb_button.click()
    seat.settle()
    assert seat.view.page() is None
    page = opened(seat, template)
    assert form(page).text.value() == "Half"
    assert not seat.view.tabs.close_record(seat.view.tabs.current_key)
    seat.dialog(LeaveDialog).throw.click()
    seat.settle()
    assert form(opened(seat, template)).text.value() == template.fields.body


def test_a_test_goes_to_the_tester_and_says_what_the_account_would_read(sending: Sending, sit: Sit) -> None:
    sending.index()
    seat = sit()
    page = opened(seat, sending.template(body="Hello %%accountName%%"))
    assert not page.parts.buttons["test"].isEnabled()
    page.choose_account()
    dialog = seat.dialog(AccountDialog)
    dialog.search.setText("marlow")
    dialog._find()
    seat.settle()
    dialog.verb_button.click()
    seat.settle()
    assert page.presenter.account == Account(build.MARLOW, "Marlow Dental Group")
    assert page.parts.preview.text.text() == "Hello Marlow Dental Group"
    page.try_out()
    test = seat.dialog(TestSendDialog)
    test.form.set_values({"to": "me@harbour.example"})
    test.verb_button.click()
    seat.settle()
    [asked] = seat.line.requests(TEST_SEND)
    assert (asked.account_id, asked.to) == (build.MARLOW, "me@harbour.example")
    assert "me@harbour.example" in seat.toasts.said[-1]
