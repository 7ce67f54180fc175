"""The people of a provider: administered by their own, founded with an owner (S-36, D-32)."""

from agentview.contract import people
from agentview.services.handler import handle, handle_prepared
from agentview.services.people.access import disable, enable, end_sessions, set_password
from agentview.services.people.changes import create, edit, set_power, set_roles
from agentview.services.people.detail import person
from agentview.services.people.directory import directory, facets
from agentview.services.people.preview import preview

HANDLERS = (
    handle(people.DIRECTORY, directory),
    handle(people.FACETS, facets),
    handle(people.PERSON, person),
    handle(people.PREVIEW, preview),
    handle_prepared(people.CREATE, create),
    handle(people.EDIT, edit),
    handle(people.SET_ROLES, set_roles),
    handle(people.SET_POWER, set_power),
    handle_prepared(people.SET_PASSWORD, set_password),
    handle(people.END_SESSIONS, end_sessions),
    handle(people.DISABLE, disable),
    handle(people.ENABLE, enable),
)
