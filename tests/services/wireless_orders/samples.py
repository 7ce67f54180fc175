"""A complete order of each type in the wireless world of the tests: one row a type."""

from dataclasses import dataclass, field

from agentview.contract.wireless import Acknowledged, ItemAction, ItemKind, OrderType
from agentview.contract.wireless_forms import FieldId
from agentview.contract.wireless_orders import ItemWish
from tests import wireless_world as world
from tests.build_hardware import CASE, PHONE, SIM_CARD

PLACE = {
    "name": "Wendy Worker",
    "line1": "1 Quay Street",
    "city": "Sydney",
    "state": "NSW",
    "postal_code": "2000",
    "country": "AU",
}
_T, _K, _F, _A = OrderType, ItemKind, FieldId, Acknowledged


@dataclass(frozen=True)
class Sample:
    """What an order is about, and what is said in it; `is_sent`: something of it goes by post."""

    about: dict[str, int] = field(default_factory=dict)
    items: tuple[ItemWish, ...] = ()
    fields: dict[FieldId, str] = field(default_factory=dict)
    agreed: tuple[Acknowledged, ...] = ()
    is_sent: bool = False

    @property
    def content(self) -> dict[str, object]:
        """The content of a request to edit."""
        return {
            **self.about,
            "items": self.items,
            "fields": self.fields,
            "acknowledged": self.agreed,
            "ship_to": PLACE if self.is_sent else {},
        }


def wish(kind: ItemKind, offer: int, qty: int = 1, action: ItemAction | None = None) -> ItemWish:
    """Wish for an item."""
    return ItemWish(kind=kind, offer_id=offer, qty=qty, action=action)


_TALK = wish(_K.PLAN, world.TALK)
_PHONE = wish(_K.DEVICE, PHONE)
_NORTH = {"vendor_id": world.NORTHERN}
_LINE = {"line_id": world.WORKER_LINE}
_ALL = (_A.SHARED_PLAN, _A.LIABILITY_TRANSFER, _A.TERMINATION_FEE)
PORT_DATA = {
    _F.CURRENT_CARRIER: " Northern  Wireless",
    _F.CARRIER_ACCOUNT_NO: "0004-77",
    _F.NAME_ON_INVOICE: "MARLOW  Health",
    _F.TAX_ID: "51 824 753 556",
    _F.BILLING_ADDRESS: "1 Quay Street\nSydney",
    _F.PIN: "0042 ",
}
SAMPLES: dict[OrderType, Sample] = {
    _T.NEW_DEVICE_SERVICE: Sample(_NORTH, (_PHONE, _TALK), is_sent=True),
    _T.DEVICE_ONLY: Sample(items=(_PHONE, wish(_K.ACCESSORY, CASE)), is_sent=True),
    _T.SERVICE_SIM_ONLY: Sample(_NORTH, (_TALK, wish(_K.SIM, SIM_CARD)), is_sent=True),
    _T.ADD_LINE_EXISTING_DEVICE: Sample({**_NORTH, "device_id": world.SPARE_PHONE}, (_TALK,)),
    _T.WARRANTY_REPLACEMENT: Sample(
        {"device_id": world.WORKER_PHONE},
        fields={_F.FAULT: "MALFUNCTION", _F.FAULT_DESCRIPTION: "Does not start."},
        agreed=(_A.WARRANTY_TERMS,),
        is_sent=True,
    ),
    _T.ACCESSORY: Sample({"device_id": world.WORKER_PHONE}, (wish(_K.ACCESSORY, CASE, 2),), is_sent=True),
    _T.PORT_CARRIER: Sample({**_LINE, "vendor_id": world.SOUTHERN}, (wish(_K.PLAN, world.SOUTH),), PORT_DATA),
    _T.TRANSFER_IN: Sample(
        {**_NORTH, "beneficiary_id": world.WORKER},
        (_TALK,),
        {
            _F.MOBILE_NUMBER: "0491 570 156",
            _F.CARRIER_ACCOUNT_NO: "77",
            _F.PIN: "4711",
            _F.PERSONAL_EMAIL: "wendy@example.com",
        },
        _ALL,
    ),
    _T.TRANSFER_OUT: Sample(_LINE, fields={_F.PERSONAL_EMAIL: "wendy@example.com"}, agreed=_ALL),
    _T.STIPEND_ENROL: Sample(
        {"beneficiary_id": world.WORKER},
        (wish(_K.PLAN, world.STIPEND_PLAN),),
        {_F.EFFECTIVE_DATE: "2026-12-01"},
    ),
    _T.ACTIVATE_IN_STOCK: Sample(
        {**_NORTH, "device_id": world.SPARE_PHONE, "beneficiary_id": world.WORKER}, (_TALK,)
    ),
    _T.FEATURES: Sample(_LINE, (wish(_K.FEATURE, world.ROAMING, action=ItemAction.ADD),)),
    _T.CHANGE_PLAN: Sample(_LINE, (wish(_K.PLAN, world.EXECUTIVE),)),
    _T.CHANGE_NUMBER: Sample(_LINE, fields={_F.PREFERRED_AREA_CODE: "049"}),
    _T.SWAP_DEVICE: Sample({**_LINE, "device_id": world.SPARE_PHONE}),
    _T.NEW_SIM: Sample(_LINE, (wish(_K.SIM, SIM_CARD),), is_sent=True),
    _T.UPGRADE_REPLACE: Sample(
        _LINE,
        (_PHONE,),
        {_F.REASON: "BROKEN", _F.OLD_DEVICE: "PENDING_RETURN"},
        (_A.GENERAL,),
        is_sent=True,
    ),
    _T.RESTORE: Sample({"line_id": world.AWAY_LINE}),
    _T.ASSIGN: Sample({"line_id": world.FREE_LINE, "beneficiary_id": world.COLLEAGUE}),
    _T.SUSPEND: Sample(_LINE, fields={_F.REASON: "LOST"}),
    _T.DISCONNECT: Sample(_LINE, agreed=(_A.TERMINATION_FEE,)),
    _T.STIPEND_REMOVE: Sample({"beneficiary_id": world.COLLEAGUE}, fields={_F.EFFECTIVE_DATE: "2026-12-01"}),
}
