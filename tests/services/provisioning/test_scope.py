"""Providers are kept apart: another provider's record is as if it were not there, for every operation."""

from typing import Any

import pytest

from agentview.contract import provisioning as contract
from agentview.contract.op import Message, Op
from agentview.contract.operations import OPERATIONS
from agentview.contract.provisioning import Side, View
from agentview.core.errors import AgentViewError, Denied, NotFound
from tests import build
from tests.services.provisioning.working import PHONE, Working, at

ON_A_TASK = [op for op in OPERATIONS if issubclass(op.request, contract.TaskRef)]
"""Every operation that names a task: a new one is tested without a line here."""

FILLINGS: dict[str, object] = {
    "version": 1,
    "reason": "x",
    "text": "x",
    "code": "OTHER",
    "note": "x",
    "fields": contract.TaskFields(),
    "service_start_on": build.START.date(),
    "service_end_on": build.START.date(),
    "mode": "VIEWING",
}


def filled(op: Op[Any, Any], task_id: int) -> Message:
    """Return a request that would be good for a task of one's own."""
    names = op.request.model_fields
    values = {name: value for name, value in FILLINGS.items() if name in names}
    request: Message = op.request.model_validate({"task_id": task_id, **values})
    return request


STRANGERS = ("alpine_csa", "alpine_prov", "alpine_lead")


@pytest.mark.parametrize("op", ON_A_TASK, ids=lambda op: op.name)
def test_r_gen_10_another_provider_s_task_is_not_there(working: Working, op: Op[Any, Any]) -> None:
    task = working.new()
    before = working.read("harbour_csa", task)
    for stranger in STRANGERS:
        with pytest.raises(AgentViewError) as refused:
            working.on(stranger).call(op, filled(op, task.row.task_id))
        assert isinstance(refused.value, NotFound | Denied), (stranger, refused.value)
        assert "Marlow" not in str(refused.value.refusals)
    after = working.read("harbour_csa", task)
    assert after.timeline == before.timeline
    assert after.row == before.row


def test_d_31_lists_show_the_own_provider_s_tasks_alone(working: Working) -> None:
    ours = working.new()
    theirs = working.new("ALP-40", build.ALPINE_LEE, "+436641234567", "alpine_csa")
    assert [row.task_id for row in working.rows("harbour_csa", side=Side.REQUESTED)] == [ours.row.task_id]
    assert [row.task_id for row in working.rows("alpine_csa", side=Side.REQUESTED)] == [theirs.row.task_id]
    assert {row.task_id for row in working.rows("meridian_prov")} == {ours.row.task_id, theirs.row.task_id}
    assert working.rows("meridian_prov", side=Side.REQUESTED) == ()
    for view in View:
        assert working.rows("harbour_prov", view=view) == ()
    filtered = working.rows("alpine_csa", side=Side.REQUESTED, account_id=build.MARLOW)
    assert filtered == ()
    named = working.rows("alpine_csa", side=Side.REQUESTED, text="Marlow")
    assert named == ()
    chosen = working.rows("alpine_csa", side=Side.REQUESTED, retailer_ids=[build.HARBOUR])
    assert chosen == ()


def test_a_viewer_sees_the_own_account_alone(working: Working) -> None:
    own = working.new()
    other = working.new(account=build.BRIGHT, phone="+61491570157")
    assert [row.task_id for row in working.rows("harbour_viewer", side=Side.REQUESTED)] == [own.row.task_id]
    assert working.rows("harbour_viewer") == ()
    gone = working.refused("harbour_viewer", contract.TASK, task_id=other.row.task_id)
    assert isinstance(gone, NotFound)


def test_r_prv_03_and_04_the_queue_is_the_wholesaler_s_or_the_retailer_s_own(working: Working) -> None:
    item = {"id": "1", "action": "add", "productOffering": {"id": "DUO"}}
    party = {"id": build.ACCOUNT_NO[build.MARLOW], "role": "customer"}
    working.place(relatedParty=[party], productOrderItem=[item])
    assert [row.service_type for row in working.rows("meridian_prov")] == ["Mobile"]
    assert [row.service_type for row in working.rows("harbour_prov")] == ["Broadband"]


def test_r_prv_24_a_wholesaler_sees_no_private_field(working: Working) -> None:
    task = working.new()
    seen = working.read("meridian_prov", task)
    assert seen.price is None
    assert seen.contact is not None
    assert (seen.contact.phone, seen.contact.email) == (None, None)
    assert set(seen.private_fields) == {"RETAIL_PRICE", "CUSTOMER_EMAIL", "CUSTOMER_PHONE", "NOTES"}
    ours = working.read("harbour_csa", task)
    assert ours.price == contract.RetailPrice(access_fee=4990, currency="AUD")
    assert ours.private_fields == ()


