"""Brings what was typed together with what somebody else saved meanwhile; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agentview.contract.order_form import OrderForm

NAMES = tuple(OrderForm.model_fields)


@dataclass(frozen=True)
class FormMerge:
    """Both sides in one form: theirs where both changed the same field to different values (`clashes`)."""

    form: OrderForm
    clashes: tuple[str, ...]
    mine: OrderForm
    theirs: OrderForm

    def picked(self, picks: Mapping[str, bool]) -> OrderForm:
        """The form with my side of the clashes where it was picked."""
        values = {name: getattr(self.mine, name) for name, is_mine in picks.items() if is_mine}
        return self.form.model_copy(update=values)


def merged(base: OrderForm, mine: OrderForm, theirs: OrderForm) -> FormMerge:
    """Take over each field from who changed it since `base`."""
    values: dict[str, object] = {}
    clashes: list[str] = []
    for name in NAMES:
        old, own, other = (getattr(form, name) for form in (base, mine, theirs))
        if own in (old, other):
            continue
        if other == old:
            values[name] = own
        else:
            clashes.append(name)
    return FormMerge(theirs.model_copy(update=values), tuple(clashes), mine, theirs)
