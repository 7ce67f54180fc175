"""Looks for garbage on the GUI thread alone."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_EVERY_MS = 500


class Collector(QObject):
    """Collects Python's garbage by a timer of the GUI thread, and nowhere else.

    Python collects on whichever thread happens to allocate. A Qt object in a circle of references would then
    be destroyed on a worker, which ends in a crash now and then.
    """

    def __init__(self, parent: QObject) -> None:
        """Belong to `parent`; nothing is collected until `start`."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._collect_what_is_due)

    def start(self) -> None:
        """Take collecting over from Python. What is there now is left alone: most of it stays for good."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    @Slot()
    def _collect_what_is_due(self) -> None:
        """Collect the oldest generation that Python's own thresholds would have collected by now."""
        due = [
            generation
            for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(max(due))
