"""`agentview serve`: the central server."""

import argparse
from pathlib import Path

from agentview.cli.command import DONE, Command
from agentview.cli.place import database_argument, database_url
from agentview.cli.program_log import log_argument, open_program_log
from agentview.core.settings import Settings
from agentview.server.serve import PORT, Listening, serve


def _arguments(parser: argparse.ArgumentParser) -> None:
    database_argument(parser)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="the port to listen on (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=1, help="how many processes (PostgreSQL only)")
    parser.add_argument("--with-jobs", action="store_true", help="carry out jobs too (small sites)")
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="PEM file, to speak TLS itself")
    parser.add_argument("--private-key", type=Path, metavar="FILE", help="PEM file of its key")
    log_argument(parser)
    parser.add_argument("--trusted-proxies", metavar="ADDRESSES", help="whose X-Forwarded-For is believed")


def _run(arguments: argparse.Namespace) -> int:
    settings = Settings()
    # Several processes would cut off each other's file.
    open_program_log(arguments, has_file=arguments.processes == 1)
    listening = Listening(
        host=arguments.host,
        port=arguments.port,
        certificate=arguments.certificate,
        private_key=arguments.private_key,
        trusted_proxies=arguments.trusted_proxies,
    )
    with_jobs = arguments.with_jobs or settings.serve_jobs
    serve(database_url(arguments), listening, processes=arguments.processes, with_jobs=with_jobs)
    return DONE


COMMAND = Command(_arguments, _run)
