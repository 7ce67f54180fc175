"""Messages go out to real servers, each once, and what came of it is kept (R-EVT-08, 13, 14, 16)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agentview.services.notifications.errand import BLOCK, take_block
from agentview.services.notifications.letter import message_id
from agentview.services.notifications.rules import LEASE, MOST_ATTEMPTS
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.mail_server import TAKEN, PostOffice, post_office
from tests.fixtures.sms_server import SmsServer, sms_server
from tests.services.notifications.posting import MOBILE, SMS, Posting, draft
from tests.world import assert_world

SOON = timedelta(seconds=30)


@pytest.fixture
def posting(local_backend: Backend, tmp_path: Path) -> Posting:
    """Return Harbour writing to its customers."""
    return Posting(local_backend, tmp_path)


@pytest.fixture
def office(posting: Posting) -> Iterator[PostOffice]:
    """Return the SMTP server that Harbour's e-mails go out by."""
    with post_office() as opened:
        posting.set(smtp_url=opened.url)
        yield opened


@pytest.fixture
def gateway(posting: Posting) -> Iterator[SmsServer]:
    """Return the gateway that Harbour's texts go out by."""
    posting.contact(mobile=MOBILE)
    with sms_server() as opened:
        posting.set(sms_url=opened.url)
        yield opened


def test_r_evt_13_e_mails_and_texts_go_out_and_the_proof_is_kept(
    posting: Posting, office: PostOffice, gateway: SmsServer
) -> None:
    assert not posting.has_work()
    mail, text = posting.queue(draft(subject="Due", body="Please pay."), draft(channel=SMS))
    assert posting.has_work()
    assert not posting.has_work(build.ALPINE)
    run = posting.deliver()
    assert (run.done, run.failed) == (2, 0)
    assert posting.states() == [("SENT", None), ("SENT", None)]
    assert posting.row(mail).proof == TAKEN
    assert posting.row(text).proof == '202 {"status": "queued"}'
    assert (posting.row(mail).sent_at, posting.row(mail).attempts) == (build.START, 1)
    assert office.receivers == ["contact1@example.com"]
    assert office.ids == [message_id(posting.row(mail).dedupe_key)]
    [posted] = gateway.posted
    assert (posted["to"], posted["from"], posted["text"]) == (MOBILE, "Harbour", "Please pay.")
    assert not posting.has_work()
    posting.deliver()
    assert len(office.mails) == 1, "a second round does nothing twice"
    assert_world(posting.backend.database)


def test_more_than_a_block_goes_out_in_one_round_over_one_connection(
    posting: Posting, office: PostOffice
) -> None:
    posting.queue(*(draft() for _ in range(BLOCK + 1)))
    posting.deliver()
    assert {status for status, _ in posting.states()} == {"SENT"}
    assert len(set(office.ids)) == len(office.ids) == BLOCK + 1
    assert office.sessions == 1


def test_r_evt_13_what_is_refused_for_good_is_an_error_with_a_case(
    posting: Posting, office: PostOffice
) -> None:
    office.reply_receiver = "550 5.1.1 no such user"
    first, second = posting.queue(draft(), draft())
    posting.deliver()
    for key in (first, second):
        assert (posting.row(key).status, posting.row(key).error_text) == ("ERROR", "550 5.1.1 no such user")
    assert posting.cases() == [("ERROR", build.MARLOW, "CREDIT_CONTROLLER", "OPEN")]


def test_r_evt_13_what_is_refused_for_now_is_tried_again_later_and_later(
    posting: Posting, office: PostOffice
) -> None:
    office.reply_data = "451 try later"
    [key] = posting.queue(draft())
    posting.deliver()
    row = posting.row(key)
    assert (row.status, row.attempts, row.error_text) == ("QUEUED", 1, "451 try later")
    assert row.next_try_at == build.START + SOON
    posting.later(SOON - timedelta(microseconds=1))
    assert posting.row(key).attempts == 1
    posting.later(timedelta(microseconds=1))
    assert posting.row(key).attempts == 2
    assert posting.row(key).next_try_at == posting.backend.clock.now() + 2 * SOON
    office.reply_data = TAKEN
    posting.later(2 * SOON)
    assert (posting.row(key).status, posting.row(key).error_text) == ("SENT", None)


def test_r_evt_13_after_its_last_attempt_it_is_given_up(posting: Posting, office: PostOffice) -> None:
    office.reply_data = "451 try later"
    [key] = posting.queue(draft())
    posting.deliver()
    for _ in range(MOST_ATTEMPTS - 2):
        posting.later(timedelta(hours=1))
    assert (posting.row(key).status, posting.row(key).attempts) == ("QUEUED", MOST_ATTEMPTS - 1)
    posting.later(timedelta(hours=1))
    assert (posting.row(key).status, posting.row(key).attempts) == ("ERROR", MOST_ATTEMPTS)
    assert [case[0] for case in posting.cases()] == ["ERROR"]


