"""The words of cancelling: reasons, time frames, and what ends."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.cancelling import (
    CancelPreview,
    CancelReason,
    EndingContract,
    EndingOutcome,
    EndingPackage,
    EndingService,
    TimeFrame,
)
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.when import show_day
from agentview.ui.views.customers.words import DOT, amount_text, identifier_text


def cancel_text(reference: str, name: str, *, is_service: bool) -> DialogText:
    """The texts of the dialog; it names the record."""
    title = _word("Cancel {reference} {name}?")
    keep = _word("Keep service") if is_service else _word("Keep package")
    verb = _word("Cancel service") if is_service else _word("Cancel package")
    return DialogText(
        title.replace("{reference}", reference).replace("{name}", " ".join(name.split())),
        verb,
        keep,
        _word("Cancelling..."),
        is_dangerous=True,
    )


def reason_words() -> tuple[tuple[str, str], ...]:
    """Every reason with its word."""
    words = {
        CancelReason.CUSTOMER_REQUEST: _word("Asked for by the customer"),
        CancelReason.MOVING: _word("Moves away"),
        CancelReason.PRICE: _word("Too expensive"),
        CancelReason.SERVICE_QUALITY: _word("Not content with the quality"),
        CancelReason.OTHER_PROVIDER: _word("Goes to another provider"),
        CancelReason.NOT_NEEDED: _word("No longer needed"),
        CancelReason.BUSINESS_CLOSED: _word("Business closed"),
        CancelReason.DECEASED: _word("Deceased"),
        CancelReason.NON_PAYMENT: _word("Not paid"),
        CancelReason.CONTRACT_ENDED: _word("Contract ended"),
        CancelReason.OTHER: _word("Other"),
    }
    return tuple((reason.value, words[reason]) for reason in CancelReason)


def time_frame_words() -> tuple[tuple[str, str], ...]:
    """Every time frame with its word."""
    words = {
        TimeFrame.IMMEDIATE: _word("Now"),
        TimeFrame.END_OF_PERIOD: _word("At the end of the billing period"),
        TimeFrame.NOMINATED_DATE: _word("On a nominated day"),
    }
    return tuple((frame.value, words[frame]) for frame in TimeFrame)


def cancel_fields(*, is_group: bool) -> tuple[Field, ...]:
    """The fields of the form; who cancels a group types how many packages end (D-22)."""
    number = Field(
        "typed_number",
        _word("How many packages end"),
        help=_word("Type how many packages end with it, to confirm that all of them are meant."),
        chars=6,
        most_chars=6,
    )
    return (
        Field("reason", _word("Reason"), FieldKind.CHOICE, required=True, choices=reason_words()),
        Field("time_frame", _word("When"), FieldKind.CHOICE, required=True, choices=time_frame_words()),
        Field("nominated_on", _word("Nominated day"), FieldKind.DATE),
        Field("note", _word("Note"), FieldKind.NOTE),
        *((number,) if is_group else ()),
    )


def group_line(preview: CancelPreview) -> str:
    """The warning that a whole group ends; "" where it does not (R-PRV-32)."""
    if preview.type_number is None:
        return ""
    told = _word("This is the primary package of the group {group}: {count} packages end with it.")
    return told.replace("{group}", preview.group).replace("{count}", str(preview.type_number))


def package_line(package: EndingPackage) -> str:
    """A package and its last day."""
    if package.end_on is None:
        return DOT.join((package.reference, package.plan))
    told = _word("{name} ends on {day}").replace("{day}", show_day(package.end_on))
    return told.replace("{name}", DOT.join((package.reference, package.plan)))


def contract_line(contract: EndingContract) -> str:
    """The contract that ends with a package, and that nothing is charged for that."""
    told = _word(
        "Under contract ({name}) until {day}. The contract ends with the package, without a fee; "
        "breaking out of it today would cost {fee}."
    )
    fee = amount_text(contract.break_out_cents, contract.currency)
    told = told.replace("{day}", show_day(contract.end_on)).replace("{fee}", fee)
    return told.replace("{name}", contract.name)


def service_line(service: EndingService) -> str:
    """A service and what becomes of it."""
    name = identifier_text(service.identifier) or service.name
    told = {
        EndingOutcome.TASK: _word("ended by {worker}"),
        EndingOutcome.NETWORK: _word("ended by the network itself"),
        EndingOutcome.ABORTED: _word("never started: its order is aborted now"),
        EndingOutcome.UNDER_WAY: _word("is being cancelled already ({task})"),
    }[service.outcome]
    told = told.replace("{worker}", service.worked_by).replace("{task}", service.task_reference)
    return f"{name} {DOT.strip()} {told}"


def _word(text: str) -> str:
    return QCoreApplication.translate("Cancel", text)
