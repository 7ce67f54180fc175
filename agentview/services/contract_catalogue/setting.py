"""When a contract in force blocks a migration: what the provider has chosen (R-MIG-01, D-03)."""

from agentview.contract.contract_pools import BlockSetting, MigrationSetting, SetMigrationSetting
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.models.party import Provider
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.unit import Unit


def setting(unit: Unit, _request: Nothing) -> MigrationSetting:
    """Return what the own provider has chosen."""
    return _shown(own_provider(unit))


def set_setting(unit: Unit, request: SetMigrationSetting) -> MigrationSetting:
    """Choose; it holds from the next judgement of a migration on. Raises Conflict (`E-STALE`)."""
    provider = own_provider(unit, is_held=True)
    if provider.row_version != request.version:
        raise stale(unit, provider)
    old, new = provider.contract_blocks_migration, request.contract_blocks_migration.value
    if old != new:
        name = "contract_blocks_migration"
        unit.audit("provider", provider.id, "set_setting", field=name, old=old, new=new)
        provider.contract_blocks_migration = new
        unit.session.flush()
        unit.changed(Topic.CATALOGUE, provider.id, "set_setting", (provider.id, None))
    return _shown(provider)


def _shown(provider: Provider) -> MigrationSetting:
    return MigrationSetting(
        version=provider.row_version,
        contract_blocks_migration=BlockSetting(provider.contract_blocks_migration),
    )