def test_r_evt_16_an_answer_that_was_lost_is_asked_for_again_under_the_same_id(
    posting: Posting, office: PostOffice, gateway: SmsServer
) -> None:
    office.cuts = gateway.cuts = 1
    posting.queue(draft(), draft(channel=SMS))
    posting.deliver()
    assert [row.error_text for row in posting.rows()] == ["no answer"] * 2
    posting.later(SOON)
    assert posting.states() == [("SENT", None)] * 2
    assert len(office.ids) == 2
    assert len(set(office.ids)) == 1
    assert len(gateway.posted) == 2
    assert len(gateway.taken) == 1


def test_a_server_that_is_away_is_asked_once_a_round_and_keeps_nothing_else_waiting(
    posting: Posting, gateway: SmsServer
) -> None:
    with post_office() as gone:
        posting.set(smtp_url=gone.url)
    keys = posting.queue(draft(), draft(), draft(channel=SMS), draft())
    run = posting.deliver()
    assert run.failed == 1
    assert [posting.row(key).status for key in keys] == ["QUEUED", "QUEUED", "SENT", "QUEUED"]
    assert [posting.row(key).attempts for key in keys] == [1, 0, 1, 0]
    assert [posting.row(key).lease_until for key in keys] == [None] * 4
    assert len(gateway.posted) == 1
    with post_office() as back:
        posting.set(smtp_url=back.url)
        posting.later(SOON)
        assert len(back.mails) == 3
    assert {status for status, _ in posting.states()} == {"SENT"}


def test_r_evt_08_what_is_settled_meanwhile_is_not_sent_and_raises_no_case(
    posting: Posting, office: PostOffice
) -> None:
    paid, unpaid = posting.queue(draft(), draft())
    posting.settled.add(paid)
    posting.deliver()
    assert posting.states() == [("NOT_SENT", "NO_LONGER_DUE"), ("SENT", None)]
    assert office.ids == [message_id(posting.row(unpaid).dedupe_key)]
    assert posting.cases() == []


def test_r_evt_14_who_opts_out_while_a_message_waits_does_not_get_it(
    posting: Posting, office: PostOffice
) -> None:
    posting.queue(draft())
    posting.contact(may_email=False)
    posting.deliver()
    assert posting.states() == [("NOT_SENT", "OPT_OUT")]
    assert office.mails == []
    assert [case[0] for case in posting.cases()] == ["OPT_OUT"]


@pytest.mark.parametrize("fields", [{"smtp_url": ""}, {"from_email": ""}])
def test_a_channel_that_is_not_set_up_sends_nothing_and_says_so(
    posting: Posting, fields: dict[str, str]
) -> None:
    posting.set(**fields)
    posting.queue(draft(), draft(build.OKONKWO))
    posting.deliver()
    assert posting.states() == [("NOT_SENT", "NO_SERVER")] * 2
    assert posting.cases() == [("NO_SERVER", None, "ADMIN", "OPEN")]


def test_r_evt_14_what_comes_into_quiet_hours_waits_and_a_day_late_is_not_sent(
    posting: Posting, office: PostOffice
) -> None:
    """Quiet hours are from 20:00 to 08:00 in Sydney; it is 20:00 there.

    A message of exactly a day before their end still goes out then, one of a moment earlier does not.
    """
    end = datetime(2026, 11, 17, 21, 0, tzinfo=UTC)
    posting.set(has_quiet_hours=True)
    posting.backend.clock.set(end - timedelta(days=1, microseconds=1))
    posting.set(has_quiet_hours=False)
    [late] = posting.queue(draft())
    posting.backend.clock.move(timedelta(microseconds=1))
    [in_time] = posting.queue(draft())
    posting.set(has_quiet_hours=True)
    posting.backend.clock.set(end - timedelta(hours=2))
    posting.deliver()
    assert (posting.row(late).status, posting.row(late).not_sent_reason) == ("NOT_SENT", "QUIET_HOURS")
    assert (posting.row(in_time).status, posting.row(in_time).next_try_at) == ("QUEUED", end)
    assert posting.row(in_time).attempts == 0
    assert [case[0] for case in posting.cases()] == ["QUIET_HOURS"]
    posting.backend.clock.set(end - timedelta(microseconds=1))
    assert not posting.has_work()
    posting.backend.clock.set(end)
    posting.deliver()
    assert office.ids == [message_id(posting.row(in_time).dedupe_key)]


