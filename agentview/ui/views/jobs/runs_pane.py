"""The runs: the list, the chosen one beside it with how far it is, retry and cancel (S-20)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Slot

from agentview.contract.jobs import CANCEL, RETRY, RUN, RunCommand, RunRef, RunRow, RunStatus
from agentview.contract.op import Op
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.progress import Progress
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending, new_key
from agentview.ui.texts.run import job_word, run_chip, trigger_word
from agentview.ui.views.jobs.pace import Pace, duration
from agentview.ui.views.jobs.run_list import RunFilter, run_list
from agentview.ui.views.jobs.words import clock_text, error_text, length_text, rate_text, rest_text

_OPS: dict[str, Op[RunRef, RunRow]] = {RunCommand.RETRY.value: RETRY, RunCommand.CANCEL.value: CANCEL}


def _commands() -> tuple[RecordCommand, ...]:
    translate = QCoreApplication.translate
    return (
        RecordCommand(RunCommand.RETRY.value, lambda: translate("Jobs", "Retry"), "R", "refresh"),
        RecordCommand(
            RunCommand.CANCEL.value, lambda: translate("Jobs", "Cancel run"), "X", "close", is_dangerous=True
        ),
    )


class RunsPane(RecordPane[RunFilter, RunRow, RunRow]):
    """Runs of one job, or of all."""

    power = None
    list_share = 0.68

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        translate = QCoreApplication.translate
        nothing = StateText(
            translate("Jobs", "No run chosen"),
            translate("Jobs", "Choose one in the list to see how far it is, or why it ended."),
        )
        self.pace = Pace()
        self.progress = Progress()
        # The run has a button of its own, which says why it is closed.
        self.progress.cancel.setParent(self.progress)
        self.progress.cancel.hide()
        self.progress.bar.setTextVisible(False)
        self.speed = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.banner = Banner()
        self._is_sending = False
        super().__init__(desk, run_list(self.pace), _commands(), nothing)
        # All of it scrolls with the facts: a low window would press them together.
        for part in (self.progress, self.speed, self.banner):
            self.side.sections.body.addWidget(part)

    @property
    def is_open_shown(self) -> bool:
        """Whether the chosen run waits or runs."""
        detail = self.presenter.detail
        return detail is not None and detail.status in (RunStatus.QUEUED, RunStatus.RUNNING)

    def show_job(self, job: str | None) -> None:
        """Lists the runs of this job; of all where none is named."""
        if self.list.presenter.query.filter.job != job:
            self.list.presenter.narrow("job", job)

    def show_run(self, run_id: int) -> None:
        """Shows a run, whether it is in the list or not."""
        self.list.select(run_id)
        self.presenter.choose(run_id)

    def refresh(self) -> None:
        """Reads again what is shown."""
        self.list.presenter.refresh()
        self.presenter.read()

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> RunRow:
        return gateway.call(RUN, RunRef(run_id=record_id))

    def _shown(self, detail: RunRow) -> None:
        chip = run_chip(detail.status, is_stopping=detail.is_stopping)
        translate = QCoreApplication.translate
        line = translate("Jobs", "{trigger}, {name}")
        line = line.replace("{trigger}", trigger_word(detail.trigger)).replace("{name}", detail.asked_by)
        title = f"{job_word(detail.job)} {detail.run_id}"
        self.side.show_record(title, line, self._facts(detail), chip)
        self._show_progress(detail)
        text = error_text(detail, self._desk.texts)
        cause = translate("Jobs", "The run failed")
        self.banner.show_texts([BannerText(Tone.BAD, cause, text)] if text else [])
        self.list.presenter.update(detail)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {name: self._sender(name) for name in _OPS}

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None:
            return None
        refusals = next((state.refusals for state in detail.commands if state.command == name), ())
        return cause_text(self._desk.texts, refusals)

    @Slot(object)
    def _on_opened(self, row: RunRow) -> None:
        """Enter puts the focus on what can be done to the run."""
        self._on_chosen(row)
        for button in self.side.buttons.values():
            if button.isEnabled():
                button.setFocus()
                return

    # What is done

    def _sender(self, name: str) -> Callable[[], None]:
        def send() -> None:
            detail = self.presenter.detail
            if detail is None or self._is_sending:
                return
            self._is_sending = True
            sending = Sending(_OPS[name], RunRef(run_id=detail.run_id), new_key())
            sending.send(self._desk, self._on_acted, self._on_refused, self)

        return send

    def _on_acted(self, row: RunRow) -> None:
        self._is_sending = False
        translate = QCoreApplication.translate
        said = translate("Jobs", "{job} {run}: {state}")
        chip = run_chip(row.status, is_stopping=row.is_stopping)
        for name, value in (("job", job_word(row.job)), ("run", str(row.run_id)), ("state", chip.word)):
            said = said.replace(f"{{{name}}}", value)
        self._desk.toasts.say(said)
        self.list.presenter.update(row)
        self.presenter.read()

    def _on_refused(self, error: Exception) -> None:
        self._is_sending = False
        self._desk.toasts.fail(self._desk.texts.report(error).text.sentences)
        self.presenter.read()

    # What is shown

    def _show_progress(self, row: RunRow) -> None:
        translate, now = QCoreApplication.translate, self.list.times.now()
        is_running = row.status is RunStatus.RUNNING
        has_total = row.total is not None
        self.progress.setVisible(bool(row.done) or has_total or is_running)
        if row.total is not None:
            self.progress.show_progress(row.done, row.total)
        else:
            self.progress.bar.setRange(0, 0 if is_running else 1)
            count = translate("Jobs", "{done} records, nobody knows of how many")
            self.progress.count.setText(count.replace("{done}", count_text(row.done)))
        self.speed.setVisible(is_running and self.pace.rate(row, now) is not None)
        text = translate("Jobs", "{rate}, {rest} left")
        rest = rest_text(row, self.pace, now)
        self.speed.setText(text.replace("{rate}", rate_text(row, self.pace, now)).replace("{rest}", rest))

    def _facts(self, row: RunRow) -> tuple[Fact, ...]:
        translate, now, zone = QCoreApplication.translate, self.list.times.now(), self._desk.zone
        facts = [Fact(translate("Jobs", "Asked for"), clock_text(row.created_at, zone))]
        if row.started_at is not None:
            facts.append(Fact(translate("Jobs", "Begun"), clock_text(row.started_at, zone)))
        if row.ended_at is not None:
            facts.append(Fact(translate("Jobs", "Ended"), clock_text(row.ended_at, zone)))
        facts += [
            Fact(translate("Jobs", "Duration"), length_text(duration(row, now))),
            Fact(translate("Jobs", "Done"), count_text(row.done)),
            Fact(translate("Jobs", "Failed"), count_text(row.failed)),
            Fact(translate("Jobs", "Attempts"), str(row.attempts)),
        ]
        return tuple(facts)
