"""Products: listed with withdrawn ones, added, changed, taken off sale."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import delete, select, tuple_

from agentview.contract.hardware import ProductKind, SerialType
from agentview.contract.hardware_admin import (
    AdminProduct,
    AdminProducts,
    ProductFields,
    ProductRef,
    ProductsPageRequest,
    SaveProductRequest,
    ShipsProduct,
)
from agentview.core.errors import NotFound, Refusal, refuse_if_any
from agentview.models.hardware_catalogue import (
    DeviceEnrolmentProvider,
    Product,
    Warehouse,
    WarehouseProduct,
)
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.hardware_admin.saving import held, refuse_taken, write
from agentview.services.hardware_catalogue.products import search_words
from agentview.services.hardware_orders.placing import ON_SALE
from agentview.services.hardware_scope import own_products, own_programmes, own_warehouses
from agentview.services.names import display_names
from agentview.services.unit import Unit

_WITHDRAWN = "WITHDRAWN"
P = Product


def products(unit: Unit, request: ProductsPageRequest) -> AdminProducts:
    """Return a page of all products of the own provider, by name."""
    own_provider(unit)
    meant = [own_products(unit.caller)]
    if request.text:
        meant.append(
            P.name.icontains(request.text, autoescape=True) | P.sku.icontains(request.text, autoescape=True)
        )
    if request.after_id:
        last = select(P.name, P.id).where(P.id == request.after_id, own_products(unit.caller))
        meant.append(tuple_(P.name, P.id) > last.scalar_subquery())
    wanted = select(P).where(*meant).order_by(P.name, P.id).limit(request.limit + 1)
    found = unit.session.scalars(wanted).all()
    rows = found[: request.limit]
    return AdminProducts(rows=_shown(unit, rows), last_id=rows[-1].id if len(found) > request.limit else None)


def product(unit: Unit, request: ProductRef) -> AdminProduct:
    """Return a product of the own provider. Raises NotFound."""
    own_provider(unit)
    found = unit.session.scalars(
        select(P).where(P.id == request.product_id, own_products(unit.caller))
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"product_id": request.product_id}))
    [shown] = _shown(unit, [found])
    return shown


def save_product(unit: Unit, request: SaveProductRequest) -> AdminProduct:
    """Add a product or change one; lines of orders keep the price that they were added with (R-HW-29).

    Raises Rejected with every reason (`E-CODE-TAKEN`, `E-SERIAL-TYPE`, `E-ENROL-SERIAL`), Conflict
    (`E-STALE`), NotFound.
    """
    row = held(unit, Product, request.product_id, request.version)
    fields = request.fields
    refuse_taken(unit, Product, fields.sku, row.id)
    refuse_if_any(_refusals(fields))
    _refuse_foreign(unit, fields)
    values = fields.model_dump(mode="json", exclude={"is_on_sale", "ships_from"})
    values["status"] = ON_SALE if fields.is_on_sale else _WITHDRAWN
    values["words"] = search_words(fields.name, fields.sku)
    write(unit, "product", row, values)
    _ship(unit, row, fields.ships_from)
    [shown] = _shown(unit, [row])
    return shown


def _refusals(fields: ProductFields) -> tuple[Refusal, ...]:
    """Only what has a serial number has a kind of it, and can be enrolled."""
    found = []
    if not fields.is_serialised and fields.serial_type is not SerialType.UNKNOWN:
        found.append(Refusal("E-SERIAL-TYPE", "serial_type"))
    if not fields.is_serialised and fields.enrolment_provider_id is not None:
        found.append(Refusal("E-ENROL-SERIAL", "enrolment_provider_id", "R-ENR-02"))
    return tuple(found)


def _refuse_foreign(unit: Unit, fields: ProductFields) -> None:
    """Raise NotFound for a programme or a warehouse that is not the own provider's."""
    programme = fields.enrolment_provider_id
    if programme is not None:
        mine = select(DeviceEnrolmentProvider.id).where(
            DeviceEnrolmentProvider.id == programme, own_programmes(unit.caller)
        )
        if unit.session.scalars(mine).first() is None:
            raise NotFound(Refusal("E-NOT-FOUND", values={"enrolment_provider_id": programme}))
    wanted = {one.warehouse_id for one in fields.ships_from}
    known = set(
        unit.session.scalars(
            select(Warehouse.id).where(Warehouse.id.in_(wanted), own_warehouses(unit.caller))
        )
    )
    for missing in sorted(wanted - known):
        raise NotFound(Refusal("E-NOT-FOUND", values={"warehouse_id": missing}))


def _ship(unit: Unit, row: Product, wanted: Sequence[ShipsProduct]) -> None:
    """Let exactly these warehouses ship a product."""
    now = {one.warehouse_id: one.priority for one in wanted}
    was = {one.warehouse_id: one.priority for one in _ships(unit, [row.id]).get(row.id, ())}
    if now == was:
        return
    unit.session.execute(delete(WarehouseProduct).where(WarehouseProduct.product_id == row.id))
    for warehouse_id, priority in sorted(now.items()):
        unit.session.add(WarehouseProduct(product_id=row.id, warehouse_id=warehouse_id, priority=priority))
    unit.session.flush()
    unit.audit("product", row.id, "edit", field="ships_from", old=_said(was), new=_said(now))


def _said(ships: dict[int, int]) -> str:
    return ", ".join(f"{warehouse}: {priority}" for warehouse, priority in sorted(ships.items()))


def _ships(unit: Unit, product_ids: Sequence[int]) -> dict[int, tuple[ShipsProduct, ...]]:
    rows = unit.session.execute(
        select(WarehouseProduct.product_id, WarehouseProduct.warehouse_id, WarehouseProduct.priority)
        .where(WarehouseProduct.product_id.in_(product_ids))
        .order_by(WarehouseProduct.priority, WarehouseProduct.warehouse_id)
    )
    found: dict[int, tuple[ShipsProduct, ...]] = defaultdict(tuple)
    for row in rows:
        ships = ShipsProduct(warehouse_id=row.warehouse_id, priority=row.priority)
        found[row.product_id] = (*found[row.product_id], ships)
    return found


def _shown(unit: Unit, rows: Sequence[Product]) -> tuple[AdminProduct, ...]:
    ships = _ships(unit, [row.id for row in rows])
    people = display_names(unit, (row.updated_by for row in rows))
    currency = own_provider(unit).currency
    return tuple(
        AdminProduct(
            product_id=row.id,
            version=row.row_version,
            fields=ProductFields(
                sku=row.sku,
                name=row.name,
                kind=ProductKind(row.kind),
                price_cents=row.price_cents,
                tax_code=row.tax_code,
                is_serialised=row.is_serialised,
                serial_type=SerialType(row.serial_type),
                enrolment_provider_id=row.enrolment_provider_id,
                return_days=row.return_days,
                is_on_sale=row.status == ON_SALE,
                ships_from=ships.get(row.id, ()),
            ),
            currency=currency,
            changed_at=row.updated_at,
            changed_by=people.get(row.updated_by, row.updated_by),
        )
        for row in rows
    )
