"""The fulfilment queue: the list, the chosen part with items and results, and what is done to it (S-31)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Slot

from agentview.contract import wireless_fulfilment as contract
from agentview.contract import wireless_orders
from agentview.contract.value import RefusalInfo
from agentview.contract.wireless_forms import FieldId
from agentview.contract.wireless_fulfilment import Fulfilment, QueueFilter, QueueRow, Segment, SegmentCommand
from agentview.contract.wireless_orders import OrderRef, RevealedField, WirelessOrder
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.banner import Banner
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import heading
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import HARDWARE_ORDER, WIRELESS_ORDER, Desk, Target
from agentview.ui.texts.wireless import type_word
from agentview.ui.texts.wireless_fulfilment import segment_chip
from agentview.ui.views.wireless_fulfilment.facts import banner_of, ordered_facts, result_facts
from agentview.ui.views.wireless_fulfilment.forms import (
    accept_form,
    complete_form,
    fail_form,
    segment_of,
    submit_form,
)
from agentview.ui.views.wireless_fulfilment.queue_list import queue_list
from agentview.ui.views.wireless_fulfilment.results_dialog import ResultsDialog
from agentview.ui.views.wireless_fulfilment.results_form import results_form
from agentview.ui.views.wireless_fulfilment.reveal_dialog import RevealDialog
from agentview.ui.views.wireless_fulfilment.veiled import VeiledFields, veiled_fields
from agentview.ui.views.wireless_fulfilment.words import word

ORDER, HARDWARE, REVEAL = "order", "hardware", "reveal"
_IN_FORM = frozenset({"E-WL-SAY-WHY"})
"""What is only missing until the form asks for it."""


@dataclass(frozen=True)
class Shown:
    """A part with its order."""

    part: Segment
    order: WirelessOrder


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(SegmentCommand.RECORD.value, lambda: word("Record results..."), "R", "edit"),
        RecordCommand(SegmentCommand.SUBMIT.value, lambda: word("Submit to vendor..."), "S", "arrow-right"),
        RecordCommand(SegmentCommand.ACCEPT.value, lambda: word("Accepted..."), "A", "check"),
        RecordCommand(SegmentCommand.COMPLETE.value, lambda: word("Complete..."), "C", "check"),
        RecordCommand(ORDER, lambda: word("Show order"), "O", "list"),
        RecordCommand(HARDWARE, lambda: word("Show hardware order"), "H", "box"),
        RecordCommand(REVEAL, lambda: word("Show encrypted..."), "V", "eye"),
        RecordCommand(SegmentCommand.FAIL.value, lambda: word("Fail..."), "F", "close", is_dangerous=True),
    )


class FulfilmentPane(RecordPane[QueueFilter, QueueRow, Shown]):
    """Parts of orders. Enter does what comes next for the chosen one."""

    power = None

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No part chosen"), word("Choose one in the list to see what is ordered and what came.")
        )
        self._order_of: dict[int, int] = {}
        self.banner, self.ordered, self.veiled = Banner(), FactList(), VeiledFields()
        super().__init__(desk, queue_list(), _commands(), nothing)
        column = self.side.sections.body
        column.insertWidget(0, self.banner)
        column.addWidget(heading(word("What is ordered")))
        column.addWidget(self.ordered)
        column.addWidget(self.veiled)
        self.veiled.reveal_wanted.connect(self._on_eye)
        self.side.facts.opened.connect(self._go)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> Shown:
        ref = OrderRef(order_id=self._order_of[record_id])
        found = gateway.call(contract.GET, ref)
        return Shown(segment_of(found, record_id), gateway.call(wireless_orders.GET, ref))

    def _shown(self, detail: Shown) -> None:
        part, order = detail.part, detail.order
        self.side.show_record(
            part.reference,
            f"{type_word(order.type)} \u00b7 {order.customer}",
            result_facts(part, self.list.times.now(), self._desk.zone),
            segment_chip(part.status),
        )
        self.banner.show_texts(list(banner_of(part, self._desk.texts)))
        self.ordered.set_facts(ordered_facts(order))
        self.veiled.show_order(order)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            SegmentCommand.RECORD.value: self._record,
            SegmentCommand.SUBMIT.value: lambda: self._ask(submit_form, word("{name} is with the vendor")),
            SegmentCommand.ACCEPT.value: lambda: self._ask(accept_form, word("{name} is accepted")),
            SegmentCommand.COMPLETE.value: lambda: self._ask(complete_form, word("{name} is complete")),
            SegmentCommand.FAIL.value: lambda: self._ask(fail_form, word("{name} has failed")),
            ORDER: self._show_order,
            HARDWARE: self._show_hardware,
            REVEAL: self._reveal,
        }

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None or name == ORDER:
            return None
        if name == HARDWARE:
            has_one = detail.part.hardware_order_id is not None
            return None if has_one else word("No hardware order belongs to this part.")
        if name == REVEAL:
            return self._cause_to_hide(detail.order)
        refusals = next((one.refusals for one in detail.part.commands if one.command == name), ())
        return cause_text(self._desk.texts, [one for one in refusals if one.code not in _IN_FORM])

    def _cause_to_hide(self, order: WirelessOrder) -> str | None:
        if not self._desk.has(Power.FULFIL):
            missing = RefusalInfo(code="E-POWER", values={"power": Power.FULFIL.value})
            return cause_text(self._desk.texts, (missing,))
        return None if veiled_fields(order) else word("Nothing that this order says is encrypted.")

    # What is chosen

    @Slot(object)
    def _on_chosen(self, row: QueueRow | None) -> None:
        if row is not None:
            self._order_of[row.segment_id] = row.order_id
        super()._on_chosen(row)

    @Slot(object)
    def _on_opened(self, row: QueueRow) -> None:
        """Enter does the first of what is open: record, submit, accept, complete."""
        self._on_chosen(row)
        steps = [one.name for one in self._commands if not one.is_dangerous]
        first = next((name for name in steps if self._cause(name) is None), None)
        if first is not None and self.presenter.detail is not None:
            self.run(first)

    @Slot()
    def _on_empty(self) -> None:
        """An empty view offers nothing to press."""

    # What is done

    def _ask(self, make: Callable[[Segment, int], RecordForm], told: str) -> None:
        detail = self.presenter.detail
        if detail is not None:
            form = make(detail.part, detail.order.order_id)
            self._open(RecordDialog(self, self._desk, form, self), detail.part, told)

    def _record(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            form = results_form(detail.part, detail.order.order_id)
            self._open(ResultsDialog(self, self._desk, form, self), detail.part, word("Recorded for {name}"))

    def _open(self, dialog: RecordDialog, part: Segment, told: str) -> None:
        def sent(_answer: Fulfilment) -> None:
            self._desk.toasts.say(told.replace("{name}", part.reference))
            self.list.presenter.reload()
            self.presenter.read()

        dialog.sent.connect(sent)
        dialog.open()

    @Slot(object)
    def _on_eye(self, field_id: object) -> None:
        if isinstance(field_id, FieldId) and self._cause(REVEAL) is None:
            self._reveal(field_id)

    def _reveal(self, wanted: FieldId | None = None) -> None:
        """Asks why before a field is shown in full, for a while."""
        detail = self.presenter.detail
        if detail is None:
            return
        order_id = detail.order.order_id

        def sent(found: RevealedField) -> None:
            self.veiled.show_revealed(order_id, found)

        dialog = RevealDialog(self, self._desk, detail.order, wanted)
        dialog.sent.connect(sent)
        dialog.open()

    def _show_order(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self._go(Target(WIRELESS_ORDER, detail.order.order_id, detail.order.reference))

    def _show_hardware(self) -> None:
        part = self.presenter.detail.part if self.presenter.detail is not None else None
        if part is not None and part.hardware_order_id is not None:
            self._go(Target(HARDWARE_ORDER, part.hardware_order_id, part.hardware_reference))

    @Slot(object)
    def _go(self, target: object) -> None:
        if isinstance(target, Target) and not self._desk.shell.open_target(target):
            self._desk.toasts.fail(word("None of your areas opens this."))
