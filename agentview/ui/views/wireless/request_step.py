"""The pages of a wireless request in their order; imports no Qt."""

from __future__ import annotations

from enum import StrEnum


class RequestStep(StrEnum):
    """A page of the wizard (S-28)."""

    COMPANY = "COMPANY"
    WHAT = "WHAT"
    WHO = "WHO"
    DETAILS = "DETAILS"
    SHIPPING = "SHIPPING"
    CONFIRM = "CONFIRM"

    @property
    def number(self) -> int:
        """Its place, from 0."""
        return tuple(RequestStep).index(self)
