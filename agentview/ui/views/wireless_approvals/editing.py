"""Editing a request as an approver: what can be chosen, and what it says then; imports no Qt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic_core import to_jsonable_python

from agentview.contract import wireless_catalogue as catalogue
from agentview.contract.wireless import ItemKind
from agentview.contract.wireless_approvals import ApproverEditRequest
from agentview.contract.wireless_catalogue import Offers, TypeRow
from agentview.contract.wireless_orders import Content, WirelessOrder
from agentview.gateway.port import Gateway
from agentview.ui.kit.draft_store import Draft, DraftStore, PlainValue
from agentview.ui.views.wireless_approvals.presenter import Shown
from agentview.ui.wireless.content import content_of

_TYPED = "typed"


@dataclass(frozen=True)
class Editing:
    """A request that is edited: what its type holds, and what can be chosen of each kind.

    `typed` was typed into it at this computer, last at `typed_at`, and not sent.
    """

    shown: Shown
    row: TypeRow
    offers: tuple[Offers, ...]
    typed: Content | None = None
    typed_at: datetime | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether something of it goes by post, so that its address can be edited."""
        return self.shown.order.is_shipped or self.row.is_shipped


def read_editing(gateway: Gateway, shown: Shown, drafts: DraftStore) -> Editing:
    """Read what can be chosen, and what was typed and not sent, on the runner."""
    order = shown.order
    draft = drafts.load(record_of(order))
    typed = None if draft is None else typed_in(order, draft)
    types = gateway.call(catalogue.TYPES, catalogue.TypesRequest(account_id=order.account_id))
    row = next(one for one in types.rows if one.type is order.type)
    items = order.items if typed is None else typed.items
    models = tuple(one.offer_id for one in items if one.kind is ItemKind.DEVICE)
    offers = tuple(read_offers(gateway, order, rule.kind, models) for rule in row.items)
    return Editing(shown, row, offers, typed, None if draft is None else draft.saved_at)


def record_of(order: WirelessOrder) -> str:
    """The name under which what is typed into an edit is kept on this computer."""
    return f"wireless_edit:{order.order_id}"


def as_draft(typed: Mapping[str, object]) -> dict[str, PlainValue]:
    """What is typed, as a draft keeps it."""
    return {_TYPED: json.dumps(to_jsonable_python(dict(typed)))}


def typed_in(order: WirelessOrder, draft: Draft) -> Content | None:
    """What the request says with what a draft keeps; None where this program cannot read it."""
    try:
        typed = json.loads(str(draft.values.get(_TYPED)))
        said = {**content_of(order).model_dump(mode="json"), **typed}
        return Content.model_validate_json(json.dumps(said))
    except (TypeError, ValueError):  # a ValidationError is a ValueError
        return None


def read_offers(gateway: Gateway, order: WirelessOrder, kind: ItemKind, models: tuple[int, ...]) -> Offers:
    """Read what can be chosen of a kind; accessories have to fit the models (R-WL-13)."""
    named = (order.vendor, order.line, order.device)
    vendor_id, line_id, device_id = (None if one is None else one.subject_id for one in named)
    request = catalogue.OffersRequest(
        account_id=order.account_id,
        type=order.type,
        kind=kind,
        vendor_id=vendor_id,
        line_id=line_id,
        device_id=device_id,
        product_ids=models if kind is ItemKind.ACCESSORY else (),
    )
    return gateway.call(catalogue.OFFERS, request)


def edited(order: WirelessOrder, typed: Mapping[str, object]) -> Content:
    """What the request says with what was typed; whom and what it is about stays.

    Raises ValidationError for what the contract does not take.
    """
    return Content.model_validate({**content_of(order).model_dump(), **typed})


def request_for(shown: Shown, typed: Mapping[str, object]) -> ApproverEditRequest:
    """The edit of the version that was seen (R-WL-24). Raises ValidationError."""
    standing = shown.standing
    content = edited(shown.order, typed)
    return ApproverEditRequest(order_id=standing.order_id, version=standing.version, content=content)
