"""S-21: devices are listed, filtered, counted and exported; programmes and agreements are administered."""

import pytest
from sqlalchemy import select

from agentview.contract import enrolment_catalogue as catalogue
from agentview.contract import enrolments as contract
from agentview.contract.enrolments import EnrolmentRow, EnrolmentSort, EnrolmentView
from agentview.contract.hardware import EnrolmentStatus
from agentview.core.errors import Conflict, Denied, NotFound
from agentview.models.trail import AuditEntry
from tests import build, build_hardware
from tests.services.enrolments.enrolling import Enrolling, serial


@pytest.fixture
def filled(enrolling: Enrolling) -> Enrolling:
    """Return four devices: enrolled, refused, waiting, and never asked for."""
    enrolling.dispatch(serial(1))
    enrolling.dispatch(serial(2, "91"))
    enrolling.round_trip()
    enrolling.dispatch(serial(3), account=build.OKONKWO)
    enrolling.dispatch(serial(4), is_requested=False)
    return enrolling


def rows(enrolling: Enrolling, user: str = "harbour_csa", **wanted: object) -> tuple[EnrolmentRow, ...]:
    return enrolling.call(user, contract.DEVICES, filter=wanted).rows


def test_s_21_views_show_and_count_what_they_say(filled: Enrolling) -> None:
    expected = {
        EnrolmentView.REFUSED: {"ENROL_ERROR"},
        EnrolmentView.UNDER_WAY: {"ENROL_PENDING"},
        EnrolmentView.ENROLLED: {"ENROLLED"},
        EnrolmentView.NOT_REQUESTED: {"NOT_REQUESTED"},
        EnrolmentView.OVER: set(),
        EnrolmentView.ALL: {"ENROL_ERROR", "ENROL_PENDING", "ENROLLED", "NOT_REQUESTED"},
    }
    for view, statuses in expected.items():
        assert {row.status.value for row in rows(filled, view=view)} == statuses
        assert filled.call("harbour_csa", contract.SIZE, filter={"view": view}).rows == len(statuses)
    counts = filled.call("harbour_csa", contract.VIEWS).counts
    assert counts == {view: len(statuses) for view, statuses in expected.items()}


def test_s_21_the_list_is_narrowed(filled: Enrolling) -> None:
    of_okonkwo = rows(filled, account_id=build.OKONKWO)
    assert [row.customer for row in of_okonkwo] == ["Kelechi Okonkwo"]
    assert rows(filled, text="okonk") == rows(filled, text=serial(3)[3:12]) == of_okonkwo
    assert len(rows(filled, text="fruit phone")) == 4
    assert len(rows(filled, programme_ids=[build_hardware.FRUIT])) == 4
    assert rows(filled, programme_ids=[build_hardware.ALPINE_FRUIT]) == ()
    refused = rows(filled, statuses=[EnrolmentStatus.ENROL_ERROR])
    assert [row.last_error for row in refused] == ["The device is not known to the manufacturer."]
    assert rows(filled, "alpine_csa") == ()


@pytest.mark.parametrize("sort", list(EnrolmentSort))
@pytest.mark.parametrize("is_descending", [True, False])
def test_s_21_pages_follow_each_other_both_ways(
    filled: Enrolling, sort: EnrolmentSort, *, is_descending: bool
) -> None:
    order = {"sort": sort, "is_descending": is_descending}
    whole = filled.call("harbour_csa", contract.DEVICES, **order).rows
    one = filled.call("harbour_csa", contract.DEVICES, **order, limit=3)
    two = filled.call("harbour_csa", contract.DEVICES, **order, limit=3, after=one.last)
    assert one.rows + two.rows == whole
    back = filled.call("harbour_csa", contract.DEVICES, **order, limit=3, before=two.first)
    assert back.rows == one.rows


def test_s_21_an_export_is_written_down(filled: Enrolling) -> None:
    page = filled.call("harbour_csa", contract.EXPORT, columns=["serial", "status"])
    assert (len(page.rows), page.total, page.last) == (4, 4, None)
    with filled.backend.database.read() as session:
        said = session.scalars(select(AuditEntry.new_value).where(AuditEntry.action == "export")).all()
    assert said == ["device enrolment ALL: 4 rows: serial, status"]


def test_s_21_a_customer_sees_the_own_devices_and_no_case(filled: Enrolling) -> None:
    assert {row.account_id for row in rows(filled, "harbour_viewer")} == {build.MARLOW}
    [refused] = rows(filled, "harbour_viewer", view="REFUSED")
    seen = filled.call("harbour_viewer", contract.DEVICE, enrolment_id=refused.enrolment_id)
    assert (seen.case_id, [state.is_open for state in seen.commands]) == (None, [False] * 4)


