"""The third page: what becomes of each service, and the bolt-ons that are lost (R-MIG-14, R-MIG-15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.migration_form import MappingAction, MigrationForm
from agentview.contract.migrations import Extra, LosingService, MigrationDraft
from agentview.core.clock import Clock
from agentview.core.phone import grouped
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.views.migrations.words import joined, monthly

DROP = "drop"
_TICK = "are_extras_given_up"


class ServicesPage(ColumnBox):
    """A card for each losing service, and one for what is not carried over."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        self._clock = clock
        self._is_typed = False
        self._shown: tuple[LosingService, ...] = ()
        self.blocks: dict[int, _ServiceCard] = {}
        self.cards = ColumnBox(look().px(12))
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        translate = QCoreApplication.translate
        self.extras_card = Card(translate("MigrationWizard", "Not carried over"), padding=12)
        self.extras = FactList()
        self.tick = FormBinder([_tick_field()], lambda: clock.now().date(), self)
        text = translate("MigrationWizard", "These bolt-ons end with the package and do not follow it.")
        self.extras_card.body.addWidget(PlainLabel(text, ink=INK_SECOND, wrap=True))
        self.extras_card.body.addWidget(self.extras)
        self.extras_card.body.addWidget(self.tick.widget)
        for part in (self.error, self.cards, self.extras_card):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.error.hide()
        self.tick.changed.connect(self._on_ticked)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, draft: MigrationDraft, form: MigrationForm) -> None:
        """Shows where each service goes as it is typed, else as the services would move it."""
        self.error.hide()
        self._is_typed = form.mapping is not None
        if draft.services != self._shown:
            self._rebuild(draft.services)
        for service_id, value in chosen_moves(draft.services, form).items():
            self.blocks[service_id].show_choice(value)
        self.extras.set_facts([_extra_fact(extra, draft.currency) for extra in draft.extras])
        self.extras_card.setVisible(bool(draft.extras))
        self.tick.set_values({_TICK: form.are_extras_given_up})

    def values(self) -> Mapping[str, object]:
        """Where each service goes, unless nobody chose anything; and whether bolt-ons are given up."""
        moves = {service_id: block.value() for service_id, block in self.blocks.items()}
        mapping = [_row(service_id, value) for service_id, value in moves.items() if value]
        return {"mapping": mapping if self._is_typed else None, _TICK: bool(self.tick.values()[_TICK])}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows errors beside the services; those of the mapping as a whole above them."""
        whole = errors.get("mapping", "")
        self.error.setText(f"\u00d7 {whole}" if whole else "")
        self.error.setVisible(bool(whole))
        known = {"mapping", _TICK}
        self.tick.show_errors({_TICK: errors[_TICK]} if _TICK in errors else {})
        for service_id, block in reversed(self.blocks.items()):
            name = f"mapping/{service_id}"
            known.add(name)
            block.show_error(errors.get(name, ""))
        return [text for name, text in errors.items() if name not in known]

    def _rebuild(self, services: tuple[LosingService, ...]) -> None:
        for block in self.blocks.values():
            self.cards.body.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._shown = services
        self.blocks = {one.service_id: _ServiceCard(one, self._clock) for one in services}
        for block in self.blocks.values():
            block.changed.connect(self._on_chosen)
            self.cards.body.addWidget(block)
            block.show()

    @Slot()
    def _on_chosen(self) -> None:
        self._is_typed = True
        self.error.hide()
        self.changed.emit()

    @Slot(str)
    def _on_ticked(self, _name: str) -> None:
        self.changed.emit()


class _ServiceCard(Card):
    """A losing service with what follows it."""

    changed = Signal()

    def __init__(self, service: LosingService, clock: Clock) -> None:
        super().__init__(joined((service.name, service.reference)), padding=12)
        self.service = service
        identifier = grouped(service.identifier)
        labelled = f"{service.identifier_label} {identifier}" if identifier else ""
        self.body.addWidget(
            PlainLabel(
                joined((service.service_type, labelled, _who(service))),
                ink=INK_SECOND,
                wrap=True,
                selectable=True,
            )
        )
        self.form = FormBinder([_move_field(service)], lambda: clock.now().date(), self)
        self.body.addWidget(self.form.widget)
        self.form.changed.connect(self._on_changed)

    def show_choice(self, value: str) -> None:
        """Shows where it goes."""
        self.form.set_values({"move": value})

    def value(self) -> str:
        """The service plan that follows it, `DROP`, or "" where nothing is chosen."""
        return str(self.form.values()["move"] or "")

    def show_error(self, text: str) -> None:
        """Shows what is wrong with it."""
        self.form.show_errors({"move": text} if text else {})

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self.changed.emit()


def chosen_moves(services: Sequence[LosingService], form: MigrationForm) -> dict[int, str]:
    """Where each service goes, as the value of its field."""
    if form.mapping is None:
        return {one.service_id: _by_itself(one) for one in services}
    typed = {
        row.losing_service_id: DROP
        if row.action is MappingAction.DROP
        else str(row.winning_service_plan_id or "")
        for row in form.mapping
    }
    return {one.service_id: typed.get(one.service_id, "") for one in services}


def _by_itself(service: LosingService) -> str:
    if service.goes_to is not None:
        return str(service.goes_to)
    return DROP if service.can_drop else ""


def _row(service_id: int, value: str) -> dict[str, object]:
    if value == DROP:
        return {"losing_service_id": service_id, "action": MappingAction.DROP}
    return {
        "losing_service_id": service_id,
        "action": MappingAction.KEEP,
        "winning_service_plan_id": int(value),
    }


def _who(service: LosingService) -> str:
    translate = QCoreApplication.translate
    if service.is_automatic:
        return translate("MigrationWizard", "moved automatically by the carrier's platform")
    return translate("MigrationWizard", "moved by {provider}").replace("{provider}", service.queue)


def _move_field(service: LosingService) -> Field:
    translate = QCoreApplication.translate
    choices = [(str(part.service_plan_id), part.name) for part in service.fits]
    if service.can_drop:
        choices.append((DROP, translate("MigrationWizard", "Dropped: it ends with the migration")))
    none = translate("MigrationWizard", "The new plan has no {type}.").replace("{type}", service.service_type)
    label = translate("MigrationWizard", "What follows {service}").replace("{service}", service.reference)
    return Field(
        "move",
        label,
        FieldKind.CHOICE,
        help="" if service.fits else none,
        choices=tuple(choices),
        can_be_empty=not choices,
    )


def _extra_fact(extra: Extra, currency: str) -> Fact:
    of = QCoreApplication.translate("MigrationWizard", "of {bolt_on}").replace("{bolt_on}", extra.of)
    where = joined((of if extra.of else "", extra.service, monthly(extra.fee_cents, currency)))
    return Fact(extra.name, where)


def _tick_field() -> Field:
    word = QCoreApplication.translate("MigrationWizard", "The customer knows that they are not carried over")
    return Field(_TICK, word, FieldKind.CHECK)
