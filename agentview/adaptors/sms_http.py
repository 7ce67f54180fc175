"""Hands texts to a gateway over HTTP as JSON (docs/delivery.md)."""

from pathlib import Path

import requests
from urllib3.exceptions import HTTPError, NewConnectionError

from agentview.adaptors.delivery_port import Answer, NotNow, Unknown
from agentview.adaptors.http_session import is_http_address, system_session
from agentview.adaptors.sms_json import read_answer, written
from agentview.adaptors.sms_port import Text
from agentview.adaptors.stock_key import KeyUnusableError, authorization, without_user
from agentview.contract.delivery import DeliveryFault

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 20.0
LARGEST_ANSWER = 64 * 1024
_NOT_LET_IN = frozenset({401, 403, 407})


class HttpGateway:
    """A gateway at an address such as `https://user@gateway.example.org/messages`.

    Who asks is said as to a warehouse (`stock_key`): a password for the user, or a token for the host.
    """

    def __init__(
        self,
        url: str,
        keys: Path,
        *,
        connect_seconds: float = CONNECT_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """Use the gateway at `url`; nothing is opened yet."""
        self._url = url
        self._keys = keys
        self._timeouts = (connect_seconds, answer_seconds)
        self._session: requests.Session | None = None

    def send(self, text: Text) -> Answer:
        """Post one text; its id goes along as `Idempotency-Key` too."""
        session = self._opened()
        if isinstance(session, NotNow):
            return session
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Idempotency-Key": text.text_id,
        }
        try:
            with session.post(
                without_user(self._url),
                data=written(text),
                headers=headers,
                timeout=self._timeouts,
                stream=True,
                allow_redirects=False,
            ) as response:
                return read_answer(response.status_code, _body(response))
        except (requests.exceptions.SSLError, requests.ConnectTimeout, requests.ConnectionError) as error:
            return self._lost(error)
        except (requests.exceptions.InvalidURL, UnicodeError):
            return NotNow(DeliveryFault.ADDRESS)
        except (requests.RequestException, HTTPError):
            return Unknown()

    def check(self) -> NotNow | None:
        """Reach the gateway by a question without content; any answer but "not you" will do."""
        session = self._opened()
        if isinstance(session, NotNow):
            return session
        try:
            with session.head(
                without_user(self._url), timeout=self._timeouts, allow_redirects=False
            ) as response:
                is_refused = response.status_code in _NOT_LET_IN
        except requests.exceptions.SSLError:
            return NotNow(DeliveryFault.TLS)
        except requests.Timeout:
            return NotNow(DeliveryFault.TIMEOUT)
        except (requests.exceptions.InvalidURL, UnicodeError):
            return NotNow(DeliveryFault.ADDRESS)
        except (requests.RequestException, HTTPError):
            return NotNow(DeliveryFault.UNREACHABLE)
        return NotNow(DeliveryFault.SIGN_IN) if is_refused else None

    def close(self) -> None:
        """Let the connection go."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _opened(self) -> requests.Session | NotNow:
        if self._session is None:
            if not is_http_address(self._url):
                return NotNow(DeliveryFault.ADDRESS)
            try:
                said = authorization(self._url, self._keys)
            except KeyUnusableError:
                return NotNow(DeliveryFault.KEY)
            self._session = system_session(without_user(self._url), said)
        return self._session

    def _lost(self, error: requests.RequestException) -> Answer:
        """Say what a connection that failed means; only one that was never there has taken nothing."""
        if isinstance(error, requests.exceptions.SSLError):
            return NotNow(DeliveryFault.TLS)
        if isinstance(error, requests.ConnectTimeout):
            return NotNow(DeliveryFault.TIMEOUT)
        reason = getattr(error.args[0] if error.args else None, "reason", None)
        return NotNow(DeliveryFault.UNREACHABLE) if isinstance(reason, NewConnectionError) else Unknown()


def _body(response: requests.Response) -> bytes:
    """Return the beginning of an answer; that it was given counts, not all that it says."""
    try:
        return response.raw.read(LARGEST_ANSWER, decode_content=False) or b""
    except HTTPError:
        return b""
