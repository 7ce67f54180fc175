"""Tries texts in a field of wireless orders; nothing is saved; imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from agentview.contract.wireless import Requirement
from agentview.contract.wireless_forms import TRY_FIELD, FieldFields, FormField, TriedField, TryFieldRequest
from agentview.contract.wireless_orders import OrderField
from agentview.core.errors import Refusal
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk, Texts
from agentview.ui.sending import rejection_of
from agentview.ui.texts.wireless_fields import field_label
from agentview.ui.views.administration.field_list import FieldRow
from agentview.ui.views.administration.field_words import word


@dataclass(frozen=True)
class Tried:
    """A text that was tried, and what stands against it."""

    text: str
    result: TriedField


class TryView(Protocol):
    """What the presenter tells the screen."""

    def show_tried(self, tried: Tried) -> None:
        """Show what came of a text; until then what was found before stays."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Show that it could not be tried."""
        ...


class TryPresenter:
    """One field with its settings, as they are or as somebody types them; the newest text wins."""

    def __init__(self, desk: Desk, view: TryView, row: FieldRow, fields: FieldFields) -> None:
        """Tries nothing yet."""
        self._desk, self._view, self._row, self._fields = desk, view, row, fields

    @property
    def asked(self) -> OrderField:
        """The field as somebody who orders sees it, with nothing in it."""
        one = self._row.field
        settings = self._fields.model_dump(exclude={"place"})
        field = FormField(field_id=one.field_id, type=one.type, **settings)
        return OrderField(field=field, text="", is_filled=False)

    @property
    def is_excluded(self) -> bool:
        """Whether nobody sees the field."""
        return self._fields.requirement is Requirement.EXCLUDED

    def attempt(self, text: str) -> None:
        """Has a text tried."""
        gateway, asked = self._desk.gateway, {"type": self._row.type, "field_id": self._row.field.field_id}
        try:
            request = TryFieldRequest.model_validate({**asked, "fields": self._fields, "text": text})
        except ValidationError as error:
            self._view.show_failed(rejection_of(error))
            return
        self._desk.runner.submit(
            lambda: Tried(text, gateway.call(TRY_FIELD, request)),
            self._view.show_tried,
            self._view.show_failed,
            self,
            newest="try",
        )

    def close(self) -> None:
        """Drops what is being tried."""
        self._desk.runner.drop(self)

    def banner(self, tried: Tried, texts: Texts) -> BannerText:
        """What is said of a text."""
        if not tried.result.refusals:
            shown = word("In an order it stands as {text}").replace("{text}", tried.result.shown)
            empty = word("The field may stay empty.")
            return BannerText(Tone.SUCCESS, word("It fits"), shown if tried.text else empty)
        label = field_label(self.asked.field)
        found = [texts.refusal(_named(one.refusal(), label)) for one in tried.result.refusals]
        what = " ".join(dict.fromkeys(one.what for one in found))
        return BannerText(Tone.BAD, word("It is not taken"), what, found[0].next_step)


def _named(refusal: Refusal, label: str) -> Refusal:
    """The same reason, with the field called as people call it."""
    return Refusal(refusal.code, refusal.field, refusal.rule, {**refusal.values, "field": label})
