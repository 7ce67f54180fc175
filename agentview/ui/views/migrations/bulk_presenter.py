"""Migrates many packages, step by step on the runner; imports no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from agentview.contract.bulk_migration_runs import (
    CANCEL,
    MOST_LINES,
    RUNS,
    STATUS,
    BulkRef,
    BulkState,
    BulkStatus,
    LineResult,
    Runs,
    RunsRequest,
)
from agentview.contract.bulk_migrations import (
    CANDIDATES,
    BulkLine,
    Candidate,
    Candidates,
    CandidatesRequest,
    LineVerdict,
)
from agentview.core.errors import Conflict
from agentview.files.migration_file import MigrationLines, read_migrations
from agentview.files.migration_run import (
    begin,
    dry_run,
    go_on,
    is_forced,
    load,
    results_of,
    write_results,
)
from agentview.gateway.port import Gateway
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending, new_key
from agentview.ui.stepped_run import SteppedRun

Step = tuple[LineVerdict, ...] | BulkState


@dataclass(frozen=True)
class Choice:
    """Where packages of one plan are to go, and how."""

    plan_code: str
    effective_on: date | None = None
    note: str = ""
    force_complete: bool = False


@dataclass(frozen=True)
class Judged:
    """A line and what it comes to; `number` counts from 1."""

    number: int
    line: BulkLine
    verdict: LineVerdict

    @property
    def is_open(self) -> bool:
        """Whether nothing stands against it."""
        return not self.verdict.refusals


@dataclass
class Trial:
    """The dry run: every line that was judged so far."""

    lines: list[Judged] = field(default_factory=list)

    @property
    def good(self) -> int:
        """How many lines would be migrated."""
        return sum(one.is_open for one in self.lines)


class BulkView(Protocol):
    """What the presenter tells the dialog."""

    def runs_read(self, runs: Sequence[BulkState]) -> None:
        """Show the runs that there were."""
        ...

    def file_read(self) -> None:
        """Go on to the dry run."""
        ...

    def listed(self, packages: Sequence[Candidate]) -> None:
        """Show the packages of a plan to choose from."""
        ...

    def progressed(self, done: int, total: int) -> None:
        """Show how far it is."""
        ...

    def tried(self, trial: Trial, *, is_whole: bool) -> None:
        """Show what each line comes to; not whole where it was cancelled."""
        ...

    def carried_out(self, state: BulkState, results: Sequence[LineResult]) -> None:
        """Show how far the run is and what became of its lines."""
        ...

    def begun_before(self, error: Conflict) -> None:
        """Ask whether lines that were done before are meant."""
        ...

    def results_written(self, path: Path, lines: int) -> None:
        """Say where the results are."""
        ...

    def refused(self, error: Exception) -> None:
        """Show why it does not go on; what was migrated stays."""
        ...


class BulkPresenter:
    """One bulk migration; it can be stopped after each step, and gone on with later and elsewhere."""

    def __init__(self, desk: Desk, view: BulkView) -> None:
        """Reads nothing yet."""
        self._desk, self._view = desk, view
        self._run: SteppedRun[Step] = SteppedRun(desk.runner, self._on_error, self)
        self._cancelling: Sending[BulkRef, BulkState] | None = None
        self.found: MigrationLines | None = None
        self.trial = Trial()
        self.state: BulkState | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is under way that can be stopped."""
        return self._run.is_running

    @property
    def is_forced(self) -> bool:
        """Whether a line is to be completed at once."""
        return self.found is not None and is_forced(self.found.lines)

    @property
    def can_go_on(self) -> bool:
        """Whether lines of the run are left that this person may carry out from here."""
        state = self.state
        if state is None or not state.may_go_on:
            return False
        return state.status is BulkStatus.RUNNING or (
            state.status is BulkStatus.LOADING and self.found is not None
        )

    def read_runs(self) -> None:
        """Reads which runs there were."""
        gateway = self._desk.gateway

        def read() -> Runs:
            return gateway.call(RUNS, RunsRequest())

        self._desk.runner.submit(
            read, lambda page: self._view.runs_read(page.runs), self._view.refused, self, newest="runs"
        )

    def read_file(self, path: Path, *, force_complete: bool) -> None:
        """Reads the lines of a file."""

        def keep(found: MigrationLines) -> None:
            self.found, self.state = found, None
            self._view.file_read()

        self._desk.runner.submit(
            lambda: read_migrations(path, force_complete=force_complete), keep, self._view.refused, self
        )

    def list_packages(self, plan_code: str) -> None:
        """Reads the active packages of a plan, as many as one run may have."""
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: _packages(gateway, plan_code), self._view.listed, self._view.refused, self
        )

    def choose(self, packages: Sequence[Candidate], choice: Choice, name: str) -> None:
        """Takes the packages that were chosen, each as a line."""
        lines = tuple(
            BulkLine(
                package=one.reference,
                plan_code=choice.plan_code,
                effective_on=choice.effective_on,
                force_complete=choice.force_complete,
                note=choice.note,
            )
            for one in packages
        )
        self.found, self.state = MigrationLines(name, lines), None

    def check(self) -> None:
        """Judges every line, and changes nothing."""
        if self.found is not None and not self.is_running:
            self.trial = Trial()
            self._run.go(
                dry_run(self._desk.gateway, self.found.lines),
                self._on_step,
                lambda is_whole: self._view.tried(self.trial, is_whole=is_whole),
                stops_between=True,
            )

    def carry_out(self, typed_number: int | None, *, again: bool = False) -> None:
        """Begins the lines, or goes on with them where they were begun already."""
        found = self.found
        if found is not None and not self.is_running:
            gateway = self._desk.gateway

            def steps() -> Iterator[Step]:
                state = begin(gateway, found, typed_number=typed_number, again=again)
                yield from self._steps_from(state)

            self._run.go(steps(), self._on_step, self._on_over)

    def go_on(self) -> None:
        """Goes on with the run that is shown."""
        state = self.state
        if state is not None and not self.is_running:
            gateway, ref = self._desk.gateway, BulkRef(bulk_id=state.bulk_id)

            def steps() -> Iterator[Step]:
                yield from self._steps_from(gateway.call(STATUS, ref))

            self._run.go(steps(), self._on_step, self._on_over)

    def show_run(self, state: BulkState) -> None:
        """Shows a run that was begun before, perhaps elsewhere."""
        self.state, self.found = state, None
        self._read_results()

    def leave_rest(self) -> None:
        """Leaves the lines undone that are not over; sent again, it is the same command."""
        if self.state is not None and not self.is_running:
            if self._cancelling is None:
                self._cancelling = Sending(CANCEL, BulkRef(bulk_id=self.state.bulk_id), new_key())
            self._cancelling.send(self._desk, self._on_left, self._view.refused, self)

    def write_results(self, path: Path) -> None:
        """Writes what became of each line."""
        state, gateway = self.state, self._desk.gateway
        if state is not None:
            self._desk.runner.submit(
                lambda: write_results(results_of(gateway, state.bulk_id), path),
                lambda lines: self._view.results_written(path, lines),
                self._view.refused,
                self,
            )

    def stop(self) -> None:
        """Stops after the step under way; what was migrated stays."""
        self._run.stop()

    def close(self) -> None:
        """Stops, and hears of nothing any more: the step under way is done or not, as the run tells later."""
        self._run.stop()
        self._desk.runner.drop(self)

    # Inside

    def _steps_from(self, state: BulkState) -> Iterator[Step]:
        gateway = self._desk.gateway
        yield state
        if self.found is not None:
            for step in load(gateway, self.found.lines, state):
                state = step
                yield state
                if self._run.is_stopping:
                    return
        yield from go_on(gateway, state, lambda: self._run.is_stopping)

    def _on_step(self, step: Step) -> None:
        if isinstance(step, BulkState):
            self.state = step
            self._view.progressed(step.done, step.total)
            return
        found = self.found
        lines = found.lines if found is not None else ()
        first = len(self.trial.lines)
        for at, verdict in enumerate(step, first):
            self.trial.lines.append(Judged(at + 1, lines[at], verdict))
        self._view.progressed(len(self.trial.lines), len(lines))

    def _on_over(self, _is_whole: bool) -> None:
        self._read_results()

    def _on_left(self, state: BulkState) -> None:
        self.state, self._cancelling = state, None
        self._read_results()

    def _read_results(self) -> None:
        state, gateway = self.state, self._desk.gateway
        if state is not None:
            self._desk.runner.submit(
                lambda: tuple(results_of(gateway, state.bulk_id)),
                lambda results: self._view.carried_out(state, results),
                self._view.refused,
                self,
                newest="results",
            )

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Conflict) and error.code == "E-BULK-DONE":
            self._view.begun_before(error)
        else:
            self._view.refused(error)


def _packages(gateway: Gateway, plan_code: str) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    while len(found) < MOST_LINES:
        after = found[-1].package_id if found else 0
        page: Candidates = gateway.call(
            CANDIDATES, CandidatesRequest(plan_code=plan_code, after_id=after, limit=1000)
        )
        found += page.packages
        if not page.has_more:
            break
    return tuple(found[:MOST_LINES])
