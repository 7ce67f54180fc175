"""What holds for all wireless orders of a provider: types without approval, milestones without mail."""

from sqlalchemy import select

from agentview.contract.approval_policies import SaveSettingRequest, Setting, SettingFields
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.contract.wireless import Milestone, OrderType
from agentview.models.wireless_catalogue import WirelessSetting
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.unit import Unit

ENTITY = "wireless_setting"


def setting(unit: Unit, _request: Nothing) -> Setting:
    """Return the setting of the own provider; the defaults where nothing was set yet."""
    own_provider(unit)
    return _shown(_row(unit))


def save_setting(unit: Unit, request: SaveSettingRequest) -> Setting:
    """Set all of it; it holds for what happens from now on. Raises Conflict (`E-STALE`)."""
    provider = own_provider(unit, is_held=True)
    row = _row(unit)
    if (row.row_version if row is not None else 0) != request.version:
        raise stale(unit, row)
    before = _shown(row).fields.model_dump(mode="json")
    after = request.fields.model_dump(mode="json")
    if row is None:
        row = WirelessSetting(provider_id=provider.id)
        unit.session.add(row)
    for name, value in after.items():
        setattr(row, name, value)
    unit.session.flush()
    for name, old in before.items():
        if old != after[name]:
            unit.audit(ENTITY, provider.id, "edit", field=name, old=str(old), new=str(after[name]))
    unit.changed(Topic.CATALOGUE, provider.id, f"save_{ENTITY}", (provider.id, None))
    return _shown(row)


def _row(unit: Unit) -> WirelessSetting | None:
    return unit.session.scalars(
        select(WirelessSetting)
        .where(WirelessSetting.provider_id == unit.caller.provider_id)
        .execution_options(populate_existing=True)
    ).first()


def _shown(row: WirelessSetting | None) -> Setting:
    if row is None:
        return Setting(version=0, fields=SettingFields())
    return Setting(
        version=row.row_version,
        fields=SettingFields(
            unapproved_types=tuple(map(OrderType, row.unapproved_types)),
            silent_milestones=tuple(map(Milestone, row.silent_milestones)),
            most_accessories=row.most_accessories,
            may_serial_be_unknown=row.may_serial_be_unknown,
        ),
    )
