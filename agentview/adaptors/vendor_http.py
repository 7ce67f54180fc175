"""Gives orders to a vendor over HTTP as JSON, and asks what became of them (docs/vendor-orders.md)."""

from pathlib import Path
from urllib.parse import quote

import requests
from urllib3.exceptions import HTTPError

from agentview.adaptors.http_session import is_http_address, system_session
from agentview.adaptors.stock_key import KeyUnusableError, authorization, without_user
from agentview.adaptors.vendor_json import LARGEST_ANSWER, read_told, written
from agentview.adaptors.vendor_port import Answer, NotKnown, Outcome, Told, Unknown, VendorOrder, VendorState
from agentview.core.text import clean

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 20.0
_TAKEN = frozenset({200, 201, 202})
_KNOWN, _MISSING = 409, 404
_REFUSED = frozenset({400, 422})
_LONGEST = 1_000
_CLOSED = frozenset({401, 403})
_NOBODYS = "WO-0-0"
_FAULTS = {
    KeyUnusableError.__name__: "no_key",
    requests.ConnectTimeout.__name__: "timeout",
    requests.ReadTimeout.__name__: "timeout",
    requests.ConnectionError.__name__: "refused",
    ValueError.__name__: "no_address",
}
"""What is wrong, by the error that a call ended in."""


class HttpVendor:
    """A vendor at an address such as `https://user@vendor.example.org/orders`.

    Who asks is said as to a warehouse (`stock_key`): a password for the user, or a token for the host.
    """

    def __init__(self, url: str, keys: Path) -> None:
        """Use the vendor at `url`; nothing is opened yet."""
        self._url, self._keys = url, keys
        self._session: requests.Session | None = None

    def place(self, order: VendorOrder) -> Outcome:
        """Post an order; 409 says that it is known, 400 and 422 that it is refused for good."""
        status, body = self._call("POST", "", order)
        if status in _TAKEN:
            told = read_told(body)
            return told if isinstance(told, Told) else Told(VendorState.RECEIVED)
        if status == _KNOWN:
            return Told(VendorState.RECEIVED)
        if status in _REFUSED:
            return Told(VendorState.FAILED, reason=_said(status, body))
        return Unknown(_said(status, body))

    def ask(self, reference: str) -> Answer:
        """Ask for an order by its reference; 404 says that it was never received."""
        status, body = self._call("GET", f"/{quote(reference, safe='')}")
        if status in _TAKEN:
            return read_told(body)
        return NotKnown() if status == _MISSING else Unknown(_said(status, body))

    def fault(self) -> str:
        """Ask for an order that nobody sent; "" where the vendor answers, else what is wrong, as one word."""
        status, body = self._call("GET", f"/{_NOBODYS}")
        if status in _TAKEN or status == _MISSING:
            return ""
        if status:
            return "sign_in" if status in _CLOSED else "network"
        return _FAULTS.get(body.decode(), "network")

    def close(self) -> None:
        """Let the connection go."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _call(self, method: str, below: str, order: VendorOrder | None = None) -> tuple[int, bytes]:
        """Call the address or one below it; return status and content of the answer, 0 where none came."""
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if order is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": order.reference}
        try:
            with self._opened().request(
                method,
                without_user(self._url).rstrip("/") + below,
                data=None if order is None else written(order),
                headers=headers,
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                stream=True,
                allow_redirects=False,
            ) as response:
                body = response.raw.read(LARGEST_ANSWER + 1, decode_content=False) or b""
                return response.status_code, body
        except (requests.RequestException, HTTPError, KeyUnusableError, ValueError) as error:
            return 0, type(error).__name__.encode()

    def _opened(self) -> requests.Session:
        """Return the connection. Raises KeyUnusableError, ValueError."""
        if self._session is None:
            if not is_http_address(self._url):
                raise ValueError("no address")
            said = authorization(self._url, self._keys)
            self._session = system_session(without_user(self._url), said)
        return self._session


def _said(status: int, body: bytes) -> str:
    text = clean(body[:_LONGEST].decode("utf-8", "replace"))
    return f"{status} {text}"[:_LONGEST] if status else text
