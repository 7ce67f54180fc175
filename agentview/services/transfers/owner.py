"""Changes of ownership: the same package for another account of the same provider (CHOWN)."""

from dataclasses import dataclass

from agentview.contract.orders import OrderType
from agentview.contract.subscription import PackageCommand
from agentview.contract.transfers import ChangeOwnerRequest, OwnerPreviewRequest, TransferPreview, Transferred
from agentview.core.errors import Refusal
from agentview.models.customer import Account
from agentview.services.customer_scope import account_of
from agentview.services.orders.packages import taken_over
from agentview.services.orders.parties import status_refusals
from agentview.services.orders.wish import PackageWish, Wish
from agentview.services.provisioning.facts import refusal_error
from agentview.services.transfers.preview import transfer_preview
from agentview.services.transfers.source import Source, day_refusals, source_of
from agentview.services.transfers.submit import submitted
from agentview.services.unit import Unit

_FIELD = "new_account_id"


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """A package, who is to have it, and every reason against it."""

    source: Source
    owner: Account | None
    package: PackageWish
    refusals: tuple[Refusal, ...]


def preview_owner(unit: Unit, request: OwnerPreviewRequest) -> TransferPreview:
    """Say what giving a package to another account would come to, with every reason against it."""
    source = source_of(unit, request.package_id, PackageCommand.CHANGE_OWNER)
    owner = account_of(unit, request.new_account_id) if request.new_account_id else None
    change = _change(unit, source, owner)
    requested_on = request.requested_on or unit.today
    refusals = change.refusals + day_refusals(source, requested_on)
    return transfer_preview(unit, source, change.package, owner, requested_on, refusals)


def change_owner(unit: Unit, request: ChangeOwnerRequest) -> Transferred:
    """Order that a package moves; it stays with its owner until the order is activated (SM-1).

    Raises Rejected with every reason at once, Denied, NotFound.
    """
    source = source_of(unit, request.package_id, PackageCommand.CHANGE_OWNER, is_held=True)
    owner = account_of(unit, request.new_account_id)
    change = _change(unit, source, owner)
    requested_on = request.requested_on or unit.today
    refusals = change.refusals + day_refusals(source, requested_on)
    if refusals:
        raise refusal_error(refusals)
    wish = Wish(OrderType.CHOWN, source.account, owner, requested_on, (change.package,), ())
    return submitted(unit, wish, request.note)


def _change(unit: Unit, source: Source, owner: Account | None) -> OwnerChange:
    return OwnerChange(
        source,
        owner,
        taken_over(unit, source.package, source.plan),
        source.refusals + (_owner_refusals(source, owner) if owner else ()),
    )


def _owner_refusals(source: Source, owner: Account) -> tuple[Refusal, ...]:
    """The new owner is another one, and may order (SM-0)."""
    if owner.id == source.account.id:
        values = {"account": owner.account_no}
        return (Refusal("E-SAME-OWNER", _FIELD, "D-25", {**values}),)
    return status_refusals(owner, _FIELD)
