"""`agentview db`: makes an own database, brings one to this version, backs it up and restores it."""

import argparse
from pathlib import Path

from agentview.cli import backup
from agentview.cli.administration import administering
from agentview.cli.command import DONE, Command, say, system_user
from agentview.cli.place import (
    database_argument,
    database_url,
    demo_url,
    make_file,
    new_database_url,
    opened_database,
)
from agentview.core.errors import AgentViewError
from agentview.services.demo.fill import fill_if_empty
from agentview.services.people.founding import NewOperator, found_operator


def _arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    upgrade = actions.add_parser("upgrade", help="bring a database to the tables of this version")
    database_argument(upgrade)
    demo = actions.add_parser("demo", help="make the demo operator, where it is not there yet")
    database_argument(demo)
    saving = actions.add_parser(
        "backup", help="write all that is in a database into a file, while others work"
    )
    restoring = actions.add_parser("restore", help="make a new database from a backup")
    for action in (saving, restoring):
        action.add_argument("file", type=Path)
        database_argument(action)
    init = actions.add_parser("init", help="make a database with a provider and its owner")
    database_argument(init)
    init.add_argument("--provider", required=True, metavar="NAME", help="the name of the provider")
    init.add_argument("--code", required=True, help="its code, as orders name it")
    init.add_argument("--zone", required=True, help="its time zone, such as Australia/Sydney")
    init.add_argument("--currency", required=True, help="three letters, such as AUD")
    init.add_argument("--region", required=True, help="two letters, such as AU: how numbers are dialled")
    init.add_argument("--owner", metavar="USER", help="who owns it; else the system's user")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.action == "init":
        return _init(new_database_url(arguments), arguments)
    if arguments.action == "demo":
        return _demo(database_url(arguments) if arguments.database else demo_url())
    if arguments.action == "backup":
        return backup.back_up(database_url(arguments), arguments.file)
    if arguments.action == "restore":
        return backup.restore(new_database_url(arguments), arguments.file)
    with opened_database(database_url(arguments)) as embedded:
        say(f"The database is at revision {embedded.revision()}.")
    return DONE


def _demo(url: str) -> int:
    make_file(url)
    with opened_database(url) as embedded:
        is_new = fill_if_empty(embedded.database, embedded.dispatcher.clock)
    say("The demo operator is made." if is_new else "The database is not empty; nothing was changed.")
    return DONE


def _init(url: str, arguments: argparse.Namespace) -> int:
    operator = NewOperator(
        name=arguments.provider,
        code=arguments.code,
        zone=arguments.zone,
        currency=arguments.currency.upper(),
        region=arguments.region.upper(),
        owner=arguments.owner or system_user(),
    )
    made = make_file(url)
    try:
        with opened_database(url) as embedded, administering(embedded) as unit:
            found_operator(unit, operator)
    except AgentViewError:
        # A file that was made for nothing must not be taken for an own database later.
        if made is not None:
            made.unlink(missing_ok=True)
        raise
    say(f"{operator.name} is founded; {operator.owner} owns it.")
    return DONE


COMMAND = Command(_arguments, _run)
