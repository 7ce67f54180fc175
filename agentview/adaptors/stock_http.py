"""Asks a warehouse for its stock over HTTP, in the form of TMF687, and survives whatever it answers."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from agentview.adaptors.http_session import is_http_address, system_session
from agentview.adaptors.stock_key import KeyUnusableError, authorization, without_user
from agentview.adaptors.stock_port import Asked, Silence, StockAnswer, StockAnswers, Unavailable, silent
from agentview.adaptors.stock_tmf687 import (
    CHECK,
    QUERY,
    Verdict,
    check_body,
    query_body,
    read_check,
    read_query,
)

CONNECT_SECONDS, ANSWER_SECONDS = 3.0, 20.0
LARGEST_ANSWER = 1024 * 1024
"""As large as an answer to AgentView may be (D-36)."""

_BLOCK = 64 * 1024
_ANSWERED = frozenset({200, 201})
_NOT_LET_IN = frozenset({401, 403})
_NOT_OFFERED = frozenset({404, 405, 501})


class _NoAnswerError(Exception):
    """A call brought nothing that can be used; `is_offered`: the warehouse knows this kind of question."""

    def __init__(self, why: Silence, *, is_offered: bool = True) -> None:
        super().__init__(why.value)
        self.why = why
        self.is_offered = is_offered


class HttpStock:
    """A warehouse at an address such as `https://stock.example.org/tmf-api/stock/v4`.

    All products go into one `checkProductStock`. Where its answer tells no quantity, or it does not offer
    checks, `queryProductStock` is asked product by product, as long as there is time.
    """

    def __init__(
        self,
        address: str,
        keys: Path | None = None,
        *,
        connect_seconds: float = CONNECT_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """Ask at `address`, with what `keys` holds for it (`stock_key`); nothing is opened yet."""
        self._address = address.rstrip("/")
        self._keys = keys
        self._timeouts = (connect_seconds, answer_seconds)

    def check(self, asked: Sequence[Asked]) -> StockAnswers:
        """Ask for several products; every failure is an answer too."""
        if not is_http_address(self._address):
            return silent(asked, Silence.ADDRESS)
        try:
            said = None if self._keys is None else authorization(self._address, self._keys)
        except KeyUnusableError:
            return silent(asked, Silence.KEY)
        address = without_user(self._address)
        with system_session(address, said) as session:
            call = _Call(session, address, self._timeouts)
            try:
                told = read_check(call.post(CHECK, check_body(asked)), asked)
            except ValueError:
                return silent(asked, Silence.MALFORMED)
            except _NoAnswerError as error:
                if error.is_offered:
                    return silent(asked, error.why)
                return {one.sku: call.query(one, Unavailable(error.why)) for one in asked}
            return {one.sku: _settled(call, one, told[one.sku]) for one in asked}


class _Call:
    """The questions of one check, which together take no longer than one answer may."""

    def __init__(self, session: requests.Session, address: str, timeouts: tuple[float, float]) -> None:
        self._session = session
        self._address = address
        self._timeouts = timeouts
        self._until = perf_counter() + sum(timeouts)
        self._has_query = True

    def query(self, asked: Asked, otherwise: StockAnswer) -> StockAnswer:
        """Ask how many there are of one product; `otherwise` where nothing can be learnt."""
        if not self._has_query or perf_counter() > self._until:
            return otherwise
        try:
            answer = read_query(self.post(QUERY, query_body(asked.sku)), asked.sku)
        except ValueError:
            return otherwise
        except _NoAnswerError:
            # Nobody waits for the same failure once for each product.
            self._has_query = False
            return otherwise
        return otherwise if isinstance(answer, Unavailable) else answer

    def post(self, question: str, body: bytes) -> bytes:
        """Send a question and return the answer's body. Raises _NoAnswerError."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        try:
            with self._session.post(
                f"{self._address}/{question}",
                data=body,
                # Compressed answers are not asked for: a small one could unfold to anything.
                headers={**headers, "Accept-Encoding": "identity"},
                timeout=self._timeouts,
                stream=True,
                allow_redirects=False,
            ) as response:
                return self._body(response)
        except (requests.Timeout, ReadTimeoutError) as error:
            is_far = isinstance(error, requests.ConnectTimeout)
            raise _NoAnswerError(Silence.UNREACHABLE if is_far else Silence.TIMEOUT) from error
        except (requests.exceptions.InvalidURL, UnicodeError) as error:
            raise _NoAnswerError(Silence.ADDRESS) from error
        except (requests.RequestException, HTTPError) as error:
            raise _NoAnswerError(Silence.UNREACHABLE) from error

    def _body(self, response: requests.Response) -> bytes:
        if response.status_code not in _ANSWERED:
            if response.status_code in _NOT_LET_IN:
                raise _NoAnswerError(Silence.KEY)
            raise _NoAnswerError(Silence.REFUSED, is_offered=response.status_code not in _NOT_OFFERED)
        body = bytearray()
        # What comes compressed in spite of that stays so, and is no JSON.
        for block in response.raw.stream(_BLOCK, decode_content=False):
            body += block
            if len(body) > LARGEST_ANSWER:
                raise _NoAnswerError(Silence.LARGE)
            if perf_counter() > self._until:
                raise _NoAnswerError(Silence.TIMEOUT)
        return bytes(body)


def _settled(call: _Call, asked: Asked, told: StockAnswer | Verdict) -> StockAnswer:
    return call.query(asked, told.answer(asked.quantity)) if isinstance(told, Verdict) else told
