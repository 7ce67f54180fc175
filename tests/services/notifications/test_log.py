"""The log of messages (S-27): listed, found, counted, exported, read word for word, and sent again."""

import pytest

from agentview.contract import notifications as contract
from agentview.contract.notifications import NotificationRow, NotificationStatus, NotSentReason
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from agentview.services.notifications.letter import message_id
from tests import build
from tests.services.notifications.posting import MOBILE, SMS, Posting, draft

CREDIT, LEAD, CSA, OFFICE = "harbour_credit", "harbour_lead", "harbour_csa", "harbour_back"


def listed(posting: Posting, username: str = CREDIT, **wanted: object) -> list[NotificationRow]:
    return list(posting.call(username, contract.NOTIFICATIONS, **wanted).rows)


def ids(rows: list[NotificationRow]) -> list[int]:
    return [row.notification_id for row in rows]


def at(posting: Posting, key: int) -> dict[str, int]:
    return {"notification_id": key, "version": posting.row(key).row_version}


def test_s_27_the_log_is_newest_first_page_by_page(posting: Posting) -> None:
    keys = posting.queue(*(draft() for _ in range(5)))
    newest = keys[::-1]
    first = posting.call(CREDIT, contract.NOTIFICATIONS, limit=2)
    assert ids(list(first.rows)) == newest[:2]
    second = posting.call(CREDIT, contract.NOTIFICATIONS, limit=2, after=first.last)
    assert ids(list(second.rows)) == newest[2:4]
    back = posting.call(CREDIT, contract.NOTIFICATIONS, limit=2, before=second.first)
    assert ids(list(back.rows)) == newest[:2]
    assert ids(listed(posting, is_descending=False)) == keys
    assert ids(listed(posting, offset=4)) == newest[4:]
    assert posting.call(CREDIT, contract.SIZE).rows == 5
    assert posting.refused(CREDIT, contract.NOTIFICATIONS, after="nonsense").code == "E-CURSOR"


def test_s_27_it_is_filtered_by_view_account_channel_event_and_text(posting: Posting) -> None:
    posting.contact(mobile=MOBILE)
    mail, text, other, suspended = posting.queue(
        draft(subject="Final notice"),
        draft(channel=SMS),
        draft(build.OKONKWO),
        draft(build.BRIGHT, event_type="AUTO_SUSPEND"),
    )
    posting.settled.add(other)
    posting.deliver()
    found = {
        "view": ids(listed(posting, filter={"view": "NOT_SENT"})),
        "channel": ids(listed(posting, filter={"channel": "SMS"})),
        "account": ids(listed(posting, filter={"account_id": build.MARLOW})),
        "event": ids(listed(posting, filter={"event_type": "AUTO_SUSPEND"})),
        "name": ids(listed(posting, filter={"text": "okonk"})),
        "number": ids(listed(posting, filter={"text": "004-1003"})),
        "subject": ids(listed(posting, filter={"text": "final"})),
        "address": ids(listed(posting, filter={"text": "contact2@"})),
    }
    assert found == {
        "view": [other],
        "channel": [text],
        "account": [text, mail],
        "event": [suspended],
        "name": [other],
        "number": [suspended],
        "subject": [mail],
        "address": [other],
    }
    views = posting.call(CREDIT, contract.VIEWS).views
    assert {view.value: count for view, count in views.items()} == {
        "ALL": 4,
        "QUEUED": 0,
        "SENT": 3,
        "NOT_SENT": 1,
        "ERROR": 0,
    }


def test_addresses_are_masked_and_not_found_by_who_may_not_see_them(posting: Posting) -> None:
    [key] = posting.queue(draft())
    assert listed(posting, CREDIT)[0].to == "contact1@example.com"
    [row] = listed(posting, OFFICE)
    assert row.to == "\N{BULLET}" * 5 + "com"
    assert listed(posting, OFFICE, filter={"text": "contact1"}) == []
    copy = posting.call(OFFICE, contract.NOTIFICATION, notification_id=key)
    assert "contact1" not in copy.model_dump_json()


def test_s_27_the_stored_copy_is_what_went_out_word_for_word(posting: Posting) -> None:
    [key] = posting.queue(draft(subject="Due", body="Line\n  by line €"))
    posting.deliver()
    copy = posting.call(CREDIT, contract.NOTIFICATION, notification_id=key)
    assert (copy.subject, copy.body) == ("Due", "Line\n  by line €")
    assert (copy.contact, copy.from_address) == ("Marlow Dental Group", "billing@harbour.example")
    assert (copy.attempts, copy.message_id) == (1, message_id(posting.row(key).dedupe_key))
    assert copy.proof.startswith("250 kept as ")
    assert copy.row.status is NotificationStatus.SENT
    assert copy.row.sent_at == build.START


