"""Sends the messages that are due: taken in one transaction, sent with none open, recorded in another."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from agentview.adaptors.delivery_port import Answer, NotNow
from agentview.adaptors.mail_port import Mail, MailServer
from agentview.adaptors.message_sources import mail_server, sms_gateway
from agentview.adaptors.sms_port import SmsGateway, Text
from agentview.contract.notifications import Channel
from agentview.core import log
from agentview.core.fault_point import fault_point
from agentview.gateway.embedded import Embedded
from agentview.jobs.job import Job, Run
from agentview.services.notifications.errand import Errand, has_errand, let_go, take_block
from agentview.services.notifications.letter import Letter, StillWanted, Withheld, as_message_id, letter
from agentview.services.notifications.outcome import record, withhold
from agentview.services.notifications.outlet import Outlet, outlet_of
from agentview.services.notifications.queueing import JOB
from agentview.services.work import JobSpec

SPEC = JobSpec(JOB, every=timedelta(minutes=1))
_LEFT = timedelta(minutes=1)
"""A message whose lease ends sooner is not begun any more: the next block has it again."""


def notification_delivery(keys: Path, simulated: Path, still_wanted: StillWanted) -> Job:
    """Return the job, with the folders of keys and of what simulated partners have."""

    def handle(run: Run) -> None:
        with run.embedded.database.read() as session:
            outlet = outlet_of(session, run.caller.provider_id)
        post = Post(outlet, keys, simulated)
        try:
            DeliveryRound(run, outlet, post, still_wanted).carry_out()
        finally:
            post.close()

    return Job(SPEC, handle, has_work)


def has_work(embedded: Embedded, provider_id: int) -> bool:
    """Say whether a message of a provider is due."""
    with embedded.database.read() as session:
        return has_errand(session, provider_id, embedded.dispatcher.clock.now())


class Post:
    """The servers of a provider, each opened when the first message needs it."""

    def __init__(self, outlet: Outlet, keys: Path, simulated: Path) -> None:
        """Prepare; nothing is opened yet."""
        self._outlet, self._keys, self._simulated = outlet, keys, simulated
        self._mail: MailServer | None = None
        self._sms: SmsGateway | None = None

    def send(self, one: Letter) -> Answer:
        """Hand a message to the server of its channel."""
        if one.errand.channel is Channel.EMAIL:
            return self._mail_server().send(
                Mail(
                    as_message_id(one.wire_id),
                    one.from_address,
                    one.to_address,
                    one.subject,
                    one.body,
                    one.written_at,
                )
            )
        return self._sms_gateway().send(Text(one.wire_id, one.from_address, one.to_address, one.body))

    def close(self) -> None:
        """Let all connections go."""
        for server in (self._mail, self._sms):
            if server is not None:
                server.close()

    def _mail_server(self) -> MailServer:
        if self._mail is None:
            self._mail = mail_server(self._outlet.smtp_url, self._keys, self._simulated)
        return self._mail

    def _sms_gateway(self) -> SmsGateway:
        if self._sms is None:
            self._sms = sms_gateway(self._outlet.sms_url, self._keys, self._simulated)
        return self._sms


class DeliveryRound:
    """One round for one provider: all that is due, longest waiting first.

    Who dies between taking and recording leaves a lease; once it has run out the message is sent again, under
    the same id. A server that cannot be reached is not asked for the next message in the same round.
    """

    def __init__(self, run: Run, outlet: Outlet, post: Post, still_wanted: StillWanted) -> None:
        """Prepare."""
        self._run, self._outlet, self._post = run, outlet, post
        self._still_wanted = still_wanted
        self._silent: set[Channel] = set()
        self._done = self._failed = 0

    def carry_out(self) -> None:
        """Send all that is due."""
        while True:
            block = self._run.act(lambda unit: take_block(unit, self._silent))
            fault_point("notification_delivery.after_take")
            left = [errand for errand in block.errands if not self._deliver(errand)]
            if left:
                self._run.act(partial(let_go, errands=left))
            self._run.progress(self._done, failed=self._failed)
            if block.is_over:
                return

    def _deliver(self, errand: Errand) -> bool:
        """Bring one message to an end, or to its next try; say whether it was begun."""
        if errand.channel in self._silent or self._run.now + _LEFT > errand.lease_until:
            return False
        with self._run.embedded.database.read() as session:
            found = letter(session, self._outlet, errand, self._still_wanted)
        if isinstance(found, Withheld):
            self._run.act(lambda unit: withhold(unit, found))
            self._done += 1
        elif found is not None:
            self._send(found)
        return True

    def _send(self, found: Letter) -> None:
        answer = self._post.send(found)
        fault_point("notification_delivery.after_send")
        self._run.act(lambda unit: record(unit, found, answer))
        fault_point("notification_delivery.after_record")
        self._done += 1
        if isinstance(answer, NotNow) and answer.is_for_all:
            self._failed += 1
            self._silent.add(found.errand.channel)
            log.warn(
                "delivery.server_silent",
                code=answer.fault.value,
                operation=found.errand.channel.value,
                record_id=self._outlet.provider_id,
            )
