"""Starts the tour: real windows on a demo operator of its own, pictures into a folder."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from agentview.core.clock import ManualClock
from agentview.reach_tour import make_template, open_drafts, open_place
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.tour.walk import FURTHER, LOOKS, START, Equipment, Look, Result, Walk


def run_tour(folder: Path, scales: Sequence[float] = (), only: str = "") -> int:
    """Draw every scene into `folder`; `scales` adds looks, `only` leaves one. Return the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="agentview-tour-") as name:
        work = Path(name)
        make_template(work, ManualClock(START))
        results: list[Result] = []

        def finished(result: Result) -> None:
            results.append(result)
            QTimer.singleShot(0, app, QCoreApplication.quit)

        equipment = Equipment(
            open_place=lambda look, clock: open_place(work, look, clock),
            open_drafts=lambda person, clock: open_drafts(work, person, clock),
            work_folder=work,
            folder=folder,
        )
        walk = Walk(app, equipment, looks(scales, only), finished)
        QTimer.singleShot(0, app, walk.start)
        app.exec()
    return _tell(results[0])


def looks(scales: Sequence[float], only: str) -> list[Look]:
    """Return the looks to draw: the usual ones and light ones at further scales."""
    more = [Look(f"light-{round(scale * 100)}", ThemeChoice.LIGHT, scale) for scale in scales if scale != 1.0]
    known = [look for look in (*LOOKS, *more, *FURTHER) if look.name == only]
    known = known if only else [*LOOKS, *more]
    return list({look.name: look for look in known}.values())


def names_of_looks() -> str:
    """Return the names of the looks that one may ask for."""
    return ", ".join(look.name for look in (*LOOKS, *FURTHER))


def _tell(result: Result) -> int:
    lines = [f"{len(result.pictures)} pictures"]
    if result.longest is None:
        lines.append("no stall")
    else:
        lines += [f"longest stall {result.longest.milliseconds:.0f} ms", result.longest.stack]
    if result.trouble:
        lines.append(f"not finished: {result.trouble}")
    lines += [f"not translated: {' / '.join(text.splitlines())}" for text in result.plain]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if result.trouble or result.plain else 0
