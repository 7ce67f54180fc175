"""What the form of a policy asks: for which orders it is, and who approves each level; imports no Qt."""

from __future__ import annotations

from agentview.contract.wireless import MOST_LEVELS, ApproverKind, DeviceType, OrderType
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.texts.wireless import type_word
from agentview.ui.texts.wireless_inventory import device_type_word
from agentview.ui.views.wireless_policies.policy_reading import Offered
from agentview.ui.views.wireless_policies.words import condition_label, kind_word, word

KIND, APPROVERS, DEFAULT, CC = "kind_", "approvers_", "default_", "cc_"
"""The fields of a level: this, and its number."""
_CHOICE, _SEVERAL, _NUMBER = FieldKind.CHOICE, FieldKind.SEVERAL, FieldKind.NUMBER


def policy_fields(offered: Offered, currency: str) -> tuple[Field, ...]:
    """All that is asked of a policy."""
    levels = (field for level in range(1, MOST_LEVELS + 1) for field in _level(level, offered))
    return (*_head(offered), *_conditions(offered, currency), *levels)


def _head(offered: Offered) -> tuple[Field, ...]:
    return (
        Field("name", word("Name"), required=True, most_chars=200),
        Field(
            "priority",
            word("Priority"),
            _NUMBER,
            help=word("1 is asked first. The first policy that matches an order decides about it."),
            required=True,
        ),
        Field(
            "expiry_days",
            word("Expires after (days)"),
            _NUMBER,
            help=word("An order that nobody has decided by then is given up."),
            required=True,
            is_beside=True,
        ),
        Field(
            "account_id",
            condition_label("account_id"),
            _CHOICE,
            choices=offered.companies,
            nothing=word("All companies"),
            section=word("For which orders: all of this must hold"),
        ),
    )


def _conditions(offered: Offered, currency: str) -> tuple[Field, ...]:
    anything, answers = word("Any"), (("yes", word("Only those")), ("no", word("Only others")))
    return (
        Field(
            "types",
            condition_label("types"),
            _SEVERAL,
            choices=tuple((one.value, type_word(one)) for one in OrderType),
            nothing=anything,
        ),
        Field(
            "vendors",
            condition_label("vendors"),
            _SEVERAL,
            choices=offered.vendors,
            nothing=anything,
        ),
        Field(
            "device_types",
            condition_label("device_types"),
            _SEVERAL,
            choices=tuple((one.value, device_type_word(one)) for one in DeviceType),
            nothing=anything,
            is_beside=True,
        ),
        Field(
            "upgrade_eligible",
            condition_label("upgrade_eligible"),
            _CHOICE,
            choices=answers,
            nothing=anything,
        ),
        Field(
            "policy_exception",
            condition_label("policy_exception"),
            _CHOICE,
            choices=answers,
            nothing=anything,
            is_beside=True,
        ),
        Field(
            "total_above_cents",
            f"{condition_label('total_above_cents')} ({currency})",
            _NUMBER,
            help=word("What it costs once; exactly this amount does not match."),
        ),
        Field(
            "total_below_cents",
            f"{condition_label('total_below_cents')} ({currency})",
            _NUMBER,
            help=word("What it costs once; exactly this amount does not match."),
            is_beside=True,
        ),
    )


def _level(level: int, offered: Offered) -> tuple[Field, ...]:
    at = str(level)
    return (
        Field(
            f"{KIND}{at}",
            word("Level {number}: who approves").replace("{number}", at),
            _CHOICE,
            choices=tuple((one.value, kind_word(one)) for one in ApproverKind),
            nothing=word("Nobody: no level {number}").replace("{number}", at),
            section=word("Who approves") if level == 1 else "",
        ),
        Field(
            f"{APPROVERS}{at}",
            word("Level {number}: people").replace("{number}", at),
            FieldKind.FOUND_SEVERAL,
            help=word("The first decision counts. Where the requester chooses, none means anybody."),
            choices=offered.people,
            nothing=word("Nobody named"),
            is_beside=True,
        ),
        Field(
            f"{DEFAULT}{at}",
            word("Level {number}: who steps in").replace("{number}", at),
            FieldKind.FOUND,
            help=word("Decides where nobody else can."),
            choices=offered.people,
            nothing=word("Nobody: administrators are told"),
        ),
        Field(
            f"{CC}{at}",
            word("Level {number}: copy to").replace("{number}", at),
            help=word("Mail addresses, with a comma between."),
            is_beside=True,
        ),
    )
