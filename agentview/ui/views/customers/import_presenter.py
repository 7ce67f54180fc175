"""Takes a file of customers in, step by step on the runner; imports no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from agentview.contract.customer_imports import (
    ImportDefaults,
    ImportField,
    ImportState,
    ImportStatus,
    Reject,
    TakenBack,
)
from agentview.contract.customers import CHOICES, AccountType, Choice
from agentview.contract.op import Nothing
from agentview.core.errors import Conflict
from agentview.files.customer_columns import recognised
from agentview.files.customer_file import CustomerFile, Found
from agentview.files.customer_import import Plan, Tally, begin, dry_run, rejects_of, run, take_back
from agentview.files.customer_rejects import write_rejects
from agentview.ui.navigation import Desk
from agentview.ui.stepped_run import SteppedRun

SHOWN_REJECTS = 50
Step = Tally | ImportState | TakenBack


@dataclass(frozen=True)
class Chosen:
    """The file that was chosen; "" lets encoding and separator be detected."""

    path: Path
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True)
class Opened:
    """An open file, what it is, and the profiles that customers may have."""

    file: CustomerFile
    found: Found
    profiles: tuple[Choice, ...]


@dataclass
class Trial:
    """What a dry run found: the tally, and the first rows that would not be taken in."""

    tally: Tally = field(default_factory=Tally)
    rejects: list[Reject] = field(default_factory=list)

    def note(self, reject: Reject) -> None:
        """Keep a reject, where it is one of the first."""
        if len(self.rejects) < SHOWN_REJECTS:
            self.rejects.append(reject)


class ImportView(Protocol):
    """What the presenter tells the dialog."""

    def opened(self, found: Found, columns: Mapping[str, ImportField], profiles: tuple[Choice, ...]) -> None:
        """Show what the file is."""
        ...

    def progressed(self, done: int, total: int) -> None:
        """Show how far it is."""
        ...

    def tried(self, trial: Trial, *, is_whole: bool) -> None:
        """Show what a dry run found; not whole where it was cancelled."""
        ...

    def taken_in(self, state: ImportState, *, is_whole: bool) -> None:
        """Show what was taken in; not whole where it was cancelled."""
        ...

    def imported_before(self, error: Conflict) -> None:
        """Ask whether a file that was finished before is meant."""
        ...

    def taken_back(self, removed: int, kept: int) -> None:
        """Show that an import is gone."""
        ...

    def rejects_written(self, path: Path, rows: int) -> None:
        """Say where the file of rejects is."""
        ...

    def refused(self, error: Exception) -> None:
        """Show why it does not go on; what was taken in stays."""
        ...


class ImportPresenter:
    """One import; each block is read and put on the runner, and it can be cancelled after each."""

    def __init__(self, desk: Desk, view: ImportView) -> None:
        """Opens nothing yet."""
        self._desk, self._view = desk, view
        self._opened: Opened | None = None
        self._plan: Plan | None = None
        self._run: SteppedRun[Step] = SteppedRun(desk.runner, self._on_error, self)
        self.trial = Trial()
        self.state: ImportState | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is under way that can be cancelled."""
        return self._run.is_running

    @property
    def can_go_on(self) -> bool:
        """Whether rows of the file are not in yet."""
        state = self.state
        return state is not None and state.status is ImportStatus.RUNNING and state.done < state.rows

    def open(self, chosen: Chosen) -> None:
        """Reads a file whole and tells what it is."""
        self.close()
        self._desk.runner.submit(lambda: self._read(chosen), self._on_opened, self._view.refused, self)

    def choose(self, columns: Mapping[str, ImportField], kind: AccountType, profile_id: int) -> None:
        """Takes what the columns hold. Raises Rejected: `E-COLUMNS`, `E-COLUMN-TWICE`."""
        opened = self._opened
        if opened is None:
            return
        defaults = ImportDefaults(account_type=kind, profile_id=profile_id)
        self._plan = Plan(opened.file, opened.found, columns, defaults).checked()

    def check(self) -> None:
        """Judges every row, and changes nothing."""
        if self._plan is not None and not self.is_running:
            self.trial = Trial()
            steps = dry_run(self._desk.gateway, self._plan, self.trial.note)
            self._run.go(
                steps,
                self._on_step,
                lambda is_whole: self._view.tried(self.trial, is_whole=is_whole),
                stops_between=True,
            )

    def take_in(self, *, again: bool = False) -> None:
        """Takes the file in, or goes on with it."""
        if self._plan is not None and not self.is_running:
            self._run.go(self._taking_in(self._plan, again=again), self._on_step, self._on_taken_in)

    def take_back(self) -> None:
        """Removes what this import made and nobody has touched."""
        if self.state is not None and not self.is_running:
            gone: list[TakenBack] = []
            steps = self._taking_back(self.state.import_id, gone)
            self._run.go(
                steps,
                self._on_step,
                lambda _: self._view.taken_back(_removed(gone), gone[-1].kept if gone else 0),
            )

    def write_rejects(self, path: Path) -> None:
        """Writes the rows that were not taken in, each with why."""
        plan, state = self._plan, self.state
        if plan is None or state is None:
            return

        def write() -> int:
            return write_rejects(plan.file, rejects_of(self._desk.gateway, state.import_id), path)

        self._desk.runner.submit(
            write, lambda rows: self._view.rejects_written(path, rows), self._view.refused, self
        )

    def cancel(self) -> None:
        """Stops after the block that is under way; what was taken in is whole and stays."""
        self._run.stop()

    def close(self) -> None:
        """Lets go of the file."""
        if self._opened is not None and not self.is_running:
            self._opened.file.close()
            self._opened = self._plan = None

    # Inside

    def _read(self, chosen: Chosen) -> Opened:
        with ExitStack() as opened:
            file = opened.enter_context(
                CustomerFile(chosen.path, chosen.encoding or None, chosen.separator or None)
            )
            found = file.look()
            profiles = self._desk.gateway.call(CHOICES, Nothing()).profiles
            # From here on the file stays open until the dialog closes it.
            opened.pop_all()
        return Opened(file, found, profiles)

    def _on_opened(self, opened: Opened) -> None:
        self._opened = opened
        self._view.opened(opened.found, recognised(opened.found.columns), opened.profiles)

    def _taking_in(self, plan: Plan, *, again: bool) -> Iterator[Step]:
        gateway = self._desk.gateway
        for state in run(gateway, plan, begin(gateway, plan, again=again), lambda: self._run.is_stopping):
            self.state = state
            yield state

    def _taking_back(self, import_id: int, gone: list[TakenBack]) -> Iterator[Step]:
        for step in take_back(self._desk.gateway, import_id):
            gone.append(step)
            yield _so_far(step, gone)

    def _on_step(self, step: Step) -> None:
        if isinstance(step, Tally):
            self.trial.tally = step
        self._view.progressed(*_place(step, self._rows()))

    def _on_taken_in(self, _is_whole: bool) -> None:
        if self.state is not None:
            self._view.taken_in(self.state, is_whole=self.state.done >= self.state.rows)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Conflict) and error.code == "E-IMPORT-DONE":
            self._view.imported_before(error)
        else:
            self._view.refused(error)

    def _rows(self) -> int:
        return self._opened.found.rows if self._opened else 0


def _so_far(step: TakenBack, gone: list[TakenBack]) -> TakenBack:
    """Return a step with all that was removed so far."""
    return step.model_copy(update={"removed": _removed(gone)})


def _removed(gone: list[TakenBack]) -> int:
    return sum(step.removed for step in gone)


def _place(step: Step, rows: int) -> tuple[int, int]:
    if isinstance(step, TakenBack):
        return step.removed, step.removed + step.left
    return step.done, rows
