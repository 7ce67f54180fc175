"""The columns of the lines of an order (S-18)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware_orders import OrderLine
from agentview.core.money import Money
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.local_format import count_text
from agentview.ui.texts.hardware import line_chip, longest_line_status
from agentview.ui.views.hardware.words import joined, serial_word


def line_columns(currency: Callable[[], str]) -> tuple[Column[OrderLine], ...]:
    """What is wanted, how it stands, and what the warehouse said of it; `currency` is asked late."""
    return (*_wanted(currency), *_answered())


def _wanted(currency: Callable[[], str]) -> tuple[Column[OrderLine], ...]:
    return (
        Column(
            "product",
            lambda: _word("Product"),
            lambda line: line.product,
            stretch=True,
            sample=lambda: "Fruit Phone X1 128 GB",
            least=lambda: "Fruit Phone X1 128 GB",
            tip=lambda line: line.product,
        ),
        Column(
            "sku",
            lambda: "SKU",
            lambda line: line.sku,
            Kind.ID,
            strong=False,
            sample=lambda: "PML-14-PRO-256",
            tip=lambda line: line.sku,
        ),
        Column(
            "warehouse",
            lambda: _word("Warehouse"),
            lambda line: line.warehouse or NO_VALUE,
            strong=False,
            sample=lambda: "Melbourne Tullamarine",
            least=lambda: "Melbourne Tull...",
            tip=lambda line: line.warehouse,
            gives_way=1,
        ),
        Column(
            "qty",
            lambda: _word("Qty"),
            lambda line: count_text(line.qty),
            Kind.NUMBER,
            sample=lambda: "10,000",
        ),
        Column(
            "price",
            lambda: _word("Price {currency}").replace("{currency}", currency()),
            lambda line: grouped_amount(Money(line.unit_price_cents, currency())),
            Kind.NUMBER,
            strong=False,
            sample=lambda: "1,234.00",
            tip=lambda line: _sum(line, currency()),
        ),
        Column(
            "status",
            lambda: _word("Line status"),
            lambda line: line_chip(line.status).word,
            Kind.CHIP,
            mark=lambda line: line_chip(line.status),
            sample=longest_line_status,
            tip=lambda line: line_chip(line.status).sentence,
        ),
    )


def _answered() -> tuple[Column[OrderLine], ...]:
    return (
        Column(
            "enrol",
            lambda: _word("Enrol?"),
            enrol_word,
            strong=False,
            sample=lambda: _word("cannot be"),
            least=lambda: _word("cannot be"),
            gives_way=4,
        ),
        Column(
            "serial",
            lambda: _word("Serial"),
            serial_text,
            strong=False,
            sample=lambda: "356938035643809 +99",
            least=lambda: "356938035643809 +99",
            tip=all_serials,
            gives_way=3,
        ),
        Column(
            "tracking",
            lambda: _word("Tracking"),
            lambda line: joined((line.carrier, line.tracking_no)) or NO_VALUE,
            strong=False,
            sample=lambda: "AusPost 33ABC1234567",
            least=lambda: "AusPost 33A...",
            tip=lambda line: joined((line.carrier, line.tracking_no)),
            gives_way=5,
        ),
        Column(
            "error",
            lambda: _word("Error"),
            lambda line: joined((line.error_code, line.error_text)) or NO_VALUE,
            strong=False,
            sample=lambda: "OUT_OF_STOCK",
            least=lambda: "OUT_OF_STOCK",
            tip=lambda line: joined((line.error_code, line.error_text)),
            gives_way=2,
        ),
    )


def enrol_word(line: OrderLine) -> str:
    """Whether the devices of a line are enrolled."""
    if not line.can_be_enrolled:
        return _word("cannot be")
    return _word("yes") if line.is_enrolment_requested else _word("no")


def serial_text(line: OrderLine) -> str:
    """The first serial, and how many more there are."""
    if not line.units:
        return NO_VALUE
    more = line.unit_count - 1
    return f"{line.units[0].serial_no} +{more}" if more > 0 else line.units[0].serial_no


def all_serials(line: OrderLine) -> str:
    """Every serial that is known here, with what kind of number it is."""
    told = [
        joined(
            (
                f"{serial_word(unit.serial_type)} {unit.serial_no}",
                _word("returned") if unit.is_returned else "",
            )
        )
        for unit in line.units
    ]
    rest = line.unit_count - len(line.units)
    if rest > 0:
        told.append(_word("and {count} more").replace("{count}", count_text(rest)))
    return "\n".join(told)


def line_sentence(line: OrderLine) -> str:
    """A line as it is read out."""
    parts = (f"{line.qty} {line.product}", line.sku, line_chip(line.status).sentence, line.error_text)
    return ", ".join(part for part in parts if part)


def _sum(line: OrderLine, currency: str) -> str:
    amount = grouped_amount(Money(line.amount_cents, currency))
    return (
        _word("{qty} for {amount} together, without tax")
        .replace("{qty}", count_text(line.qty))
        .replace("{amount}", amount)
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareLine", text)
