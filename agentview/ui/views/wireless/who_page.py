"""The page of whom and what a request is about: person, line, device and carrier, as far as it needs them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.value import RefusalInfo
from agentview.contract.wireless_catalogue import (
    DeviceRows,
    LineRows,
    Need,
    PersonRows,
    TypeRow,
    VendorChoice,
    Vendors,
)
from agentview.contract.wireless_orders import Content
from agentview.ui.failure_words import cause_text
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.options import Option, OptionList
from agentview.ui.kit.text import INK_ERROR, PlainLabel
from agentview.ui.navigation import Texts
from agentview.ui.texts.wireless_inventory import (
    device_chip,
    device_type_word,
    line_chip,
    longest_device_status,
    longest_line_status,
)
from agentview.ui.views.wireless.subject_picker import Subject, SubjectPicker, group_word

PERSON, LINE, DEVICE, VENDOR = "beneficiary_id", "line_id", "device_id", "vendor_id"


class WhoPage(ColumnBox):
    """`changed` tells that something was taken; the signals of the pickers ask what there is."""

    changed = Signal()

    def __init__(self, texts: Texts) -> None:
        """Asks nothing yet."""
        super().__init__(look().px(12))
        self._texts = texts
        self._chosen: dict[str, int | None] = {}
        self.names: dict[str, str] = {}
        self._vendor_names: dict[int, str] = {}
        self.person = SubjectPicker(_word("Person"), _word("Name, number or unit"))
        self.line = SubjectPicker(
            _word("Line"),
            _word("Number, user or name of the line"),
            longest_line_status,
            is_split=True,
        )
        self.device = SubjectPicker(_word("Device"), _word("Model, serial or user"), longest_device_status)
        self.pickers = {PERSON: self.person, LINE: self.line, DEVICE: self.device}
        self.vendors = OptionList(_word("Carrier"), several=False)
        self.vendor_error = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.vendor_error.hide()
        self.vendor_card = Card(_word("Carrier"), padding=12)
        self.vendor_card.body.addWidget(self.vendor_error)
        self.vendor_card.body.addWidget(self.vendors)
        for part in (*self.pickers.values(), self.vendor_card):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for picker in self.pickers.values():
            picker.changed.connect(self._on_taken)
        self.vendors.picked.connect(self._on_vendor)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_needs(self, row: TypeRow, form: Content, names: Mapping[str, str]) -> None:
        """Shows what a type needs, with what is chosen; each part asks for what there is."""
        self.names = {**self.names, **names}
        needs = {PERSON: row.beneficiary, LINE: row.line, DEVICE: row.device}
        self._chosen = {name: getattr(form, name) for name in (*needs, VENDOR)}
        self.vendor_card.setVisible(row.vendor is VendorChoice.CHOSEN)
        self.vendor_error.hide()
        for name, picker in self.pickers.items():
            picker.setVisible(needs[name] is not Need.NONE)
            chosen = self._chosen[name]
            if needs[name] is not Need.NONE:
                picker.begin(Subject(chosen, self.names.get(name, "")) if chosen is not None else None)

    def show_people(self, found: PersonRows) -> None:
        """Shows people; who asks is taken for themselves until somebody else is."""
        rows = [
            Subject(
                one.employee_id,
                one.name,
                ", ".join(filter(None, (one.employee_no, one.unit))),
                None,
                self._why(one.refusals),
            )
            for one in found.rows
        ]
        me = next((one.employee_id for one in found.rows if one.is_self and not one.refusals), None)
        if self.person.chosen is None and me is not None and self.person.isVisibleTo(self):
            self.person.chosen = next(one for one in rows if one.subject_id == me)
            self._chosen[PERSON] = me
            self.changed.emit()
        self.person.show_found(rows)

    def show_lines(self, found: LineRows) -> None:
        """Shows lines, the person's first, each with why it cannot be taken."""
        is_split = any(one.is_theirs for one in found.rows)
        self.line.show_found(
            [
                Subject(
                    one.line_id,
                    one.number,
                    ", ".join(filter(None, (one.alias or one.employee, one.vendor, one.device))),
                    line_chip(one.status),
                    self._why(one.refusals),
                    group_word(is_own=one.is_theirs) if is_split else "",
                )
                for one in found.rows
            ]
        )

    def show_devices(self, found: DeviceRows) -> None:
        """Shows devices, each with why it cannot be taken."""
        self.device.show_found(
            [
                Subject(
                    one.device_id,
                    one.make_model or device_type_word(one.device_type),
                    ", ".join(filter(None, (one.serial_no, one.line or one.employee))),
                    device_chip(one.status),
                    self._why(one.refusals),
                )
                for one in found.rows
            ]
        )

    def show_vendors(self, found: Vendors) -> None:
        """Shows the carriers; the only one is taken, and one that is not among them is let go."""
        self._vendor_names = {one.vendor_id: one.name for one in found.rows}
        before = self._chosen.get(VENDOR)
        chosen = before if before in self._vendor_names else None
        if chosen is None and len(found.rows) == 1:
            chosen = found.rows[0].vendor_id
        self._chosen[VENDOR] = chosen
        self.names[VENDOR] = self._vendor_names.get(chosen or 0, "")
        self.vendors.set_options(
            [Option(one.vendor_id, one.name) for one in found.rows], [chosen] if chosen is not None else []
        )
        if chosen != before:
            self.changed.emit()

    def values(self) -> Mapping[str, object]:
        """What is chosen."""
        return dict(self._chosen)

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors above what they name."""
        for name, picker in self.pickers.items():
            picker.show_error(errors.get(name, ""))
        own = errors.get(VENDOR, "")
        self.vendor_error.setText(f"\u00d7 {own}" if own else "")
        self.vendor_error.setVisible(bool(own))
        known = {*self.pickers, VENDOR}
        return [text for name, text in errors.items() if name not in known]

    # Inside

    def _why(self, refusals: tuple[RefusalInfo, ...]) -> str:
        return cause_text(self._texts, refusals) or ""

    @Slot()
    def _on_taken(self) -> None:
        for name, picker in self.pickers.items():
            if picker.chosen is not None and picker.isVisibleTo(self):
                self._chosen[name] = picker.chosen.subject_id
                self.names[name] = picker.chosen.name
        self.changed.emit()

    @Slot()
    def _on_vendor(self) -> None:
        taken = self.vendors.chosen()
        self._chosen[VENDOR] = taken[0] if taken else None
        self.names[VENDOR] = self._vendor_names.get(taken[0], "") if taken else ""
        self.vendor_error.hide()
        self.changed.emit()


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
