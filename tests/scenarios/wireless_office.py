"""A company with mobile devices: who requests, approves and fulfils, and the mails that go out of it."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from agentview.contract import approval_policies as policies
from agentview.contract import delivery
from agentview.contract.approval_policies import PolicyChange, PolicyFields, SavePolicyRequest, StepFields
from agentview.contract.delivery import DeliveryFields, SetDeliveryRequest
from agentview.contract.wireless import ApproverKind
from agentview.core.clock import SystemClock, local_day
from agentview.models.database import Database, Stamp
from agentview.models.wireless_inventory import WirelessLine
from agentview.ui.kit.appearance import AppearanceKeeper
from tests import build, wireless_world
from tests.adaptors.exchange.sftp_server import Server
from tests.fixtures.mail_server import PostOffice, post_office
from tests.scenarios import ordering_hardware as hardware
from tests.scenarios import partner
from tests.scenarios.partner import Shipped
from tests.scenarios.phone_desk import PhoneDesk
from tests.scenarios.site import Site, opened_as

REQUESTER, APPROVER, BACK_OFFICE = "harbour_viewer", "marlow_manager", "harbour_back"
"""Wendy Worker, Mo Manager to whom she reports, and the operator's back office."""
ADDRESSES = {REQUESTER: "employee3@example.com", APPROVER: "marlow_manager@example.com"}
LATE_DAYS = 31
"""So many days ago ENDED_LINE ended here: one more than its carrier takes a line back (R-WL-04)."""
_ZONE = "Australia/Sydney"
_LINK = re.compile(r"agentview:\S+")


@dataclass(kw_only=True)
class WirelessOffice(Site):
    """A site whose messages go out by a mail server."""

    mails: PostOffice

    def prepare(self) -> None:
        """Say how mails go out, and that the reporting manager approves, as an administrator does."""
        self.connect()
        with self.gateway("harbour_admin") as gateway:
            fields = DeliveryFields(
                smtp_url=self.mails.url, from_email="mobiles@harbour.example", has_quiet_hours=False
            )
            gateway.call(delivery.SET_SETTINGS, SetDeliveryRequest(version=0, fields=fields))
            step = StepFields(kind=ApproverKind.EMP_REPORTING_MANAGER)
            wanted = PolicyFields(name="The manager approves", priority=1, steps=(step,))
            made = gateway.call(policies.SAVE, SavePolicyRequest(fields=wanted))
            gateway.call(policies.ENABLE, PolicyChange(policy_id=made.policy_id, version=made.version))

    def follow_mail(self, desk: PhoneDesk, username: str, subject: str) -> None:
        """Wait for a mail to somebody, and follow its link as the mail program does (R-WL-31)."""
        desk.until(lambda: bool(self._letters(username, subject)), f"no mail {subject!r} comes")
        (body,) = self._letters(username, subject)
        (link,) = _LINK.findall(body)
        desk.window.take_link(link)

    def ship_phone(self, desk: PhoneDesk) -> str:
        """Have the warehouse send the one phone that it was asked for; return its serial number."""
        (wanted,) = partner.from_json(hardware.until_request(desk, self.sydney))
        serial = partner.imei(wanted.line)
        shipped = [Shipped(wanted, (serial,))]
        self.sydney.put("D1.json", partner.to_json("D1.json", "SYD", shipped))
        hardware.open_jobs(desk)
        hardware.run_now(desk, "sales_order_dispatch")
        return serial

    def _letters(self, username: str, subject: str) -> list[str]:
        found = []
        for mail in self.mails.mails:
            body = mail.get_body(("plain",))
            if body is not None and (mail["To"], mail["Subject"]) == (ADDRESSES[username], subject):
                found.append(str(body.get_content()))
        return found


@contextmanager
def opened(url: str, sftp: Server, keeper: AppearanceKeeper, folder: Path) -> Iterator[WirelessOffice]:
    """Furnish the company, and start mail server, server and worker; all ends without a fault."""
    with closing(Database(url)) as database, database.write(Stamp("test", build.START)) as session:
        wireless_world.seed_wireless(session)
        late = session.get_one(WirelessLine, wireless_world.ENDED_LINE)
        late.disconnected_on = local_day(SystemClock().now(), _ZONE) - timedelta(days=LATE_DAYS)
    with post_office() as mails:
        made = partial(WirelessOffice, mails=mails)
        with opened_as(made, WirelessOffice.prepare, url, sftp, keeper, folder) as office:
            yield office
