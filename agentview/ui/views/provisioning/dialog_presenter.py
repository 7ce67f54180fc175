"""What happens in the form of a command: draft, sending once, refusals, changes by others; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Protocol

from pydantic import ValidationError

from agentview.contract.op import Message
from agentview.contract.provisioning import TASK, Acted, TaskCommand, TaskDetail, TaskRef
from agentview.contract.value import RefusalInfo
from agentview.core.clock import local_day
from agentview.core.errors import Conflict, Rejected, Unknown
from agentview.ui.kit.draft_store import Draft
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of
from agentview.ui.views.provisioning.drafts import from_plain, record_of
from agentview.ui.views.provisioning.merge import Merge, Values, merge
from agentview.ui.views.provisioning.plans import PLANS, Plan, amend_values

STALE = "E-STALE"
_CONFIRMED_BY = {"E-CONFIRM-BACKDATE": "confirm_backdate", "E-CONFIRM-IDENTIFIER": "confirm_identifier"}
"""Refusals that the person may overrule, and the tick that does it (R-PRV-13, R-PRV-42)."""


class DialogView(Protocol):
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

    def show_changed(self, by: str, at: datetime | None, task: TaskDetail, both: Merge) -> None:
        """Show what somebody else changed meanwhile; fields that both changed are to be picked."""
        ...

    def show_closed(self, by: str, at: datetime | None, refusals: tuple[RefusalInfo, ...]) -> None:
        """Show that somebody else changed the task so that the command is no longer possible."""
        ...

    def carried_out(self, acted: Acted) -> None:
        """The command was carried out: close."""
        ...

    def discard_draft(self) -> None:
        """Forget the draft: it was sent."""
        ...


class DialogPresenter:
    """One form from opening to closing; every try of it goes out under the key made at the start."""

    def __init__(
        self, desk: Desk, view: DialogView, task: TaskDetail, plan: Plan, make_key: NewKey = new_key
    ) -> None:
        """Knows the task as the person saw it."""
        self._desk, self._view, self._plan = desk, view, plan
        self.task = task
        self.base: Values = plan.from_task(task)
        self._key = make_key()
        self._sending: Sending[Any, Any] | None = None
        self._on_done: Callable[[Acted], None] = self._on_acted
        self._values: Values = {}
        self._is_busy = False

    @property
    def record(self) -> str:
        """The name of the draft."""
        return record_of(self.task.row.task_id, self._plan.verb)

    def initial(self) -> Values:
        """What the fields hold at first; the day of today is the one where the person works."""
        return self._plan.initial(self.task, self.today())

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
        self._build_and_send(self._plan, self._key, self._on_acted)

    def _build_and_send(self, plan: Plan, key: str, on_done: Callable[[Acted], None]) -> None:
        try:
            request: Message = plan.request(self.task, self._values)
        except ValidationError as error:
            self._view.refused(rejection_of(error))
            return
        self._send(Sending(plan.op, request, key), on_done)

    def _send(self, sending: Sending[Any, Any], on_done: Callable[[Acted], None]) -> None:
        self._sending, self._on_done, self._is_busy = sending, on_done, True
        sending.send(self._desk, self._on_answer, self._on_error, self)

    def _on_answer(self, acted: Acted) -> None:
        self._is_busy = False
        self._on_done(acted)

    def _on_acted(self, acted: Acted) -> None:
        self._view.discard_draft()
        self._view.carried_out(acted)

    def _on_error(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, Unknown):
            self._view.show_unknown()
        elif isinstance(error, Conflict) and error.code == STALE:
            self._read_theirs(error)
        elif isinstance(error, Rejected) and error.code in _CONFIRMED_BY:
            self._view.ask_to_confirm(_CONFIRMED_BY[error.code], error)
        else:
            self._view.refused(error)

    def _read_theirs(self, error: Conflict) -> None:
        gateway, task_id = self._desk.gateway, self.task.row.task_id
        self._is_busy = True

        def read(theirs: TaskDetail) -> None:
            self._is_busy = False
            self._bring_together(theirs, error)

        def failed(_other: Exception) -> None:
            self._is_busy = False
            self._view.refused(error)

        self._desk.runner.submit(
            lambda: gateway.call(TASK, TaskRef(task_id=task_id)), read, failed, self, newest="theirs"
        )

    def _bring_together(self, theirs: TaskDetail, error: Conflict) -> None:
        by, at = str(error.values.get("by") or ""), _moment(error.values.get("at"))
        against = refusals_against(theirs, self._plan.verb)
        if against:
            self._view.show_closed(by, at, against)
            return
        both = merge(self.base, self._values, self._plan.from_task(theirs))
        self.task, self.base = theirs, self._plan.from_task(theirs)
        self._view.show_changed(by, at, theirs, both)

    def _on_draft(self, draft: Draft | None) -> None:
        if draft is not None:
            self._view.show_draft(from_plain(draft.values), draft.saved_at)


class ResubmitPresenter(DialogPresenter):
    """Sends the retailer's changes first, if there are any, and then the request itself (R-PRV-19 to 23)."""

    def __init__(self, desk: Desk, view: DialogView, task: TaskDetail, make_key: NewKey = new_key) -> None:
        """Knows the halted task."""
        super().__init__(desk, view, task, PLANS[TaskCommand.RESUBMIT], make_key)
        self._make_key = make_key
        self._amend_key = make_key()

    def _begin(self) -> None:
        typed = {name: self._values[name] for name in self.base if name in self._values}
        if typed == {name: self.base[name] for name in typed}:
            self._resubmit()
        else:
            self._build_and_send(PLANS[TaskCommand.AMEND], self._amend_key, self._on_amended)

    def _on_amended(self, acted: Acted) -> None:
        """The fields are in; from here on only the resubmission is left, and a next change is a new one."""
        self._amend_key = self._make_key()
        row = self.task.row.model_copy(update={"version": acted.version})
        self.task = self.task.model_copy(update={"row": row})
        self.base = {**self.base, **{name: self._values[name] for name in amend_values(self.task)}}
        self._resubmit()

    def _resubmit(self) -> None:
        self._build_and_send(self._plan, self._key, self._on_acted)


def refusals_against(task: TaskDetail, verb: str) -> tuple[RefusalInfo, ...]:
    """Every reason why a command is closed; none where it is open or not listed."""
    return next((state.refusals for state in task.commands if state.command == verb), ())


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _nothing(_error: Exception) -> None:
    """A draft that cannot be read must not keep anybody from working."""
