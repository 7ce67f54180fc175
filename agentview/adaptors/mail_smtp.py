"""Hands e-mails to a server by SMTP, and knows of each whether it was taken."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import truststore

from agentview.adaptors.delivery_port import Accepted, Answer, NotNow, Refused, Unknown, said
from agentview.adaptors.mail_address import ENCRYPTED, MailPlace, mail_place
from agentview.adaptors.mail_message import MailUnusableError, envelope, written
from agentview.adaptors.mail_port import Mail
from agentview.adaptors.partner_key import KeyUnusableError, is_here, key_in
from agentview.contract.delivery import DeliveryFault

SECONDS = 20.0
"""How long a server may take for one answer."""

_GO_ON, _TAKEN, _LEAVES = 354, 250, 421
_PERMANENT = 500


class _NotNowError(Exception):
    """The server cannot be used at the moment."""

    def __init__(self, fault: DeliveryFault, text: str = "") -> None:
        super().__init__(fault.value)
        self.answer = NotNow(fault, text)


class SmtpServer:
    """A server at an address such as `smtp://user@mail.example.org:587` (STARTTLS) or `smtps://...`.

    The connection is kept for the next e-mail. A password, from `user@host.password` in the folder of keys,
    goes over an encrypted line alone.
    """

    def __init__(
        self, url: str, keys: Path, *, trusted: ssl.SSLContext | None = None, seconds: float = SECONDS
    ) -> None:
        """Use the server at `url`; nothing is opened yet. `trusted` stands in for what the system trusts."""
        self._place = mail_place(url)
        self._keys = keys
        self._trusted = trusted
        self._seconds = seconds
        self._line: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> Answer:
        """Hand over one e-mail; a connection that was lost meanwhile is opened anew."""
        try:
            sender, receiver = envelope(mail)
            content = smtplib.quotedata(written(mail).decode("ascii")).encode("ascii")
        except MailUnusableError as error:
            return Refused(str(error))
        is_kept = self._line is not None
        answer = self._hand_over(sender, receiver, content)
        is_lost = isinstance(answer, NotNow) and answer.fault is DeliveryFault.UNREACHABLE
        return self._hand_over(sender, receiver, content) if is_kept and is_lost else answer

    def check(self) -> NotNow | None:
        """Connect and sign in."""
        try:
            with _readable():
                self._connected().noop()
        except _NotNowError as error:
            self.close()
            return error.answer
        return None

    def close(self) -> None:
        """Let the connection go."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError, smtplib.SMTPException):
                line.quit()
            line.close()

    def _hand_over(self, sender: str, receiver: str, content: bytes) -> Answer:
        try:
            with _readable():
                line = self._connected()
                for command in (f"MAIL FROM:<{sender}>", f"RCPT TO:<{receiver}>", "DATA"):
                    code, text = line.docmd(command)
                    if command == "DATA" and code == _GO_ON:
                        break
                    if command == "DATA" or code // 100 != 2:  # noqa: PLR2004 - the digit of success (RFC 5321)
                        return self._refusal(code, text)
        except _NotNowError as error:
            self.close()
            return error.answer
        return self._given(line, content)

    def _given(self, line: smtplib.SMTP, content: bytes) -> Answer:
        """Send the content; from here on silence may mean that it was taken."""
        try:
            line.send(content + b".\r\n")
            code, text = line.getreply()
        except (OSError, smtplib.SMTPException):
            self._drop()
            return Unknown()
        return Accepted(said(f"{code} {said(text)}")) if code == _TAKEN else self._refusal(code, text)

    def _refusal(self, code: int, text: bytes) -> Answer:
        answer = said(f"{code} {said(text)}")
        if code == _LEAVES or code < 0:
            self._drop()
            return NotNow(DeliveryFault.UNREACHABLE, answer)
        with suppress(OSError, smtplib.SMTPException):
            if self._line is not None:
                self._line.rset()
        return Refused(answer) if code >= _PERMANENT else NotNow(DeliveryFault.REFUSED, answer)

    def _drop(self) -> None:
        """Let a connection go that nothing more is to be said over."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _connected(self) -> smtplib.SMTP:
        if self._line is None:
            if self._place is None:
                raise _NotNowError(DeliveryFault.ADDRESS)
            self._line = self._opened(self._place)
        return self._line

    def _opened(self, place: MailPlace) -> smtplib.SMTP:
        password = self._password(place)
        context = self._trusted or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        with ExitStack() as unless_ready:
            line = self._reached(place, context)
            unless_ready.callback(line.close)
            line.ehlo_or_helo_if_needed()
            is_encrypted = place.scheme == ENCRYPTED
            if not is_encrypted and line.has_extn("starttls"):
                line.starttls(context=context)
                line.ehlo_or_helo_if_needed()
                is_encrypted = True
            if password is not None:
                _sign_in(line, place, password, is_encrypted=is_encrypted)
            unless_ready.pop_all()
        return line

    def _reached(self, place: MailPlace, context: ssl.SSLContext) -> smtplib.SMTP:
        if place.scheme == ENCRYPTED:
            return smtplib.SMTP_SSL(
                place.host, place.port, _own_name(), timeout=self._seconds, context=context
            )
        return smtplib.SMTP(place.host, place.port, _own_name(), timeout=self._seconds)

    def _password(self, place: MailPlace) -> str | None:
        if not place.user:
            return None
        try:
            password = key_in(self._keys / f"{place.user}@{place.host}.password")
        except KeyUnusableError as error:
            raise _NotNowError(DeliveryFault.KEY) from error
        if password is None:
            raise _NotNowError(DeliveryFault.KEY)
        return password


def _sign_in(line: smtplib.SMTP, place: MailPlace, password: str, *, is_encrypted: bool) -> None:
    if not is_encrypted and not is_here(place.host):
        raise _NotNowError(DeliveryFault.TLS)
    line.login(place.user, password)


@contextmanager
def _readable() -> Iterator[None]:
    """Turn what goes wrong before the content is sent into what it means: nothing was taken."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise _NotNowError(DeliveryFault.SIGN_IN, said(error.smtp_error)) from error
    except smtplib.SMTPNotSupportedError as error:
        raise _NotNowError(DeliveryFault.SIGN_IN) from error
    except ssl.SSLError as error:
        raise _NotNowError(DeliveryFault.TLS) from error
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        # smtplib says of a line that was silent for too long that it was closed.
        is_late = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
        raise _NotNowError(DeliveryFault.TIMEOUT if is_late else DeliveryFault.UNREACHABLE) from error


def _own_name() -> str:
    """Return how this computer introduces itself; nobody is asked for it, which could take long."""
    name = socket.gethostname()
    return name if "." in name else "[127.0.0.1]"
