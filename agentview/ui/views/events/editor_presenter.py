"""What the editor of a template reads and does besides saving: preview, activation, news; imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from agentview.contract.event_catalogue import CATALOGUE, EventKind
from agentview.contract.event_templates import (
    ACTIVATE,
    CREATE,
    EDIT,
    PREVIEW,
    TEMPLATE,
    WITHDRAW,
    CreateTemplateRequest,
    EditTemplateRequest,
    Preview,
    PreviewRequest,
    TemplateAt,
    TemplateCommand,
    TemplateDetail,
    TemplateFields,
    TemplateRef,
)
from agentview.contract.events import EventType, TemplateChannel
from agentview.contract.feed import Topic
from agentview.contract.op import Message
from agentview.gateway.port import FeedNews, Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key

_WORKS = {TemplateCommand.ACTIVATE: ACTIVATE, TemplateCommand.WITHDRAW: WITHDRAW}
NAMES = ("name", "subject", "body", "from_address")
"""What can be typed of a template."""


@dataclass(frozen=True)
class Begun:
    """What a template is for, which stays: its event and its channel."""

    event_type: EventType
    channel: TemplateChannel

    @property
    def kind(self) -> EventKind:
        """What there is to know of the event."""
        return CATALOGUE[self.event_type]


@dataclass(frozen=True)
class Account:
    """The account on which a text is tried out."""

    account_id: int
    name: str


class EditorView(Protocol):
    """What the presenter tells the editor."""

    def show_template(self, detail: TemplateDetail) -> None:
        """Show a template as it is saved."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Show that the template could not be read."""
        ...

    def show_preview(self, preview: Preview) -> None:
        """Show what the customer would read."""
        ...

    def show_no_preview(self, error: Exception) -> None:
        """Show why there is no preview; the last one stays."""
        ...

    def show_newer(self, detail: TemplateDetail) -> None:
        """Somebody else saved it, or its state changed."""
        ...

    def worked(self, command: TemplateCommand, detail: TemplateDetail) -> None:
        """It was activated or withdrawn."""
        ...

    def show_refused(self, error: Exception) -> None:
        """A command was refused."""
        ...


