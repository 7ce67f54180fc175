"""Plans what happens to a task from its order until now, according to its fate."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from agentview.core.power import Role
from agentview.services.demo.deed import Deeds, Job
from agentview.services.demo.fate import Fate, between
from agentview.services.demo.stage import Stage

_LATE_SHARE = 0.2
_NOTE_SHARE = 0.35


class Careers:
    """Puts the acts of each task on the stage."""

    def __init__(self, stage: Stage, deeds: Deeds, random: Random) -> None:
        """Plan on `stage`, draw from `random`."""
        self._stage = stage
        self._deeds = deeds
        self._random = random
        self._scripts: dict[Fate, Callable[[Job], object]] = {
            Fate.WAITING: self._nothing,
            Fate.DUE_SOON: self._nothing,
            Fate.BREACHED: self._nothing,
            Fate.WORKED: self._worked,
            Fate.LAPSED: self._lapsed,
            Fate.TAKEN_OVER: self._taken_over,
            Fate.HALTED: self._halted,
            Fate.AMENDED: self._amended,
            Fate.RESUBMITTED: self._resubmitted,
            Fate.COMPLETED: self._completed,
            Fate.COMPLETED_LATER: self._completed_later,
            Fate.ABORTED: self._aborted,
        }

    def begin(self, job: Job, fate: Fate) -> None:
        """Plan all acts on a task that was just created."""
        self._scripts[fate](job)

    def _nothing(self, _job: Job) -> None:
        """Nobody has touched it."""

    def _worked(self, job: Job) -> None:
        somebody = self._provisioner(job)
        self._stage.plan(self._ago(12, 5), somebody, self._deeds.claim(job))
        if self._random.random() < _NOTE_SHARE:
            self._stage.plan(self._ago(4, 1), somebody, self._deeds.edit(job))
        elif self._random.random() < _NOTE_SHARE:
            self._stage.plan(self._ago(4, 1), somebody, self._deeds.note(job, is_internal=True))

    def _lapsed(self, job: Job) -> None:
        self._stage.plan(self._ago(160, 20), self._provisioner(job), self._deeds.claim(job))

    def _taken_over(self, job: Job) -> None:
        self._stage.plan(self._ago(13, 8), self._provisioner(job), self._deeds.claim(job))
        lead = self._stage.somebody(job.queue_provider_id, Role.SUPERVISOR)
        self._stage.plan(self._ago(5, 1), lead, self._deeds.take_over(job))

    def _halted(self, job: Job) -> datetime:
        return self._halt(job, between(self._random, job.received_at, 30, 240))

    def _amended(self, job: Job) -> None:
        at = between(self._random, self._halted(job), 40, 150)
        self._stage.plan(at, self._agent(job), self._deeds.amend(job))

    def _resubmitted(self, job: Job) -> None:
        halted_at = self._halt(job, between(self._random, job.received_at, 40, 160))
        if self._random.random() < 0.5:  # noqa: PLR2004 - half of them are halted twice
            again_at = self._resubmit(job, between(self._random, halted_at, 60, 200))
            self._halt(job, between(self._random, again_at, 30, 240))
        self._resubmit(job, self._ago(300, 20))
        if self._random.random() < _NOTE_SHARE:
            self._stage.plan(self._ago(12, 2), self._provisioner(job), self._deeds.claim(job))

    def _completed(self, job: Job) -> None:
        at = between(self._random, job.received_at, 15, 220)
        is_old = self._stage.now - job.received_at > job.target * 1.5
        if is_old and self._random.random() < _LATE_SHARE:
            at = between(self._random, job.received_at + job.target, 5, 150)
        self._complete(job, at)

    def _completed_later(self, job: Job) -> None:
        halted_at = self._halt(job, between(self._random, job.received_at, 60, 200))
        again_at = self._resubmit(job, between(self._random, halted_at, 300, 1500))
        self._complete(job, between(self._random, again_at, 30, 240))

    def _aborted(self, job: Job) -> None:
        is_halted = self._random.random() < 0.6  # noqa: PLR2004 - most aborts follow a halt
        start = self._halted(job) if is_halted else job.received_at
        at = between(self._random, start, 50, 300)
        side = self._random.choice((job.queue_provider_id, job.retailer_id))
        self._stage.plan(at, self._stage.somebody(side, Role.SUPERVISOR), self._deeds.abort(job))

    def _halt(self, job: Job, at: datetime) -> datetime:
        somebody = self._provisioner(job)
        self._stage.plan(between(self._random, at, -11, -3), somebody, self._deeds.claim(job))
        self._stage.plan(at, somebody, self._deeds.halt(job))
        return at

    def _resubmit(self, job: Job, at: datetime) -> datetime:
        self._stage.plan(at, self._agent(job), self._deeds.resubmit(job))
        return at

    def _complete(self, job: Job, at: datetime) -> None:
        somebody = self._provisioner(job)
        self._stage.plan(between(self._random, at, -13, -8), somebody, self._deeds.claim(job))
        if self._random.random() < _NOTE_SHARE:
            is_internal = self._random.random() < 0.5  # noqa: PLR2004 - as often shared as not
            self._stage.plan(
                between(self._random, at, -7, -2), somebody, self._deeds.note(job, is_internal=is_internal)
            )
        self._stage.plan(at, somebody, self._deeds.complete(job))

    def _ago(self, longest: float, shortest: float) -> datetime:
        return between(self._random, self._stage.now, -longest, -shortest)

    def _provisioner(self, job: Job) -> str:
        return self._stage.somebody(job.queue_provider_id, Role.PROVISIONER)

    def _agent(self, job: Job) -> str:
        return self._stage.somebody(job.retailer_id, Role.CSA)
