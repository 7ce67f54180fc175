"""Account groups: listed, created, accounts put in and taken out (R-SUS-04)."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from agentview.contract.feed import Topic
from agentview.contract.suspension_groups import (
    CreateGroupRequest,
    GroupRow,
    Groups,
    GroupsRequest,
    MemberRequest,
    MemberRow,
    Members,
    MembersRequest,
)
from agentview.core.errors import NotFound, Refusal, rejected
from agentview.models.customer import Account
from agentview.models.suspension import AccountGroup, AccountGroupMember
from agentview.services.contract_catalogue.paging import page
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.customer_scope import account_of
from agentview.services.own_records import own_record
from agentview.services.unit import Unit

ENTITY = "account_group"


def groups(unit: Unit, request: GroupsRequest) -> Groups:
    """Return a page of the groups of the own provider."""
    own_provider(unit)
    meant = [AccountGroup.provider_id == unit.caller.provider_id]
    if request.filter.text:
        meant.append(AccountGroup.name.icontains(request.filter.text, autoescape=True))
    wanted = select(AccountGroup).where(*meant)
    rows, last = page(unit, wanted, AccountGroup.name, AccountGroup.id, request)
    return Groups(
        rows=_rows(unit, [row.AccountGroup for row in rows]),
        last=last,
        total=unit.session.scalar(select(func.count(AccountGroup.id)).where(*meant)) or 0,
        as_of=unit.now,
    )


def group_members(unit: Unit, request: MembersRequest) -> Members:
    """Return a page of the accounts of a group. Raises NotFound, also for another's."""
    found = _own(unit, request.group_id)
    wanted = (
        select(Account)
        .join(AccountGroupMember, AccountGroupMember.account_id == Account.id)
        .where(AccountGroupMember.account_group_id == found.id)
    )
    rows, last = page(unit, wanted, Account.name, Account.id, request)
    return Members(
        rows=tuple(_member_row(row.Account) for row in rows),
        last=last,
        total=_sizes(unit, [found]).get(found.id, 0),
        as_of=unit.now,
    )


def create_group(unit: Unit, request: CreateGroupRequest) -> GroupRow:
    """Create a group. Raises Rejected (`E-GROUP-TAKEN`) where one has the name.

    The provider is held: of two at once with one name, the second finds the first.
    """
    own = own_provider(unit, is_held=True)
    taken = select(AccountGroup.id).where(
        AccountGroup.provider_id == own.id, AccountGroup.name == request.name
    )
    if unit.session.scalars(taken).first() is not None:
        raise rejected("E-GROUP-TAKEN", field="name", group=request.name)
    made = AccountGroup(
        provider_id=own.id, name=request.name, is_distribution_list=request.is_distribution_list
    )
    unit.session.add(made)
    unit.session.flush()
    return _told(unit, made, "create", None)


def add_member(unit: Unit, request: MemberRequest) -> GroupRow:
    """Put an account into a group; one that is in it stays. Raises NotFound, also for another's."""
    found = _own(unit, request.group_id, is_held=True)
    account = account_of(unit, request.account_id)
    if _member(unit, found, account) is not None:
        [row] = _rows(unit, [found])
        return row
    unit.session.add(AccountGroupMember(account_group_id=found.id, account_id=account.id))
    return _told(unit, found, "add_member", account)


def remove_member(unit: Unit, request: MemberRequest) -> GroupRow:
    """Take an account out of a group. Raises NotFound where it is not in it."""
    found = _own(unit, request.group_id, is_held=True)
    account = account_of(unit, request.account_id)
    member = _member(unit, found, account)
    if member is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"account_id": account.id}))
    unit.session.delete(member)
    return _told(unit, found, "remove_member", account)


def _own(unit: Unit, group_id: int, *, is_held: bool = False) -> AccountGroup:
    return own_record(unit, AccountGroup, "group_id", group_id, is_held=is_held)


def _member(unit: Unit, found: AccountGroup, account: Account) -> AccountGroupMember | None:
    return unit.session.scalars(
        select(AccountGroupMember).where(
            AccountGroupMember.account_group_id == found.id, AccountGroupMember.account_id == account.id
        )
    ).first()


def _member_row(account: Account) -> MemberRow:
    return MemberRow(account_id=account.id, account_no=account.account_no, customer=account.name)


def _told(unit: Unit, found: AccountGroup, verb: str, account: Account | None) -> GroupRow:
    unit.session.flush()
    if account is None:
        unit.audit(ENTITY, found.id, verb, new=found.name)
    else:
        unit.audit(ENTITY, found.id, verb, new=f"{found.name}: {account.account_no}", account_id=account.id)
        unit.changed(Topic.ACCOUNT, account.id, verb, (found.provider_id, None))
    unit.changed(Topic.RULE_SET, found.id, verb, (found.provider_id, None))
    [row] = _rows(unit, [found])
    return row


def _rows(unit: Unit, found: Sequence[AccountGroup]) -> tuple[GroupRow, ...]:
    sizes = _sizes(unit, found)
    return tuple(
        GroupRow(
            group_id=one.id,
            version=one.row_version,
            name=one.name,
            is_distribution_list=one.is_distribution_list,
            accounts=sizes.get(one.id, 0),
        )
        for one in found
    )


def _sizes(unit: Unit, found: Sequence[AccountGroup]) -> Mapping[int, int]:
    owner = AccountGroupMember.account_group_id
    rows = unit.session.execute(
        select(owner, func.count()).where(owner.in_([one.id for one in found])).group_by(owner)
    )
    return {row[0]: row[1] for row in rows}
