"""The users: who may what and why, and what an administrator does to them."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from agentview.contract import people as contract
from agentview.core.power import Power, Role
from agentview.core.secret import one_time_password
from agentview.ui.forms.record_dialog import AskDialog, RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.views.administration.commands import Command
from agentview.ui.views.administration.dialogs import PreviewDialog, SecretDialog
from tests.services.people.administering import number_of
from tests.ui.views.administration.office import Office, OpenOffice

ADMIN = "harbour_admin"


def texts(office: Office) -> str:
    """Return all that is to be read."""
    labels = office.view.root.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def person_dialog(office: Office) -> RecordDialog:
    found = office.dialog(RecordDialog)
    assert isinstance(found, RecordDialog)
    return found


def test_a_person_is_shown_with_each_power_and_why(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    office.choose("harbour_csa")
    shown = texts(office)
    assert "Create order" in shown
    assert "Yes, role: Customer service agent" in shown
    assert "No: none of the roles gives it" in shown
    assert nameless(office.view.root) == []


def test_d_19_what_is_closed_for_oneself_says_why(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    office.choose(ADMIN)
    buttons = office.people.person.buttons
    for command in (Command.ROLES, Command.POWER, Command.DISABLE, Command.PASSWORD):
        assert not buttons[command].isEnabled()
        assert "Nobody changes their own" in buttons[command].toolTip()
    assert buttons[Command.EDIT].isEnabled()
    assert not buttons[Command.HISTORY].isEnabled(), "an administrator does not read the audit log"


def test_a_power_is_granted_with_a_reason(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    office.choose("harbour_csa")
    office.people._run(Command.POWER)
    dialog = person_dialog(office)
    dialog.form.set_values({"power": "TAKE_OVER", "effect": "GRANT"})
    dialog.verb_button.click()
    assert dialog.isVisible(), "a reason is missing"
    dialog.form.set_values({"reason": "Stands in for the lead"})
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: "Stands in for the lead" in texts(office))
    assert office.toasts.said == ["Saved harbour_csa"]
    row = office.people.list.current()
    assert row is not None
    assert Power.TAKE_OVER in row.powers


def test_a_new_person_gets_a_password_that_is_shown_once(open_office: OpenOffice, tmp_path: Path) -> None:
    office = open_office(ADMIN)
    office.choose("harbour_csa")
    office.people.create_person()
    dialog = person_dialog(office)
    dialog.form.set_values({"username": "mia", "display_name": "Mia Chen"})
    dialog.form.changed.emit("username")
    dialog.verb_button.click()
    office.wait(lambda: not dialog.verb_button.is_busy)
    assert dialog.isVisible(), "a role is missing"
    dialog.form.set_values({"role_CSA": True})
    dialog.verb_button.click()
    secret_dialog = office.dialog(SecretDialog)
    assert isinstance(secret_dialog, SecretDialog)
    secret_dialog.verb_button.click()
    office.no_dialog()
    (secret,) = office.shell.copied
    assert office.backend.unsigned().sign_in("mia", secret).must_change_password
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert secret.encode() not in kept


def test_a_one_time_password_can_be_told_over_the_phone() -> None:
    secrets = {one_time_password() for _ in range(50)}
    assert len(secrets) == 50
    for secret in secrets:
        assert not set(secret) & set("0O1lIi")
        assert [len(group) for group in secret.split("-")] == [4, 4, 4, 4]


def test_r_prv_41_two_administrators_who_edit_one_person_see_both_sides(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    office.choose("harbour_csa")
    office.people._run(Command.EDIT)
    dialog = person_dialog(office)
    dialog.form.set_values({"display_name": "Ann"})
    detail = office.people.presenter.detail
    assert detail is not None
    office.backend.gateway(ADMIN).call(
        contract.EDIT,
        contract.EditPersonRequest(
            user_id=detail.row.user_id, version=detail.row.version, display_name="Bea", email="b@example.com"
        ),
    )
    dialog.verb_button.click()
    office.wait(lambda: bool(dialog.findChildren(ConflictView)))
    (conflict,) = dialog.findChildren(ConflictView)
    conflict.pick("display_name", yours=True)
    conflict._on_go_on()
    dialog.verb_button.click()
    office.no_dialog()
    office.wait(lambda: "Ann" in texts(office))
    fresh = office.backend.gateway(ADMIN).call(
        contract.PERSON, contract.PersonRef(user_id=detail.row.user_id)
    )
    assert (fresh.row.display_name, fresh.email) == ("Ann", "b@example.com")


def test_somebody_is_disabled_and_enabled_again(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    office.choose("harbour_prov")
    office.people._run(Command.DISABLE)
    dialog = person_dialog(office)
    assert "Claimed tasks: 0" in texts(office)
    dialog.form.set_values({"reason": "Left the company"})
    dialog.verb_button.click()
    office.no_dialog()
    enable = office.people.person.buttons[Command.ENABLE]
    office.wait(lambda: enable.isVisible() and enable.isEnabled())
    office.people._run(Command.ENABLE)
    ask = office.dialog(AskDialog)
    assert isinstance(ask, AskDialog)
    ask.verb_button.click()
    office.no_dialog()
    office.wait(office.people.person.buttons[Command.DISABLE].isVisible)


def test_the_view_as_somebody_else_tells_areas_and_what_is_closed(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    office.choose("harbour_csa")
    office.people._run(Command.PREVIEW)
    dialog = office.dialog(PreviewDialog)
    shown = texts(office)
    assert "Area of Harbour Csa" in shown
    assert "it takes: Work queue" in shown
    assert "Claim a task" in shown
    assert nameless(dialog) == []
    dialog.reject()


def test_what_another_administrator_changes_comes_by_itself(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    office.choose("harbour_csa")
    detail = office.people.presenter.detail
    assert detail is not None
    office.backend.gateway(ADMIN).call(
        contract.SET_ROLES,
        contract.SetRolesRequest(
            user_id=number_of("harbour_csa"), version=detail.row.version, roles=(Role.APPROVER,)
        ),
    )
    office.wait(lambda: "Approver" in office.people.person.line.text())
