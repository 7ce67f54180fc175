"""`agentview call`: carries out any operation, for scripts and support."""

import argparse
import sys

from pydantic import ValidationError

from agentview.cli.command import DONE, UNUSABLE, Command, explain, say
from agentview.cli.place import gateway_arguments, opened_gateway
from agentview.contract.operations import BY_NAME, OPERATIONS
from agentview.gateway.order_file import field_refusals


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("operation", nargs="?", choices=sorted(BY_NAME), metavar="OPERATION")
    parser.add_argument(
        "json", nargs="?", default="{}", help="the request as JSON; - reads it from the input"
    )
    parser.add_argument("--key", help="an idempotency key: the same again does nothing twice")
    parser.add_argument("--list", action="store_true", help="list all operations and end")
    gateway_arguments(parser)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.list or arguments.operation is None:
        for op in OPERATIONS:
            say(f"{op.name:36} {op.summary}")
        return DONE
    op = BY_NAME[arguments.operation]
    text = sys.stdin.read() if arguments.json == "-" else arguments.json
    try:
        request = op.request.model_validate_json(text)
    except ValidationError as error:
        explain(field_refusals(error))
        return UNUSABLE
    with opened_gateway(arguments) as gateway:
        answer = gateway.call(op, request, key=arguments.key)
    say(answer.model_dump_json(indent=2))
    return DONE


COMMAND = Command(_arguments, _run)
