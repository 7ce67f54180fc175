"""The devices: the list, the chosen one with its history, and what is done to it (S-32)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agentview.contract import wireless_devices as contract
from agentview.contract.value import RefusalInfo
from agentview.contract.wireless_devices import (
    DeviceActed,
    DeviceCommand,
    DeviceDetail,
    DeviceFilter,
    DeviceRow,
)
from agentview.contract.wireless_history import Past
from agentview.contract.wireless_import import ImportKind
from agentview.gateway.port import Gateway
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.forms.seeking import Choices
from agentview.ui.kit.facts import NO_VALUE, Fact
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import heading
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.when import show_day, show_full
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.navigation import WIRELESS_DEVICE, WIRELESS_LINE, WIRELESS_ORDER, Desk, Target
from agentview.ui.texts.wireless_inventory import device_chip, device_type_word
from agentview.ui.views.wireless.device_forms import check_in_form, check_out_form, edit_form
from agentview.ui.views.wireless.devices_list import device_list, holder_text, warranty_text
from agentview.ui.views.wireless.inventory_pane import (
    IMPORT,
    MANAGE,
    ORDERS,
    SHOWN_PAST,
    InventoryPane,
    order_facts,
)
from agentview.ui.views.wireless.line_forms import read_people
from agentview.ui.views.wireless.words import word
from agentview.ui.wireless.past import entries_of

LINE = "line"


@dataclass(frozen=True)
class Shown:
    """A device with what was done to it."""

    device: DeviceDetail
    past: Past


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(MANAGE, lambda: word("Manage..."), "M", "plus"),
        RecordCommand(DeviceCommand.CHECK_OUT.value, lambda: word("Check out..."), "C", "arrow-right"),
        RecordCommand(DeviceCommand.CHECK_IN.value, lambda: word("Check in..."), "B", "arrow-left"),
        RecordCommand(DeviceCommand.EDIT.value, lambda: word("Edit..."), "E", "edit"),
        RecordCommand(LINE, lambda: word("Show line"), "L", "phone"),
        RecordCommand(ORDERS, lambda: word("Open order"), "O", "box"),
        RecordCommand(IMPORT, lambda: word("Import..."), "I", "upload", needs_record=False),
    )


class DevicesPane(InventoryPane[DeviceFilter, DeviceRow, Shown]):
    """Devices. Enter manages the chosen one."""

    import_kind = ImportKind.DEVICES
    kinds = frozenset({WIRELESS_DEVICE})

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No device chosen"), word("Choose one in the list to see who has it, and its history.")
        )
        self.story, self.past = Timeline(), heading(word("History"))
        super().__init__(desk, device_list(), _commands(), nothing)
        for part in (self.past, self.story):
            self.side.sections.body.addWidget(part)
        self.side.facts.opened.connect(self.go)

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> Shown:
        device = gateway.call(contract.GET, contract.DeviceRef(device_id=record_id))
        past = gateway.call(
            contract.HISTORY, contract.DevicePastRequest(device_id=record_id, limit=SHOWN_PAST)
        )
        return Shown(device, past)

    def _shown(self, detail: Shown) -> None:
        row = detail.device.row
        line = " \u00b7 ".join(part for part in (device_type_word(row.device_type), row.customer) if part)
        facts = device_facts(detail.device, self._desk)
        self.side.show_record(row.make_model, line, facts, device_chip(row.status))
        self.past.setVisible(bool(detail.past.entries))
        self.story.set_entries(entries_of(detail.past.entries, self.list.times.now(), self._desk.zone))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            MANAGE: self._manage,
            DeviceCommand.CHECK_OUT.value: lambda: self._ask_people(
                check_out_form, word("{name} is checked out")
            ),
            DeviceCommand.CHECK_IN.value: self._check_in,
            DeviceCommand.EDIT.value: lambda: self._ask_people(edit_form, word("{name} is saved")),
            LINE: self._show_line,
            ORDERS: self._show_order,
            IMPORT: self.import_wanted.emit,
        }

    def _cause_of(self, name: str) -> str | None:
        device = self.presenter.detail.device if self.presenter.detail is not None else None
        if name in {IMPORT, MANAGE, ORDERS}:
            return self.common_cause(name, device.open_orders if device is not None else ())
        if device is None:
            return None
        if name == LINE:
            return None if device.row.line_id is not None else word("No line is on this device.")
        return self.command_cause(device.commands, name)

    # What is done

    def _manage(self) -> None:
        if self.presenter.detail is not None:
            row = self.presenter.detail.device.row
            self.manage_wanted.emit(row.account_id, row.line_id, row.device_id)

    def _ask_people(self, make: Callable[[DeviceDetail, Choices], RecordForm], told: str) -> None:
        if self.presenter.detail is None:
            return
        device = self.presenter.detail.device
        self.read_then(
            lambda gateway: read_people(gateway, device.row.account_id),
            lambda people: self.open_acted(make(device, people), told, _read_acted),
        )

    def _check_in(self) -> None:
        if self.presenter.detail is not None:
            form = check_in_form(self.presenter.detail.device)
            self.open_acted(form, word("{name} is checked in"), _read_acted)

    def _show_line(self) -> None:
        row = self.presenter.detail.device.row if self.presenter.detail is not None else None
        if row is not None and row.line_id is not None:
            self.go(Target(WIRELESS_LINE, row.line_id, row.line))

    def _show_order(self) -> None:
        if self.presenter.detail is not None:
            self.go_to_order(self.presenter.detail.device.open_orders)


def _read_acted(answer: DeviceActed) -> tuple[str, Sequence[RefusalInfo]]:
    return answer.device.row.make_model, answer.warnings


def device_facts(device: DeviceDetail, desk: Desk) -> Sequence[Fact]:
    """What is known of a device."""
    row = device.row
    out = "" if row.checked_out_at is None else show_full(row.checked_out_at, desk.zone)
    line = Target(WIRELESS_LINE, row.line_id, row.line) if row.line_id is not None else None
    last = (
        Target(WIRELESS_ORDER, device.last_order_id, device.last_order)
        if device.last_order_id is not None
        else None
    )
    facts = [
        Fact(row.serial_type.value, row.serial_no, can_copy=True),
        Fact(word("Line"), row.line, opens=line, tip=word("Show the line")),
        Fact(word("Employee"), holder_text(row)),
        Fact(word("Checked out"), out),
        Fact(word("Owned since"), show_day(row.owned_since)),
        Fact(word("Warranty"), warranty_text(row)),
        Fact(word("Changed last by"), device.last_order, opens=last, tip=word("Show the order")),
        *order_facts(device.open_orders),
    ]
    return [one for one in facts if one.value and one.value != NO_VALUE]
