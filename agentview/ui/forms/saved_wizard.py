"""Decides what a wizard does whose pages are saved on the server: resumes, saves, merges; imports no Qt."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from agentview.contract.feed import Topic
from agentview.contract.op import Message, Op
from agentview.core.errors import AgentViewError, Refusal, Rejected, Unknown
from agentview.gateway.port import FeedNews
from agentview.ui.forms.form_merge import FormMerge, merged
from agentview.ui.forms.saved_view import SavedView
from agentview.ui.forms.typed_form import NameOf, Values, form_with, plain_name
from agentview.ui.forms.unsaved import Unsaved, from_plain
from agentview.ui.kit.draft_store import Draft as KeptDraft
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Req, Res, Sending, new_key

Then = Callable[[], None]
F = TypeVar("F", bound=Message)
P = TypeVar("P")


class SavedDraft(Protocol):
    """What the services tell of a wizard's record; more of it is the business of its pages."""

    @property
    def order_id(self) -> int:
        """Its number."""

    @property
    def version(self) -> int:
        """The version that was seen."""


D = TypeVar("D", bound=SavedDraft)


class SavedWizard(ABC, Generic[D, F, P]):
    """Holds the draft, what is typed over it, and the page that is shown."""

    topic: Topic
    """News of this kind tell that somebody else saved the record."""

    def __init__(
        self, desk: Desk, view: SavedView[P, F], form: F, page: P, make_key: NewKey = new_key
    ) -> None:
        """Begin nothing yet; `form` is an empty one, `page` the first."""
        self._desk, self._saved_view, self._make_key = desk, view, make_key
        self._form_kind = type(form)
        self._again: Then | None = None
        self._unsubscribe = desk.shell.on_news(self._on_news)
        self.draft: D | None = None
        self.form, self.page = form, page
        self.both: FormMerge[F] | None = None
        self.is_busy = False

    # What each wizard says

    @abstractmethod
    def record_of(self, order_id: int) -> str:
        """The name under which what is typed is kept on this computer."""

    @abstractmethod
    def _read_draft(self, order_id: int) -> D:
        """Read the record; on a worker's thread."""

    @abstractmethod
    def form_of(self, draft: D) -> F:
        """What was saved."""

    @abstractmethod
    def _is_over(self, draft: D) -> bool:
        """Whether it was submitted or given up, so that it is only read."""

    @abstractmethod
    def _last_save(self, draft: D) -> tuple[str, datetime]:
        """Who saved last, and when."""

    @abstractmethod
    def _resume_at(self, draft: D) -> P:
        """The page that is shown first."""

    @abstractmethod
    def _send_page(self, draft: D, go_on_at: P, on_done: Callable[[D], None]) -> None:
        """Save the page that is shown."""

    @abstractmethod
    def go_on(self, values: Values) -> None:
        """Save the page, have it checked, and go on."""

    @abstractmethod
    def go_back(self, values: Values) -> None:
        """Save the page as it is, and show the one before."""

    def _needs_save(self, draft: D, go_on_at: P) -> bool:
        """Whether the server must hear of it."""
        del draft, go_on_at
        return True

    def _field_names(self) -> NameOf:
        """What refusals call the fields of the form."""
        return plain_name

    # What the screen asks

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not on the server."""
        return self.draft is not None and self.form != self.form_of(self.draft)

    def type(self, values: Values) -> None:
        """Take in what the page holds now."""
        self.form = self._typed(values)[0]

    def go_to(self, page: P) -> None:
        """Show another page, because something on it must be mended."""
        self._show(page)

    def save_and_close(self, values: Values) -> None:
        """Keep the page as it is, half filled in or not, and close."""
        if self._take(values):
            self._save(self.page, "save", self._saved_view.finished)

    def again(self) -> None:
        """Ask once more what became of a command that was not answered."""
        if self._again is not None and not self.is_busy:
            self._start("next")
            self._again()

    def take_news(self) -> None:
        """Read what somebody else saved, and bring it together with what is typed."""
        if self.draft is not None and not self.is_busy:
            self._read_theirs(self.draft.order_id)

    def resolve(self, picks: dict[str, bool]) -> None:
        """Go on after a clash, with the sides that were picked."""
        if self.both is not None:
            self.form = self.both.picked(picks)
            self.both = None
            self._show(self.page)

    def start_over_from_server(self) -> None:
        """Throw away what was typed here, and show the record as it is saved."""
        if self.draft is not None:
            self.form = self.form_of(self.draft)
            self._saved_view.forget_typed()
            self._show(self.page)

    def close(self) -> None:
        """Hear of nothing any more."""
        self._unsubscribe()
        self._desk.runner.drop(self)

    # Resuming

    def _begun(self, draft: D) -> None:
        self.draft, self.form = draft, self.form_of(draft)
        self._show(self._resume_at(draft))

    def _read(self, order_id: int) -> None:
        drafts, record = self._desk.drafts, self.record_of(order_id)
        self._desk.runner.submit(
            lambda: (self._read_draft(order_id), drafts.load(record)),
            self._resumed,
            self._not_read,
            self,
        )

    def _not_read(self, error: Exception) -> None:
        self._saved_view.show_not_begun(error)

    def _resumed(self, both: tuple[D, KeptDraft | None]) -> None:
        draft, unsaved = both[0], from_plain(self._form_kind, both[1])
        self._begun(draft)
        if unsaved is not None and unsaved.form != self.form_of(draft):
            self._restore(draft, unsaved)

    def _restore(self, draft: D, unsaved: Unsaved[F]) -> None:
        """Bring back what was typed here; where it was saved elsewhere since, both are merged."""
        both = merged(unsaved.base, unsaved.form, self.form_of(draft))
        if both.clashes:
            self._clash(both, draft)
            return
        self.form = both.form
        self._show(self.page)
        self._saved_view.show_restored(unsaved.saved_at)

    # Saving

    def _typed(self, values: Values) -> tuple[F, tuple[Refusal, ...]]:
        return form_with(self.form, values, self._field_names())

    def _take(self, values: Values) -> bool:
        """Take in what the page holds; say whether it can be sent."""
        if self.draft is None or self.is_busy:
            return False
        self.form, refusals = self._typed(values)
        if refusals:
            self._saved_view.show_refusals(refusals)
        return not refusals

    def _save(self, go_on_at: P, doing: str, then: Then) -> None:
        draft = self.draft
        if draft is None:
            return
        if not self.is_dirty and not self._needs_save(draft, go_on_at):
            then()
            return
        self._start(doing)
        self._send_page(draft, go_on_at, lambda saved: self._saved(saved, then))

    def _saved(self, draft: D, then: Then) -> None:
        self.draft, self.form = draft, self.form_of(draft)
        self._saved_view.forget_typed()
        then()

    def _start(self, doing: str) -> None:
        self.is_busy = True
        self._saved_view.show_busy(doing)

    def _send(self, op: Op[Req, Res], request: Req, on_done: Callable[[Res], None]) -> None:
        sending = Sending(op, request, self._make_key())

        def done(answer: Res) -> None:
            self.is_busy, self._again = False, None
            on_done(answer)

        self._again = lambda: sending.send(self._desk, done, self._failed, self)
        self._again()

    def _failed(self, error: Exception) -> None:
        self.is_busy = False
        if isinstance(error, Unknown):
            self._saved_view.show_unknown()
            return
        self._again = None
        if self.draft is not None and is_outdated(error):
            self._read_theirs(self.draft.order_id)
        elif isinstance(error, Rejected):
            self._saved_view.show_refusals(error.refusals)
        else:
            self._saved_view.show_failure(error)

    # Others

    def _read_theirs(self, order_id: int) -> None:
        self._desk.runner.submit(
            lambda: self._read_draft(order_id), self._theirs, self._saved_view.show_failure, self
        )

    def _theirs(self, fresh: D) -> None:
        """Bring what was typed together with what somebody else saved meanwhile."""
        if self._is_over(fresh):
            self._saved_view.show_order(fresh.order_id)
            return
        theirs = self.form_of(fresh)
        base = self.form_of(self.draft) if self.draft is not None else theirs
        both = merged(base, self.form, theirs)
        self.draft = fresh
        if both.clashes:
            self._clash(both, fresh)
            return
        self.form = both.form
        self._show(self.page)
        self._saved_view.show_merged(*self._last_save(fresh))

    def _clash(self, both: FormMerge[F], fresh: D) -> None:
        self.both, self.form = both, both.form
        self._saved_view.show_clashes(both, *self._last_save(fresh))

    def _on_news(self, news: FeedNews) -> None:
        self._saved_view.show_link()
        for change in news.changes:
            is_ours = self.draft is not None and change.record_id == self.draft.order_id
            if change.topic is self.topic and is_ours and change.actor_id != self._desk.person.user_id:
                self._saved_view.show_news(change.actor)

    def _show(self, page: P) -> None:
        self.page = page
        self._saved_view.show_page(page)


def is_outdated(error: Exception) -> bool:
    """Whether somebody else was faster: the version was another one, or its state is."""
    is_stale = isinstance(error, AgentViewError) and error.code == "E-STALE"
    return is_stale or (isinstance(error, Rejected) and error.code == "E-STATE")
