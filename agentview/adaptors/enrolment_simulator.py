"""Plays a manufacturer's enrolment programme: takes request files, and answers each order some time later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from agentview.core.clock import Clock
from agentview.core.errors import Rejected
from agentview.files.interfaces.checking import check, read
from agentview.files.interfaces.device_enrolment_request import ENROLMENT_REQUEST, EnrolmentOrder
from agentview.files.interfaces.device_enrolment_response import (
    EnrolledDevice,
    EnrolmentError,
    RespondedOrder,
    enrolment_response,
)
from agentview.files.interfaces.whole_file import write_whole

OUTBOX, INBOX = "outbox", "inbox"
"""The folders as the operator calls them: what goes out there comes in here."""

ANSWER_AFTER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is answered about a serial with these digits before its check digit; `kinds` are request types.

    `code` and `text` are the error; `is_silent`: it is never answered.
    """

    digits: str
    code: str
    text: str
    kinds: tuple[str, ...] = ("ORDER", "OVERRIDE", "RETURN")
    is_silent: bool = False

    def meets(self, order: EnrolmentOrder, serial: str) -> bool:
        """Say whether the rule is about this request."""
        return order.request_type in self.kinds and serial[:-1].endswith(self.digits)


RULES: tuple[Rule, ...] = (
    Rule("91", "GRX-1056", "The device is not known to the manufacturer.", ("ORDER", "OVERRIDE")),
    Rule("92", "GRX-50025", "The device is listed for another organisation.", ("ORDER",)),
    Rule("93", "GRX-50013", "The device is locked and cannot be let go.", ("RETURN",)),
    Rule("94", "", "", is_silent=True),
)
"""91 is never taken, 92 with OVERRIDE only, 93 is never let go, 94 gets no answer."""


class EnrolmentSimulator:
    """A programme in a folder that it shares with the operator."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        answer_after: timedelta = ANSWER_AFTER,
        rules: Sequence[Rule] = RULES,
    ) -> None:
        """Answer what lies in `folder`."""
        self._folder = folder
        self._clock = clock
        self._answer_after = answer_after
        self._rules = rules
        self._seen: dict[str, datetime] = {}

    def step(self) -> int:
        """Answer the request files that have lain long enough; return how many orders were answered."""
        now = self._clock.now()
        answered = 0
        for path in sorted((self._folder / OUTBOX).glob("[!.]*")):
            since = self._seen.setdefault(path.name, now)
            if now - since >= self._answer_after:
                answered += self._answer(path, now)
        return answered

    def _answer(self, path: Path, now: datetime) -> int:
        """Write an answer for each order, under the same names as an interrupted try before, and go on."""
        try:
            with path.open("rb") as stream:
                header = check(stream, ENROLMENT_REQUEST).header
                stream.seek(0)
                orders = list(read(stream, ENROLMENT_REQUEST))
        except Rejected:
            header, orders = None, []
        count = 0
        if header is not None:
            for answer in filter(None, map(self._of, orders)):
                self._put(header.device_enrolment_provider_id, answer, now)
                count += 1
        self._seen.pop(path.name, None)
        path.unlink(missing_ok=True)
        return count

    def _of(self, order: EnrolmentOrder) -> RespondedOrder | None:
        """Return the answer to an order; None where there will be none."""
        found = [rule for rule in self._rules for one in order.devices if rule.meets(order, one.device_id)]
        if any(rule.is_silent for rule in found):
            return None
        errors = [EnrolmentError(rule.code, rule.text) for rule in found]
        return RespondedOrder(order.id, errors, list(_devices(order, is_taken=not errors)))

    def _put(self, programme: str, answer: RespondedOrder, now: datetime) -> None:
        """Write a file that the operator sees once it is whole."""
        name = f"DEA{answer.id:010}.json"
        growing = self._folder / INBOX / f".{name}.part"
        growing.write_bytes(write_whole(enrolment_response(name, programme, answer, now)))
        growing.replace(self._folder / INBOX / name)


def _devices(order: EnrolmentOrder, *, is_taken: bool) -> Iterator[EnrolledDevice]:
    has_name = is_taken and order.request_type in {"ORDER", "OVERRIDE"}
    for one in order.devices:
        yield EnrolledDevice(one.device_id, f"DEV-{one.device_id[-8:]}" if has_name else "")