def test_a_digest_is_one_e_mail_for_an_account_and_event(posting: Posting, office: PostOffice) -> None:
    posting.set(is_digest=True)
    first, other_account, second, other_event, third = posting.queue(
        draft(body="One."),
        draft(build.OKONKWO),
        draft(body="Two."),
        draft(event_type="AUTO_SUSPEND"),
        draft(body="Three."),
    )
    posting.settled.add(third)
    posting.deliver()
    assert [row.status for row in posting.rows()] == ["SENT", "SENT", "SENT", "SENT", "NOT_SENT"]
    assert posting.row(third).not_sent_reason == "NO_LONGER_DUE"
    assert len(office.mails) == 3
    assert [row.digest_id for row in posting.rows()] == [None, None, first, None, None]
    [body] = [
        mail.get_content()
        for mail in office.mails
        if str(mail["Message-ID"]) == message_id(posting.row(first).dedupe_key)
    ]
    assert "One." in body
    assert "Two." in body
    assert "Three." not in body
    assert posting.row(second).proof == posting.row(first).proof == TAKEN
    assert posting.row(other_account).digest_id is posting.row(other_event).digest_id is None


def test_parts_of_a_digest_follow_it_and_go_by_themselves_where_it_is_withheld(
    posting: Posting, office: PostOffice
) -> None:
    posting.set(is_digest=True)
    office.reply_data = "451 try later"
    first, second = posting.queue(draft(body="One."), draft(body="Two."))
    posting.deliver()
    [third] = posting.queue(draft(body="Three."))
    assert [row.status for row in posting.rows()] == ["QUEUED"] * 3
    office.reply_data = TAKEN
    posting.settled.add(first)
    posting.later(SOON)
    assert posting.states() == [("NOT_SENT", "NO_LONGER_DUE"), ("SENT", None), ("SENT", None)]
    assert sorted(mail.get_content().strip() for mail in office.mails) == ["Three.", "Two."]
    assert posting.row(second).digest_id is posting.row(third).digest_id is None


def test_texts_are_never_one_digest(posting: Posting, gateway: SmsServer) -> None:
    posting.set(is_digest=True)
    posting.queue(draft(channel=SMS), draft(channel=SMS))
    posting.deliver()
    assert len(gateway.taken) == 2


def test_a_message_that_a_dead_worker_took_is_sent_once_its_lease_has_run_out(
    posting: Posting, office: PostOffice
) -> None:
    [key] = posting.queue(draft())
    posting.backend.dispatcher.act(posting.caller, take_block)
    posting.later(LEASE)
    assert office.mails == [], "the dead one's lease lasts"
    posting.later(timedelta(microseconds=1))
    assert posting.states() == [("SENT", None)]
    assert posting.row(key).attempts == 2


def test_what_another_worker_settles_meanwhile_is_left_alone(posting: Posting, office: PostOffice) -> None:
    """The answer of who was slow changes nothing any more; a message that was taken was taken."""
    [key] = posting.queue(draft())

    def overtake(_key: int) -> None:
        posting.on_wanted = lambda _id: None
        posting.later(LEASE + timedelta(seconds=1))

    posting.on_wanted = overtake
    posting.deliver()
    row = posting.row(key)
    assert (row.status, row.attempts) == ("SENT", 2)
    assert len(set(office.ids)) == 1
    assert_world(posting.backend.database)


def test_simulated_servers_keep_what_goes_out_in_a_folder(posting: Posting, tmp_path: Path) -> None:
    posting.contact(mobile=MOBILE)
    posting.queue(draft(), draft(channel=SMS))
    posting.deliver()
    assert posting.states() == [("SENT", None)] * 2
    box = tmp_path / "simulated" / "messages" / "harbour"
    [mail], [text] = (box / "mail").iterdir(), (box / "sms").iterdir()
    assert b"To: contact1@example.com" in mail.read_bytes()
    assert json.loads(text.read_text())["to"] == MOBILE


def test_no_address_and_no_text_gets_into_the_log(
    posting: Posting, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.reply_receiver = "550 no contact1@example.com here"
    posting.queue(draft(body="Dear Marlow"))
    posting.set(sms_url="http://127.0.0.1:1/")
    posting.contact(mobile=MOBILE)
    posting.queue(draft(channel=SMS))
    with caplog.at_level("DEBUG"):
        posting.deliver()
    own = [record for record in caplog.records if record.name.startswith("agentview")]
    told = " ".join(f"{record.getMessage()} {record.__dict__.get('fields')}" for record in own)
    assert "delivery.server_silent" in told
    for personal in ("example.com", MOBILE, "Marlow"):
        assert personal not in told
