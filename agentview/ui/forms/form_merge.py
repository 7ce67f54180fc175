"""Brings what was typed together with what somebody else saved meanwhile; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from agentview.contract.op import Message

F = TypeVar("F", bound=Message)


@dataclass(frozen=True)
class FormMerge(Generic[F]):
    """Both sides in one form: theirs where both changed the same field to different values (`clashes`)."""

    form: F
    clashes: tuple[str, ...]
    mine: F
    theirs: F

    def picked(self, picks: Mapping[str, bool]) -> F:
        """The form with my side of the clashes where it was picked."""
        values = {name: getattr(self.mine, name) for name, is_mine in picks.items() if is_mine}
        return self.form.model_copy(update=values)


def merged(base: F, mine: F, theirs: F) -> FormMerge[F]:
    """Take over each field from who changed it since `base`."""
    values: dict[str, object] = {}
    clashes: list[str] = []
    for name in type(base).model_fields:
        old, own, other = (getattr(form, name) for form in (base, mine, theirs))
        if own in (old, other):
            continue
        if other == old:
            values[name] = own
        else:
            clashes.append(name)
    return FormMerge(theirs.model_copy(update=values), tuple(clashes), mine, theirs)
