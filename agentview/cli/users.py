"""`agentview users`: people of a database."""

import argparse

from agentview.cli.administration import administering
from agentview.cli.command import DONE, Command, ask_password, say
from agentview.cli.place import database_argument, database_url, opened_database
from agentview.core.power import Role
from agentview.services.people import staff
from agentview.services.unit import Unit

_ROLES = sorted(role.value for role in Role if role is not Role.SYSTEM)


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="list all people")
    add = actions.add_parser("add", help="add a person; asks for the password")
    password = actions.add_parser("set-password", help="set a password and end that person's sessions")
    for action in (listing, add, password):
        database_argument(action)
    for action in (add, password):
        action.add_argument("username")
    add.add_argument("--name", default="", help="the name that others see; else the username")
    add.add_argument("--role", action="append", required=True, choices=_ROLES, help="may be given repeatedly")
    add.add_argument("--provider", metavar="CODE", help="needed where there are several")
    add.add_argument("--account", metavar="NUMBER", help="the account that a VIEWER sees")


def _run(arguments: argparse.Namespace) -> int:
    with opened_database(database_url(arguments)) as embedded, administering(embedded) as unit:
        if arguments.action == "list":
            for person in staff.people(unit):
                say(_line(person))
        elif arguments.action == "set-password":
            staff.set_password(unit, arguments.username, _password(arguments.username))
            say(f"{arguments.username} has a new password; all sessions have ended.")
        else:
            _add(unit, arguments)
            say(f"{arguments.username} is added.")
    return DONE


def _add(unit: Unit, arguments: argparse.Namespace) -> None:
    staff.add_person(
        unit,
        arguments.username,
        arguments.name,
        tuple(Role(role) for role in arguments.role),
        password=_password(arguments.username),
        provider_code=arguments.provider,
        account_no=arguments.account,
    )


def _password(username: str) -> str:
    return ask_password(f"New password of {username}: ")


def _line(person: staff.Listed) -> str:
    marks = [] if person.is_active else ["inactive"]
    marks += [] if person.has_password else ["no password"]
    end = f"  ({', '.join(marks)})" if marks else ""
    return (
        f"{person.username:24} {person.display_name:28} {person.provider:24} {', '.join(person.roles)}{end}"
    )


COMMAND = Command(_arguments, _run)
