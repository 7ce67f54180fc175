"""The audit log on the screen: reading is written down once a filter, and leads to the records."""

from sqlalchemy import func, select

from agentview.contract.orders import PLACE
from agentview.contract.provisioning import CLAIM, QUEUE, QueueRequest, TaskRef
from agentview.models.trail import AuditEntry
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import TASK
from agentview.ui.views.administration import AREA
from tests.product_order import add, order
from tests.ui.views.administration.office import Office, OpenOffice


def readings(office: Office) -> int:
    with office.backend.database.read() as session:
        return session.scalar(select(func.count(AuditEntry.id)).where(AuditEntry.entity == "audit")) or 0


def opened(open_office: OpenOffice) -> Office:
    """Open the log of an auditor after somebody has worked."""
    office = open_office("harbour_auditor")
    assert office.view.log is not None
    model = office.view.log.list.model
    office.wait(lambda: model.rowCount() > 0 and model.row(0) is not None)
    return office


def place(office: Office) -> None:
    office.backend.gateway("harbour_csa").call(PLACE, order("one", add("MOB-40", number="0491 570 156")))


def test_an_auditor_has_the_log_alone(open_office: OpenOffice) -> None:
    office = opened(open_office)
    assert office.view.people is None
    assert office.view.primary is None
    assert not office.view.bar.isVisible()
    assert nameless(office.view.root) == []
    assert AREA.is_home_for(office.desk.person)
    admin = open_office("harbour_admin")
    assert admin.view.log is None
    assert admin.view.primary is not None


def test_d_19_one_entry_a_filter_whatever_is_paged_and_refreshed(open_office: OpenOffice) -> None:
    office = opened(open_office)
    assert readings(office) == 1
    assert office.view.log is not None
    log = office.view.log.list
    for _ in range(3):
        log.presenter.reload()
        office.wait(lambda: log.model.row(0) is not None)
    assert readings(office) == 1
    log.presenter.narrow("action", "sign_in")
    office.wait(lambda: readings(office) == 2)
    log.presenter.clear("action")
    office.wait(lambda: log.model.row(0) is not None)
    assert readings(office) == 2


def test_an_entry_leads_to_its_record_and_to_all_about_it(open_office: OpenOffice) -> None:
    office = open_office("harbour_auditor")
    place(office)
    gateway = office.backend.gateway("meridian_prov")
    (task,) = gateway.call(QUEUE, QueueRequest()).rows
    gateway.call(CLAIM, TaskRef(task_id=task.task_id))
    assert office.view.log is not None
    log = office.view.log
    log.list.presenter.narrow("record", task.reference)
    office.wait(lambda: log.list.model.rowCount() == 2 and log.list.model.row(0) is not None)
    log.list.select(_first_id(office))
    office.wait(lambda: log.entry.title.text() == f"Task {task.reference}")
    log.open_record()
    (target,) = office.shell.targets
    assert (target.kind, target.record_id, target.title) == (TASK, task.task_id, task.reference)
    log.show_history()
    office.wait(lambda: log.list.presenter.query.filter.entity_id == task.task_id)


def _first_id(office: Office) -> int:
    assert office.view.log is not None
    row = office.view.log.list.model.row(0)
    assert row is not None
    return row.id
