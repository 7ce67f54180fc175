"""The lines: the list, the chosen one with device, features and history, and what is done to it (S-32)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agentview.contract import wireless_lines as contract
from agentview.contract.value import RefusalInfo
from agentview.contract.wireless_history import Past
from agentview.contract.wireless_import import ImportKind
from agentview.contract.wireless_lines import LineActed, LineCommand, LineDetail, LineFilter, LineRow
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.facts import NO_VALUE, Fact
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import heading
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.when import show_day
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.navigation import WIRELESS_DEVICE, WIRELESS_LINE, Desk, Target
from agentview.ui.texts.wireless_inventory import line_chip
from agentview.ui.views.wireless.inventory_pane import (
    IMPORT,
    MANAGE,
    ORDERS,
    SHOWN_PAST,
    InventoryPane,
    order_facts,
)
from agentview.ui.views.wireless.line_forms import (
    claim_form,
    confirm_form,
    edit_form,
    read_choices,
    read_people,
    unassign_form,
)
from agentview.ui.views.wireless.lines_list import line_list, upgrade_text
from agentview.ui.views.wireless.words import word
from agentview.ui.wireless.amounts import amount
from agentview.ui.wireless.past import entries_of

DEVICE = "device"


@dataclass(frozen=True)
class Shown:
    """A line with what was done to it."""

    line: LineDetail
    past: Past


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(MANAGE, lambda: word("Manage..."), "M", "plus"),
        RecordCommand(LineCommand.CONFIRM.value, lambda: word("Confirm..."), "C", "check"),
        RecordCommand(LineCommand.UNASSIGN.value, lambda: word("Not mine..."), "U", "close"),
        RecordCommand(LineCommand.CLAIM.value, lambda: word("Claim..."), "L", "user"),
        RecordCommand(LineCommand.EDIT.value, lambda: word("Edit..."), "E", "edit"),
        RecordCommand(DEVICE, lambda: word("Show device"), "D", "phone"),
        RecordCommand(ORDERS, lambda: word("Open order"), "O", "box"),
        RecordCommand(IMPORT, lambda: word("Import..."), "I", "upload", needs_record=False),
    )


class LinesPane(InventoryPane[LineFilter, LineRow, Shown]):
    """Lines. Enter manages the chosen one."""

    import_kind = ImportKind.LINES
    kinds = frozenset({WIRELESS_LINE})

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No line chosen"), word("Choose one in the list to see its device, features and history.")
        )
        self.story, self.past = Timeline(), heading(word("History"))
        super().__init__(desk, line_list(), _commands(), nothing)
        for part in (self.past, self.story):
            self.side.sections.body.addWidget(part)
        self.side.facts.opened.connect(self.go)

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> Shown:
        line = gateway.call(contract.GET, contract.LineRef(line_id=record_id))
        past = gateway.call(contract.HISTORY, contract.LinePastRequest(line_id=record_id, limit=SHOWN_PAST))
        return Shown(line, past)

    def _shown(self, detail: Shown) -> None:
        row = detail.line.row
        line = " \u00b7 ".join(part for part in (row.employee or row.alias, row.customer) if part)
        self.side.show_record(row.number, line, line_facts(detail.line), line_chip(row.status))
        self.past.setVisible(bool(detail.past.entries))
        self.story.set_entries(entries_of(detail.past.entries, self.list.times.now(), self._desk.zone))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            MANAGE: self._manage,
            LineCommand.CONFIRM.value: lambda: self._ask(confirm_form, word("{name} is confirmed")),
            LineCommand.UNASSIGN.value: lambda: self._ask_people(unassign_form, word("{name} is unassigned")),
            LineCommand.CLAIM.value: self._claim,
            LineCommand.EDIT.value: self._edit,
            DEVICE: self._show_device,
            ORDERS: self._show_order,
            IMPORT: self.import_wanted.emit,
        }

    def _cause_of(self, name: str) -> str | None:
        line = self.presenter.detail.line if self.presenter.detail is not None else None
        if name in {IMPORT, MANAGE, ORDERS}:
            return self.common_cause(name, line.open_orders if line is not None else ())
        if line is None:
            return None
        if name == DEVICE:
            return None if line.device is not None else word("No device is known for this line.")
        return self.command_cause(line.commands, name)

    # What is done

    def _manage(self) -> None:
        if self.presenter.detail is not None:
            row = self.presenter.detail.line.row
            self.manage_wanted.emit(row.account_id, row.line_id, row.device_id)

    def _ask(self, make: Callable[[LineDetail], RecordForm], told: str) -> None:
        if self.presenter.detail is not None:
            self._open(make(self.presenter.detail.line), told)

    def _ask_people(
        self, make: Callable[[LineDetail, tuple[tuple[str, str], ...]], RecordForm], told: str
    ) -> None:
        if self.presenter.detail is None:
            return
        line = self.presenter.detail.line
        self.read_then(
            lambda gateway: read_people(gateway, line.row.account_id),
            lambda people: self._open(make(line, people), told),
        )

    def _claim(self) -> None:
        told = word("{name} is claimed")
        if self._desk.has(Power.ALL_WIRELESS):
            self._ask_people(claim_form, told)
        else:
            self._ask(lambda line: claim_form(line, ()), told)

    def _edit(self) -> None:
        if self.presenter.detail is None:
            return
        line = self.presenter.detail.line
        self.read_then(
            lambda gateway: read_choices(gateway, line),
            lambda choices: self._open(edit_form(line, choices), word("{name} is saved")),
        )

    def _open(self, form: RecordForm, told: str) -> None:
        self.open_acted(form, told, _read_acted)

    def _show_device(self) -> None:
        device = self.presenter.detail.line.device if self.presenter.detail is not None else None
        if device is not None:
            self.go(Target(WIRELESS_DEVICE, device.device_id, device.make_model))

    def _show_order(self) -> None:
        if self.presenter.detail is not None:
            self.go_to_order(self.presenter.detail.line.open_orders)


def _read_acted(answer: LineActed) -> tuple[str, Sequence[RefusalInfo]]:
    return answer.line.row.number, answer.warnings


def line_facts(line: LineDetail) -> Sequence[Fact]:
    """What is known of a line."""
    row, device = line.row, line.device
    facts = [
        Fact(word("Alias"), row.alias),
        Fact(word("Vendor"), row.vendor),
        Fact(word("Plan"), f"{row.plan}, {amount(line.plan_monthly_cents, row.currency)}"),
        Fact(word("Features"), ", ".join(one.name for one in line.features if one.is_current)),
        Fact(word("Monthly in all"), amount(row.monthly_cents, row.currency)),
    ]
    if device is not None:
        name = f"{device.make_model}, {device.serial_no}"
        target = Target(WIRELESS_DEVICE, device.device_id, device.make_model)
        facts.append(Fact(word("Device"), name, opens=target, tip=word("Show the device")))
    validated = "" if row.validated_on is None else f"{show_day(row.validated_on)}, {line.validated_by}"
    facts += [
        Fact(word("SIM (ICCID)"), line.iccid, can_copy=bool(line.iccid)),
        Fact(word("Contract"), _span(line)),
        Fact(word("Upgrade"), upgrade_text(row)),
        Fact(word("Suspended"), "" if line.suspended_on is None else show_day(line.suspended_on)),
        Fact(word("Disconnected"), "" if line.disconnected_on is None else show_day(line.disconnected_on)),
        Fact(word("Confirmed"), validated or word("Nobody has confirmed it yet")),
    ]
    facts += order_facts(line.open_orders)
    return [one for one in facts if one.value and one.value != NO_VALUE]


def _span(line: LineDetail) -> str:
    days = (line.contract_start, line.row.contract_end)
    return " \u2013 ".join(show_day(day) for day in days if day is not None)
