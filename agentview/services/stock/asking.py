"""Asks several warehouses at once: none holds up the others, and nobody waits longer than the deadline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from time import perf_counter

from agentview.adaptors.stock_port import Asked, Silence, StockAnswers, StockSystem, silent

DEADLINE_SECONDS = 15.0
"""Less than the 20 seconds that a desktop waits for its server."""


@dataclass(frozen=True, slots=True)
class Question:
    """A warehouse, and what it is asked for."""

    system: StockSystem
    asked: Sequence[Asked]


def ask_all(questions: Mapping[int, Question], seconds: float = DEADLINE_SECONDS) -> dict[int, StockAnswers]:
    """Ask each warehouse on a thread of its own; who has not answered by the deadline did not answer.

    A thread that is still waiting then ends by itself, and what it hears is heard by nobody.
    """
    until = perf_counter() + seconds
    heard: SimpleQueue[tuple[int, StockAnswers]] = SimpleQueue()
    for number, question in questions.items():
        Thread(target=_ask, args=(number, question, heard), name="agentview-stock", daemon=True).start()
    answers: dict[int, StockAnswers] = {}
    while len(answers) < len(questions):
        try:
            number, told = heard.get(timeout=max(until - perf_counter(), 0))
        except Empty:
            break
        answers[number] = told
    return {
        number: answers.get(number) or silent(question.asked, Silence.TIMEOUT)
        for number, question in questions.items()
    }


def _ask(number: int, question: Question, heard: SimpleQueue[tuple[int, StockAnswers]]) -> None:
    told = silent(question.asked, Silence.MALFORMED)
    try:
        told = question.system.check(question.asked)
    finally:
        # An adaptor that breaks its promise ends its own thread alone.
        heard.put((number, told))
