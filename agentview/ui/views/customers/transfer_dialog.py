"""Orders that a package moves to another owner, or is replaced by one of another plan (R-PRV-10, 11)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.op import Message, Op
from agentview.contract.search import FIND, FindRequest, HitKind, Hits
from agentview.contract.transfers import (
    CHANGE_OWNER,
    PLANS,
    PREVIEW_OWNER,
    PREVIEW_UPGRADE,
    UPGRADE,
    ChangeOwnerRequest,
    Plans,
    PlansRequest,
    TransferPreview,
    UpgradeContract,
    UpgradeRequest,
)
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.field import Field
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.customers import transfer_words as words
from agentview.ui.views.customers.dialogs import FormContent
from agentview.ui.views.customers.holding import Holding
from agentview.ui.views.customers.preview_dialog import PreviewDialog
from agentview.ui.views.customers.transfer_choice import ChoiceList, Found
from agentview.ui.views.customers.words import DOT


class TransferDialog(PreviewDialog):
    """What both have: a list to choose from, the day, a note, before and after."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        holding: Holding,
        keeper: QObject,
        parts: tuple[DialogText, Op[Any, Any], Op[Any, Any], ChoiceList],
        make_key: NewKey = new_key,
        fields: tuple[Field, ...] | None = None,
    ) -> None:
        """`parts` are the texts, the preview, the command, and the list; `fields` those of the form."""
        text, preview, command, self.choice = parts
        self._holding = holding
        self.facts = FactList()
        self.lines = PlainLabel("", ink=INK_SECOND, wrap=True)
        spec: FormSpec[Holding] = FormSpec(
            draft=f"{command.name}:{holding.reference}", op=command, request=self._request
        )
        content = FormContent(holding, spec, text, fields or words.transfer_fields(), {})
        super().__init__(parent, desk, content, preview, keeper, make_key)
        self.preview.body.addWidget(self.facts)
        self.preview.body.addWidget(self.lines)
        self.put_beside(self.choice)
        self.choice.asked.connect(self.look_for)
        self.choice.chosen.connect(self._on_chosen)
        self.choice.text.setFocus()
        self.look_for("")

    def look_for(self, text: str) -> None:
        """Looks for what can be chosen."""
        raise NotImplementedError

    def request(self, values: dict[str, object]) -> Message:
        """The command with what was filled in."""
        raise NotImplementedError

    def show_preview(self, preview: Message) -> None:
        """Shows before and after."""
        if not isinstance(preview, TransferPreview):
            return
        has_choice = self.choice.chosen_id() is not None
        self.facts.set_facts(words.transfer_facts(preview, has_choice=has_choice))
        self.lines.setText("\n".join(map(words.moved_line, preview.services)) if has_choice else "")
        self.lines.setVisible(has_choice)

    # Inside

    def _common(self) -> dict[str, object]:
        return {
            "package_id": self._holding.package.package_id,
            "requested_on": self.form.values().get("requested_on"),
        }

    def _request(self, _record: Holding, values: Values) -> Message:
        return self.request({**self._common(), "note": values.get("note") or ""})

    @Slot()
    def _on_chosen(self) -> None:
        self.ask()

    @Slot()
    def _on_closed(self) -> None:
        self._desk.runner.drop(self.choice)
        super()._on_closed()

    @Slot()
    def _on_pressed(self) -> None:
        if self.choice.chosen_id() is None:
            self.failed({"": words.none_found("")})
            self.choice.text.setFocus()
            return
        super()._on_pressed()