def test_personal_data_is_masked_until_asked_for_and_the_asking_is_audited(working: Working) -> None:
    task = working.new()
    masked = working.read("harbour_csa", task).contact
    assert masked is not None
    assert masked.phone is not None
    assert masked.phone.endswith("001")
    assert "+61355" not in masked.phone
    empty = working.refused("harbour_csa", contract.REVEAL, task_id=task.row.task_id, reason="")
    assert empty.code == "E-REASON"
    shown = working.call("harbour_csa", contract.REVEAL, task_id=task.row.task_id, reason="Call back")
    assert shown.phone == "+61355500001"
    entry = working.read("harbour_csa", task).timeline[0]
    assert (entry.action, entry.text, entry.by) == ("reveal", "Call back", "Harbour Csa")


def test_d_19_a_provisioner_reveals_on_the_own_task_only(working: Working) -> None:
    item = {"id": "1", "action": "add", "productOffering": {"id": "TALK"}}
    party = {"id": build.ACCOUNT_NO[build.MARLOW], "role": "customer"}
    task = working.place(relatedParty=[party], productOrderItem=[item])[0]
    refused = working.refused("harbour_prov", contract.REVEAL, task_id=task.row.task_id, reason="x")
    assert refused.code == "E-REVEAL"
    working.call("harbour_prov", contract.CLAIM, task_id=task.row.task_id)
    assert working.call("harbour_prov", contract.REVEAL, task_id=task.row.task_id, reason="x").phone
    auditor = working.refused("harbour_auditor", contract.REVEAL, task_id=task.row.task_id, reason="x")
    assert auditor.code == "E-REVEAL"


def test_even_a_revealed_contact_keeps_what_the_retailer_hides(working: Working) -> None:
    task = working.new()
    working.call("meridian_lead", contract.CLAIM, task_id=task.row.task_id)
    shown = working.call("meridian_lead", contract.REVEAL, task_id=task.row.task_id, reason="x")
    assert (shown.phone, shown.email) == (None, None)


def test_notes_are_internal_or_shared(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", contract.ADD_NOTE, task_id=task.row.task_id, text="ours")
    shared = {"text": "for all", "is_internal": False}
    working.call("meridian_prov", contract.ADD_NOTE, task_id=task.row.task_id, **shared)
    theirs = [entry.text for entry in working.read("harbour_csa", task).timeline]
    assert "for all" in theirs
    assert "ours" not in theirs
    assert "ours" in [entry.text for entry in working.read("meridian_prov2", task).timeline]
    assert working.refused("meridian_prov", contract.ADD_NOTE, task_id=task.row.task_id, text=" ").code == (
        "E-NOTE-EMPTY"
    )
    auditor = working.refused("harbour_auditor", contract.ADD_NOTE, task_id=task.row.task_id, text="x")
    assert auditor.code == "E-POWER"


@pytest.mark.parametrize(
    "note", ["<img src='file:///etc/passwd'>", "<b>bold</b> & 'quoted'", "=1+1", "Ünïcode \U0001f469"]
)
def test_markup_in_notes_is_kept_to_the_letter(working: Working, note: str) -> None:
    task = working.new()
    working.call("meridian_prov", contract.ADD_NOTE, task_id=task.row.task_id, text=note)
    assert working.read("meridian_prov", task).timeline[0].text == note


def test_presence_shows_who_else_has_the_task_open(working: Working) -> None:
    task = working.new()
    mine = {"task_id": task.row.task_id}
    assert working.call("meridian_prov", contract.PRESENCE, **mine, mode="EDITING").watchers == ()
    others = working.call("meridian_prov2", contract.PRESENCE, **mine, mode="VIEWING").watchers
    assert [(one.name, one.mode.value) for one in others] == [("Meridian Prov", "EDITING")]
    row = working.rows("meridian_lead")[0]
    assert [one.name for one in row.watchers] == ["Meridian Prov", "Meridian Prov2"]
    assert working.read("harbour_csa", task).row.watchers == (), "another provider's people do not show"
    working.call("meridian_prov", contract.PRESENCE, **mine, mode=None)
    assert [one.name for one in working.rows("meridian_lead")[0].watchers] == ["Meridian Prov2"]


def test_history_is_paged(working: Working) -> None:
    task = working.new()
    for number in range(60):
        working.call("meridian_prov", contract.ADD_NOTE, task_id=task.row.task_id, text=f"note {number}")
    seen = working.read("meridian_prov", task)
    assert len(seen.timeline) == 50
    assert seen.has_older_timeline
    older = working.call(
        "meridian_prov", contract.HISTORY, task_id=task.row.task_id, before=seen.timeline[-1].id
    )
    assert not older.has_older
    texts = [entry.text for entry in (*seen.timeline, *older.entries) if entry.action == "note"]
    assert texts == [f"note {number}" for number in reversed(range(60))]


def test_a_task_that_was_never_there_is_not_found(working: Working) -> None:
    task = working.new()
    assert working.refused("meridian_prov", contract.TASK, task_id=999_999).code == "E-NOT-FOUND"
    assert working.refused("meridian_prov", contract.ACTIVATE, **{**at(task), "task_id": 999_999}).code == (
        "E-NOT-FOUND"
    )
    assert task.fields.identifier == PHONE
