"""Who approves: the requester chooses where the policy asks for it; an administrator names who is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from agentview.contract import wireless_approvals as approvals
from agentview.contract import wireless_orders as orders
from agentview.contract.approval_policies import PEOPLE, PeopleRequest
from agentview.contract.op import Message
from agentview.contract.wireless_approvals import Approver, Foreseen, ForeseenLevel, Standing
from agentview.contract.wireless_orders import OrderRef, WirelessOrder
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.forms.seeking import Choices, Finder
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind

APPROVER = "approver_id"


def level_to_choose(foreseen: Foreseen) -> ForeseenLevel | None:
    """The first level whose approver the requester chooses and has not chosen; else the first such level."""
    offered = [one for one in foreseen.levels if one.candidates]
    return next((one for one in offered if not one.is_chosen), offered[0] if offered else None)


def choose_form(order: WirelessOrder, foreseen: Foreseen, level: ForeseenLevel) -> RecordForm:
    """Choosing who approves a level of a draft (T12); nobody chosen leaves it to the policy."""

    def request(seen: WirelessOrder, values: Values) -> Message:
        chosen = values[APPROVER]
        return approvals.ChooseRequest(
            order_id=seen.order_id,
            version=seen.version,
            level=level.level,
            approver_id=int(str(chosen)) if chosen else None,
        )

    told = _word("{policy} lets you choose who approves level {level} of {levels}.")
    told = told.replace("{level}", str(level.level)).replace("{levels}", str(len(foreseen.levels)))
    text = DialogText(
        _word("Choose who approves {order}").replace("{order}", order.reference),
        _word("Choose approver"),
        _word("Not now"),
        _word("Saving..."),
        told.replace("{policy}", foreseen.policy),
    )
    spec = FormSpec(
        f"wireless:{order.order_id}:approver:{level.level}",
        approvals.CHOOSE,
        request,
        read=lambda gateway: gateway.call(orders.GET, OrderRef(order_id=order.order_id)),
    )
    chosen = level.approvers[:1] if level.is_chosen else ()
    offered = tuple(dict.fromkeys((*chosen, *level.candidates)))
    field = _people(offered, required=False)
    now = str(chosen[0].user_id) if chosen else None
    finders = {APPROVER: find_candidates(order.order_id, level.level)}
    return RecordForm(order, spec, text, (field,), {APPROVER: now}, finders)


def assign_form(standing: Standing, people: Sequence[Approver]) -> RecordForm:
    """Naming who decides a level that nobody can decide (R-WL-20)."""

    def request(seen: Standing, values: Values) -> Message:
        return approvals.AssignRequest(
            order_id=seen.order_id, version=seen.version, approver_id=int(str(values[APPROVER]))
        )

    told = _word("Nobody can decide level {level}. Whoever you name gets an e-mail and decides it.")
    text = DialogText(
        _word("Name an approver for {order}").replace("{order}", standing.reference),
        _word("Name approver"),
        _word("Not now"),
        _word("Saving..."),
        told.replace("{level}", str(standing.level)),
    )
    ref = OrderRef(order_id=standing.order_id)
    spec = FormSpec(
        f"wireless:{standing.order_id}:assign",
        approvals.ASSIGN,
        request,
        read=lambda gateway: gateway.call(approvals.GET, ref),
    )
    whom = _people(people, required=True)
    return RecordForm(standing, spec, text, (whom,), {}, {APPROVER: find_approvers})


def find_candidates(order_id: int, level: int) -> Finder:
    """What looks for those whom a requester can choose for a level, by the beginning of a name."""

    def find(gateway: Gateway, text: str) -> Choices:
        request = approvals.ForeseeRequest(order_id=order_id, text=text)
        levels = gateway.call(approvals.FORESEE, request).levels
        found = (person for one in levels if one.level == level for person in one.candidates)
        return tuple((str(one.user_id), one.name) for one in found)

    return find


def find_approvers(gateway: Gateway, text: str) -> Choices:
    """Those who can approve at the own provider, by the beginning of a name."""
    found = gateway.call(PEOPLE, PeopleRequest(text=text)).rows
    return tuple((str(one.user_id), one.name) for one in found)


def _people(people: Sequence[Approver], *, required: bool) -> Field:
    choices = tuple((str(one.user_id), one.name) for one in people)
    return Field(APPROVER, _word("Approver"), FieldKind.FOUND, choices=choices, required=required)


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequests", text)