def test_r_gen_10_messages_of_another_provider_are_not_there(posting: Posting) -> None:
    [key] = posting.queue(draft())
    assert listed(posting, "alpine_lead") == []
    error = posting.refused("alpine_lead", contract.NOTIFICATION, notification_id=key)
    assert isinstance(error, NotFound)
    assert isinstance(posting.refused("alpine_lead", contract.RESEND, **at(posting, key)), NotFound)
    assert isinstance(posting.refused("harbour_viewer", contract.NOTIFICATIONS), Denied)


def test_s_27_a_message_is_sent_again_as_a_new_one_to_where_the_customer_is_now(posting: Posting) -> None:
    posting.contact(email=None)
    [key] = posting.queue(draft(body="Please pay."))
    [row] = listed(posting)
    assert (row.status, row.reason) == (NotificationStatus.NOT_SENT, NotSentReason.NO_ADDRESS)
    assert posting.refused(CREDIT, contract.RESEND, **at(posting, key)).code == "E-RESEND-NO-ADDRESS"
    case_id = posting.call(CREDIT, contract.NOTIFICATION, notification_id=key).case_id
    assert case_id is not None
    posting.contact(email="new@example.com")
    acted = posting.call(CREDIT, contract.RESEND, **at(posting, key))
    assert acted.status is NotificationStatus.QUEUED
    posting.deliver()
    new = posting.row(acted.notification_id)
    assert (new.status, new.to_address, new.body) == ("SENT", "new@example.com", "Please pay.")
    assert new.resend_of_id == key
    assert posting.row(key).status == "NOT_SENT", "the old one stays as it is"
    assert posting.cases() == [("NO_ADDRESS", build.MARLOW, "CREDIT_CONTROLLER", "RESOLVED")]


def test_s_27_what_is_sent_again_has_an_id_of_its_own_and_is_wanted_by_who_asks(posting: Posting) -> None:
    [key] = posting.queue(draft())
    posting.deliver()
    again = posting.call(LEAD, contract.RESEND, **at(posting, key)).notification_id
    twice = posting.call(LEAD, contract.RESEND, **at(posting, key)).notification_id
    posting.settled |= {again, twice}
    posting.deliver()
    assert [row.status for row in posting.rows()] == ["SENT"] * 3
    assert len({row.dedupe_key for row in posting.rows()}) == 3


def test_s_27_who_may_and_what_may_be_sent_again(posting: Posting) -> None:
    [key] = posting.queue(draft())
    error = posting.refused(CREDIT, contract.RESEND, **at(posting, key))
    assert isinstance(error, Rejected)
    assert error.code == "E-STATE"
    posting.deliver()
    assert isinstance(posting.refused(CSA, contract.RESEND, **at(posting, key)), Denied)
    stale = {"notification_id": key, "version": posting.row(key).row_version - 1}
    assert isinstance(posting.refused(CREDIT, contract.RESEND, **stale), Conflict)
    posting.contact(may_email=False)
    assert posting.refused(CREDIT, contract.RESEND, **at(posting, key)).code == "E-RESEND-OPT-OUT"


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"has_sms": True}, None), ({"has_sms": False}, "E-RESEND-NO-SUBSCRIPTION")],
)
def test_r_evt_05_each_row_says_whether_it_can_be_sent_again(
    posting: Posting, fields: dict[str, bool], code: str | None
) -> None:
    posting.contact(mobile=MOBILE)
    posting.queue(draft(channel=SMS))
    posting.deliver()
    posting.set(**fields)
    page = posting.call(CREDIT, contract.NOTIFICATIONS)
    [state] = page.commands[page.rows[0].commands]
    assert [refusal.code for refusal in state.refusals] == ([code] if code else [])
    page = posting.call(CSA, contract.NOTIFICATIONS)
    [state] = page.commands[page.rows[0].commands]
    assert state.refusals[0].code == "E-POWER"


def test_s_27_the_log_is_exported_as_it_is_shown(posting: Posting) -> None:
    keys = posting.queue(*(draft() for _ in range(3)))
    page = posting.call(CREDIT, contract.EXPORT, columns=("Time", "To"))
    assert (ids(list(page.rows)), page.total, page.last) == (keys[::-1], 3, None)
    assert page.zone == "Australia/Sydney"
