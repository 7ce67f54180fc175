"""The contract types: the list, the chosen one beside it, and what an administrator does to it (S-15)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from agentview.contract.contract_types import (
    TYPE,
    WITHDRAW_TYPE,
    TypeAt,
    TypeChanged,
    TypeRef,
    TypeRow,
    TypesFilter,
)
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.catalogue_words import (
    break_out_word,
    credit_word,
    early_word,
    end_word,
    length_word,
    method_word,
    status_chip,
)
from agentview.ui.views.administration.type_forms import create_type_form, edit_type_form
from agentview.ui.views.administration.type_list import TYPE_SPEC
from agentview.ui.views.administration.words import full_moment

EDIT, WITHDRAW, CREATE = "edit_type", "withdraw_type", "create_type"


def _commands() -> tuple[RecordCommand, ...]:
    translate = QCoreApplication.translate
    return (
        RecordCommand(EDIT, lambda: translate("Contracts", "Edit type"), "E", "edit"),
        RecordCommand(
            WITHDRAW, lambda: translate("Contracts", "Withdraw type"), "W", "close", is_dangerous=True
        ),
        RecordCommand(
            CREATE, lambda: translate("Contracts", "New contract type"), "N", "plus", needs_record=False
        ),
    )


class TypesPane(RecordPane[TypesFilter, TypeRow, TypeRow]):
    """Contract types with their form."""

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        translate = QCoreApplication.translate
        nothing = StateText(
            translate("Contracts", "No contract type chosen"),
            translate("Contracts", "Choose one in the list to see its terms and what uses it."),
        )
        super().__init__(desk, TYPE_SPEC, _commands(), nothing)

    def _read(self, gateway: Gateway, record_id: int) -> TypeRow:
        return gateway.call(TYPE, TypeRef(contract_type_id=record_id))

    def _shown(self, detail: TypeRow) -> None:
        terms = detail.terms
        self.side.show_record(
            terms.internal_name,
            f"{terms.external_name} \u00b7 {length_word(terms)}",
            self._facts(detail),
            status_chip(detail.status),
        )

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {EDIT: self._edit, WITHDRAW: self._withdraw, CREATE: self._create}

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        states = detail.commands if detail is not None else ()
        refusals = next((state.refusals for state in states if state.command == name), ())
        return cause_text(self._desk.texts, refusals)

    def _create(self) -> None:
        added = QCoreApplication.translate("Contracts", "Added {name}")
        self.open_form(create_type_form(), added, _named)

    def _edit(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            saved = QCoreApplication.translate("Contracts", "Saved {name}")
            self.open_form(edit_type_form(detail), saved, _named)

    def _withdraw(self) -> None:
        detail, translate = self.presenter.detail, QCoreApplication.translate
        if detail is None:
            return
        text = DialogText(
            translate("Contracts", "Withdraw {name}?").replace("{name}", detail.terms.internal_name),
            translate("Contracts", "Withdraw type"),
            translate("Contracts", "Keep it"),
            translate("Contracts", "Withdrawing..."),
            translate(
                "Contracts",
                "It cannot be chosen any more. {count} contracts in force go on as they are, and so do its "
                "pools.",
            ).replace("{count}", count_text(detail.in_force)),
            is_dangerous=True,
        )
        at = TypeAt(contract_type_id=detail.terms.contract_type_id, version=detail.version)
        dialog = AskDialog(self, self._desk, text, (WITHDRAW_TYPE, at))
        dialog.sent.connect(self._on_withdrawn)
        dialog.open()

    def _on_withdrawn(self, changed: TypeChanged) -> None:
        text = QCoreApplication.translate("Contracts", "Withdrew {name}")
        self._desk.toasts.say(text.replace("{name}", changed.internal_name))
        self.list.presenter.reload()
        self.presenter.read()

    def _facts(self, row: TypeRow) -> tuple[Fact, ...]:
        translate, terms = QCoreApplication.translate, row.terms
        changed = f"{full_moment(row.changed_at, self._desk.zone)}, {row.changed_by}"
        return (
            Fact(translate("Contracts", "Description"), row.description),
            Fact(translate("Contracts", "Tax"), row.tax_code),
            Fact(translate("Contracts", "At its end"), end_word(terms.end_method)),
            Fact(translate("Contracts", "Break-out fee"), method_word(terms.break_out_method)),
            Fact(translate("Contracts", "It costs"), break_out_word(row)),
            Fact(translate("Contracts", "Early upgrade"), early_word(row)),
            Fact(translate("Contracts", "Credit"), credit_word(row)),
            Fact(translate("Contracts", "Contract pool count"), str(row.pools)),
            Fact(translate("Contracts", "Default of plans on sale"), str(row.plans)),
            Fact(translate("Contracts", "Contracts in force"), count_text(row.in_force)),
            Fact(translate("Contracts", "Changed"), changed),
        )


def _named(changed: TypeChanged) -> tuple[int | None, str]:
    return changed.contract_type_id, changed.internal_name
