"""Account groups and their members: a distribution list can be left out of a rule set (E33, E49)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.suspension import Name
from agentview.contract.value import Line, RecordId
from agentview.core.power import Power

Place = Annotated[str, Field(min_length=1, max_length=1_000)]


class GroupSort(StrEnum):
    """What the lists may be sorted by."""

    NAME = "NAME"


class GroupFilter(Message):
    """Which groups to list; what is empty does not filter."""

    text: Line = ""


class GroupsRequest(Message):
    """One page of groups."""

    filter: GroupFilter = GroupFilter()
    sort: GroupSort = GroupSort.NAME
    is_descending: bool = False
    after: Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class GroupRow(Message):
    """A group and how many accounts it has."""

    group_id: int
    version: int
    name: str
    is_distribution_list: bool
    accounts: int


class Groups(Message):
    """Groups in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[GroupRow, ...]
    last: str | None
    total: int
    as_of: datetime


class GroupRef(Message):
    """A group of the own provider."""

    group_id: RecordId


class MembersRequest(GroupRef):
    """One page of the accounts of a group, by name."""

    is_descending: bool = False
    after: Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class MemberRow(Message):
    """An account of a group."""

    account_id: int
    account_no: str
    customer: str


class Members(Message):
    """Accounts of a group; `last` names where the next page starts, None at the end."""

    rows: tuple[MemberRow, ...]
    last: str | None
    total: int
    as_of: datetime


class CreateGroupRequest(Message):
    """A new group without accounts."""

    name: Name
    is_distribution_list: bool = True


class MemberRequest(GroupRef):
    """An account that is put into a group, or taken out."""

    account_id: RecordId


_READ, _WRITE = Power.READ_STATUS, Power.CREDIT_CONTROL

GROUPS = Op("suspension.groups", GroupsRequest, Groups, False, _READ, "List account groups")
GROUP_MEMBERS = Op(
    "suspension.group_members", MembersRequest, Members, False, _READ, "List the accounts of a group"
)
CREATE_GROUP = Op(
    "suspension.create_group", CreateGroupRequest, GroupRow, True, _WRITE, "Create an account group"
)
ADD_MEMBER = Op("suspension.add_member", MemberRequest, GroupRow, True, _WRITE, "Put an account into a group")
REMOVE_MEMBER = Op(
    "suspension.remove_member", MemberRequest, GroupRow, True, _WRITE, "Take an account out of a group"
)
