"""What people are called, by the usernames that rows carry."""

from collections.abc import Iterable

from sqlalchemy import select

from agentview.models.party import User
from agentview.services.unit import Unit


def display_names(unit: Unit, usernames: Iterable[str]) -> dict[str, str]:
    """Return the names of people; whoever is not known is left out."""
    rows = unit.session.execute(
        select(User.username, User.display_name).where(User.username.in_(sorted(set(usernames))))
    )
    return {row.username: row.display_name for row in rows}


def display_name(unit: Unit, username: str) -> str:
    """Return the name of a person, or the username where nobody is known by it."""
    return display_names(unit, (username,)).get(username, username)
