"""The form of the delivery settings, and the dialog that tries a channel out."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from agentview.contract.delivery import (
    SET_SETTINGS,
    SETTINGS,
    TEST,
    DeliveryFault,
    DeliveryFields,
    DeliverySettings,
    DeliveryTestRequest,
    SetDeliveryRequest,
)
from agentview.contract.notifications import Channel
from agentview.contract.op import Message, Nothing
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.views.events.words import channel_word

_NO_DAY = date(2000, 1, 1)
"""The form has no field for a day that would ask for today."""


def delivery_form(found: DeliverySettings) -> RecordForm:
    """Servers, senders, quiet hours, digest, and what messages say about paying and help."""

    def request(shown: DeliverySettings, values: Values) -> Message:
        fields = {name: _typed(value) for name, value in values.items()}
        return SetDeliveryRequest.model_validate({"version": shown.version, "fields": fields})

    def read(gateway: Gateway) -> DeliverySettings:
        return gateway.call(SETTINGS, Nothing())

    text = DialogText(
        _word("Delivery settings"),
        _word("Save"),
        _word("Change nothing"),
        _word("Saving..."),
        _word("They hold for the next message that goes out."),
    )
    spec = FormSpec("delivery-settings", SET_SETTINGS, request, _values_of, read)
    return RecordForm(
        found, spec, text, (*_mail(), *_texts(), *_hours(found.zone), *_helps()), _values_of(found)
    )


class TryDialog(SentDialog):
    """Tries a channel out as it is set; `sent(DeliveryTested)` tells what became of it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        """Tries e-mail unless SMS is chosen."""
        text = DialogText(
            _word("Test connection"),
            _word("Test"),
            _word("Close"),
            _word("Trying..."),
            _word("The server is asked from the computer that answers. Without an address nothing is sent."),
        )
        channels = tuple((one.value, channel_word(one)) for one in Channel)
        form = FormBinder(
            (
                Field("channel", _word("Channel"), FieldKind.CHOICE, choices=channels, can_be_empty=False),
                Field(
                    "to",
                    _word("Send a short message to"),
                    help=_word(
                        "An e-mail address or a number of your own; empty: only the connection is tried."
                    ),
                    most_chars=200,
                ),
            ),
            lambda: _NO_DAY,
        )
        super().__init__(parent, desk, text, form)
        form.setParent(self)
        self.form = form

    def sending(self, key: str) -> Sending[Any, Any]:
        """What is tried."""
        values = self.form.values()
        wanted = {"channel": values["channel"], "to": values["to"] or ""}
        return Sending(TEST, DeliveryTestRequest.model_validate(wanted), key)


def fault_word(fault: DeliveryFault) -> str:
    """Why messages cannot go out over a channel, and what helps."""
    return {
        DeliveryFault.NOT_SET: _word("No server or no sender is set. Enter both."),
        DeliveryFault.ADDRESS: _word("The address of the server is none. Look at how it is written."),
        DeliveryFault.KEY: _word(
            "The password or token is missing in the keys folder, can be read by others, or would go over an "
            "open line."
        ),
        DeliveryFault.UNREACHABLE: _word(
            "The server cannot be reached. Look at its name, port and firewall."
        ),
        DeliveryFault.TIMEOUT: _word("The server did not answer in time. Try again later."),
        DeliveryFault.TLS: _word("The server has no encryption, or a certificate that is not trusted."),
        DeliveryFault.SIGN_IN: _word("The server did not accept the name or the password."),
        DeliveryFault.REFUSED: _word("The server was reached, and said no."),
    }[fault]


def keys_sentence() -> str:
    """Where passwords go, as they are not typed in."""
    return _word(
        "Passwords and tokens are not typed in here: who runs the workers puts them into the folder "
        "exchange-keys of their data folder, as user@host.password for the mail server and host.token for "
        "the SMS gateway, readable for that user alone."
    )


def _values_of(found: DeliverySettings) -> Values:
    return dict(found.fields.model_dump())


def _typed(value: object) -> object:
    return "" if value is None else value


def _mail() -> tuple[Field, ...]:
    return (
        Field(
            "smtp_url",
            _word("Mail server"),
            help=_word("Such as smtp://user@mail.example.org:587, without a password. Empty: no e-mails."),
            most_chars=200,
        ),
        Field("from_email", _word("Sender of e-mails"), most_chars=200),
    )


def _texts() -> tuple[Field, ...]:
    return (
        Field(
            "has_sms",
            _word("SMS subscription"),
            FieldKind.CHECK,
            help=_word("Text messages are part of your contract."),
        ),
        Field(
            "sms_url",
            _word("SMS gateway"),
            help=_word("Such as https://gateway.example.org/messages. simulator://NAME plays one."),
            most_chars=200,
        ),
        Field(
            "sms_sender",
            _word("Sender of text messages"),
            help=_word("A number, or up to eleven letters and digits."),
            chars=20,
            most_chars=40,
        ),
    )


def _hours(zone: str) -> tuple[Field, ...]:
    help_text = _word("Hours and minutes, such as 20:00, in {zone}.").replace("{zone}", zone)
    return (
        Field(
            "has_quiet_hours",
            _word("Quiet hours"),
            FieldKind.CHECK,
            help=_word("Messages wait until they end."),
        ),
        Field("quiet_from", _word("Quiet from"), help=help_text, chars=6, most_chars=5),
        Field("quiet_to", _word("Quiet to"), chars=6, most_chars=5),
        Field(
            "is_digest",
            _word("Digest"),
            FieldKind.CHECK,
            help=_word("What waits for one customer goes out as one message."),
        ),
    )


def _helps() -> tuple[Field, ...]:
    return (
        Field(
            "pay_url",
            _word("How to pay"),
            help=_word("An address that messages show as %%payUrl%%."),
            most_chars=200,
        ),
        Field(
            "care_line",
            _word("Care line"),
            help=_word("Whom to call for help; messages show it as %%careLine%%."),
            most_chars=200,
        ),
    )


def fields_told(fields: DeliveryFields) -> tuple[tuple[str, str], ...]:
    """Each setting by its label, as it is shown beside the form."""
    hours = _word("none")
    if fields.has_quiet_hours:
        hours = f"{fields.quiet_from} \u2013 {fields.quiet_to}"
    return (
        (_word("Mail server"), fields.smtp_url),
        (_word("Sender of e-mails"), fields.from_email),
        (_word("SMS subscription"), _word("yes") if fields.has_sms else _word("no")),
        (_word("SMS gateway"), fields.sms_url),
        (_word("Sender of text messages"), fields.sms_sender),
        (_word("Quiet hours"), hours),
        (_word("Digest"), _word("one message per customer") if fields.is_digest else _word("no")),
        (_word("How to pay"), fields.pay_url),
        (_word("Care line"), fields.care_line),
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("EventSetUp", text)
