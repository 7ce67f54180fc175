"""The dialog that moves the days of a contract's fixed period discount (R-CON-06)."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from agentview.contract.contract_terms import ContractCommand, ContractInForce
from agentview.contract.contracts import (
    CONTRACT,
    EDIT_DISCOUNT,
    EditDiscountRequest,
    PackageContract,
    PackageRef,
)
from agentview.contract.value import RefusalInfo
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.customers import contract_words as words
from agentview.ui.views.customers.dialogs import FormContent, RecordDialog

DAYS = ("credit_from_on", "credit_to_on")


class DiscountDialog(RecordDialog):
    """Shows both days as they are; what is billed stays, whatever is typed."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        bound: PackageContract,
        keeper: QObject,
        make_key: NewKey = new_key,
    ) -> None:
        """Looks for a draft at once."""
        content = FormContent(
            bound, discount_spec(bound), words.discount_text(bound), words.discount_fields(), _days(bound)
        )
        super().__init__(parent, desk, content, keeper, make_key)


def discount_spec(bound: PackageContract) -> FormSpec[PackageContract]:
    """What is sent; where a colleague moved the days meanwhile, both sides are brought together."""
    wanted = PackageRef(package_id=bound.package_id)
    return FormSpec(
        draft=f"discount:{bound.reference}",
        op=EDIT_DISCOUNT,
        request=_request,
        values_of=_days,
        read=lambda gateway: gateway.call(CONTRACT, wanted),
        against=discount_refusals,
    )


def discount_refusals(bound: PackageContract) -> tuple[RefusalInfo, ...]:
    """Every reason against moving the days; none where it is open."""
    command = ContractCommand.EDIT_DISCOUNT.value
    return next((one.refusals for one in bound.commands if one.command == command), ())


def _contract(bound: PackageContract) -> ContractInForce:
    if bound.contract is None:
        raise ValueError("without a contract the services refuse the command first")
    return bound.contract


def _days(bound: PackageContract) -> Values:
    if bound.contract is None:
        return dict.fromkeys(DAYS)
    return {name: getattr(bound.contract, name) for name in DAYS}


def _request(bound: PackageContract, values: Values) -> EditDiscountRequest:
    contract = _contract(bound)
    days = {name: values[name] for name in DAYS}
    return EditDiscountRequest.model_validate(
        {"contract_id": contract.contract_id, "version": contract.version, **days}
    )