class EditorPresenter:
    """One template. Of previews the newest wins: an older answer never stands over newer text."""

    def __init__(self, desk: Desk, view: EditorView, subject: int | Begun) -> None:
        """Reads nothing before `read`; a new template is what it is for."""
        self._desk, self._view = desk, view
        self.template_id = subject if isinstance(subject, int) else None
        self.begun = None if isinstance(subject, int) else subject
        self.detail: TemplateDetail | None = None
        self.account: Account | None = None
        self._asked: PreviewRequest | None = None
        self._make_key: NewKey = new_key
        self._working: Sending[TemplateAt, TemplateDetail] | None = None

    def read(self) -> None:
        """Reads the template as it is saved."""
        template_id, gateway = self.template_id, self._desk.gateway
        if template_id is not None:
            self._desk.runner.submit(
                lambda: gateway.call(TEMPLATE, TemplateRef(template_id=template_id)),
                self._on_read,
                self._view.show_failed,
                self,
                newest="template",
            )

    def saved(self, detail: TemplateDetail) -> None:
        """Takes in what was saved."""
        self.template_id, self.detail = detail.row.template_id, detail
        self.begun = Begun(detail.row.event_type, detail.row.channel)

    def choose(self, account: Account | None) -> None:
        """Tries the text out on another account; None takes sample values."""
        self.account = account

    def preview(self, values: Values) -> None:
        """Asks what the customer would read; what was asked last is not asked again."""
        request = self.asked(values)
        if request is None or request == self._asked:
            return
        self._asked = request
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(PREVIEW, request),
            lambda preview: self._on_preview(request, preview),
            self._on_no_preview,
            self,
            newest="preview",
        )

    def asked(self, values: Values) -> PreviewRequest | None:
        """The request for a preview of what is typed; None for what cannot be sent at all."""
        if self.begun is None:
            return None
        try:
            return PreviewRequest(
                event_type=self.begun.event_type,
                channel=self.begun.channel,
                subject=str(values.get("subject") or ""),
                body=str(values.get("body") or ""),
                account_id=None if self.account is None else self.account.account_id,
            )
        except ValidationError:
            return None

    def work(self, command: TemplateCommand) -> None:
        """Activates the template, or takes it back to a draft; a second press waits for the first."""
        if self.detail is None or self._working is not None:
            return
        row = self.detail.row
        at = TemplateAt(template_id=row.template_id, version=row.version)
        self._working = Sending(_WORKS[command], at, self._make_key())
        self._working.send(
            self._desk, lambda detail: self._on_worked(command, detail), self._on_refused, self
        )

    def hear(self, news: FeedNews) -> None:
        """Looks whether this template was changed by somebody else."""
        if self.template_id is None or self._working is not None:
            return
        if news.is_gap or any(change.topic is Topic.EVENT for change in news.changes):
            template_id, gateway = self.template_id, self._desk.gateway
            self._desk.runner.submit(
                lambda: gateway.call(TEMPLATE, TemplateRef(template_id=template_id)),
                self._on_looked,
                _ignore,
                self,
                newest="look",
            )

    def close(self) -> None:
        """Hears of nothing any more."""
        self._desk.runner.drop(self)

    # Inside

    def _on_read(self, detail: TemplateDetail) -> None:
        self.saved(detail)
        self._view.show_template(detail)

    def _on_looked(self, detail: TemplateDetail) -> None:
        shown = self.detail
        if shown is not None and detail.row != shown.row:
            self._view.show_newer(detail)

    def _on_preview(self, asked: PreviewRequest, preview: Preview) -> None:
        if asked == self._asked:
            self._view.show_preview(preview)

    def _on_no_preview(self, error: Exception) -> None:
        self._asked = None
        self._view.show_no_preview(error)

    def _on_worked(self, command: TemplateCommand, detail: TemplateDetail) -> None:
        self._working = None
        self.saved(detail)
        self._view.worked(command, detail)

    def _on_refused(self, error: Exception) -> None:
        self._working = None
        self._view.show_refused(error)
        self.read()


def values_of(detail: TemplateDetail) -> Values:
    """What a saved template says, by field."""
    return {name: getattr(detail.fields, name) for name in NAMES}


def create_spec(begun: Begun) -> FormSpec[None]:
    """How a new template is saved."""

    def request(_nothing: None, values: Values) -> Message:
        return CreateTemplateRequest(
            event_type=begun.event_type, channel=begun.channel, fields=fields_of(values)
        )

    return FormSpec(draft_of(None, begun), CREATE, request)


def edit_spec(detail: TemplateDetail) -> FormSpec[TemplateDetail]:
    """How a known template is saved, and brought together with what somebody else saved meanwhile."""
    row = detail.row

    def request(shown: TemplateDetail, values: Values) -> Message:
        return EditTemplateRequest(
            template_id=row.template_id, version=shown.row.version, fields=fields_of(values)
        )

    def read(gateway: Gateway) -> TemplateDetail:
        return gateway.call(TEMPLATE, TemplateRef(template_id=row.template_id))

    begun = Begun(row.event_type, row.channel)
    return FormSpec(draft_of(row.template_id, begun), EDIT, request, values_of, read)


def fields_of(values: Values) -> TemplateFields:
    """What is sent of what is typed; raises ValidationError for what cannot be stored."""
    return TemplateFields.model_validate({name: values.get(name) or "" for name in NAMES})


def draft_of(template_id: int | None, begun: Begun) -> str:
    """The name under which what is typed is kept on this computer."""
    if template_id is not None:
        return f"event-template:{template_id}"
    return f"event-template:new:{begun.event_type.value}:{begun.channel.value}"


def _ignore(_error: Exception) -> None:
    """Looking for changes again comes with the next news."""
