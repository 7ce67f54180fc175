"""What the search and command box finds: records by the services, commands by their words; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from agentview.contract.search import FIND, FindRequest, Hit, Hits
from agentview.core.power import Power
from agentview.core.text import clean, fold, words
from agentview.gateway.port import Gateway
from agentview.ui.kit.runner import Runner
from agentview.ui.shell.deep_link import Call, read_number

SHORTEST = 2
MOST_HITS = 8
MOST_COMMANDS = 30


@dataclass(frozen=True)
class CommandLine:
    """A command that can be run: what it is called, where it belongs, its key, and why it is closed."""

    title: str
    group: str
    key: str
    run: Callable[[], None]
    refusal: str = ""


@dataclass(frozen=True)
class Findings:
    """What to show: records first, then commands. `is_searching`: records may still come.

    `new_number` is a number that nobody has, where the person may add a customer; `is_empty` says that
    records were looked for and there is none.
    """

    hits: tuple[Hit, ...] = ()
    commands: tuple[CommandLine, ...] = ()
    is_searching: bool = False
    error: Exception | None = None
    new_number: str = ""
    is_empty: bool = False


class FindingsView(Protocol):
    """The list under the box."""

    def show_findings(self, findings: Findings) -> None:
        """Show what was found."""
        ...


class CommandSearch:
    """Searches as one types; the newest text wins, and old records stay until new ones come."""

    def __init__(
        self,
        view: FindingsView,
        gateway: Gateway,
        runner: Runner,
        commands: Callable[[], Sequence[CommandLine]],
        powers: Collection[Power],
    ) -> None:
        """`commands` is asked each time the box opens; `powers` are those of the person."""
        self._view, self._gateway, self._runner = view, gateway, runner
        self._commands = commands
        self._can_find = Power.FIND_CUSTOMER in powers
        self._can_add = Power.EDIT_CUSTOMER in powers
        self._offered: tuple[CommandLine, ...] = ()
        self._found = Findings()
        self._text = ""

    def open(self) -> None:
        """Offer the commands of this moment."""
        self._offered = tuple(self._commands())
        self.type("")

    def type(self, text: str) -> None:
        """Search for what stands in the box now."""
        self._text = clean(text)
        is_search = self._can_find and len(self._text) >= SHORTEST
        self._runner.drop(self)
        hits = self._found.hits if is_search else ()
        self._show(Findings(hits, self._matching(), is_searching=is_search))
        if is_search:
            request = FindRequest(text=self._text[:200], limit=MOST_HITS)
            self._runner.submit(
                lambda: self._gateway.call(FIND, request),
                self._on_found,
                self._on_error,
                self,
                newest="find",
            )

    def close(self) -> None:
        """Forget what was asked."""
        self._runner.drop(self)
        self._found = Findings()

    def _matching(self) -> tuple[CommandLine, ...]:
        """Return the commands in which every typed word begins some word; those that can be run first."""
        typed = words(self._text)
        matching = [
            line
            for line in self._offered
            if all(any(part.startswith(word) for part in words(_spoken(line))) for word in typed)
        ]
        first = fold(self._text)
        matching.sort(key=lambda line: (bool(line.refusal), not fold(line.title).startswith(first)))
        return tuple(matching[:MOST_COMMANDS])

    def _on_found(self, found: Hits) -> None:
        number = "" if found.hits or not self._can_add else _number_in(self._text)
        self._show(Findings(found.hits, self._matching(), new_number=number, is_empty=not found.hits))

    def _on_error(self, error: Exception) -> None:
        self._show(Findings((), self._matching(), error=error))

    def _show(self, findings: Findings) -> None:
        self._found = findings
        self._view.show_findings(findings)


def _number_in(text: str) -> str:
    link = read_number(text)
    return link.number if isinstance(link, Call) else ""


def _spoken(line: CommandLine) -> str:
    return f"{line.title} {line.group}"