class OwnerDialog(TransferDialog):
    """Gives a package to another customer of the same provider."""

    def __init__(
        self, parent: QWidget, desk: Desk, holding: Holding, keeper: QObject, make_key: NewKey = new_key
    ) -> None:
        """Waits for a name or number."""
        parts = (
            words.owner_text(holding.reference, holding.name),
            PREVIEW_OWNER,
            CHANGE_OWNER,
            ChoiceList(words.owner_label(), words.owner_hint()),
        )
        super().__init__(parent, desk, holding, keeper, parts, make_key)

    def asked(self) -> dict[str, object]:
        """The package, the day, and the new owner where one is chosen."""
        return {**self._common(), "new_account_id": self.choice.chosen_id()}

    def request(self, values: dict[str, object]) -> Message:
        """The change of owner."""
        return ChangeOwnerRequest.model_validate({**values, "new_account_id": self.choice.chosen_id()})

    def look_for(self, text: str) -> None:
        """Searches customers, as the search box does."""
        if not text:
            self.choice.show_found((), words.none_found(""))
            return
        gateway, wanted = self._desk.gateway, FindRequest(text=text, limit=20)

        def found(hits: Hits) -> None:
            customers = [hit for hit in hits.hits if hit.kind is HitKind.CUSTOMER]
            rows = [
                Found(hit.record_id, DOT.join(part for part in (hit.title, hit.reference) if part))
                for hit in customers
            ]
            self.choice.show_found(rows, words.none_found(text))

        self._desk.runner.submit(
            lambda: gateway.call(FIND, wanted), found, self._desk.shell.show_error, self.choice, newest="find"
        )


class UpgradeDialog(TransferDialog):
    """Replaces a package by one of another plan; a contract is left early for a fee that is shown."""

    def __init__(
        self, parent: QWidget, desk: Desk, holding: Holding, keeper: QObject, make_key: NewKey = new_key
    ) -> None:
        """Offers the plans that are on sale."""
        parts = (
            words.upgrade_text(holding.reference, holding.name),
            PREVIEW_UPGRADE,
            UPGRADE,
            ChoiceList(words.plan_label(), words.plan_hint()),
        )
        self._contract: UpgradeContract | None = None
        self.bond = PlainLabel("", TypeRole.STRONG, wrap=True)
        super().__init__(parent, desk, holding, keeper, parts, make_key, words.upgrade_fields())
        self.preview.body.insertWidget(0, self.bond)
        self._show_bond()

    def asked(self) -> dict[str, object]:
        """The package, the day, and the plan where one is chosen."""
        return {**self._common(), "plan_id": self.choice.chosen_id()}

    def request(self, values: dict[str, object]) -> Message:
        """The upgrade, with the fee as it was shown."""
        fee = self._contract.fee if self._contract is not None else None
        typed = self.form.values()
        is_waived = self._may_waive() and bool(typed.get("is_fee_waived"))
        leaving = {
            "early_fee_cents": fee.amount_cents if fee is not None else None,
            "is_fee_waived": is_waived,
            "waive_reason": (typed.get("waive_reason") or "") if is_waived else "",
        }
        return UpgradeRequest.model_validate({**values, **leaving, "plan_id": self.choice.chosen_id()})

    def show_preview(self, preview: Message) -> None:
        """Shows the contract that would be left, then before and after."""
        if isinstance(preview, TransferPreview):
            self._contract = preview.contract
            self._show_bond()
        super().show_preview(preview)

    def look_for(self, text: str) -> None:
        """Lists the plans, those that keep every kind of service first."""
        gateway = self._desk.gateway
        wanted = PlansRequest(package_id=self._holding.package.package_id, text=text)

        def found(plans: Plans) -> None:
            rows = [Found(plan.plan_id, words.plan_line(plan)) for plan in plans.plans]
            self.choice.show_found(rows, words.none_found(text or "*"))

        self._desk.runner.submit(
            lambda: gateway.call(PLANS, wanted),
            found,
            self._desk.shell.show_error,
            self.choice,
            newest="find",
        )

    # Inside

    def _may_waive(self) -> bool:
        return self._contract is not None and self._contract.may_waive

    def _show_bond(self) -> None:
        """Shows the contract with its fee, and what waives it to whoever may."""
        self.bond.setText(words.contract_line(self._contract) if self._contract is not None else "")
        self.bond.setVisible(self._contract is not None)
        is_waived = self._may_waive() and bool(self.form.values().get("is_fee_waived"))
        self.form.set_visible("is_fee_waived", visible=self._may_waive())
        self.form.set_visible("waive_reason", visible=is_waived)

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        if name == "is_fee_waived":
            self._show_bond()
            self.fit()
        super()._on_changed(name)
