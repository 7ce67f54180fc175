"""The forms: nothing typed is lost, refusals stand beside fields, two who edit at once see both sides."""

from pathlib import Path

import pytest

from agentview.core.errors import Conflict, Refusal, Rejected, Unknown
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.navigation import ACCOUNT, NEW_CUSTOMER, Target
from agentview.ui.views.customers.dialogs import OPEN_KNOWN, NewCustomerDialog, RecordDialog
from tests.ui.fake_desk import NOON
from tests.ui.views.customers.builders import HOSTILE, answers, contact, customer, desk_for, service
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.provisioning.builders import FakeGateway, shell_of, toasts_of
from tests.ui.views.provisioning.conftest import shown_texts

STALE = Conflict(Refusal("E-STALE", values={"by": "Mei Chen", "at": NOON.isoformat(), "version": 4}))


def _record(screen: Screen) -> RecordDialog:
    screen.settle()
    found = screen.page.commands.dialog
    assert isinstance(found, RecordDialog)
    return found


def _new(screen: Screen, number: str = "") -> NewCustomerDialog:
    screen.view.open(Target(NEW_CUSTOMER, 0, number))
    screen.settle()
    found = screen.view.new_customer.dialog
    assert found is not None
    return found


def _send(screen: Screen, dialog: RecordDialog, **typed: str | bool) -> None:
    dialog.form.set_values(typed)
    dialog.verb_button.click()
    screen.settle()


def _titles(screen: Screen) -> dict[str, str]:
    shown, commands = customer(), screen.page.commands
    found: dict[str, str] = {}
    for name, begin in (
        ("edit", commands.edit),
        ("note", commands.add_note),
        ("add_contact", commands.add_contact),
        ("edit_contact", lambda: commands.edit_contact(shown.contacts[0])),
        ("remove_contact", lambda: commands.remove_contact(shown.contacts[0])),
        ("reveal", commands.reveal),
        ("service", lambda: commands.edit_service(service(1))),
    ):
        begin()
        screen.settle()
        dialog = commands.dialog
        assert dialog is not None, name
        found[name] = dialog.windowTitle()
        assert nameless(dialog) == [], name
        assert not any(text in {"OK", "Yes", "No"} for text in shown_texts(dialog)), name
        dialog.reject()
        screen.settle()
        assert commands.dialog is None
    return found


def test_every_form_names_its_record_and_every_field(open_screen: OpenScreen) -> None:
    titles = _titles(open_screen())
    assert titles["edit"] == "Edit Marlow Dental Group"
    assert titles["edit_contact"] == "Edit the contact Ann Marlow"
    assert titles["service"] == "Edit the service SV-1"


