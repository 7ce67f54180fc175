"""The people of a provider: who they are, what they may do and why (S-36, D-19)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.session import Person
from agentview.contract.value import CommandState, Line, Prose, RecordId, RefusalInfo, Secret, Version
from agentview.core.power import Power, Role

Username: TypeAlias = Annotated[Line, Field(max_length=80)]
Language: TypeAlias = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
Place: TypeAlias = Annotated[str, Field(min_length=1, max_length=500)]


class PersonStatus(StrEnum):
    """The states of a person's account."""

    ACTIVE = "ACTIVE"
    DISABLED = "DISABLED"


class PersonCommand(StrEnum):
    """What an administrator can do to a person's account."""

    EDIT = "edit"
    SET_ROLES = "set_roles"
    SET_POWER = "set_power"
    SET_PASSWORD = "set_password"  # noqa: S105 - a command
    END_SESSIONS = "end_sessions"
    DISABLE = "disable"
    ENABLE = "enable"


class Effect(StrEnum):
    """What a power override does against the roles (R-GEN-03)."""

    GRANT = "GRANT"
    DENY = "DENY"


class PersonSort(StrEnum):
    """What the directory may be sorted by."""

    NAME = "NAME"
    USERNAME = "USERNAME"
    LAST_SIGN_IN = "LAST_SIGN_IN"


class DirectoryFilter(Message):
    """Whom to list; what is empty does not filter. `power` means who holds it in the end."""

    text: Line = ""
    role: Role | None = None
    power: Power | None = None
    status: PersonStatus | None = None


class DirectoryRequest(Message):
    """One page of the directory."""

    filter: DirectoryFilter = DirectoryFilter()
    sort: PersonSort = PersonSort.NAME
    is_descending: bool = False
    after: Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class Override(Message):
    """A power granted or denied against the roles, and why, by whom and when."""

    power: Power
    effect: Effect
    reason: str
    by: str
    at: datetime | None


class PersonRow(Message):
    """A line of the directory."""

    user_id: int
    version: int
    username: str
    display_name: str
    status: PersonStatus
    roles: tuple[Role, ...]
    powers: tuple[Power, ...]
    overrides: tuple[Override, ...]
    agent: str | None
    account_no: str | None
    last_sign_in_at: datetime | None
    has_password: bool
    must_change_password: bool


class Directory(Message):
    """People in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[PersonRow, ...]
    last: str | None
    total: int
    as_of: datetime


class PersonRef(Message):
    """A person of the own provider."""

    user_id: RecordId


class PersonAt(PersonRef):
    """A person, in the version that was looked at."""

    version: Version


class PowerState(Message):
    """A power: whether the person holds it, which roles give it, and the override against them."""

    power: Power
    is_held: bool
    from_roles: tuple[Role, ...]
    override: Override | None


class OpenSession(Message):
    """A session that has not ended."""

    issued_at: datetime
    expires_at: datetime


class PersonDetail(Message):
    """All about a person. `claimed_tasks` and `assigned_cases` are what they leave behind when disabled."""

    row: PersonRow
    email: str | None
    language: str
    agent_id: int | None
    powers: tuple[PowerState, ...]
    sessions: tuple[OpenSession, ...]
    claimed_tasks: int
    assigned_cases: int
    commands: tuple[CommandState, ...]
    made_at: datetime
    made_by: str
    changed_at: datetime
    changed_by: str


class CommandPreview(Message):
    """An operation, and why it would be closed to the person."""

    name: str
    summary: str
    power: Power | None
    refusals: tuple[RefusalInfo, ...]


class Preview(Message):
    """What the person would see and could do. Nobody acts in their name: it is worked out from the powers."""

    person: Person
    commands: tuple[CommandPreview, ...]


class AgentChoice(Message):
    """An agent that a person may work for."""

    agent_id: int
    name: str


class DirectoryFacets(Message):
    """What forms and filters can be set to."""

    agents: tuple[AgentChoice, ...]
    roles: tuple[Role, ...]
    languages: tuple[str, ...]


class CreateRequest(Message):
    """A new person, who must change the password at the first sign-in; a VIEWER belongs to one account.

    Without a password nobody can sign in as this person yet.
    """

    username: Username
    display_name: Line = ""
    email: Line = ""
    language: Language = "en"
    roles: tuple[Role, ...] = Field(max_length=20)
    agent_id: RecordId | None = None
    account_no: Line = ""
    password: Secret | None = None


class EditPersonRequest(PersonAt):
    """What a person is called and how they are reached."""

    display_name: Line
    email: Line = ""
    language: Language = "en"
    agent_id: RecordId | None = None


class SetRolesRequest(PersonAt):
    """All the roles of a person; a VIEWER belongs to one account."""

    roles: tuple[Role, ...] = Field(max_length=20)
    account_no: Line = ""
    reason: Prose = ""


class SetPowerRequest(PersonAt):
    """Grant or deny a power against the roles; no effect leaves it to the roles again."""

    power: Power
    effect: Effect | None
    reason: Prose = ""


class SetPasswordRequest(PersonAt):
    """A password that must be changed at the first sign-in; all sessions end."""

    password: Secret


class DisableRequest(PersonAt):
    """Why nobody may sign in as this person any more."""

    reason: Prose = ""


class PersonActed(Message):
    """A command was carried out: the person as they are now."""

    user_id: int
    version: int
    username: str
    status: PersonStatus


DIRECTORY = Op("people.directory", DirectoryRequest, Directory, False, Power.USER_ADMIN, "List people")
FACETS = Op(
    "people.facets", Nothing, DirectoryFacets, False, Power.USER_ADMIN, "List what a person can be set to"
)
PERSON = Op("people.person", PersonRef, PersonDetail, False, Power.USER_ADMIN, "Read one person")
PREVIEW = Op(
    "people.preview", PersonRef, Preview, False, Power.USER_ADMIN, "Preview what a person sees and may do"
)
CREATE = Op("people.create", CreateRequest, PersonActed, True, Power.USER_ADMIN, "Add a person")
EDIT = Op("people.edit", EditPersonRequest, PersonActed, True, Power.USER_ADMIN, "Edit a person")
SET_ROLES = Op(
    "people.set_roles", SetRolesRequest, PersonActed, True, Power.USER_ADMIN, "Set the roles of a person"
)
SET_POWER = Op(
    "people.set_power", SetPowerRequest, PersonActed, True, Power.USER_ADMIN, "Grant or deny a power"
)
SET_PASSWORD = Op(
    "people.set_password",
    SetPasswordRequest,
    PersonActed,
    True,
    Power.USER_ADMIN,
    "Set a password that must be changed",
)
END_SESSIONS = Op(
    "people.end_sessions",
    PersonAt,
    PersonActed,
    True,
    Power.USER_ADMIN,
    "End all sessions of a person",
)
DISABLE = Op("people.disable", DisableRequest, PersonActed, True, Power.USER_ADMIN, "Let a person in no more")
ENABLE = Op("people.enable", PersonAt, PersonActed, True, Power.USER_ADMIN, "Let a person in again")
