"""Editing the account summary: versions, both sides of a conflict, an entry for each field."""

import pytest
from sqlalchemy import select

from agentview.contract import customers as contract
from agentview.contract import search
from agentview.contract.feed import Topic
from agentview.core.errors import Conflict, Denied
from agentview.models.trail import ChangeRow
from tests import build
from tests.services.customers.having import seen
from tests.services.provisioning.working import Working

FIELDS = {"name": "Marlow Dental Group", "account_type": "CONSUMER", "profile_id": 1}


def edit(
    working: Working, version: int, username: str = "harbour_csa", **fields: object
) -> contract.CustomerKept:
    return working.call(
        username,
        contract.EDIT,
        account_id=build.MARLOW,
        version=version,
        fields={**FIELDS, **fields},
    )


def test_an_edit_is_audited_by_field_and_told_to_open_screens(working: Working) -> None:
    kept = edit(working, seen(working).version, name="Marlow Smiles", omit_from_auto_restrict=True)
    found = seen(working)
    assert (found.name, found.omit_from_auto_restrict, found.version) == ("Marlow Smiles", True, kept.version)
    entries = working.call("harbour_csa", contract.TIMELINE, account_id=build.MARLOW).entries
    assert {(entry.field, entry.old, entry.new) for entry in entries} == {
        ("name", "Marlow Dental Group", "Marlow Smiles"),
        ("omit_from_auto_restrict", "no", "yes"),
    }
    with working.backend.database.read() as session:
        told = session.execute(
            select(ChangeRow.topic, ChangeRow.record_id, ChangeRow.verb, ChangeRow.provider_id)
        ).all()
    assert [tuple(row) for row in told] == [(Topic.ACCOUNT.value, build.MARLOW, "edit", build.HARBOUR)]


def test_a_new_name_is_what_customer_and_tasks_are_found_by(working: Working) -> None:
    task = working.new()
    edit(working, seen(working).version, name="Smiles")
    hits = working.call("harbour_csa", search.FIND, text="smiles").hits
    assert {hit.record_id for hit in hits} >= {build.MARLOW, task.row.task_id}
    hits = working.call("harbour_csa", search.FIND, text="dental").hits
    assert [hit.title for hit in hits] == ["Smiles"], "by the contact, who is called as before"


def test_r_prv_41_two_people_edit_one_customer_and_the_second_sees_both_sides(working: Working) -> None:
    version = seen(working).version
    edit(working, version, "harbour_lead", name="Theirs", export_reference="X-1")
    with pytest.raises(Conflict) as stale:
        edit(working, version, name="Mine")
    values = stale.value.values
    assert (stale.value.code, values["by"]) == ("E-STALE", "Harbour Lead")
    assert values["theirs"] == {
        "name": "Theirs",
        "account_type": "CONSUMER",
        "profile_id": "1",
        "export_reference": "X-1",
        "omit_from_auto_restrict": "no",
    }
    assert isinstance(values["version"], int)
    assert edit(working, values["version"], name="Mine").name == "Mine"


def test_what_is_wrong_is_refused_by_its_field(working: Working) -> None:
    version = seen(working).version
    refused = working.refused(
        "harbour_csa",
        contract.EDIT,
        account_id=build.MARLOW,
        version=version,
        fields={**FIELDS, "name": "x" * 201, "profile_id": 99},
    )
    assert [(one.code, one.field) for one in refused.refusals] == [
        ("E-LONG", "name"),
        ("E-PROFILE", "profile_id"),
    ]
    assert seen(working).version == version
    assert edit(working, version, name="").name == "004-1001", "it has a contact: the number is its name"


def test_who_lacks_the_power_is_denied(working: Working) -> None:
    for username in ("harbour_prov", "harbour_auditor", "harbour_viewer"):
        with pytest.raises(Denied):
            edit(working, 1, username)