def test_r_enr_07_a_programme_is_added_and_its_events_are_switched(enrolling: Enrolling) -> None:
    fields = {"name": "Robot Zero Touch", "organisation_ref": "ORG-9", "exchange_url": "sftp://h/x"}
    added = enrolling.call("harbour_admin", catalogue.ADD_PROGRAMME, code="ROBOT", **fields)
    again = enrolling.refused("harbour_admin", catalogue.ADD_PROGRAMME, code="ROBOT", **fields)
    assert (type(again), again.code) == (Conflict, "E-PROGRAMME-EXISTS")
    seen = enrolling.call("harbour_admin", catalogue.PROGRAMME, programme_id=added.programme_id)
    assert (seen.has_event_on_success, seen.has_event_on_failure, seen.is_active) == (False, True, True)
    at = {"programme_id": added.programme_id, "version": added.version}
    wanted = {**at, **fields, "has_event_on_success": True, "is_active": False}
    enrolling.call("harbour_admin", catalogue.EDIT_PROGRAMME, **wanted)
    stale = enrolling.refused("harbour_admin", catalogue.EDIT_PROGRAMME, **wanted)
    assert (stale.code, stale.values["by"]) == ("E-STALE", "Harbour Admin")
    with enrolling.backend.database.read() as session:
        changed = session.execute(
            select(AuditEntry.field, AuditEntry.old_value, AuditEntry.new_value).where(
                AuditEntry.entity == "enrolment_programme", AuditEntry.action == "edit"
            )
        ).all()
    assert sorted(map(tuple, changed)) == [
        ("has_event_on_success", "False", "True"),
        ("is_active", "True", "False"),
    ]
    listed = enrolling.call("harbour_csa", catalogue.PROGRAMMES)
    assert [(row.code, row.products, row.agreements) for row in listed.rows] == [
        ("FRUIT-DEP", 2, 1),
        ("ROBOT", 0, 0),
    ]
    assert {state.is_open for row in listed.rows for state in row.commands} == {False}
    for user in ("harbour_csa", "harbour_lead"):
        assert isinstance(enrolling.refused(user, catalogue.EDIT_PROGRAMME, **wanted), Denied)
    strange = enrolling.refused("alpine_csa", catalogue.PROGRAMME, programme_id=added.programme_id)
    assert isinstance(strange, NotFound)


def test_sm_4_a_programme_that_rests_gets_nothing(enrolling: Enrolling) -> None:
    [device] = enrolling.dispatch()
    enrolling.programme(is_active=False)
    enrolling.send()
    assert enrolling.folder.sent() == []
    assert enrolling.call("harbour_csa", catalogue.PROGRAMMES).rows[0].waiting == 1
    enrolling.programme(is_active=True)
    enrolling.send()
    assert enrolling.status(device) is EnrolmentStatus.ENROL_SENT


def test_sm_4_an_agreement_says_under_which_organisation_devices_are_listed(enrolling: Enrolling) -> None:
    key = {"account_no": build.ACCOUNT_NO[build.OKONKWO], "programme_id": build_hardware.FRUIT}
    strange = {**key, "account_no": build.ACCOUNT_NO[build.ALPINE_LEE], "organisation_ref": "x"}
    unknown = enrolling.refused("harbour_admin", catalogue.ADD_AGREEMENT, **strange)
    assert (unknown.code, unknown.refusals[0].field) == ("E-NO-ACCOUNT", "account_no")
    enrolling.dispatch(account=build.OKONKWO)
    enrolling.send()
    assert enrolling.orders()[0].organisation_id == "ORG-1", "without one: the operator's own"
    added = enrolling.call("harbour_admin", catalogue.ADD_AGREEMENT, **key, organisation_ref="ORG-OK")
    again = enrolling.refused("harbour_admin", catalogue.ADD_AGREEMENT, **key, organisation_ref="ORG-OK")
    assert again.code == "E-AGREEMENT-EXISTS"
    at = {"agreement_id": added.agreement_id, "version": added.version}
    edited = enrolling.call("harbour_admin", catalogue.EDIT_AGREEMENT, **at, organisation_ref="ORG-K")
    stale = enrolling.refused("harbour_admin", catalogue.EDIT_AGREEMENT, **at, organisation_ref="ORG-L")
    assert (edited.organisation_ref, stale.code) == ("ORG-K", "E-STALE")
    enrolling.dispatch(account=build.OKONKWO)
    enrolling.send()
    assert enrolling.orders()[0].organisation_id == "ORG-K"
    seen = enrolling.call("harbour_admin", catalogue.AGREEMENT, agreement_id=added.agreement_id)
    assert (seen.customer, seen.programme, seen.devices) == ("Kelechi Okonkwo", "Fruit", 2)
    listed = enrolling.call("harbour_csa", catalogue.AGREEMENTS, filter={"text": "okonk"}).rows
    assert [row.agreement_id for row in listed] == [added.agreement_id]
    assert len(enrolling.call("harbour_csa", catalogue.AGREEMENTS).rows) == 2
    for op, more in ((catalogue.ADD_AGREEMENT, key), (catalogue.EDIT_AGREEMENT, at)):
        assert isinstance(enrolling.refused("harbour_lead", op, **more, organisation_ref="x"), Denied)
    other = enrolling.refused("alpine_csa", catalogue.AGREEMENT, agreement_id=added.agreement_id)
    assert isinstance(other, NotFound)


@pytest.mark.parametrize("address", ["sftp://me:secret@host/x", "nonsense", "sftp://host/x?a=b"])
def test_an_exchange_address_holds_no_secret(enrolling: Enrolling, address: str) -> None:
    with pytest.raises(ValueError, match="exchange_url"):
        catalogue.AddProgrammeRequest(code="X", name="X", organisation_ref="X", exchange_url=address)
    assert enrolling.call("harbour_csa", catalogue.PROGRAMMES).total == 1


@pytest.mark.parametrize("address", ["sftp://me@host:2222/x", "sftp://host/x", "file:///srv/fruit"])
def test_an_exchange_address_may_name_a_user(enrolling: Enrolling, address: str) -> None:
    more = {"code": "ROBOT", "name": "Robot", "organisation_ref": "ORG-9", "exchange_url": address}
    added = enrolling.call("harbour_admin", catalogue.ADD_PROGRAMME, **more)
    seen = enrolling.call("harbour_csa", catalogue.PROGRAMME, programme_id=added.programme_id)
    assert seen.exchange_url == address
