"""A block of the configuration page: identifier, address and qualification of one service."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.contract.order_entry import IdentifierCheck, Method, PlannedService
from agentview.contract.order_form import ServiceForm
from agentview.contract.provisioning import AddressFields
from agentview.core.clock import Clock
from agentview.ui.kit.card import Card, row
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.notice import NoticeBar
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Texts
from agentview.ui.views.orders.wizard_address import address_form, address_values, typed_address
from agentview.ui.views.orders.wizard_words import address_line, identifier_text, joined, method_word

CHECK_AFTER_MS = 300
_OWN = "has_own_address"


class ServiceBlock(Card):
    """`identifier_typed(plan, type, text)` asks for a check while somebody types."""

    changed = Signal()
    identifier_typed = Signal(int, int, str)

    def __init__(self, service: PlannedService, texts: Texts, clock: Clock) -> None:
        """Shows an empty block."""
        super().__init__(padding=12)
        self.service, self._texts = service, texts
        today = lambda: clock.now().date()  # noqa: E731
        self.identifier = FormBinder([_identifier_field(service)], today, self)
        self.found = PlainLabel("", wrap=True)
        self.found.hide()
        self.used = NoticeBar()
        self.qualification = PlainLabel(_qualification(service), ink=INK_SECOND, wrap=True)
        self.customers = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.address = FormBinder(_address_fields(), today, self)
        title = PlainLabel(joined((service.service_type, method_word(service))), ink=INK_SECOND, wrap=True)
        self.body.addWidget(heading(service.name))
        self.body.addLayout(_chips(service))
        self.body.addWidget(title)
        parts = (self.found, self.used, self.customers, self.address.widget, self.qualification)
        for part in (self.identifier.widget, *parts):
            self.body.addWidget(part)
        self._is_refused = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(self._on_rest)
        self.identifier.changed.connect(self._on_identifier)
        self.address.changed.connect(self._on_address)

    def show_typed(self, typed: ServiceForm, customers_address: AddressFields | None) -> None:
        """Shows what was typed, and where the service is used otherwise."""
        self.identifier.set_values({"identifier": typed.identifier})
        self.address.set_values(
            {_OWN: typed.address is not None, **address_values(typed.address or customers_address)}
        )
        template = QCoreApplication.translate("OrderWizard", "Address of the customer: {address}")
        self.customers.setText(template.replace("{address}", address_line(customers_address)))
        self._show_address(is_own=typed.address is not None)
        if typed.identifier:
            self._on_rest()

    def values(self) -> dict[str, object]:
        """What was typed."""
        typed = self.address.values()
        return {
            "service_plan_id": self.service.service_plan_id,
            "identifier": self.identifier.values()["identifier"] or "",
            "address": typed_address(typed) if typed[_OWN] else None,
        }

    def show_check(self, check: IdentifierCheck) -> None:
        """Shows beside the field what was found, unless something else is typed by now."""
        if check.text != self._typed():
            return
        text, ink = _found(check, self._texts)
        self.found.setText(text)
        is_said = self._is_refused and ink == INK_ERROR
        self.found.setVisible(bool(text) and not is_said)
        self.found.set_ink(ink)
        self.used.show_notice(_used(check), tone=Tone.WARNING)

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors by name: identifier, address."""
        found = {name: text for name, text in errors.items() if name == "identifier"}
        loose = self.identifier.show_errors(found)
        self._is_refused = bool(found)
        if found:
            self.found.hide()
        if "address" in errors:
            self._show_address(is_own=True)
            loose += self.address.show_errors({"line1": errors["address"]})
        elif not found:
            self.address.show_errors({})
        known = {"identifier", "address"}
        return loose + [text for name, text in errors.items() if name not in known]

    def _typed(self) -> str:
        return str(self.identifier.values()["identifier"] or "")

    @Slot()
    def _on_identifier(self) -> None:
        self.found.hide()
        self.used.show_notice("")
        self._timer.start()
        self.changed.emit()

    @Slot()
    def _on_rest(self) -> None:
        if self._typed():
            self.identifier_typed.emit(
                self.service.service_plan_id, self.service.service_type_id, self._typed()
            )

    @Slot(str)
    def _on_address(self, _name: str) -> None:
        self._show_address(is_own=bool(self.address.values()[_OWN]))
        self.changed.emit()

    def _show_address(self, *, is_own: bool) -> None:
        for name in address_values(None):
            self.address.set_visible(name, visible=is_own)


def _identifier_field(service: PlannedService) -> Field:
    later = QCoreApplication.translate("OrderWizard", "May stay empty: it can be entered at provisioning.")
    return Field("identifier", service.identifier_label, help=later, most_chars=200, chars=28)


def _address_fields() -> tuple[Field, ...]:
    word = QCoreApplication.translate("OrderWizard", "Used at another address")
    return (Field(_OWN, word, FieldKind.CHECK), *address_form())


def _chips(service: PlannedService) -> QHBoxLayout:
    translate = QCoreApplication.translate
    chips: list[QWidget] = []
    if service.method is Method.AUTOMATIC:
        word = translate("OrderWizard", "Provisioned automatically")
        chips.append(Chip(ChipValue(Tone.PROGRESS, "\u25d0", word)))
    if not service.is_mandatory:
        chips.append(Chip(ChipValue(Tone.NEUTRAL, "+", translate("OrderWizard", "Optional"))))
    made = row(*chips)
    made.addStretch(1)
    return made


def _qualification(service: PlannedService) -> str:
    translate = QCoreApplication.translate
    if service.has_carrier_check:
        return translate("OrderWizard", "Service qualification: asked of the carrier when it is submitted.")
    return translate("OrderWizard", "Service qualification: passed, no carrier check exists for this type.")


def _found(check: IdentifierCheck, texts: Texts) -> tuple[str, str]:
    """What to say of an identifier, and in which ink: why it cannot be, or how it is stored."""
    translate = QCoreApplication.translate
    if check.refusals:
        return f"\u00d7 {texts.refusal(check.refusals[0].refusal()).what}", INK_ERROR
    if check.normalised != check.text:
        text = translate("OrderWizard", "Stored as {identifier}.")
        return text.replace("{identifier}", identifier_text(check.normalised)), INK_SECOND
    return "", INK_SECOND


def _used(check: IdentifierCheck) -> str:
    """Warn of an identifier that a living service has already, and say whose it is."""
    if check.refusals or not check.uses:
        return ""
    translate = QCoreApplication.translate
    use = check.uses[0]
    text = translate("OrderWizard", "{customer} has it already ({service}). It can be ordered all the same.")
    shown = text.replace("{customer}", use.customer or translate("OrderWizard", "Somebody"))
    return shown.replace("{service}", joined((use.service, use.status.value)))
