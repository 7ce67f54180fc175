"""Garbage is looked for on the GUI thread alone."""

import gc
from collections.abc import Iterator
from threading import Thread, get_ident

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from agentview.ui.kit.collector import Collector

MANY = 20_000
"""More than Python lets lie on any computer before it looks."""


class Circle:
    """Something that only the collector can free; it notes on which thread it went."""

    def __init__(self, freed_on: list[int]) -> None:
        self.me = self
        self.freed_on = freed_on

    def __del__(self) -> None:
        self.freed_on.append(get_ident())


@pytest.fixture
def collector() -> Iterator[Collector]:
    parent = QObject()
    collector = Collector(parent)
    collector.start()
    yield collector
    gc.unfreeze()


def circles(freed_on: list[int]) -> None:
    for _ in range(MANY):
        Circle(freed_on)


def test_what_a_worker_leaves_is_freed_on_the_gui_thread(collector: Collector, qtbot: QtBot) -> None:
    freed_on: list[int] = []
    worker = Thread(target=circles, args=(freed_on,))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(freed_on) == MANY)
    assert set(freed_on) == {get_ident()}
    assert collector.parent() is not None


def test_control_python_itself_frees_it_on_the_worker() -> None:
    freed_on: list[int] = []
    gc.enable()
    worker = Thread(target=circles, args=(freed_on,))
    worker.start()
    worker.join()
    gc.disable()
    assert set(freed_on) - {get_ident()}
