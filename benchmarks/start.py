"""The start of the program until the queue is painted, against an empty window (D-37)."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Line, compared, figure

MOST = 3.0

# Says when an empty window of PySide6 was painted for the first time.
_EMPTY_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)
        QTimer.singleShot(0, app.quit)

app = QApplication(sys.argv)
window = Window()
window.show()
app.exec()
"""


def start(rounds: int) -> Iterator[Line]:
    """Start both in turn, each in a process of its own, until a line says that it is painted."""
    with tempfile.TemporaryDirectory(prefix="agentview-start-") as folder:
        homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), folder)
        environment = (
            os.environ
            | homes
            | {
                "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
                "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
                "AGENTVIEW_DATA_FOLDER": str(Path(folder, "data")),
            }
        )
        empty = [sys.executable, "-c", _EMPTY_WINDOW]
        program = [sys.executable, "-m", "agentview", "--profile-start", "--as", "priya"]
        # The first start fills the demo operator and compiles: it is no start as each day's.
        for command in (empty, program, program):
            _until_painted(command, environment)
        seconds: dict[str, list[float]] = {"empty": [], "program": []}
        for _ in range(rounds):
            seconds["empty"].append(_until_painted(empty, environment))
            seconds["program"].append(_until_painted(program, environment))
    floor, measured = figure(seconds["empty"]), figure(seconds["program"])
    yield Line("empty window", str(floor))
    yield compared("AgentView until the queue is painted", measured, floor.median, MOST)


def _until_painted(command: list[str], environment: Mapping[str, str]) -> float:
    began = perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        if process.stdout is None:
            raise RuntimeError("the process has no output")
        line = process.stdout.readline()
        spent = perf_counter() - began
        process.wait()
    if "painted" not in line:
        raise RuntimeError(f"{command[-1]} said {line!r}")
    return spent