def test_an_edit_is_sent_with_the_version_that_was_seen(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.commands.edit()
    _send(screen, _record(screen), name="Marlow Dental", omit_from_auto_restrict=True)
    [sent] = screen.gateway.sent("customers.edit")
    assert (sent.version, sent.fields.name, sent.fields.omit_from_auto_restrict) == (3, "Marlow Dental", True)
    assert toasts_of(screen.desk).said == ["Saved Marlow Dental Group"]
    assert screen.page.commands.dialog is None
    assert len(screen.gateway.sent("customers.customer")) == 2


def test_r_prv_41_two_who_edit_at_once_see_both_sides(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.commands.edit()
    dialog = _record(screen)
    dialog.form.set_values({"name": "Mine", "export_reference": "REF-1"})
    theirs = customer(version=4, name="Theirs", profile_id=2)
    screen.gateway.answers["customers.customer"] = lambda _request: theirs
    dialog.verb_button.click()
    screen.runner.fail_next(STALE)
    screen.settle()
    [conflict] = dialog.findChildren(ConflictView)
    assert "Mei Chen" in " ".join(shown_texts(conflict))
    assert {"Name", "\u2068Mine\u2069", "\u2068Theirs\u2069"} <= set(shown_texts(conflict))
    assert not dialog.verb_button.isEnabled()
    conflict.pick("name", yours=True)
    conflict._on_go_on()
    values = dialog.form.values()
    assert (values["name"], values["profile_id"], values["export_reference"]) == ("Mine", "2", "REF-1")
    dialog.verb_button.click()
    screen.settle()
    sent = screen.gateway.sent("customers.edit")[-1]
    assert (sent.version, sent.fields.name, sent.fields.profile_id) == (4, "Mine", 2)


def test_what_is_typed_is_there_again(open_screen: OpenScreen, tmp_path: Path) -> None:
    gateway = FakeGateway(answers())
    on = desk_for(gateway, tmp_path)
    screen = open_screen(gateway=gateway, on=on)
    screen.page.commands.add_note()
    dialog = _record(screen)
    dialog.form.input("text").setPlainText("half a thou")  # type: ignore[union-attr]
    dialog.reject()
    screen.settle()
    screen.page.commands.add_note()
    again = _record(screen)
    assert again.form.values()["text"] == "half a thou"
    assert any("restored" in text for text in shown_texts(again))
    _send(screen, again, text="half a thought", audience="shared", is_alert=True)
    [sent] = gateway.sent("customers.add_note")
    assert (sent.text, sent.is_shared, sent.is_alert) == ("half a thought", True, True)
    screen.page.commands.add_note()
    assert _record(screen).form.values()["text"] == ""


def test_no_answer_is_asked_again_under_the_same_key(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.commands.add_note()
    dialog = _record(screen)
    dialog.form.set_values({"text": "x"})
    dialog.verb_button.click()
    screen.runner.fail_next(Unknown(Refusal("E-UNKNOWN")))
    assert dialog.verb_button.text() == "Check again"
    dialog.verb_button.click()
    screen.settle()
    assert len(set(screen.gateway.keys("customers.add_note"))) == 1
    assert toasts_of(screen.desk).said == ["Noted on Marlow Dental Group"]


def test_a_calling_number_is_filled_in_and_the_new_customer_opens(open_screen: OpenScreen) -> None:
    screen = open_screen(shown=False)
    dialog = _new(screen, "(03) 5550 0142")
    assert dialog.form.values()["phone"] == "(03) 5550 0142"
    assert nameless(dialog) == []
    _send(screen, dialog, name="Quay Bakery")
    [sent] = screen.gateway.sent("customers.create")
    assert (sent.contact.phone, sent.fields.name) == ("(03) 5550 0142", "Quay Bakery")
    assert screen.page.account_id == 88
    assert toasts_of(screen.desk).said == ["Added Quay Bakery"]


def test_a_customer_who_is_known_is_offered_to_be_opened(open_screen: OpenScreen) -> None:
    known = Rejected(
        Refusal("E-CUSTOMER-KNOWN", values={"account_id": 7, "account_no": "004-0007", "name": HOSTILE})
    )

    def refuse(request: object) -> object:
        if not request.confirm_duplicate:  # type: ignore[attr-defined]
            raise known
        return answers()["customers.create"](request)

    screen = open_screen(shown=False, gateway=FakeGateway(answers(create=refuse)))  # type: ignore[arg-type]
    dialog = _new(screen, "0355500142")
    _send(screen, dialog, name="Quay Bakery")
    assert dialog.form.input("confirm_duplicate").isVisibleTo(dialog)
    assert any(text.startswith("Open <b") for text in shown_texts(dialog))
    dialog._summary.button_pressed.emit(OPEN_KNOWN)
    screen.settle()
    assert shell_of(screen.desk).targets == [Target(ACCOUNT, 7, HOSTILE)]
    assert screen.view.new_customer.dialog is None
    again = _new(screen, "0355500142")
    _send(screen, again, name="Quay Bakery")
    _send(screen, again, confirm_duplicate=True)
    assert [one.confirm_duplicate for one in screen.gateway.sent("customers.create")] == [False, False, True]
    assert screen.page.account_id == 88


def test_every_reason_stands_beside_its_field(open_screen: OpenScreen) -> None:
    screen = open_screen(shown=False)
    dialog = _new(screen)
    dialog.verb_button.click()
    screen.runner.fail_next(
        Rejected(Refusal("E-FIELD", "phone", None, {}), Refusal("E-FIELD", "account_no", None, {}))
    )
    assert dialog.form.input("phone").property("invalid")
    assert dialog.form.input("account_no").property("invalid")
    assert dialog.verb_button.isEnabled()


def test_r_prv_42_a_new_identifier_is_confirmed_with_a_tick(open_screen: OpenScreen) -> None:
    def refuse(request: object) -> object:
        if not request.confirm_identifier:  # type: ignore[attr-defined]
            raise Rejected(Refusal("E-CONFIRM-IDENTIFIER", "identifier", "R-PRV-42", {}))
        return service(1)

    screen = open_screen(gateway=FakeGateway(answers(edit_service=refuse)))  # type: ignore[arg-type]
    screen.page.commands.edit_service(service(1))
    dialog = _record(screen)
    assert not dialog.form.input("confirm_identifier").isVisibleTo(dialog)
    _send(screen, dialog, identifier="0491 570 159")
    assert dialog.form.input("confirm_identifier").isVisibleTo(dialog)
    _send(screen, dialog, confirm_identifier=True)
    assert toasts_of(screen.desk).said == ["Saved SV-1"]


def test_removing_a_contact_is_a_question_with_verbs(open_screen: OpenScreen) -> None:
    screen = open_screen()
    screen.page.commands.remove_contact(contact(1))
    dialog = _record(screen)
    assert {"Remove contact", "Keep contact"} <= set(shown_texts(dialog))
    _send(screen, dialog)
    [sent] = screen.gateway.sent("customers.remove_contact")
    assert (sent.contact_id, sent.version) == (1, 2)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_contact_is_not_shown_without_a_reason(open_screen: OpenScreen, reason: str) -> None:
    screen = open_screen()
    screen.page.commands.reveal()
    dialog = screen.page.commands.dialog
    assert dialog is not None
    dialog.form.set_values({"reason": reason})  # type: ignore[attr-defined]
    dialog.verb_button.click()  # type: ignore[attr-defined]
    screen.settle()
    assert screen.gateway.sent("customers.reveal") == []
