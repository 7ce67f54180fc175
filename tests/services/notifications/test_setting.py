"""How messages go out is set by who administers events, and tried out without sending anything."""

import pytest
from sqlalchemy import delete

from agentview.contract import delivery as contract
from agentview.contract.delivery import DeliveryFault, DeliveryFields
from agentview.contract.notifications import Channel
from agentview.core.errors import Conflict, Denied
from agentview.core.settings import Settings
from agentview.models.database import Stamp
from agentview.models.events import DeliverySetting
from tests import build
from tests.fixtures.mail_server import TAKEN, post_office
from tests.fixtures.sms_server import sms_server
from tests.services.notifications.posting import SMS, Posting

ADMIN = "harbour_admin"


def fields(posting: Posting, **changed: object) -> dict[str, object]:
    """Return the setting as it is, with changes."""
    return posting.call(ADMIN, contract.SETTINGS).fields.model_dump() | changed


def version(posting: Posting) -> int:
    return posting.call(ADMIN, contract.SETTINGS).version


def save(posting: Posting, **changed: object) -> contract.DeliverySettings:
    wanted = {"version": version(posting), "fields": fields(posting, **changed)}
    return posting.call(ADMIN, contract.SET_SETTINGS, **wanted)


def test_what_is_set_is_read_again_with_who_set_it(posting: Posting) -> None:
    kept = save(posting, smtp_url="smtp://me@mail.example.org:587", quiet_from="21:30", is_digest=True)
    assert kept == posting.call(ADMIN, contract.SETTINGS)
    assert (kept.fields.smtp_url, kept.fields.quiet_from) == ("smtp://me@mail.example.org:587", "21:30")
    assert kept.fields.is_digest
    assert (kept.changed_by, kept.zone) == ("Harbour Admin", "Australia/Sydney")


def test_where_nothing_was_set_there_are_defaults(posting: Posting) -> None:
    """Quiet hours are on before anybody has thought of them."""
    with posting.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(delete(DeliverySetting))
    found = posting.call(ADMIN, contract.SETTINGS)
    assert (found.version, found.fields, found.changed_at) == (0, DeliveryFields(), None)
    assert DeliveryFields().has_quiet_hours
    assert (DeliveryFields().quiet_from, DeliveryFields().quiet_to) == ("20:00", "08:00")
    assert not DeliveryFields().has_sms


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"smtp_url": "mail.example.org"}, "E-DELIVERY-ADDRESS", "smtp_url"),
        ({"smtp_url": "smtp://me:secret@mail.example.org"}, "E-DELIVERY-ADDRESS", "smtp_url"),
        ({"sms_url": "ftp://gateway.example.org"}, "E-DELIVERY-ADDRESS", "sms_url"),
        ({"sms_url": "https://me:secret@gateway.example.org"}, "E-DELIVERY-ADDRESS", "sms_url"),
        ({"sms_url": "simulator://a/b"}, "E-DELIVERY-ADDRESS", "sms_url"),
        ({"from_email": "Harbour <billing@harbour.example>"}, "E-DELIVERY-SENDER", "from_email"),
        ({"sms_sender": "Harbour Mobile"}, "E-DELIVERY-SENDER", "sms_sender"),
        ({"quiet_from": "08:00", "quiet_to": "08:00"}, "E-DELIVERY-QUIET", "quiet_to"),
    ],
)
def test_what_cannot_work_is_refused_at_its_field(
    posting: Posting, changed: dict[str, object], code: str, field: str
) -> None:
    wanted = {"version": version(posting), "fields": fields(posting, has_quiet_hours=True, **changed)}
    error = posting.refused(ADMIN, contract.SET_SETTINGS, **wanted)
    assert [(refusal.code, refusal.field) for refusal in error.refusals] == [(code, field)]


def test_of_two_at_once_the_second_is_told(posting: Posting) -> None:
    seen = version(posting)
    save(posting, care_line="131 500")
    error = posting.refused(ADMIN, contract.SET_SETTINGS, version=seen, fields=fields(posting))
    assert isinstance(error, Conflict)


def test_only_who_administers_events_reads_and_sets_it(posting: Posting) -> None:
    for username in ("harbour_lead", "harbour_csa", "harbour_credit"):
        assert isinstance(posting.refused(username, contract.SETTINGS), Denied)
        assert isinstance(posting.refused(username, contract.TEST, channel="EMAIL"), Denied)


def test_a_channel_is_tried_out_without_sending_and_with(
    posting: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(posting.root))
    assert Settings().data_folder == posting.root
    with post_office() as office, sms_server() as gateway:
        posting.set(smtp_url=office.url, sms_url=gateway.url)
        tried = posting.call(ADMIN, contract.TEST, channel="EMAIL")
        assert (tried.channel, tried.fault, tried.is_sent) == (Channel.EMAIL, None, False)
        assert office.mails == []
        tried = posting.call(ADMIN, contract.TEST, channel="EMAIL", to="me@harbour.example")
        assert (tried.fault, tried.answer, tried.is_sent) == (None, TAKEN, True)
        assert office.receivers == ["me@harbour.example"]
        assert posting.call(ADMIN, contract.TEST, channel="SMS").fault is None
        assert gateway.posted == []
        assert posting.call(ADMIN, contract.TEST, channel="SMS", to="0400 000 009").is_sent
        assert gateway.posted[0]["to"] == "+61400000009"
        office.reply_receiver = "550 no such user"
        tried = posting.call(ADMIN, contract.TEST, channel="EMAIL", to="me@harbour.example")
        assert (tried.fault, tried.answer) == (DeliveryFault.REFUSED, "550 no such user")
    assert posting.call(ADMIN, contract.TEST, channel="EMAIL").fault is DeliveryFault.UNREACHABLE
    posting.set(sms_sender="")
    assert posting.call(ADMIN, contract.TEST, channel=SMS.value).fault is DeliveryFault.NOT_SET
    error = posting.refused(ADMIN, contract.TEST, channel="EMAIL", to="nobody")
    assert (error.code, error.refusals[0].field) == ("E-DELIVERY-TO", "to")
