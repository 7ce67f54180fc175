"""Contacts: numbers in any spelling, conflicts with both sides, and no personal data in the trail."""

import pytest
from sqlalchemy import select

from agentview.contract import customers as contract
from agentview.contract import search
from agentview.core.errors import Conflict, Denied
from agentview.models.trail import AuditEntry
from tests import build
from tests.services.customers.having import seen
from tests.services.provisioning.working import Working

JO = {
    "name": "Jo Marlow",
    "mobile": "0491 570 156 ext 7",
    "email": "jo@example.com",
    "date_of_birth": "1980-02-03",
}


def add(working: Working, **fields: object) -> contract.Contact:
    return working.call("harbour_csa", contract.ADD_CONTACT, account_id=build.MARLOW, fields=fields)


def edit(
    working: Working, contact: contract.Contact, username: str = "harbour_csa", **request: object
) -> contract.Contact:
    named = {"contact_id": contact.contact_id, "version": contact.version}
    return working.call(username, contract.EDIT_CONTACT, **{**named, **request})


def trail(working: Working) -> str:
    """Return all that stands in the trail and in the feed."""
    with working.backend.database.read() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.entity == "contact"))
        return " ".join(
            f"{row.action} {row.field} {row.old_value} {row.new_value} {row.reason}" for row in rows
        )


def test_a_contact_is_added_masked_found_and_revealed_with_a_reason(working: Working) -> None:
    contact = add(working, **JO)
    assert (contact.mobile, contact.unread) == ("\N{BULLET}" * 5 + "156", ())
    hits = working.call("harbour_csa", search.FIND, text="jo marlow").hits
    assert [hit.record_id for hit in hits] == [build.MARLOW]
    empty = working.refused("harbour_csa", contract.REVEAL_CONTACT, contact_id=contact.contact_id, reason="")
    assert empty.code == "E-REASON"
    shown = working.call(
        "harbour_csa", contract.REVEAL_CONTACT, contact_id=contact.contact_id, reason="Call back"
    )
    assert (shown.mobile, shown.mobile_as_typed) == ("+61491570156", "0491 570 156 ext 7")
    assert str(shown.date_of_birth) == "1980-02-03"
    assert "reveal None None None Call back" in trail(working)
    denied = working.refused(
        "harbour_auditor", contract.REVEAL_CONTACT, contact_id=contact.contact_id, reason="x"
    )
    assert isinstance(denied, Denied)


def test_a_number_that_cannot_be_read_is_kept_as_typed_and_said_so(working: Working) -> None:
    contact = add(working, name="Desk", phone="13 CATS", mobile="0491 570 156")
    assert contact.unread == ("phone",)
    shown = working.call("harbour_csa", contract.REVEAL_CONTACT, contact_id=contact.contact_id, reason="x")
    assert (shown.phone, shown.phone_as_typed) == (None, "13 CATS")


def test_editing_audits_each_field_and_masks_what_is_personal(working: Working) -> None:
    contact = add(working, **JO)
    new = {
        "name": "Jo M.",
        "mobile": "0491 570 157",
        "email": "other@example.com",
        "date_of_birth": "1981-01-01",
    }
    changed = edit(working, contact, fields=new)
    assert changed.version > contact.version
    written = trail(working)
    assert "edit name Jo Marlow Jo M." in written
    for field in ("mobile", "email", "date_of_birth"):
        assert f"edit {field} \N{BULLET}" in written
    for secret in ("570", "jo@", "other@", "198"):
        assert secret not in written


def test_fields_that_were_never_seen_in_full_stay_as_they_are(working: Working) -> None:
    contact = add(working, **JO)
    edit(working, contact, fields={"name": "Jo M."}, keep=["mobile", "email", "date_of_birth"])
    shown = working.call("harbour_csa", contract.REVEAL_CONTACT, contact_id=contact.contact_id, reason="x")
    assert (shown.name, shown.mobile_as_typed, shown.email) == ("Jo M.", JO["mobile"], JO["email"])
    assert shown.date_of_birth is not None


def test_r_prv_41_two_people_edit_one_contact_and_the_second_sees_both_sides(working: Working) -> None:
    contact = add(working, **JO)
    edit(working, contact, "harbour_lead", fields={**JO, "name": "Theirs"})
    with pytest.raises(Conflict) as stale:
        edit(working, contact, fields={**JO, "name": "Mine"})
    values = stale.value.values
    assert (stale.value.code, values["by"]) == ("E-STALE", "Harbour Lead")
    theirs = values["theirs"]
    assert isinstance(theirs, dict)
    assert theirs["name"] == "Theirs"
    assert "0491" not in str(theirs)
    gone = {"contact_id": contact.contact_id, "version": contact.version}
    assert working.refused("harbour_csa", contract.REMOVE_CONTACT, **gone).code == "E-STALE"


def test_a_contact_is_removed_but_not_the_last_one_of_somebody_without_a_name(working: Working) -> None:
    contact = add(working, **JO)
    at = {"contact_id": contact.contact_id, "version": contact.version}
    working.call("harbour_csa", contract.REMOVE_CONTACT, **at)
    assert contact.contact_id not in [one.contact_id for one in seen(working).contacts]
    assert working.refused("harbour_csa", contract.REMOVE_CONTACT, **at).code == "E-NOT-FOUND"
    made = working.call(
        "harbour_csa",
        contract.CREATE,
        fields={"account_type": "CONSUMER", "profile_id": 1},
        contact={"mobile": "0491 570 158"},
    )
    only = seen(working, made.account_id).contacts[0]
    at = {"contact_id": only.contact_id, "version": only.version}
    assert working.refused("harbour_csa", contract.REMOVE_CONTACT, **at).code == "E-LAST-CONTACT"


def test_a_contact_without_anything_is_refused(working: Working) -> None:
    refused = working.refused("harbour_csa", contract.ADD_CONTACT, account_id=build.MARLOW, fields={})
    assert refused.code == "E-CONTACT-EMPTY"
    denied = working.refused("harbour_prov", contract.ADD_CONTACT, account_id=build.MARLOW, fields=JO)
    assert isinstance(denied, Denied)
