"""The dialogs of a package's contract: break out of it for its fee (S-16), add one (R-CON-02)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.contract_terms import ContractInForce
from agentview.contract.contracts import (
    ADD,
    BREAK_OUT,
    AddContractRequest,
    BreakOutRequest,
    ContractChanged,
    PackageContract,
)
from agentview.contract.op import Message
from agentview.core.errors import AgentViewError
from agentview.ui.failure_words import failure_banner
from agentview.ui.forms.form_presenter import STALE, FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.facts import FactList
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key
from agentview.ui.views.customers import contract_words as words
from agentview.ui.views.customers.dialogs import FormContent, RecordDialog

_OTHER_TERMS = frozenset({"E-FEE-CHANGED", STALE})


class BreakOutDialog(SentDialog):
    """Yes or No to the fee in the caption. `outdated(banner)`: it costs something else by now (R-MIG-24)."""

    outdated = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        bound: tuple[PackageContract, ContractInForce],
        told: BannerText | None = None,
        make_key: NewKey = new_key,
    ) -> None:
        """`told` is why it is asked again."""
        super().__init__(parent, desk, words.break_out_text(*bound), make_key=make_key)
        contract = bound[1]
        self._request = BreakOutRequest(
            contract_id=contract.contract_id,
            version=contract.version,
            fee_cents=contract.break_out.amount_cents,
        )
        self.facts = FactList()
        self.facts.set_facts(words.break_out_facts(*bound))
        self.body.addWidget(self.facts)
        if told is not None:
            self.failed({}, told)

    def sending(self, key: str) -> Sending[BreakOutRequest, ContractChanged]:
        """The contract that is broken, with the fee that was seen."""
        return Sending(BREAK_OUT, self._request, key)

    def refused(self, error: Exception) -> None:
        """Closes where it costs something else by now: it is asked anew with the new fee."""
        super().refused(error)
        if isinstance(error, AgentViewError) and error.code in _OTHER_TERMS:
            self.reject()
            self.outdated.emit(failure_banner(self._desk.texts, error))


class AddContractDialog(RecordDialog):
    """Binds a package: which contract, from when, and to which day."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        bound: PackageContract,
        keeper: QObject,
        make_key: NewKey = new_key,
    ) -> None:
        """The end is set automatically unless a day is chosen."""
        spec: FormSpec[PackageContract] = FormSpec(
            draft=f"add-contract:{bound.reference}", op=ADD, request=_add_request
        )
        values: Values = {"is_auto_end": True}
        if len(bound.offers) == 1:
            values = {**values, "contract_type_id": str(bound.offers[0].contract_type_id)}
        content = FormContent(bound, spec, words.add_text(bound), words.add_fields(bound), values)
        super().__init__(parent, desk, content, keeper, make_key)
        self.form.changed.connect(self._on_changed)
        self._show_fields()

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self._show_fields()

    def _show_fields(self) -> None:
        self.form.set_visible("end_on", visible=not self.form.values().get("is_auto_end"))


def _add_request(bound: PackageContract, values: Values) -> Message:
    is_auto = bool(values.get("is_auto_end"))
    terms = {
        "package_id": bound.package_id,
        "contract_type_id": int(str(values.get("contract_type_id") or 0)),
        "started_on": values.get("started_on"),
        "is_auto_end": is_auto,
        "end_on": None if is_auto else values.get("end_on"),
    }
    return AddContractRequest.model_validate(terms)
