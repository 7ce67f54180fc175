"""Vendors: listed, added, changed, disabled; what is under way with one is not pulled from under it."""

from collections.abc import Sequence

from sqlalchemy import String, cast, func, select

from agentview.contract.op import Nothing
from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_vendors import AdminVendor, AdminVendors, SaveVendorRequest, VendorFields
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.wireless_catalogue import WirelessModel, WirelessVendor
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.models.wireless_inventory import WirelessLine
from agentview.models.wireless_order import WirelessOrder
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.hardware_admin.saving import held, refuse_taken, write
from agentview.services.names import display_names
from agentview.services.unit import Unit
from agentview.services.wireless_fulfilment.lifecycle import OPEN
from agentview.services.wireless_vendors.exchange import address_refusals, exchange_of

_G, _V, _W = OrderSegment, WirelessVendor, WirelessStatus
_BEFORE_VENDOR = (_W.SUBMITTED, _W.AWAITING_APPROVAL, _W.INFO_REQUESTED, _W.APPROVED)
"""An order in one of these states goes to its vendor yet."""


def vendors(unit: Unit, _request: Nothing) -> AdminVendors:
    """Return the vendors of the own provider, by name."""
    own = own_provider(unit)
    rows = unit.session.scalars(select(_V).where(_V.provider_id == own.id).order_by(_V.name, _V.id)).all()
    return AdminVendors(rows=_shown(unit, rows))


def save_vendor(unit: Unit, request: SaveVendorRequest) -> AdminVendor:
    """Add a vendor or change one.

    While orders are under way with it, it cannot be disabled; what the program has sent is asked about at the
    address it went to, which stays as it is until then. Where the address goes, orders that were not sent yet
    are left to people.

    Raises Rejected (`E-CODE-TAKEN`, `E-WLV-ADDRESS`, `E-WLV-CODE`, `E-WLV-OPEN`, `E-WLV-SENT`), Conflict
    (`E-STALE`), NotFound.
    """
    row, fields = held(unit, _V, request.vendor_id, request.version), request.fields
    parts = () if request.vendor_id is None else _held_parts(unit, row.id)
    in_use = () if request.vendor_id is None else _use_refusals(unit, row, fields, parts)
    refuse_if_any((*address_refusals(fields), *in_use))
    refuse_taken(unit, _V, fields.code, row.id)
    if not fields.exchange_url:
        for part in parts:
            part.ask_at = None
    write(unit, "wireless_vendor", row, fields.model_dump(mode="json", exclude={"exchange"}))
    return _shown(unit, [row])[0]


def _held_parts(unit: Unit, vendor_id: int) -> Sequence[OrderSegment]:
    """Return what a vendor has to carry out, held: none of it is sent meanwhile."""
    wanted = select(_G).where(_G.vendor_id == vendor_id, _G.status.in_(OPEN)).order_by(_G.id)
    fresh = wanted.with_for_update().execution_options(populate_existing=True)
    return unit.session.scalars(fresh).all()


def _use_refusals(
    unit: Unit, row: WirelessVendor, fields: VendorFields, parts: Sequence[OrderSegment]
) -> tuple[Refusal, ...]:
    """Refuse what would leave orders and models without the vendor that they count on."""
    found: list[Refusal] = []
    waiting = len(parts) + _orders_before(unit, row.id)
    if row.is_active and not fields.is_active and waiting:
        found.append(Refusal("E-WLV-OPEN", "is_active", values={"count": waiting, "vendor": row.name}))
    sent = sum(part.first_sent_at is not None for part in parts)
    if fields.exchange_url != row.exchange_url and sent:
        found.append(Refusal("E-WLV-SENT", "exchange_url", values={"count": sent, "vendor": row.name}))
    if fields.code != row.code and (models := _models_with(unit, row)):
        found.append(Refusal("E-WLV-CODE", "code", values={"count": models, "code": row.code}))
    return tuple(found)


def _orders_before(unit: Unit, vendor_id: int) -> int:
    wanted = select(func.count(WirelessOrder.id)).where(
        WirelessOrder.vendor_id == vendor_id,
        WirelessOrder.status.in_([status.value for status in _BEFORE_VENDOR]),
    )
    return unit.session.scalars(wanted).one()


def _models_with(unit: Unit, row: WirelessVendor) -> int:
    """Count the models that name a vendor by its code, as a whole word of the JSON list."""
    quoted = cast(WirelessModel.vendor_codes, String).contains(f'"{row.code}"', autoescape=True)
    wanted = select(func.count()).select_from(WirelessModel)
    return unit.session.scalars(wanted.where(WirelessModel.provider_id == row.provider_id, quoted)).one()


def _shown(unit: Unit, rows: Sequence[WirelessVendor]) -> tuple[AdminVendor, ...]:
    keys = [row.id for row in rows]
    people = display_names(unit, (row.updated_by for row in rows))
    parts = {
        key: (count, sent)
        for key, count, sent in unit.session.execute(
            select(_G.vendor_id, func.count(_G.id), func.count(_G.first_sent_at))
            .where(_G.vendor_id.in_(keys), _G.status.in_(OPEN))
            .group_by(_G.vendor_id)
        )
    }
    of_lines = select(WirelessLine.vendor_id, func.count(WirelessLine.id))
    of_lines = of_lines.where(WirelessLine.vendor_id.in_(keys)).group_by(WirelessLine.vendor_id)
    lines: dict[int, int] = {row[0]: row[1] for row in unit.session.execute(of_lines)}
    return tuple(
        AdminVendor(
            vendor_id=row.id,
            version=row.row_version,
            fields=VendorFields(
                code=row.code,
                name=row.name,
                exchange=exchange_of(row.exchange_url),
                exchange_url=row.exchange_url,
                reactivation_limit_days=row.reactivation_limit_days,
                is_active=row.is_active,
            ),
            open_parts=parts.get(row.id, (0, 0))[0],
            sent_parts=parts.get(row.id, (0, 0))[1],
            line_count=lines.get(row.id, 0),
            changed_at=row.updated_at,
            changed_by=people.get(row.updated_by, row.updated_by),
        )
        for row in rows
    )
