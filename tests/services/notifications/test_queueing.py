"""Messages are queued once, to who wants them; else the row says why not, and a case stands."""

from datetime import UTC, datetime, time

from sqlalchemy import select

from agentview.models.job_run import JobRun
from agentview.models.trail import AuditEntry
from agentview.services.network.system import SYSTEM
from agentview.services.notifications.queueing import queue_to
from tests import build
from tests.services.notifications.posting import EMAIL, MOBILE, SMS, Posting, draft


def test_r_evt_13_a_message_is_queued_word_for_word_and_a_round_is_asked_for(posting_here: Posting) -> None:
    [key] = posting_here.queue(draft(subject="Due", body="Line\nby line"))
    row = posting_here.row(key)
    assert (row.status, row.subject, row.body) == ("QUEUED", "Due", "Line\nby line")
    assert (row.to_address, row.from_address) == ("contact1@example.com", "billing@harbour.example")
    assert (row.queued_at, row.next_try_at) == (build.START, build.START)
    with posting_here.backend.database.read() as session:
        assert session.scalars(select(JobRun.job)).all() == ["notification_delivery"]
        entry = session.scalars(select(AuditEntry).where(AuditEntry.entity == "notification")).one()
        assert (entry.action, entry.account_id, entry.reason) == ("queue", build.MARLOW, None)


def test_r_evt_16_of_the_same_nothing_is_queued_twice(posting_here: Posting) -> None:
    same = draft(once="SC-1:7", event_type="AUTO_SUSPEND")
    assert len(posting_here.queue(same, same)) == 1
    assert posting_here.queue(same) == []
    other_event = draft(once="SC-1:7", event_type="AUTO_UNSUSPEND")
    other_service = draft(once="SC-1:8", event_type="AUTO_SUSPEND")
    other_account = draft(build.OKONKWO, once="SC-1:7", event_type="AUTO_SUSPEND")
    assert len(posting_here.queue(other_event, other_service, other_account)) == 3


def test_r_evt_16_a_long_key_is_known_again_too(posting_here: Posting) -> None:
    long = draft(once="x" * 400)
    assert len(posting_here.queue(long, long, draft(once="x" * 399 + "y"))) == 2


def test_r_evt_05_without_the_subscription_no_text_is_sent(posting_here: Posting) -> None:
    posting_here.contact(mobile=MOBILE)
    posting_here.set(has_sms=False)
    posting_here.queue(draft(channel=SMS), draft(build.OKONKWO, SMS), draft(channel=EMAIL))
    assert posting_here.states() == [
        ("NOT_SENT", "NO_SUBSCRIPTION"),
        ("NOT_SENT", "NO_SUBSCRIPTION"),
        ("QUEUED", None),
    ]
    assert posting_here.cases() == [("NO_SUBSCRIPTION", None, "ADMIN", "OPEN")], "one for all customers"
    posting_here.set(has_sms=True)
    [key] = posting_here.queue(draft(channel=SMS))
    assert (posting_here.row(key).status, posting_here.row(key).to_address) == ("QUEUED", MOBILE)


def test_r_evt_14_who_opted_out_is_not_written_to_and_a_case_says_so(posting_here: Posting) -> None:
    posting_here.contact(may_email=False, mobile=MOBILE)
    posting_here.queue(draft(), draft(), draft(channel=SMS))
    assert posting_here.states() == [("NOT_SENT", "OPT_OUT"), ("NOT_SENT", "OPT_OUT"), ("QUEUED", None)]
    assert posting_here.cases() == [("OPT_OUT", build.MARLOW, "CREDIT_CONTROLLER", "OPEN")]


def test_r_evt_13_without_an_address_nothing_is_sent(posting_here: Posting) -> None:
    posting_here.queue(draft(channel=SMS))
    posting_here.contact(email=None)
    posting_here.queue(draft())
    assert posting_here.states() == [("NOT_SENT", "NO_ADDRESS")] * 2
    assert [case[0] for case in posting_here.cases()] == ["NO_ADDRESS"]


def test_contacts_for_billing_are_written_to_before_the_holder(posting_here: Posting) -> None:
    posting_here.add_contact(kind="BILLING", name="Accounts", email="accounts@example.com")
    posting_here.add_contact(kind="BILLING", name="Boss", email="boss@example.com", may_email=False)
    posting_here.add_contact(kind="BILLING", name="Again", email="Accounts@example.com")
    posting_here.add_contact(kind="DELIVERY", name="Gate", email="gate@example.com", mobile=MOBILE)
    posting_here.queue(draft(), draft(channel=SMS))
    assert [(row.to_address, row.status) for row in posting_here.rows()] == [
        ("accounts@example.com", "QUEUED"),
        ("boss@example.com", "NOT_SENT"),
        (MOBILE, "QUEUED"),
    ]


def test_r_evt_14_in_quiet_hours_a_message_waits_for_their_end(posting_here: Posting) -> None:
    """It is 20:00 in Sydney, at which quiet hours begin; they end at 08:00."""
    posting_here.set(has_quiet_hours=True)
    [key] = posting_here.queue(draft())
    assert posting_here.row(key).next_try_at == datetime(2026, 11, 16, 21, 0, tzinfo=UTC)
    posting_here.set(quiet_from=time(20, 1))
    [now] = posting_here.queue(draft())
    assert posting_here.row(now).next_try_at == build.START


def test_a_test_of_a_template_goes_to_whoever_was_typed(posting_here: Posting) -> None:
    posting_here.contact(may_email=False)
    posting_here.backend.dispatcher.act(SYSTEM, lambda unit: queue_to(unit, draft(), "me@harbour.example"))
    [row] = posting_here.rows()
    assert (row.status, row.to_address, row.contact_id) == ("QUEUED", "me@harbour.example", None)
