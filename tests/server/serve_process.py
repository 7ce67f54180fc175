"""Runs the real server in a process of its own; on demand it stops for ever beside a commit."""

import argparse
import sys
from pathlib import Path
from threading import Event

from sqlalchemy import event
from sqlalchemy.orm import Session

from agentview.core import log
from agentview.server.serve import Listening, serve

HELD = "HELD"


def hold_at(moment: str, by: str) -> None:
    """Stop for ever at `before_commit` or `after_commit` of what `by` writes, and say so."""

    def hold(session: Session) -> None:
        stamp = session.info.get("stamp")
        if stamp is not None and stamp.by == by:
            sys.stdout.write(f"{HELD}\n")
            sys.stdout.flush()
            Event().wait()

    event.listen(Session, moment, hold)


def main() -> None:
    """Serve as the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("database_url")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--log-folder", type=Path)
    parser.add_argument("--hold", choices=["before_commit", "after_commit"])
    parser.add_argument("--by", default="harbour_csa")
    parser.add_argument("--with-jobs", action="store_true")
    chosen = parser.parse_args()
    if chosen.hold:
        hold_at(chosen.hold, chosen.by)
    log.open_log("INFO", chosen.log_folder)
    serve(
        chosen.database_url,
        Listening(port=chosen.port),
        processes=chosen.processes,
        with_jobs=chosen.with_jobs,
    )


if __name__ == "__main__":
    main()
