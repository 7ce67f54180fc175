"""All types of wireless orders in one table (5.2): adding a type is one row here."""

from collections.abc import Mapping

from agentview.contract.wireless import (
    Acknowledged,
    DeviceStatus,
    ItemAction,
    ItemKind,
    LineStatus,
    OrderGroup,
    OrderType,
)
from agentview.contract.wireless_catalogue import ItemRule, Need, VendorChoice
from agentview.contract.wireless_forms import FieldId
from agentview.services.wireless_forms.definition import Aspect, Definition, Result, do_conflict
from agentview.services.wireless_forms.field_definitions import fixed, optional, required

_F, _L, _D, _K, _R, _A = FieldId, LineStatus, DeviceStatus, ItemKind, Result, Aspect
_NEW, _MODIFY, _DELETE = OrderGroup.NEW, OrderGroup.MODIFY, OrderGroup.DELETE
_MANY = 50
_ACTIVE = frozenset({_L.ACTIVE})
_SUSPENDED = frozenset({_L.SUSPENDED_NO_BILLING, _L.SUSPENDED_WITH_BILLING})
_OWNED = frozenset({_D.ACTIVE, _D.IN_STOCK})
_IN_STOCK = frozenset({_D.IN_STOCK})
_CONTACT = optional(_F.CONTACT_PHONE, _F.CONTACT_EXTENSION, _F.INSTRUCTIONS)
_TRANSFER = (Acknowledged.SHARED_PLAN, Acknowledged.LIABILITY_TRANSFER, Acknowledged.TERMINATION_FEE)

_ONE_DEVICE, _ONE_PLAN, _ONE_SIM = (
    ItemRule(kind=kind, least=1, most=1) for kind in (_K.DEVICE, _K.PLAN, _K.SIM)
)
_PERHAPS_DEVICE, _PERHAPS_PLAN, _PERHAPS_SIM = (
    ItemRule(kind=kind, least=0, most=1) for kind in (_K.DEVICE, _K.PLAN, _K.SIM)
)
_EQUAL_DEVICES = ItemRule(kind=_K.DEVICE, least=1, most=1, has_quantity=True)
_ACCESSORIES = ItemRule(kind=_K.ACCESSORY, least=0, most=_MANY, has_quantity=True)
_SOME_ACCESSORIES = ItemRule(kind=_K.ACCESSORY, least=1, most=_MANY, has_quantity=True)
_NEW_FEATURES = ItemRule(kind=_K.FEATURE, least=0, most=_MANY, actions=(ItemAction.ADD,))
_CHANGED_FEATURES = ItemRule(
    kind=_K.FEATURE, least=1, most=_MANY, actions=(ItemAction.ADD, ItemAction.REMOVE)
)

