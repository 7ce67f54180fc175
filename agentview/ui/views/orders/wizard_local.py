"""What was typed into a new order and not saved on the server yet, as plain values of a draft; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from agentview.contract.order_form import OrderForm
from agentview.ui.kit.draft_store import Draft, PlainValue


@dataclass(frozen=True)
class Unsaved:
    """A form as it was typed over `base`, and when it was kept."""

    base: OrderForm
    form: OrderForm
    saved_at: datetime


def record_of(order_id: int) -> str:
    """The name under which the draft of an order is kept on this computer."""
    return f"order:{order_id}"


def to_plain(base: OrderForm, form: OrderForm) -> Mapping[str, PlainValue]:
    """Both forms as text."""
    return {"base": base.model_dump_json(), "form": form.model_dump_json()}


def from_plain(kept: Draft | None) -> Unsaved | None:
    """Read a draft; one that cannot be read, or holds nothing new, is none."""
    if kept is None:
        return None
    try:
        base = OrderForm.model_validate_json(str(kept.values.get("base")))
        form = OrderForm.model_validate_json(str(kept.values.get("form")))
    except ValidationError:
        return None
    return Unsaved(base, form, kept.saved_at) if base != form else None
