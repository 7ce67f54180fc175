"""Agents in the administration: whom their people see, who may act on their behalf (R-MIG-09, 38)."""

from datetime import date

from agentview.contract.agents import AgentDetail, Visibility
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.views.administration.agents_pane import (
    CREATE,
    DELEGATE,
    EDIT,
    END,
    VISIBILITY,
    AgentsPane,
)
from tests.migration_world import agent, seller
from tests.ui.views.administration.office import Office, OpenOffice

ADMIN = "harbour_admin"


def pane_of(office: Office, agent_id: int) -> AgentsPane:
    """Show the tab with an agent chosen and read."""
    pane = office.view.agents
    assert pane is not None
    office.view.show_pane(pane)
    model = pane.list.model
    office.wait(lambda: model.rowCount() > 0 and model.row(0) is not None)
    assert pane.list.select(agent_id)
    office.wait(lambda: pane.presenter.detail is not None)
    return pane


def detail(pane: AgentsPane) -> AgentDetail:
    """The agent as it was read last."""
    found = pane.presenter.detail
    assert found is not None
    return found


def send(office: Office, pane: AgentsPane, command: str, **values: date | str | bool | None) -> None:
    """Open a form, fill it in and send it."""
    pane.run(command)
    dialog = office.dialog(RecordDialog)
    assert isinstance(dialog, RecordDialog)
    assert nameless(dialog) == []
    dialog.form.set_values(values)
    dialog.verb_button.click()
    office.no_dialog()


def test_who_may_act_for_an_agent_is_given_moved_and_taken_away(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    sold_by = agent(office.backend)
    person = seller(office.backend, "shop_csa", agent(office.backend, "Corner Shop"))
    pane = pane_of(office, sold_by)
    assert not pane.side.buttons[END].isEnabled()
    first, last = date(2026, 11, 20), date(2026, 11, 30)
    send(office, pane, DELEGATE, user_id=str(person), valid_from=first, valid_to=None)
    office.wait(lambda: len(detail(pane).delegations) == 1)
    [given] = detail(pane).delegations
    assert (given.person, given.valid_from, given.valid_to) == ("Shop Csa", first, None)
    assert pane.delegations.select_id(given.delegation_id)
    office.wait(pane.side.buttons[END].isEnabled)
    send(office, pane, END, valid_to=last)
    office.wait(lambda: [one.valid_to for one in detail(pane).delegations] == [last])
    send(office, pane, END, valid_to=date(2026, 11, 19))
    office.wait(lambda: detail(pane).delegations == ())
    assert nameless(office.view.root) == []


def test_what_is_refused_stands_beside_its_field(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    sold_by = agent(office.backend)
    person = seller(office.backend, "shop_csa", agent(office.backend, "Corner Shop"))
    pane = pane_of(office, sold_by)
    pane.run(DELEGATE)
    dialog = office.dialog(RecordDialog)
    assert isinstance(dialog, RecordDialog)
    days = {"valid_from": date(2026, 11, 20), "valid_to": date(2026, 11, 19)}
    dialog.form.set_values({"user_id": str(person), **days})
    dialog.verb_button.click()
    office.wait(lambda: not dialog.verb_button.is_busy)
    assert dialog.isVisible()
    assert detail(pane).delegations == ()
    dialog.reject()
    office.no_dialog()


def test_r_mig_38_whom_their_people_see_is_chosen(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = pane_of(office, agent(office.backend))
    send(office, pane, VISIBILITY, visibility="OWN_ONLY")
    office.wait(lambda: detail(pane).row.visibility is Visibility.OWN_ONLY)
    assert not pane.side.buttons[DELEGATE].isEnabled()


def test_an_agent_is_added_and_edited(open_office: OpenOffice) -> None:
    office = open_office(ADMIN)
    pane = pane_of(office, agent(office.backend))
    send(office, pane, CREATE, name="Corner Shop", visibility="OWN_ONLY")
    office.wait(lambda: detail(pane).row.name == "Corner Shop")
    assert detail(pane).row.visibility is Visibility.OWN_ONLY
    send(office, pane, EDIT, name="High Street", is_active=False)
    office.wait(lambda: (detail(pane).row.name, detail(pane).row.is_active) == ("High Street", False))


def test_only_an_administrator_of_people_has_the_tab(open_office: OpenOffice) -> None:
    assert open_office("harbour_auditor").view.agents is None
