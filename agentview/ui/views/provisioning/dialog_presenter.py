"""What happens in the form of a command on a task, on top of every form; imports no Qt."""

from __future__ import annotations

from agentview.contract.provisioning import TASK, Acted, TaskCommand, TaskDetail, TaskRef
from agentview.contract.value import RefusalInfo
from agentview.ui.forms.form_presenter import FormPresenter, FormSpec, FormView
from agentview.ui.forms.merge import Values
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.provisioning.plans import PLANS, Plan, amend_values

_CONFIRMED_BY = {"E-CONFIRM-BACKDATE": "confirm_backdate", "E-CONFIRM-IDENTIFIER": "confirm_identifier"}
"""Refusals that the person may overrule, and the tick that does it (R-PRV-13, R-PRV-42)."""


class DialogPresenter(FormPresenter[TaskDetail]):
    """The form of a plan."""

    def __init__(
        self, desk: Desk, view: FormView, task: TaskDetail, plan: Plan, make_key: NewKey = new_key
    ) -> None:
        """Knows the task as the person saw it."""
        super().__init__(desk, view, task, spec_of(task, plan), make_key)
        self._plan = plan

    @property
    def task(self) -> TaskDetail:
        """The task as the person saw it, or as it was read again after a conflict."""
        return self.shown

    @task.setter
    def task(self, task: TaskDetail) -> None:
        self.shown = task

    def initial(self) -> Values:
        """What the fields hold at first; the day of today is the one where the person works."""
        return self._plan.initial(self.task, self.today())


class ResubmitPresenter(DialogPresenter):
    """Sends the retailer's changes first, if there are any, and then the request itself (R-PRV-19 to 23)."""

    def __init__(self, desk: Desk, view: FormView, task: TaskDetail, make_key: NewKey = new_key) -> None:
        """Knows the halted task."""
        super().__init__(desk, view, task, PLANS[TaskCommand.RESUBMIT], make_key)
        self._make_key = make_key
        self._amend_key = make_key()

    def _begin(self) -> None:
        typed = {name: self._values[name] for name in self.base if name in self._values}
        if typed == {name: self.base[name] for name in typed}:
            self._resubmit()
        else:
            amend = spec_of(self.task, PLANS[TaskCommand.AMEND])
            self._build_and_send(amend, self._amend_key, self._on_amended)

    def _on_amended(self, acted: Acted) -> None:
        """The fields are in; from here on only the resubmission is left, and a next change is a new one."""
        self._amend_key = self._make_key()
        row = self.task.row.model_copy(update={"version": acted.version})
        self.task = self.task.model_copy(update={"row": row})
        self.base = {**self.base, **{name: self._values[name] for name in amend_values(self.task)}}
        self._resubmit()

    def _resubmit(self) -> None:
        self._build_and_send(self._spec, self._key, self._on_carried_out)


def spec_of(task: TaskDetail, plan: Plan) -> FormSpec[TaskDetail]:
    """The form of a plan for one task."""
    task_id = task.row.task_id
    return FormSpec(
        draft=f"task:{task_id}:{plan.verb}",
        op=plan.op,
        request=plan.request,
        values_of=plan.from_task,
        read=lambda gateway: gateway.call(TASK, TaskRef(task_id=task_id)),
        against=lambda theirs: refusals_against(theirs, plan.verb),
        confirmed_by=_CONFIRMED_BY,
    )


def refusals_against(task: TaskDetail, verb: str) -> tuple[RefusalInfo, ...]:
    """Every reason why a command is closed; none where it is open or not listed."""
    return next((state.refusals for state in task.commands if state.command == verb), ())
