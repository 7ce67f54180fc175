"""What was typed into a wizard and not saved on the server yet, as plain values of a draft; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import ValidationError

from agentview.contract.op import Message
from agentview.ui.kit.draft_store import Draft, PlainValue

F = TypeVar("F", bound=Message)


@dataclass(frozen=True)
class Unsaved(Generic[F]):
    """A form as it was typed over `base`, and when it was kept."""

    base: F
    form: F
    saved_at: datetime


def to_plain(base: Message, form: Message) -> Mapping[str, PlainValue]:
    """Both forms as text."""
    return {"base": base.model_dump_json(), "form": form.model_dump_json()}


def from_plain(kind: type[F], kept: Draft | None) -> Unsaved[F] | None:
    """Read a draft of a form; one that cannot be read, or holds nothing new, is none."""
    if kept is None:
        return None
    try:
        base = kind.model_validate_json(str(kept.values.get("base")))
        form = kind.model_validate_json(str(kept.values.get("form")))
    except ValidationError:
        return None
    return Unsaved(base, form, kept.saved_at) if base != form else None