_ROWS = (
    Definition(
        OrderType.NEW_DEVICE_SERVICE,
        _NEW,
        vendor=VendorChoice.CHOSEN,
        items=(_ONE_DEVICE, _ONE_PLAN, _NEW_FEATURES, _ACCESSORIES),
        fields=optional(_F.PREFERRED_AREA_CODE) + _CONTACT,
        results=frozenset({_R.NUMBER, _R.SERIAL, _R.TRACKING}),
        words=("new phone with number", "new device and line", "new employee", "first phone", "tablet"),
    ),
    Definition(
        OrderType.DEVICE_ONLY,
        _NEW,
        items=(_EQUAL_DEVICES, _ACCESSORIES),
        fields=optional(_F.INSTRUCTIONS),
        results=frozenset({_R.SERIAL, _R.TRACKING}),
        words=("device without a line", "phone only", "tablet only", "spare device"),
    ),
    Definition(
        OrderType.SERVICE_SIM_ONLY,
        _NEW,
        vendor=VendorChoice.CHOSEN,
        items=(_ONE_PLAN, _ONE_SIM, _NEW_FEATURES),
        fields=optional(_F.PREFERRED_AREA_CODE) + _CONTACT,
        results=frozenset({_R.NUMBER, _R.ICCID, _R.TRACKING}),
        words=("new number", "sim only", "sim card and plan", "new line without a phone"),
    ),
    Definition(
        OrderType.ADD_LINE_EXISTING_DEVICE,
        _NEW,
        device=Need.REQUIRED,
        vendor=VendorChoice.CHOSEN,
        device_statuses=_OWNED,
        items=(_ONE_PLAN, _NEW_FEATURES, _PERHAPS_SIM),
        fields=optional(_F.PREFERRED_AREA_CODE) + _CONTACT,
        results=frozenset({_R.NUMBER}),
        touches=frozenset({_A.DEVICE}),
        words=("line for my device", "number for a phone that I have", "connect my tablet"),
    ),
    Definition(
        OrderType.WARRANTY_REPLACEMENT,
        _NEW,
        line=Need.OPTIONAL,
        device=Need.REQUIRED,
        line_statuses=_ACTIVE | _SUSPENDED,
        device_statuses=frozenset({_D.ACTIVE, _D.REPAIR, _D.IN_STOCK}),
        fields=fixed(_F.FAULT) + required(_F.FAULT_DESCRIPTION),
        acknowledgements=(Acknowledged.WARRANTY_TERMS,),
        is_shipped=True,
        results=frozenset({_R.SERIAL, _R.TRACKING}),
        touches=frozenset({_A.DEVICE}),
        words=("phone is broken", "broken phone", "device does not work", "defect", "faulty", "warranty"),
    ),
    Definition(
        OrderType.ACCESSORY,
        _NEW,
        device=Need.REQUIRED,
        device_statuses=frozenset({_D.ACTIVE, _D.IN_STOCK, _D.REPAIR}),
        items=(_SOME_ACCESSORIES,),
        fields=optional(_F.INSTRUCTIONS),
        results=frozenset({_R.TRACKING}),
        words=("accessory", "charger", "case", "cable", "headset", "screen protector"),
    ),
    Definition(
        OrderType.PORT_CARRIER,
        _NEW,
        line=Need.REQUIRED,
        vendor=VendorChoice.CHOSEN,
        line_statuses=_ACTIVE,
        items=(_ONE_PLAN, _PERHAPS_DEVICE, _PERHAPS_SIM),
        fields=required(
            _F.CURRENT_CARRIER,
            _F.CARRIER_ACCOUNT_NO,
            _F.NAME_ON_INVOICE,
            _F.TAX_ID,
            _F.BILLING_ADDRESS,
            _F.PIN,
        ),
        results=frozenset({_R.NUMBER}),
        touches=frozenset({_A.STATE}),
        words=("change carrier", "other carrier", "keep number", "port", "bad coverage", "no signal"),
    ),
    Definition(
        OrderType.TRANSFER_IN,
        _NEW,
        beneficiary=Need.REQUIRED,
        vendor=VendorChoice.CHOSEN,
        items=(_ONE_PLAN, _NEW_FEATURES),
        fields=fixed(_F.MOBILE_NUMBER)
        + required(_F.CARRIER_ACCOUNT_NO, _F.PIN, _F.PERSONAL_EMAIL)
        + optional(_F.SERIAL_TYPE, _F.SERIAL_NO),
        acknowledgements=_TRANSFER,
        results=frozenset({_R.NUMBER}),
        words=("bring my private number", "personal to corporate", "take over my number"),
    ),
    Definition(
        OrderType.TRANSFER_OUT,
        _NEW,
        line=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_ACTIVE | _SUSPENDED,
        fields=required(_F.PERSONAL_EMAIL) + optional(_F.CARRIER_ACCOUNT_NO, _F.PIN, _F.COMMENTS),
        acknowledgements=_TRANSFER,
        touches=frozenset({_A.STATE}),
        words=("keep number privately", "corporate to personal", "leaving the company", "take my number"),
    ),
    Definition(
        OrderType.STIPEND_ENROL,
        _NEW,
        beneficiary=Need.REQUIRED,
        items=(_ONE_PLAN,),
        fields=required(_F.EFFECTIVE_DATE),
        completes_on_approval=True,
        words=("stipend", "reimbursement", "own phone for work", "allowance", "bring your own device"),
    ),
    Definition(
        OrderType.ACTIVATE_IN_STOCK,
        _NEW,
        device=Need.REQUIRED,
        beneficiary=Need.REQUIRED,
        vendor=VendorChoice.CHOSEN,
        device_statuses=_IN_STOCK,
        is_spare=True,
        items=(_ONE_PLAN, _NEW_FEATURES, _PERHAPS_SIM),
        fields=optional(_F.PREFERRED_AREA_CODE) + _CONTACT,
        results=frozenset({_R.NUMBER}),
        touches=frozenset({_A.DEVICE}),
        words=("activate a spare phone", "device from stock", "new employee", "use a spare device"),
    ),
    Definition(
        OrderType.FEATURES,
        _MODIFY,
        line=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_ACTIVE,
        items=(_CHANGED_FEATURES,),
        fields=optional(_F.DESTINATION, _F.TRAVEL_FROM, _F.TRAVEL_TO, _F.COMMENTS),
        touches=frozenset({_A.FEATURES}),
        words=("roaming", "travel abroad", "going abroad", "holiday", "more data", "feature", "hotspot"),
    ),
    Definition(
        OrderType.CHANGE_PLAN,
        _MODIFY,
        line=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_ACTIVE,
        items=(_ONE_PLAN,),
        fields=optional(_F.EFFECTIVE_DATE, _F.COMMENTS),
        touches=frozenset({_A.PLAN, _A.FEATURES}),
        words=("change plan", "more data", "cheaper plan", "bigger plan", "data used up"),
    ),
    Definition(
        OrderType.CHANGE_NUMBER,
        _MODIFY,
        line=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_ACTIVE,
        fields=optional(_F.PREFERRED_AREA_CODE) + _CONTACT,
        results=frozenset({_R.NUMBER}),
        touches=frozenset({_A.NUMBER}),
        words=("change number", "other number", "nuisance calls", "new number for my phone"),
    ),
    Definition(
        OrderType.SWAP_DEVICE,
        _MODIFY,
        line=Need.REQUIRED,
        device=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_ACTIVE,
        device_statuses=_IN_STOCK,
        is_spare=True,
        fields=optional(_F.OLD_DEVICE, _F.COMMENTS),
        touches=frozenset({_A.DEVICE, _A.SIM}),
        words=("swap phone", "use another device", "phone is broken", "loan phone", "spare phone"),
    ),
    Definition(
        OrderType.NEW_SIM,
        _MODIFY,
        line=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_ACTIVE | _SUSPENDED,
        items=(_ONE_SIM,),
        fields=optional(_F.INSTRUCTIONS),
        results=frozenset({_R.ICCID, _R.TRACKING}),
        touches=frozenset({_A.SIM}),
        words=("new sim", "sim is broken", "lost sim", "replace sim card", "esim"),
    ),
    Definition(
        OrderType.UPGRADE_REPLACE,
        _MODIFY,
        line=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_ACTIVE | _SUSPENDED,
        items=(_ONE_DEVICE, _PERHAPS_PLAN, _ACCESSORIES),
        fields=fixed(_F.REASON, reasons="replace") + required(_F.OLD_DEVICE) + optional(_F.COMMENTS),
        acknowledgements=(Acknowledged.GENERAL,),
        results=frozenset({_R.SERIAL, _R.TRACKING}),
        touches=frozenset({_A.DEVICE, _A.SIM}),
        words=("phone is broken", "broken screen", "lost phone", "stolen phone", "new phone", "upgrade"),
    ),
    Definition(
        OrderType.RESTORE,
        _MODIFY,
        line=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_SUSPENDED | {_L.INACTIVE},
        fields=optional(_F.PREFERRED_DATE, _F.COMMENTS),
        touches=frozenset({_A.STATE}),
        words=("restore", "reactivate", "found my phone", "back from leave", "line is off", "unblock"),
    ),
    Definition(
        OrderType.ASSIGN,
        _MODIFY,
        line=Need.REQUIRED,
        beneficiary=Need.REQUIRED,
        line_statuses=frozenset(_L) - {_L.INACTIVE, _L.PENDING_INACTIVE},
        fields=optional(_F.COMMENTS),
        completes_on_approval=True,
        touches=frozenset({_A.HOLDER}),
        words=("give line to somebody", "assign", "reassign", "hand over phone", "new user"),
    ),
    Definition(
        OrderType.SUSPEND,
        _DELETE,
        line=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_ACTIVE,
        fields=fixed(_F.REASON, reasons="suspend") + optional(_F.PREFERRED_DATE, _F.COMMENTS),
        touches=frozenset({_A.STATE}),
        words=("lost phone", "stolen phone", "suspend", "block line", "on leave", "pause"),
    ),
    Definition(
        OrderType.DISCONNECT,
        _DELETE,
        line=Need.REQUIRED,
        vendor=VendorChoice.OF_LINE,
        line_statuses=_ACTIVE | _SUSPENDED,
        fields=optional(_F.PREFERRED_DATE, _F.COMMENTS),
        acknowledgements=(Acknowledged.TERMINATION_FEE,),
        touches=frozenset({_A.STATE}),
        words=("cancel line", "disconnect", "end contract", "not needed any more", "employee left"),
    ),
    Definition(
        OrderType.STIPEND_REMOVE,
        _DELETE,
        beneficiary=Need.REQUIRED,
        fields=required(_F.EFFECTIVE_DATE),
        completes_on_approval=True,
        words=("end stipend", "stop reimbursement", "no allowance any more", "employee left"),
    ),
)
DEFINITIONS: Mapping[OrderType, Definition] = {row.type: row for row in _ROWS}
"""Each type by its code."""
CONFLICTS: Mapping[OrderType, frozenset[OrderType]] = {
    one.type: frozenset(other.type for other in _ROWS if do_conflict(one, other)) for one in _ROWS
}
"""Of which types no order may be open on the same line or device as one of this type (R-WL-34)."""
