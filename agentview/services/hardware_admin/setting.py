"""How a provider sells hardware: the switch of the fraud check, and tax for what is invoiced at once."""

from collections.abc import Collection

from sqlalchemy import select, union

from agentview.contract.hardware import FraudSource
from agentview.contract.hardware_admin import HardwareSetting, SaveSettingRequest, SettingFields, TaxRate
from agentview.contract.op import Nothing
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.models.hardware_catalogue import HardwareSetting as Row
from agentview.models.hardware_catalogue import Product
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.hardware_admin.saving import write
from agentview.services.hardware_scope import own_products
from agentview.services.unit import Unit


def setting(unit: Unit, _request: Nothing) -> HardwareSetting:
    """Return the setting of the own provider; the defaults where nothing was set yet."""
    own_provider(unit)
    return _shown(_row(unit))


def save_setting(unit: Unit, request: SaveSettingRequest) -> HardwareSetting:
    """Set all of it; it holds from the next order that is generated on, and for the next invoice.

    Raises Rejected (`E-TAX-CODE-IN-USE`: what is sold could not be invoiced), Conflict (`E-STALE`).
    """
    provider = own_provider(unit, is_held=True)
    row = _row(unit)
    if (row.row_version if row is not None else 0) != request.version:
        raise stale(unit, row)
    fields = request.fields
    rates = {rate.tax_code: rate.percent for rate in fields.tax_rates}
    before = row.tax_percent if row is not None else {}
    refuse_if_any(_used_refusals(unit, set(before) - set(rates)))
    values = {
        "is_fraud_check_required": fields.is_fraud_check_required,
        "fraud_source": fields.fraud_source.value,
        "tax_percent": rates,
    }
    row = row if row is not None else Row(provider_id=provider.id)
    write(unit, "hardware_setting", row, values)
    return _shown(row)


def _row(unit: Unit) -> Row | None:
    return unit.session.scalars(
        select(Row)
        .where(Row.provider_id == unit.caller.provider_id)
        .execution_options(populate_existing=True)
    ).first()


def _used_refusals(unit: Unit, dropped: Collection[str]) -> tuple[Refusal, ...]:
    """A tax code of a product, or of a line of an order, keeps its percentage."""
    of_products = select(Product.tax_code).where(own_products(unit.caller), Product.tax_code.in_(dropped))
    of_lines = (
        select(HardwareOrderLine.tax_code)
        .join(HardwareOrder, HardwareOrder.id == HardwareOrderLine.hardware_order_id)
        .where(HardwareOrder.provider_id == unit.caller.provider_id, HardwareOrderLine.tax_code.in_(dropped))
    )
    used = unit.session.scalars(union(of_products, of_lines)).all() if dropped else ()
    return tuple(
        Refusal("E-TAX-CODE-IN-USE", "tax_rates", values={"tax_code": code}) for code in sorted(used)
    )


def _shown(row: Row | None) -> HardwareSetting:
    if row is None:
        return HardwareSetting(version=0, fields=SettingFields())
    rates = tuple(TaxRate(tax_code=code, percent=rate) for code, rate in sorted(row.tax_percent.items()))
    return HardwareSetting(
        version=row.row_version,
        fields=SettingFields(
            is_fraud_check_required=row.is_fraud_check_required,
            fraud_source=FraudSource(row.fraud_source),
            tax_rates=rates,
        ),
    )
