"""The first page: all that stands against a migration, each with its ways out, and how it is bound."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.migration_form import MigrationForm
from agentview.contract.migrations import Blocker, MigrationDraft, Preflight
from agentview.core.clock import Clock
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.tinted import TintedBox
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import Texts
from agentview.ui.views.migrations.flow import can_override
from agentview.ui.views.migrations.wizard_blocker import BlockerBox
from agentview.ui.views.migrations.words import amount, end_method_text

_REASON = "override_reason"


class EligibilityPage(ColumnBox):
    """`recheck_wanted` asks for it again; `remedy_wanted(link)` tells which way out is wanted."""

    changed = Signal()
    recheck_wanted = Signal()
    remedy_wanted = Signal(object)

    def __init__(self, texts: Texts, clock: Clock, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12), parent)
        self._texts = texts
        self._blockers: tuple[Blocker, ...] | None = None
        self._boxes: list[BlockerBox] = []
        self._is_begun = False
        translate = QCoreApplication.translate
        self.free = _FreeBox()
        self.list = QVBoxLayout()
        self.list.setSpacing(look().px(8))
        self.override = FormBinder([_reason_field()], lambda: clock.now().date(), self)
        self.recheck = Button(
            translate("MigrationWizard", "Check again"),
            icon_name="refresh",
            tip=translate("MigrationWizard", "Look again at what stands against it; it also looks by itself"),
        )
        self.contract = FactList()
        self.body.addWidget(self.free)
        self.body.addLayout(self.list)
        self.body.addWidget(self.override.widget)
        self.body.addWidget(FlowRow([self.recheck]))
        card = Card(translate("MigrationWizard", "How it is bound"), padding=12)
        card.body.addWidget(self.contract)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.override.changed.connect(self._on_changed)
        self.recheck.pressed_once.connect(self.recheck_wanted)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_form(self, draft: MigrationDraft, _form: MigrationForm) -> None:
        """Shows what stands against a migration that was begun."""
        self.show_flight(draft.preflight, draft.currency, is_begun=True)

    def show_flight(self, flight: Preflight, currency: str, *, is_begun: bool) -> None:
        """Shows what stands against it; what was shown already keeps its focus."""
        self._is_begun = is_begun
        if flight.blockers != self._blockers:
            self._rebuild(flight.blockers)
        self.free.show_flight(flight)
        self.free.setVisible(not flight.blockers)
        self.override.widget.setVisible(not is_begun and can_override(flight.blockers))
        self.contract.set_facts(contract_facts(flight, currency))

    def values(self) -> Mapping[str, object]:
        """The reason for going on though another agent made the sale, before it is begun."""
        return {} if self._is_begun else {_REASON: self.override.values()[_REASON] or ""}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows what is wrong with the reason."""
        return self.override.show_errors(errors)

    def focus_reason(self) -> None:
        """Puts the focus on the reason."""
        self.override.focus_first()

    def _rebuild(self, blockers: tuple[Blocker, ...]) -> None:
        had_focus = any(box.isAncestorOf(self.focusWidget()) for box in self._boxes)
        for box in self._boxes:
            self.list.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._blockers = blockers
        self._boxes = [BlockerBox(blocker, self._texts) for blocker in blockers]
        for box in self._boxes:
            box.chosen.connect(self.remedy_wanted)
            self.list.addWidget(box)
            box.show()
        if had_focus:
            self.recheck.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self.changed.emit()


class _FreeBox(TintedBox):
    """That nothing stands against it, and how many plans there are."""

    def __init__(self) -> None:
        super().__init__(Tone.SUCCESS)
        self._what = PlainLabel("", TypeRole.STRONG, wrap=True)
        self._plans = PlainLabel("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(look().px(12), look().px(10), look().px(12), look().px(10))
        column.setSpacing(look().px(4))
        column.addWidget(self._what)
        column.addWidget(self._plans)

    def show_flight(self, flight: Preflight) -> None:
        """Says so for a package."""
        translate = QCoreApplication.translate
        what = translate("MigrationWizard", "\u2713 Nothing stands against migrating {package}.")
        self._what.setText(what.replace("{package}", f"{flight.reference} {flight.plan}"))
        self._plans.setText(_plans_text(flight.plan_count))
        self.setAccessibleName(f"{self._what.text()} {self._plans.text()}")


def _plans_text(count: int) -> str:
    translate = QCoreApplication.translate
    if count == 0:
        return translate("MigrationWizard", "No plan can take its place yet; the next page says why.")
    if count == 1:
        return translate("MigrationWizard", "One plan can take its place.")
    return translate("MigrationWizard", "{count} plans can take its place.").replace("{count}", str(count))


def contract_facts(flight: Preflight, currency: str) -> list[Fact]:
    """How a package is bound, and what leaving costs today."""
    translate = QCoreApplication.translate
    contract = flight.contract
    if contract is None:
        free = translate("MigrationWizard", "not under contract")
        return [Fact(translate("MigrationWizard", "Contract"), free)]
    leaving = contract.break_out
    facts = [
        Fact(translate("MigrationWizard", "Contract"), contract.terms.external_name),
        Fact(
            translate("MigrationWizard", "From and until"),
            f"{show_day(contract.started_on)} \u2013 {show_day(contract.end_on)}",
        ),
        Fact(translate("MigrationWizard", "At its end"), end_method_text(contract.terms.end_method)),
        Fact(
            translate("MigrationWizard", "Breaking out today costs"),
            amount(leaving.amount_cents, leaving.currency or currency),
        ),
    ]
    early = contract.early_upgrade
    if early is not None:
        word = translate("MigrationWizard", "Upgrading early costs")
        facts.append(Fact(word, amount(early.amount_cents, early.currency or currency)))
    return facts


def _reason_field() -> Field:
    translate = QCoreApplication.translate
    return Field(
        _REASON,
        translate("MigrationWizard", "Why you go on though another agent made the sale"),
        FieldKind.NOTE,
        help=translate("MigrationWizard", "It is kept with the migration and stands in the audit trail."),
        required=True,
    )
