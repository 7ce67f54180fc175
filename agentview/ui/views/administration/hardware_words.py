"""What the terms of hardware are called in its administration; imports no Qt widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import (
    FileFormat,
    FraudSource,
    Granularity,
    ProductKind,
    SerialType,
    StockSource,
)
from agentview.contract.hardware_admin import ExchangeFault, WarehouseFields
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone

SIMULATED = "simulator://"


def word(text: str) -> str:
    """A text of these screens in the user's language."""
    return QCoreApplication.translate("HardwareAdmin", text)


def kind_word(kind: ProductKind) -> str:
    """What a kind of product is called."""
    return {
        ProductKind.HANDSET: word("Handset"),
        ProductKind.PERIPHERAL: word("Peripheral"),
        ProductKind.SOFTWARE_LICENCE: word("Software licence"),
        ProductKind.SIM: word("SIM card"),
        ProductKind.ACCESSORY: word("Accessory"),
    }[kind]


def serial_word(kind: SerialType) -> str:
    """What a kind of serial number is called."""
    return {SerialType.CAP_CODE: word("Cap code"), SerialType.UNKNOWN: word("Other")}.get(kind, kind.value)


def granularity_word(granularity: Granularity) -> str:
    """What one record of a request file stands for (R-HW-13)."""
    return {
        Granularity.PER_UNIT: word("A record for each piece"),
        Granularity.PER_PRODUCT: word("A record for each item"),
        Granularity.PER_ORDER: word("A record for each order"),
    }[granularity]


def format_word(form: FileFormat) -> str:
    """What a format of files is called."""
    return {FileFormat.X12: "X12 (EDI)", FileFormat.EDIFACT: "EDIFACT (EDI)"}.get(form, form.value)


def stock_word(source: StockSource) -> str:
    """How the stock of a warehouse is known."""
    return {
        StockSource.HTTP: word("It is asked (TMF687)"),
        StockSource.FILE: word("From its stock files"),
        StockSource.SIMULATOR: word("Simulated"),
    }[source]


def fraud_word(source: FraudSource) -> str:
    """Who checks deliveries for fraud."""
    return {FraudSource.RULES: word("Rules of AgentView"), FraudSource.SIMULATOR: word("Simulated")}[source]


def sale_chip(*, is_on_sale: bool) -> ChipValue:
    """Whether a product, or a way of delivery, is offered."""
    if is_on_sale:
        return ChipValue(Tone.SUCCESS, "\u2713", word("On sale"), word("It can be ordered"))
    told = word("It cannot be ordered any more; orders that have it go on")
    return ChipValue(Tone.NEUTRAL, "\u2013", word("Withdrawn"), told)


def offer_chip(*, is_active: bool) -> ChipValue:
    """Whether a way of delivery is offered."""
    if is_active:
        return ChipValue(Tone.SUCCESS, "\u2713", word("Offered"), word("Orders can choose it"))
    told = word("No order can choose it any more; those that did go on")
    return ChipValue(Tone.NEUTRAL, "\u2013", word("Not offered"), told)


def warehouse_chip(fields: WarehouseFields) -> ChipValue:
    """Whether anything is sent to a warehouse."""
    if not fields.is_connected:
        told = word("Nothing is sent to it, and no item can choose it")
        return ChipValue(Tone.NEUTRAL, "\u2013", word("Disconnected"), told)
    if not fields.exchange_url:
        return ChipValue(Tone.WARNING, "!", word("No address"), word("What is ordered from it waits"))
    if fields.exchange_url.startswith(SIMULATED):
        return ChipValue(Tone.INFO, "~", word("Simulated"), word("AgentView answers in its place"))
    return ChipValue(Tone.SUCCESS, "\u2713", word("Connected"), word("Orders are sent to it"))


def fault_text(fault: ExchangeFault) -> str:
    """Why files cannot be exchanged, and what to do."""
    return {
        ExchangeFault.NO_ADDRESS: word("It has no address. Edit it and give it one."),
        ExchangeFault.FOLDER: word("The folder is not there, or not mounted. Make it there first."),
        ExchangeFault.HOST_KEY: word(
            "The server is not known. Put its host key into known_hosts in the folder exchange-keys."
        ),
        ExchangeFault.KEY: word("The private key cannot be read. Put another one into exchange-keys."),
        ExchangeFault.KEY_OPEN_TO_OTHERS: word(
            "Others may read the key. Let only the program's own user read the files in exchange-keys."
        ),
        ExchangeFault.NETWORK: word("The connection broke off. Look at network and address, then try again."),
        ExchangeFault.NO_KEY: word(
            "There is neither a key nor a password for this account in the folder exchange-keys."
        ),
        ExchangeFault.PERMISSION: word("The account may not write there. Ask who runs the server."),
        ExchangeFault.REFUSED: word("The server refuses the connection. Look at host and port."),
        ExchangeFault.SIGN_IN: word("The server does not take this account's key or password."),
        ExchangeFault.SPACE: word("There is no space left. Ask who runs the server to make some."),
        ExchangeFault.TIMEOUT: word("The server does not answer. Look at network and address."),
    }[fault]


def yes_no(value: object) -> str:
    """A tick in words."""
    return word("yes") if value else word("no")
