"""No message is lost, and none that is repeated bears another id, whatever kills the workers (R-EVT-16)."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from agentview.contract.notifications import NotificationStatus
from agentview.core.clock import ManualClock, SystemClock
from agentview.gateway.embedded import serve_from
from agentview.jobs.durable import DurableWork
from agentview.models.database import Database, Stamp
from agentview.models.events import Notification
from agentview.services.notifications.letter import message_id, wire_id
from tests import build
from tests.faults import delivery_jobs
from tests.faults.delivery_jobs import NEW_IDS, POINTS, SOURCE, TOO_EARLY
from tests.faults.harness import Workers
from tests.fixtures.backend import Backend
from tests.fixtures.mail_server import PostOffice, post_office
from tests.fixtures.sms_server import SmsServer, sms_server
from tests.services.notifications.posting import MOBILE, SMS, Posting, draft
from tests.world import assert_world

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
AFTER_SEND = "notification_delivery.after_send"


@dataclass
class Post:
    """Harbour's messages, real servers that take them, and the workers that are killed."""

    posting: Posting
    office: PostOffice
    gateway: SmsServer
    url: str
    folder: Path

    def workers(self, source: str = SOURCE) -> Workers:
        """Return workers between which the leases of the dead run out."""
        return Workers(self.url, source, self.let_leases_run_out, self.folder)

    def let_leases_run_out(self) -> None:
        now = SystemClock().now()
        with self.posting.backend.database.write(Stamp("test", now)) as session:
            session.execute(
                update(Notification)
                .where(Notification.lease_until.is_not(None))
                .values(lease_until=now - timedelta(hours=1))
            )

    def queue(self) -> None:
        """Queue e-mails and texts, whose round is asked for with them."""
        self.posting.queue(draft(), draft(channel=SMS), draft(build.OKONKWO), draft(channel=SMS))

    def arrived(self) -> Counter[str]:
        """Return how often each id came to a server."""
        return Counter(self.office.ids) + Counter(text["id"] for text in self.gateway.posted)

    def assert_all_arrived(self, most_repeats: int) -> None:
        """See that each message is sent, came under its own id, and once but for so many."""
        rows = self.posting.rows()
        assert {row.status for row in rows} == {NotificationStatus.SENT.value}
        expected = {
            wire_id(row.dedupe_key) if row.channel == SMS.value else message_id(row.dedupe_key)
            for row in rows
        }
        arrived = self.arrived()
        assert set(arrived) == expected, "each under its own id, and none is missing"
        assert arrived.total() <= len(rows) + most_repeats
        assert len(self.gateway.taken) == sum(row.channel == SMS.value for row in rows)
        assert_world(self.posting.backend.database)


@pytest.fixture(params=["sqlite", "postgresql"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    """Return Harbour and its servers, on each database."""
    fixture = "postgres_url" if request.param == "postgresql" else "sqlite_url"
    url = str(request.getfixturevalue(fixture))
    work = DurableWork(delivery_jobs.jobs_in(tmp_path))
    with (
        closing(serve_from(Database(url), SystemClock(), engine=work)) as embedded,
        closing(work),
        post_office() as office,
        sms_server() as gateway,
    ):
        work.load(embedded.database_url)
        posting = Posting(Backend(request.param, embedded, ManualClock(build.START)), tmp_path)
        posting.contact(mobile=MOBILE)
        posting.set(smtp_url=office.url, sms_url=gateway.url)
        yield Post(posting, office, gateway, url, tmp_path)


def test_r_evt_16_killed_at_each_point_nothing_is_lost_and_a_repeat_bears_the_same_id(post: Post) -> None:
    """Only what was sent and not yet recorded may come again: one message for each such death."""
    deaths = 0
    for point in POINTS:
        for skip in (0, 1) if point != POINTS[0] else (0,):
            post.queue()
            post.workers().die(point, skip)
            deaths += point == AFTER_SEND
            post.workers().finish()
            post.assert_all_arrived(most_repeats=deaths)


def test_r_evt_16_killed_again_in_recovery_it_is_still_the_same_message(post: Post) -> None:
    post.queue()
    post.workers().die_and_recover(AFTER_SEND, AFTER_SEND)
    post.assert_all_arrived(most_repeats=2)


def test_control_with_a_new_id_at_each_try_a_repeat_is_not_known_again(post: Post) -> None:
    post.queue()
    post.workers(NEW_IDS).die(AFTER_SEND)
    post.workers(NEW_IDS).finish()
    with pytest.raises(AssertionError, match="each under its own id"):
        post.assert_all_arrived(most_repeats=1)


def test_control_recorded_before_it_is_sent_a_message_is_lost(post: Post) -> None:
    post.queue()
    post.workers(TOO_EARLY).die(AFTER_SEND)
    post.workers(TOO_EARLY).finish()
    with pytest.raises(AssertionError, match="none is missing"):
        post.assert_all_arrived(most_repeats=0)
