"""Fills in where a request goes from what is known, and leaves what somebody typed; imports no Qt."""

from __future__ import annotations

from agentview.contract.wireless_orders import Content, ShipTo

_NOTHING = ShipTo()
_FILLED = tuple(name for name in ShipTo.model_fields if name != "is_expedited")


def filled(form: Content, known: ShipTo | None) -> Content:
    """The form with what is known, where nothing of an address is typed yet (R-WL-10)."""
    is_empty = not any(getattr(form.ship_to, name) for name in _FILLED)
    return refilled(form, _NOTHING, known) if is_empty else form


def refilled(form: Content, before: ShipTo | None, known: ShipTo | None) -> Content:
    """The form with what is known now in each part that still says what was known before."""
    if before is None or known is None:
        return form
    changed = {
        name: getattr(known, name)
        for name in _FILLED
        if getattr(form.ship_to, name) == getattr(before, name) != getattr(known, name)
    }
    if not changed:
        return form
    return form.model_copy(update={"ship_to": form.ship_to.model_copy(update=changed)})
