"""What happens in the form of a record: draft, sending once, refusals, changes by others; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from pydantic import ValidationError

from agentview.contract.op import Message, Op
from agentview.contract.value import RefusalInfo
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError, Conflict, Unknown
from agentview.gateway.port import Gateway
from agentview.ui.forms.draft_values import from_plain
from agentview.ui.forms.merge import Merge, Values, merge
from agentview.ui.kit.draft_store import Draft
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of

T = TypeVar("T")
STALE = "E-STALE"


@dataclass(frozen=True)
class FormSpec(Generic[T]):
    """A form of records of type T: the name of its draft, what it sends, and how it is brought together.

    `values_of` gives the current values of those fields that the record itself has. `read` reads the record
    again after somebody else changed it (None: a conflict is shown as a refusal); `against` gives the reasons
    for which the command is no longer possible then. `confirmed_by` names for a refusal that the person may
    overrule the tick that does it.
    """

    draft: str
    op: Op[Any, Any]
    request: Callable[[T, Values], Message]
    values_of: Callable[[T], Values] = lambda _record: {}
    read: Callable[[Gateway], T] | None = None
    against: Callable[[T], tuple[RefusalInfo, ...]] = lambda _record: ()
    confirmed_by: Mapping[str, str] = field(default_factory=dict)


class FormView(Protocol):
    """What the presenter tells the form."""

    def show_draft(self, values: Values, saved_at: datetime) -> None:
        """Fill in what was typed before, and say from when it is."""
        ...

    def refused(self, error: Exception) -> None:
        """Show why it was not done; what was typed stays."""
        ...

    def ask_to_confirm(self, name: str, error: Exception) -> None:
        """Show the refusal with a tick that overrules it."""
        ...

    def show_unknown(self) -> None:
        """Show that it may or may not have been carried out, with a button that checks again."""
        ...

    def show_changed(self, by: str, at: datetime | None, record: Any, both: Merge) -> None:  # noqa: ANN401 - any record
        """Show what somebody else changed meanwhile; fields that both changed are to be picked."""
        ...

    def show_closed(self, by: str, at: datetime | None, refusals: tuple[RefusalInfo, ...]) -> None:
        """Show that somebody else changed the record so that the command is no longer possible."""
        ...

    def carried_out(self, answer: Any) -> None:  # noqa: ANN401 - the answer of any command
        """The command was carried out: close."""
        ...

    def discard_draft(self) -> None:
        """Forget the draft: it was sent."""
        ...


class FormPresenter(Generic[T]):
    """One form from opening to closing; every try of it goes out under the key made at the start."""

    def __init__(
        self, desk: Desk, view: FormView, record: T, spec: FormSpec[T], make_key: NewKey = new_key
    ) -> None:
        """Knows the record as the person saw it."""
        self._desk, self._view, self._spec = desk, view, spec
        self.shown = record
        self.base: Values = spec.values_of(record)
        self._key = make_key()
        self._sending: Sending[Any, Any] | None = None
        self._on_done: Callable[[Any], None] = self._on_carried_out
        self._values: Values = {}
        self._is_busy = False

    @property
    def record(self) -> str:
        """The name of the draft."""
        return self._spec.draft

    def today(self) -> date:
        """The calendar day where the person works."""
        return local_day(self._desk.clock.now(), self._desk.zone.key)

    def restore(self) -> None:
        """Looks for a draft of this form."""
        drafts, record = self._desk.drafts, self.record
        self._desk.runner.submit(lambda: drafts.load(record), self._on_draft, _nothing, self)

    def submit(self, values: Values) -> None:
        """Sends what was typed."""
        if self._is_busy:
            return
        self._values = dict(values)
        self._begin()

    def again(self) -> None:
        """Asks again what became of the last try, under the same key."""
        if self._sending is not None and not self._is_busy:
            self._send(self._sending, self._on_done)

    def close(self) -> None:
        """Hears no answer any more."""
        self._desk.runner.drop(self)

    # Inside

    def _begin(self) -> None:
        self._build_and_send(self._spec, self._key, self._on_carried_out)

    def _build_and_send(self, spec: FormSpec[T], key: str, on_done: Callable[[Any], None]) -> None:
        try:
            request: Message = spec.request(self.shown, self._values)
        except ValidationError as error:
            self._view.refused(rejection_of(error))
            return
        self._send(Sending(spec.op, request, key), on_done)

    def _send(self, sending: Sending[Any, Any], on_done: Callable[[Any], None]) -> None:
        self._sending, self._on_done, self._is_busy = sending, on_done, True
        sending.send(self._desk, self._on_answer, self._on_error, self)

    def _on_answer(self, answer: Any) -> None:  # noqa: ANN401 - the answer of any command
        self._is_busy = False
        self._on_done(answer)

    def _on_carried_out(self, answer: Any) -> None:  # noqa: ANN401 - the answer of any command
        self._view.discard_draft()
        self._view.carried_out(answer)

    def _on_error(self, error: Exception) -> None:
        self._is_busy = False
        confirmed_by = self._spec.confirmed_by
        if isinstance(error, Unknown):
            self._view.show_unknown()
        elif isinstance(error, Conflict) and error.code == STALE and self._spec.read is not None:
            self._read_theirs(error, self._spec.read)
        elif isinstance(error, AgentViewError) and error.code in confirmed_by:
            self._view.ask_to_confirm(confirmed_by[error.code], error)
        else:
            self._view.refused(error)

    def _read_theirs(self, error: Conflict, read: Callable[[Gateway], T]) -> None:
        gateway = self._desk.gateway
        self._is_busy = True

        def on_read(theirs: T) -> None:
            self._is_busy = False
            self._bring_together(theirs, error)

        def failed(_other: Exception) -> None:
            self._is_busy = False
            self._view.refused(error)

        self._desk.runner.submit(lambda: read(gateway), on_read, failed, self, newest="theirs")

    def _bring_together(self, theirs: T, error: Conflict) -> None:
        by, at = str(error.values.get("by") or ""), _moment(error.values.get("at"))
        against = self._spec.against(theirs)
        if against:
            self._view.show_closed(by, at, against)
            return
        both = merge(self.base, self._values, self._spec.values_of(theirs))
        self.shown, self.base = theirs, self._spec.values_of(theirs)
        self._view.show_changed(by, at, theirs, both)

    def _on_draft(self, draft: Draft | None) -> None:
        if draft is not None:
            self._view.show_draft(from_plain(draft.values), draft.saved_at)


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _nothing(_error: Exception) -> None:
    """A draft that cannot be read must not keep anybody from working."""
