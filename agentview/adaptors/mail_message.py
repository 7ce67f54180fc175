"""Makes an e-mail as it goes over the wire: plain text, seven bits, and a stable Message-ID."""

from datetime import UTC
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from agentview.adaptors.mail_address import mailbox
from agentview.adaptors.mail_port import Mail

_POLICY = SMTP.clone(cte_type="7bit")


class MailUnusableError(Exception):
    """An e-mail cannot be written: an address is none, or something would break out of its header."""


def envelope(mail: Mail) -> tuple[str, str]:
    """Return from whom and to whom an e-mail goes. Raises MailUnusableError."""
    sender, receiver = mailbox(mail.from_address), mailbox(mail.to_address)
    if sender is None:
        raise MailUnusableError("the sender is no e-mail address")
    if receiver is None:
        raise MailUnusableError("this is no e-mail address")
    return sender, receiver


def written(mail: Mail) -> bytes:
    """Return an e-mail with its headers, in ASCII. Raises MailUnusableError."""
    sender, receiver = envelope(mail)
    if not mail.subject.isprintable() or not mail.message_id.isprintable():
        raise MailUnusableError("the subject has more than one line")
    message = EmailMessage(policy=_POLICY)
    try:
        message["From"] = sender
        message["To"] = receiver
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(mail.written_at.astimezone(UTC))
        message["Message-ID"] = mail.message_id
        # Programs that answer by themselves, such as absence notes, leave it alone (RFC 3834).
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.body)
        return message.as_bytes()
    except (ValueError, MessageError) as error:
        raise MailUnusableError("the e-mail cannot be written") from error
