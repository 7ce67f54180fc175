"""Editing a request as an approver: what can be chosen, and what it says then; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agentview.contract import wireless_catalogue as catalogue
from agentview.contract.wireless import ItemKind
from agentview.contract.wireless_approvals import ApproverEditRequest
from agentview.contract.wireless_catalogue import Offers, TypeRow
from agentview.contract.wireless_orders import Content, WirelessOrder
from agentview.gateway.port import Gateway
from agentview.ui.views.wireless_approvals.presenter import Shown
from agentview.ui.wireless.content import content_of


@dataclass(frozen=True)
class Editing:
    """A request that is edited: what its type holds, and what can be chosen of each kind."""

    shown: Shown
    row: TypeRow
    offers: tuple[Offers, ...]

    @property
    def is_shipped(self) -> bool:
        """Whether something of it goes by post, so that its address can be edited."""
        return self.shown.order.is_shipped or self.row.is_shipped


def read_editing(gateway: Gateway, shown: Shown) -> Editing:
    """Read what can be chosen, on the runner."""
    order = shown.order
    types = gateway.call(catalogue.TYPES, catalogue.TypesRequest(account_id=order.account_id))
    row = next(one for one in types.rows if one.type is order.type)
    models = tuple(one.offer_id for one in order.items if one.kind is ItemKind.DEVICE)
    offers = tuple(read_offers(gateway, order, rule.kind, models) for rule in row.items)
    return Editing(shown, row, offers)


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
