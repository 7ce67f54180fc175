"""Lifecycles: one closed table `(state, command) -> state` with guards and powers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from agentview.core.errors import Refusal
from agentview.core.power import Power

State = TypeVar("State", bound=StrEnum)
Command = TypeVar("Command", bound=StrEnum)
Facts = TypeVar("Facts")


def always(_facts: object) -> tuple[Refusal, ...]:
    """Refuse nothing: the guard of a transition without a condition."""
    return ()


@dataclass(frozen=True, slots=True)
class Transition(Generic[State, Command, Facts]):
    """One row of a table: from any of `sources` by `command` to `target` (None: the state stays).

    `powers` are alternatives: one of them is enough. `guard` returns every reason against it.
    """

    sources: frozenset[State]
    command: Command
    target: State | None
    powers: frozenset[Power]
    guard: Callable[[Facts], tuple[Refusal, ...]] = always
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Verdict(Generic[State, Command]):
    """Whether a command is open now; if not, all the reasons."""

    command: Command
    target: State | None
    refusals: tuple[Refusal, ...]

    @property
    def is_open(self) -> bool:
        """Say whether nothing stands against the command."""
        return not self.refusals


class Lifecycle(Generic[State, Command, Facts]):
    """A closed table of transitions; what stands in no row is refused with `E-STATE`."""

    def __init__(self, name: str, rows: tuple[Transition[State, Command, Facts], ...]) -> None:
        """Index the rows; two rows for one state and command are a bug."""
        self.name = name
        self.rows = rows
        self._index: dict[tuple[State, Command], Transition[State, Command, Facts]] = {}
        for row in rows:
            for source in row.sources:
                if (source, row.command) in self._index:
                    raise ValueError(f"{name}: two rows for {source} and {row.command}")
                self._index[source, row.command] = row

    @property
    def table(self) -> Mapping[tuple[State, Command], Transition[State, Command, Facts]]:
        """The rows by state and command."""
        return self._index

    def rows_of(self, command: Command) -> tuple[Transition[State, Command, Facts], ...]:
        """Return the rows of a command."""
        return tuple(row for row in self.rows if row.command == command)

    def judge(
        self, state: State, command: Command, facts: Facts, powers: frozenset[Power]
    ) -> Verdict[State, Command]:
        """Say whether `command` is open in `state`, with every reason if it is not."""
        row = self._index.get((state, command))
        if row is None:
            refusal = Refusal("E-STATE", values={"state": state.value, "command": command.value})
            return Verdict(command, None, (refusal,))
        missing: tuple[Refusal, ...] = ()
        if row.powers and not row.powers & powers:
            needed = sorted(power.value for power in row.powers)
            missing = (Refusal("E-POWER", rule="R-GEN-02", values={"power": needed[0]}),)
        return Verdict(command, row.target, missing + row.guard(facts))

    def judge_all(
        self, state: State, facts: Facts, powers: frozenset[Power]
    ) -> tuple[Verdict[State, Command], ...]:
        """Judge each command of the table once, in its order."""
        commands = dict.fromkeys(row.command for row in self.rows)
        return tuple(self.judge(state, command, facts, powers) for command in commands)
