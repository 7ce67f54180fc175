"""Carries the end of one contract out, in one transaction, by what its type says (R-CON-03)."""

from dataclasses import replace

from sqlalchemy import select

from agentview.contract.cancelling import CancelPackageRequest, CancelReason, TimeFrame
from agentview.contract.contract_terms import ContractStatus, EndMethod
from agentview.contract.feed import Topic
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.power import Power
from agentview.models.contract import Contract, ContractType
from agentview.models.party import Provider
from agentview.models.subscription import PackageSubscription
from agentview.services.cancelling.operations import cancel_with_group
from agentview.services.contract_ends.due import DueEnd, due_ends
from agentview.services.contracts.ending import end_contract, renew_contract
from agentview.services.customer_scope import held_account
from agentview.services.network.system import system_of
from agentview.services.unit import Unit

_MAY_CANCEL = frozenset({Power.PKG_CANCEL_MIGRATE})
"""What the program may do here, and nothing else: the contract says that the package is cancelled."""


def take_end(unit: Unit, due: DueEnd) -> bool:
    """Carry the end of a contract out as the program; say whether it was still to be done.

    It is looked at again with its customer held: of two processes one does it, and nothing is done to what
    was broken out of, renewed, or put into a migration meanwhile (R-GEN-05). Raises Rejected with every
    reason why its package cannot be cancelled now; the contract then stays as it is.
    """
    provider = unit.session.get_one(Provider, due.provider_id)
    unit.caller = replace(system_of(provider), powers=_MAY_CANCEL)
    held_account(unit, due.account_id)
    still = due_ends(unit.session, unit.now).where(Contract.id == due.contract_id)
    if unit.session.execute(still).first() is None:
        return False
    row = unit.session.get_one(Contract, due.contract_id, populate_existing=True)
    terms = unit.session.get_one(ContractType, row.contract_type_id)
    _carry_out(unit, row, terms, due.account_id)
    unit.changed(Topic.ACCOUNT, due.account_id, "contract_end", (due.provider_id, None))
    return True


def _carry_out(unit: Unit, row: Contract, terms: ContractType, account_id: int) -> None:
    method = EndMethod(terms.end_method)
    if method is EndMethod.RENEW_CONTRACT:
        _renew(unit, row, terms, account_id)
        return
    # Ended first: a package that is aborted or cancelled at once would end it a second time.
    end_contract(unit, row, ContractStatus.ENDED, row.end_on, account_id)
    if method is EndMethod.CANCEL_SERVICE:
        _cancel(unit, row, terms)


def _renew(unit: Unit, row: Contract, terms: ContractType, account_id: int) -> None:
    """Move the end until it is not past: after days on which nothing ran, several lengths at once."""
    if terms.length <= 0:  # no such type is made; going on would never end
        raise LookupError(f"contract type {terms.id} has no length")
    while row.end_on < unit.today:
        renew_contract(unit, row, terms, account_id)


def _cancel(unit: Unit, row: Contract, terms: ContractType) -> None:
    """Raise the cancellation of the package; one that is being cancelled, or is over, needs none."""
    status = unit.session.scalars(
        select(PackageSubscription.status).where(PackageSubscription.id == row.package_subscription_id)
    ).one()
    if status != SubscriptionStatus.ACTIVE.value:
        return
    note = f"{terms.external_name} ended on {row.end_on.isoformat()}."
    cancel_with_group(
        unit,
        CancelPackageRequest(
            package_id=row.package_subscription_id,
            reason=CancelReason.CONTRACT_ENDED,
            time_frame=TimeFrame.IMMEDIATE,
            note=note,
        ),
    )
