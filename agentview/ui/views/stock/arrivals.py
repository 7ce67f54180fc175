"""Asks several warehouses at once and hands on each answer when it comes; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue

from agentview.contract.stock import StockChecked
from agentview.core.errors import AgentViewError, NotSignedIn

Ask = Callable[[], StockChecked]
Arrival = tuple[int, StockChecked | AgentViewError]


class Arrivals:
    """The answers of a check, in the order in which they come.

    Only one thread of the desktop waits for all of them, so that silent warehouses do not keep the other
    screens from being read. Where the session has ended, the question is asked again after signing in.
    """

    def __init__(self, questions: Mapping[int, Ask]) -> None:
        """Ask nothing before the first `take`."""
        self._unasked = dict(questions)
        self.left = len(questions)
        self._heard: SimpleQueue[tuple[int, Ask, Future[StockChecked]]] = SimpleQueue()

    def take(self) -> Arrival:
        """Wait for the next answer, and return whose it is. Raises NotSignedIn."""
        if self._unasked:
            pool = ThreadPoolExecutor(len(self._unasked), thread_name_prefix="stock")
            for warehouse_id, ask in self._unasked.items():
                pool.submit(ask).add_done_callback(partial(self._hear, warehouse_id, ask))
            pool.shutdown(wait=False)
            self._unasked = {}
        warehouse_id, ask, answered = self._heard.get()
        try:
            answer: StockChecked | AgentViewError = answered.result()
        except NotSignedIn:
            self._unasked[warehouse_id] = ask
            raise
        except AgentViewError as error:
            answer = error
        self.left -= 1
        return warehouse_id, answer

    def _hear(self, warehouse_id: int, ask: Ask, answered: Future[StockChecked]) -> None:
        self._heard.put((warehouse_id, ask, answered))
