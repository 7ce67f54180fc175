"""What was done to a wireless order, a line or a device, as a timeline; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import DeviceStatus, LineStatus, WirelessStatus
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import TimelineEntry
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.texts.wireless import status_chip
from agentview.ui.texts.wireless_inventory import device_chip, line_chip

_GOOD = frozenset({"approve", "finish_approval", "complete", "complete_itself", "confirm"})
_BAD = frozenset({"reject", "fail", "expire", "hardware_goes_on"})


class Entry(Protocol):
    """Who did what; the histories of orders, lines and devices all have these."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def by(self) -> str:
        """Who."""

    @property
    def action(self) -> str:
        """What was done."""

    @property
    def field(self) -> str | None:
        """To which part."""

    @property
    def old(self) -> str | None:
        """What it was before."""

    @property
    def new(self) -> str | None:
        """What it is now."""

    @property
    def text(self) -> str:
        """What somebody wrote."""


def entries_of(past: Sequence[Entry], now: datetime, zone: ZoneInfo) -> list[TimelineEntry]:
    """The entries, the newest first."""
    return [
        TimelineEntry(
            _tone(one.action),
            _head(one),
            one.by,
            show_moment(one.at, now, zone),
            body=one.text,
            when_full=show_full(one.at, zone),
        )
        for one in past
    ]


def action_word(action: str) -> str:
    """What was done, as people say it; what has no word of its own is shown as it is called."""
    return {
        "start_wireless_order": _word("Began"),
        "edit": _word("Changed"),
        "confirm": _word("Confirmed"),
        "submit": _word("Submitted"),
        "discard": _word("Discarded"),
        "cancel": _word("Cancelled"),
        "resubmit": _word("Requested again"),
        "open_round": _word("Asked the approvers"),
        "approve": _word("Approved"),
        "finish_approval": _word("Approved by all"),
        "reject": _word("Rejected"),
        "request_information": _word("Asked a question"),
        "answer": _word("Answered"),
        "edit_by_approver": _word("Changed by an approver"),
        "expire": _word("Expired"),
        "send_to_vendor": _word("Sent to the vendor"),
        "complete_itself": _word("Carried out"),
        "vendor_accepts": _word("Accepted by the vendor"),
        "order_hardware": _word("Hardware ordered"),
        "cancel_hardware": _word("Hardware order cancelled"),
        "hardware_goes_on": _word("Hardware order could not be cancelled"),
        "record_progress": _word("Progress"),
        "complete": _word("Complete"),
        "fail": _word("Failed"),
        "unassign": _word("Unassigned"),
        "claim": _word("Claimed"),
        "check_out": _word("Checked out"),
        "check_in": _word("Checked in"),
        "create": _word("Added"),
        "add": _word("Added"),
        "import": _word("Imported"),
    }.get(action, action.replace("_", " ").capitalize())


def _head(one: Entry) -> str:
    word = action_word(one.action)
    if one.field in (None, "", "status") and one.new is not None:
        state = _state(one.new)
        return f"{word}: {state}" if state and state != word else word
    if one.field:
        name = one.field.replace("_", " ")
        change = " \u2192 ".join(part for part in (one.old or "", one.new or "") if part)
        return f"{word}: {name} {change}".rstrip()
    return word


def _state(value: str) -> str:
    """The word of a state, where a value is one."""
    if value in WirelessStatus.__members__:
        return status_chip(WirelessStatus(value)).word
    if value in LineStatus.__members__:
        return line_chip(LineStatus(value)).word
    if value in DeviceStatus.__members__:
        return device_chip(DeviceStatus(value)).word
    return value


def _tone(action: str) -> Tone:
    if action in _BAD:
        return Tone.BAD
    return Tone.SUCCESS if action in _GOOD else Tone.INFO


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessPast", text)
