"""How the editor of a template saves: the draft, saving once, refusals, what others saved meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from agentview.contract.event_templates import TemplateDetail
from agentview.contract.value import RefusalInfo
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError
from agentview.ui.failure_words import COPY, cause_text, failure_banner, unknown_banner
from agentview.ui.forms.clash_words import (
    changed_banner,
    clashes_of,
    taken_from,
    value_word,
    who_and_when,
)
from agentview.ui.forms.form_presenter import FormPresenter
from agentview.ui.forms.form_session import FormSession
from agentview.ui.forms.merge import Merge, Values
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.events.editor_form import BODY, SUBJECT, TemplateForm
from agentview.ui.views.events.editor_layout import SAVE, EditorLayout
from agentview.ui.views.events.editor_presenter import Begun, create_spec, edit_spec

_EMPTY: Values = {"name": "", SUBJECT: "", BODY: "", "from_address": ""}


class EditorSaving(QObject):
    """A `FormView` over one form that stays, with its cursor, while it is saved again and again.

    `saved(detail)` tells that it was, `taken(detail)` that it goes on over what somebody else saved, and
    `typed()` that something in the form changed.
    """

    saved = Signal(object)
    taken = Signal(object)
    typed = Signal()

    def __init__(self, desk: Desk, parts: EditorLayout, parent: QObject, make_key: NewKey = new_key) -> None:
        """Holds no form before `begin`."""
        super().__init__(parent)
        self._desk, self._parts, self._make_key = desk, parts, make_key
        self.form: TemplateForm | None = None
        self.session: FormSession | None = None
        self._presenter: FormPresenter[Any] | None = None
        self._base: Values = {}
        self._is_unknown = False
        self._details = ""
        self.conflict: ConflictView | None = None
        parts.banner.button_pressed.connect(self._on_banner)

    @property
    def has_draft(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form is not None and _plain(self.form.values()) != _plain(self._base)

    def begin(self, begun: Begun, detail: TemplateDetail | None, values: Values = _EMPTY) -> None:
        """Starts anew over what is saved."""
        form = self._form(begun)
        self._end()
        self._base = {name: values[name] for name in form.values()}
        spec = create_spec(begun) if detail is None else edit_spec(detail)
        self._presenter = FormPresenter(self._desk, self, detail, spec, self._make_key)
        self.session = FormSession(self._desk, self._presenter.record, form, self._base, self)
        self.session.restored.connect(self.typed)
        self._parts.notices.addWidget(self.session.notice)
        self._presenter.restore()

    def save(self) -> None:
        """Saves what is typed, or asks again what became of it; a second press waits for the first."""
        form, presenter = self.form, self._presenter
        if form is None or presenter is None or self._parts.buttons[SAVE].is_busy:
            return
        missing = {} if self._is_unknown else form.check()
        if missing:
            form.show_errors(missing)
            return
        self._parts.banner.show_texts([])
        self._set_busy(is_busy=True)
        if self._is_unknown:
            presenter.again()
        else:
            presenter.submit(form.values())

    def throw(self) -> None:
        """Forgets what was typed."""
        self.discard_draft()
        if self.form is not None:
            self.form.set_values(self._base)

    def show_failure(self, error: Exception) -> None:
        """Says on top what failed, with its details to copy."""
        self._details = self._desk.texts.report(error).details
        self._parts.banner.show_texts([failure_banner(self._desk.texts, error)])

    def close(self) -> None:
        """Keeps what is typed as a draft, and drops calls."""
        if self.session is not None:
            self.session.end()
        if self._presenter is not None:
            self._presenter.close()

    # What the presenter tells (FormView)

    def show_draft(self, values: Values, saved_at: datetime) -> None:
        """Fills in what was typed before."""
        if self.session is not None:
            self.session.restore(values, saved_at)

    def refused(self, error: Exception) -> None:
        """Shows the reasons beside their fields, or on top; what was typed stays."""
        self._settle()
        if isinstance(error, AgentViewError) and self.form is not None:
            by_field = self._desk.texts.by_field(error)
            known = {name: text for name, text in by_field.items() if name in self.form.values()}
            if known:
                self.form.show_errors(known)
                return
        self.show_failure(error)

    def ask_to_confirm(self, _name: str, error: Exception) -> None:
        """Nothing of a template is confirmed: it is a refusal."""
        self.refused(error)

    def show_unknown(self) -> None:
        """Says that nobody knows; saving again asks under the same key."""
        self._settle()
        self._is_unknown = True
        if self.form is not None:
            self.form.set_enabled(enabled=False)
        self._parts.banner.show_texts([unknown_banner(with_button=True)])

    def show_changed(self, by: str, at: datetime | None, record: Any, both: Merge) -> None:  # noqa: ANN401 - as FormView
        """Shows what somebody else changed; where both did, one side is picked for each field."""
        self._settle()
        if self.form is None or self._presenter is None:
            return
        self._base = {name: self._presenter.base[name] for name in self.form.values()}
        self.form.set_values(both.values)
        who = who_and_when(by, at, self._desk.zone)
        self._parts.banner.show_texts([changed_banner(who, both, field_word)])
        if both.clashes:
            self._show_conflict(who, both)
        self.taken.emit(record)
        self.typed.emit()

    def show_closed(self, _by: str, _at: datetime | None, refusals: tuple[RefusalInfo, ...]) -> None:
        """Says that it can no longer be saved."""
        self._settle()
        self._desk.toasts.fail(cause_text(self._desk.texts, refusals) or "")

    def carried_out(self, answer: object) -> None:
        """It is saved."""
        self._settle()
        self.saved.emit(answer)

    def discard_draft(self) -> None:
        """Forgets what was typed: it was sent."""
        if self.session is not None:
            self.session.forget()

    # Inside

    def _form(self, begun: Begun) -> TemplateForm:
        if self.form is None:
            clock, zone = self._desk.clock, self._desk.zone.key
            self.form = TemplateForm(begun, lambda: local_day(clock.now(), zone), self)
            self._parts.place_form(self.form)
            self._parts.variables.show_variables(begun.kind.variables)
            self._parts.variables.wanted.connect(self.form.insert_variable)
            self.form.changed.connect(self._on_changed)
        return self.form

    def _end(self) -> None:
        if self.session is not None:
            notice = self.session.notice
            notice.hide()
            notice.deleteLater()
            self.session.end()
            self.session.deleteLater()
        if self._presenter is not None:
            self._presenter.close()

    def _set_busy(self, *, is_busy: bool) -> None:
        self._parts.buttons[SAVE].set_busy(_word("Saving...") if is_busy else None)
        if self.form is not None:
            self.form.set_enabled(enabled=not is_busy)

    def _settle(self) -> None:
        """Opens what was closed while it was saved."""
        self._is_unknown = False
        self._set_busy(is_busy=False)
        self._parts.banner.show_texts([])

    def _show_conflict(self, who: str, both: Merge) -> None:
        theirs = self._base
        self.conflict = ConflictView(clashes_of(both, theirs, field_word, value_word), who)
        self.conflict.resolved.connect(lambda picks: self._on_resolved(taken_from(theirs, picks)))
        self._parts.notices.addWidget(self.conflict)
        self._parts.sides.hide()

    def _on_resolved(self, taken: Values) -> None:
        if self.conflict is not None:
            self.conflict.hide()
            self.conflict.deleteLater()
            self.conflict = None
        self._parts.sides.show()
        self._parts.banner.show_texts([])
        if self.form is not None:
            self.form.set_values(taken)
            self.form.text.setFocus()
        self.typed.emit()

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self.typed.emit()

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)
        else:
            self.save()


def field_word(name: str) -> str:
    """What a field of a template is called."""
    return {
        "name": _word("Name"),
        "from_address": _word("From"),
        SUBJECT: _word("Subject"),
        BODY: _word("Text"),
    }.get(name, name)


def _plain(values: Values) -> dict[str, str]:
    return {name: str(value or "") for name, value in values.items()}


def _word(text: str) -> str:
    return QCoreApplication.translate("TemplateEditor", text)
