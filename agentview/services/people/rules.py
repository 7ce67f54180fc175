"""Whom one may make of a person: usernames, e-mail addresses, roles. Each returns every reason."""

import re
from collections.abc import Collection

from agentview.core.errors import Refusal
from agentview.core.power import Role

_USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,79}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")


def username_refusals(username: str) -> tuple[Refusal, ...]:
    """Refuse what cannot be typed everywhere."""
    if _USERNAME.fullmatch(username) is None:
        return (Refusal("E-USERNAME", "username", values={"username": username}),)
    return ()


def email_refusals(email: str) -> tuple[Refusal, ...]:
    """Refuse what is no e-mail address; none at all is fine."""
    if not email or _EMAIL.fullmatch(email):
        return ()
    return (Refusal("E-PERSON-EMAIL", "email"),)


def role_refusals(roles: Collection[Role], account_no: str | None) -> tuple[Refusal, ...]:
    """Refuse no role at all, a VIEWER without the one account or anybody else with one, and SYSTEM."""
    is_fit = (Role.VIEWER in roles) == bool(account_no)
    viewer = () if is_fit else (Refusal("E-ROLE-VIEWER", "roles"),)
    none = () if roles else (Refusal("E-ROLES-NONE", "roles"),)
    system = (Refusal("E-ROLE-SYSTEM", "roles"),) if Role.SYSTEM in roles else ()
    return (*none, *viewer, *system)


def reason_refusals(reason: str) -> tuple[Refusal, ...]:
    """Refuse a change that takes a reason and has none."""
    return () if reason else (Refusal("E-REASON", "reason", "R-GEN-03"),)
