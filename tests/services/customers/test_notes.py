"""Notes and alerts: who reads them, and how an alert leaves the header."""

import pytest

from agentview.contract import customers as contract
from agentview.core.errors import Conflict, Denied, NotFound
from tests import build
from tests.services.customers import having
from tests.services.customers.having import seen
from tests.services.provisioning.working import Working


def texts(working: Working, username: str, **wanted: object) -> list[str]:
    page = working.call(username, contract.NOTES, account_id=build.MARLOW, **wanted)
    return [note.text for note in page.notes]


def add(working: Working, username: str = "harbour_csa", **note: object) -> contract.Note:
    return working.call(username, contract.ADD_NOTE, account_id=build.MARLOW, **note)


def test_an_alert_stands_in_the_header_until_somebody_ends_it(working: Working) -> None:
    alert = add(working, text="Ask for the password", is_alert=True)
    assert [note.text for note in seen(working).alerts] == ["Ask for the password"]
    ended = working.call("harbour_lead", contract.END_ALERT, note_id=alert.note_id)
    assert ended.ended_at is not None
    assert seen(working).alerts == ()
    assert texts(working, "harbour_csa") == ["Ask for the password"]
    again = working.refused("harbour_csa", contract.END_ALERT, note_id=alert.note_id)
    assert isinstance(again, Conflict)
    assert (again.code, again.values["by"]) == ("E-ALERT-ENDED", "Harbour Lead")


def test_a_plain_note_is_no_alert(working: Working) -> None:
    note = add(working, text="x")
    assert working.refused("harbour_csa", contract.END_ALERT, note_id=note.note_id).code == "E-NOT-ALERT"


def test_a_customer_reads_and_writes_shared_notes_alone(working: Working) -> None:
    add(working, text="internal", is_alert=True)
    hidden = add(working, text="hidden alert", is_alert=True)
    add(working, text="shared", is_shared=True)
    assert texts(working, "harbour_viewer") == ["shared"]
    assert seen(working, username="harbour_viewer").alerts == ()
    own = add(working, "harbour_viewer", text="mine")
    assert own.is_shared
    assert texts(working, "harbour_csa")[0] == "mine"
    refused = working.refused(
        "harbour_viewer", contract.ADD_NOTE, account_id=build.MARLOW, text="x", is_alert=True
    )
    assert refused.code == "E-STAFF-ONLY"
    gone = working.refused("harbour_viewer", contract.END_ALERT, note_id=hidden.note_id)
    assert isinstance(gone, NotFound)
    timeline = working.call("harbour_viewer", contract.TIMELINE, account_id=build.MARLOW)
    assert {entry.text for entry in timeline.entries} == {"shared", "mine"}


def test_a_note_may_stand_on_a_service_of_the_customer(working: Working) -> None:
    service = having.packages(working.backend, 1)[0]
    other = having.packages(working.backend, 1, build.OKONKWO)[0]
    assert add(working, text="x", service_id=service).record == f"SS-{service}"
    refused = working.refused(
        "harbour_csa", contract.ADD_NOTE, account_id=build.MARLOW, text="x", service_id=other
    )
    assert isinstance(refused, NotFound)


def test_an_empty_note_or_a_missing_power_is_refused(working: Working) -> None:
    empty = working.refused("harbour_csa", contract.ADD_NOTE, account_id=build.MARLOW, text="  ")
    assert empty.code == "E-NOTE-EMPTY"
    denied = working.refused("harbour_auditor", contract.ADD_NOTE, account_id=build.MARLOW, text="x")
    assert isinstance(denied, Denied)


def test_notes_are_paged(working: Working) -> None:
    for number in range(5):
        add(working, text=f"note {number}")
    page = working.call("harbour_csa", contract.NOTES, account_id=build.MARLOW, limit=3)
    assert [note.text for note in page.notes] == ["note 4", "note 3", "note 2"]
    assert page.has_older
    rest = working.call(
        "harbour_csa", contract.NOTES, account_id=build.MARLOW, limit=3, before_id=page.notes[-1].note_id
    )
    assert [note.text for note in rest.notes] == ["note 1", "note 0"]
    assert not rest.has_older


@pytest.mark.parametrize("text", ["<img src=x>", "שלום \u202eabc", "=1+1", "x" * 10_000])
def test_text_is_kept_to_the_letter(working: Working, text: str) -> None:
    assert add(working, text=text).text == text
    assert texts(working, "harbour_csa") == [text]
