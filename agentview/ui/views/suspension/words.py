"""How amounts and numbers of this area are typed and shown; imports no Qt widgets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from agentview.core.clock import local_day
from agentview.core.money import Money
from agentview.ui.forms.merge import Value
from agentview.ui.kit.amount import money_text
from agentview.ui.navigation import Desk

NOTHING = "\u2014"


def amount(cents: int, currency: str) -> str:
    """An amount with its currency."""
    return money_text(Money(cents, currency))


def typed_amount(cents: int) -> Value:
    """An amount as a form holds it."""
    return Decimal(cents).scaleb(-2)


def cents(value: Value) -> object:
    """An amount of a form in minor units; a fraction of a cent stays one, so that the contract refuses it."""
    return whole(value * 100 if isinstance(value, Decimal) else value)


def whole(value: Value) -> object:
    """A number of a form as a whole one, where it is one."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value


def days_word(days: int) -> str:
    """A number of days."""
    if days == 1:
        return QCoreApplication.translate("SuspensionRules", "1 day")
    return QCoreApplication.translate("SuspensionRules", "{count} days").replace("{count}", str(days))


def yes_no(*, is_so: bool) -> str:
    """Whether something is so."""
    translate = QCoreApplication.translate
    return translate("SuspensionRules", "yes") if is_so else translate("SuspensionRules", "no")


def today(desk: Desk) -> date:
    """The calendar day where the person works."""
    return local_day(desk.clock.now(), desk.zone.key)
