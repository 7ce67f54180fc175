"""What each form of a hardware order is about, says and sends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_orders import HardwareOrder, OrderLine
from agentview.contract.op import Op
from agentview.contract.value import RefusalInfo
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.plural import plural
from agentview.ui.views.hardware.words import amount

REASON = "reason"


@dataclass(frozen=True)
class OrderForm:
    """A form of an order: the order as it was seen, what is sent, its texts and fields."""

    order: HardwareOrder
    spec: FormSpec[HardwareOrder]
    text: DialogText
    fields: tuple[Field, ...] = ()
    initial: Values = field(default_factory=dict)


def against(order: HardwareOrder, command: HardwareCommand) -> tuple[RefusalInfo, ...]:
    """Every reason against a command of an order; one that is not listed is taken for closed."""
    for state in order.commands:
        if state.command == command.value:
            return state.refusals
    return (RefusalInfo(code="E-STATE", values={"state": order.status.value, "command": command.value}),)


def generate_form(order: HardwareOrder) -> OrderForm:
    """Asks before an order is generated (R-HW-07)."""
    lines, units = len(order.lines), sum(line.qty for line in order.lines)
    sentence = _word(
        "{lines}, {units}, {total} without tax, for {customer}. Items cannot be changed after that."
    )
    for name, value in (
        ("{lines}", plural(_word("1 line"), _word("{count} lines"), lines)),
        ("{units}", plural(_word("1 unit"), _word("{count} units"), units)),
        ("{total}", amount(order.total_cents, order.currency)),
        ("{customer}", order.customer),
    ):
        sentence = sentence.replace(name, value)
    text = DialogText(
        _named(_word("Generate {order}?"), order),
        _word("Generate order"),
        _word("Keep it as it is"),
        _word("Generating..."),
        sentence,
    )
    spec = _spec(order, HardwareCommand.GENERATE, contract.GENERATE, _plain)
    return OrderForm(order, spec, text)


def recheck_form(order: HardwareOrder) -> OrderForm:
    """Asks before a delivery is checked for fraud again."""
    text = DialogText(
        _named(_word("Check {order} for fraud again?"), order),
        _word("Check again"),
        _word("Leave it held"),
        _word("Checking..."),
        _word("The delivery is checked as it stands now. If it passes, the next run sends the order."),
    )
    spec = _spec(order, HardwareCommand.RECHECK_FRAUD, contract.RECHECK_FRAUD, _plain)
    return OrderForm(order, spec, text)


def reason_form(order: HardwareOrder, command: HardwareCommand) -> OrderForm:
    """Asks for the reason of a command that takes one: cancel, let pass, close."""
    text, op, help_text = _REASONS[command](order)
    return OrderForm(
        order, _spec(order, command, op, _with_reason), text, (_reason(help_text),), {REASON: ""}
    )


def return_form(order: HardwareOrder, line: OrderLine) -> OrderForm:
    """Asks why a line comes back, and shows what is credited."""
    credited = _word("{amount} are credited to the account.").replace(
        "{amount}", amount(line.amount_cents, order.currency)
    )
    sentence = credited if line.is_billed else _word("It was not billed yet, so nothing is credited.")
    if any(unit.enrolment_id is not None for unit in line.units):
        sentence += " " + _word("What of it is enrolled is unenrolled.")
    title = _named(_word("Return {qty} {product} of {order}?"), order)
    text = DialogText(
        title.replace("{qty}", count_text(line.qty)).replace("{product}", line.product),
        _word("Return line"),
        _word("Keep it"),
        _word("Returning..."),
        sentence,
        is_dangerous=True,
    )

    def request(seen: HardwareOrder, values: Values) -> contract.ReturnRequest:
        return contract.ReturnRequest(
            order_id=seen.order_id,
            version=seen.version,
            line_id=line.line_id,
            reason=str(values[REASON] or ""),
        )

    spec = _spec(order, HardwareCommand.RETURN_LINE, contract.RETURN_LINE, request, line.line_id)
    return OrderForm(order, spec, text, (_reason(_word("It stands in the history.")),), {REASON: ""})


def retry_form(order: HardwareOrder, chosen: Callable[[], Sequence[int]]) -> OrderForm:
    """Asks which failed lines are sent again (R-HW-27); `chosen` says which are ticked."""
    text = DialogText(
        _named(_word("Retry the failed lines of {order}?"), order),
        _word("Retry lines"),
        _word("Leave them"),
        _word("Retrying..."),
        _word("They go to their warehouse with the next run. What was dispatched is left alone."),
    )

    def request(seen: HardwareOrder, _values: Values) -> contract.RetryRequest:
        return contract.RetryRequest(order_id=seen.order_id, version=seen.version, line_ids=tuple(chosen()))

    return OrderForm(order, _spec(order, HardwareCommand.RETRY, contract.RETRY, request), text)


def _spec(
    order: HardwareOrder,
    command: HardwareCommand,
    op: Op[Any, HardwareOrder],
    request: Callable[[HardwareOrder, Values], contract.ChangeRequest],
    line_id: int | None = None,
) -> FormSpec[HardwareOrder]:
    wanted = contract.OrderRef(order_id=order.order_id)
    part = "" if line_id is None else f":{line_id}"
    return FormSpec(
        draft=f"hardware:{order.order_id}:{command.value}{part}",
        op=op,
        request=request,
        read=lambda gateway: gateway.call(contract.GET, wanted),
        against=lambda theirs: against(theirs, command),
    )


def _plain(seen: HardwareOrder, _values: Values) -> contract.ChangeRequest:
    return contract.ChangeRequest(order_id=seen.order_id, version=seen.version)


def _with_reason(seen: HardwareOrder, values: Values) -> contract.ReasonRequest:
    return contract.ReasonRequest(
        order_id=seen.order_id, version=seen.version, reason=str(values[REASON] or "")
    )


def _reason(help_text: str) -> Field:
    return Field(REASON, _word("Reason"), FieldKind.NOTE, help=help_text, required=True)


Asked = tuple[DialogText, Op[contract.ReasonRequest, HardwareOrder], str]


def _cancel(order: HardwareOrder) -> Asked:
    text = DialogText(
        _named(_word("Cancel {order}?"), order),
        _word("Cancel order"),
        _word("Keep order"),
        _word("Cancelling..."),
        _word("All its lines are cancelled, and nothing is billed. This cannot be undone."),
        is_dangerous=True,
    )
    return text, contract.CANCEL, _word("It stands in the history.")


def _override(order: HardwareOrder) -> Asked:
    text = DialogText(
        _named(_word("Let {order} pass the fraud check?"), order),
        _word("Let it pass"),
        _word("Leave it held"),
        _word("Letting it pass..."),
        _word("The next run sends it to its warehouse. Your name and the reason are recorded."),
        is_dangerous=True,
    )
    return text, contract.OVERRIDE_FRAUD, _word("What makes you sure that the delivery is right.")


def _close(order: HardwareOrder) -> Asked:
    text = DialogText(
        _named(_word("Close {order}?"), order),
        _word("Close order"),
        _word("Keep it open"),
        _word("Closing..."),
        _word("Lines that were not dispatched are cancelled. What was dispatched stays billed."),
        is_dangerous=True,
    )
    return text, contract.CLOSE, _word("It stands in the history.")


_REASONS: dict[HardwareCommand, Callable[[HardwareOrder], Asked]] = {
    HardwareCommand.CANCEL: _cancel,
    HardwareCommand.OVERRIDE_FRAUD: _override,
    HardwareCommand.CLOSE: _close,
}


def _named(text: str, order: HardwareOrder) -> str:
    return text.replace("{order}", order.reference)


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareForm", text)
