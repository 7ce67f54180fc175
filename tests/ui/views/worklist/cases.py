"""Makes cases, a gateway that answers for the worklist, and an open screen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

from agentview.contract import worklist as contract
from agentview.contract.desk import Preference, SavedViews
from agentview.contract.op import Message, Op
from agentview.contract.value import CommandState, RefusalInfo
from agentview.contract.worklist import CaseActed, CaseCommand, CaseDetail, CaseRow, CaseStatus
from agentview.core.clock import ManualClock
from agentview.core.power import Role
from agentview.gateway.port import Gateway
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import Desk
from agentview.ui.texts.errors import CodeTexts
from tests.ui.fake_desk import NOON, desk, person

Req = TypeVar("Req", bound=Message)
Res = TypeVar("Res", bound=Message)
ME = 7
Answer = Callable[[Any], Message]


def row(case_id: int = 1, **more: object) -> CaseRow:
    """Return an open case, half of whose time is used."""
    values: dict[str, object] = {
        "case_id": case_id,
        "version": 3,
        "reference": f"WI-{case_id}",
        "type": contract.CaseType.QUERY,
        "code": "BILL",
        "level": "ACCOUNT",
        "level_id": 40 + case_id,
        "account_id": 40 + case_id,
        "account_no": f"004-{case_id:04d}",
        "customer": f"Customer {case_id}",
        "summary": "Wants a call",
        "department": "CSA",
        "raised_at": NOON - timedelta(hours=24),
        "resolve_by": NOON + timedelta(hours=24),
        "is_overdue": False,
        "assigned_to_id": None,
        "assigned_to": None,
        "status": CaseStatus.OPEN,
    }
    return CaseRow.model_validate({**values, **more})


def halted(case_id: int = 1, **more: object) -> CaseRow:
    """Return the case of a halted task."""
    about = {
        "type": "PRVH",
        "code": "ADDRESS_INVALID",
        "level": "TASK",
        "level_id": 900 + case_id,
        "summary": "PO-10482/1",
    }
    return row(case_id, **{**about, **more})


def detail(shown: CaseRow, *closed: str, **more: object) -> CaseDetail:
    """Return a case; the commands named are closed."""
    refusal = RefusalInfo(code="E-CASE-TAKEN", values={"by": "Mei Chen"})
    values: dict[str, object] = {
        "row": shown,
        "raised_by": "Amelia Thornton",
        "follows": "TASK" if shown.level == "TASK" else "",
        "resolution": None,
        "resolved_at": None,
        "resolved_by": None,
        "notes": (contract.CaseNote(number=1, text="<b>Call</b> after five", author="Mei Chen", at=NOON),),
        "timeline": (contract.CaseEvent(id=1, at=NOON, by="Mei Chen", action="raise"),),
        "commands": tuple(
            CommandState(command=command.value, refusals=(refusal,) if command.value in closed else ())
            for command in CaseCommand
        ),
        "as_of": NOON,
    }
    return CaseDetail.model_validate({**values, **more})


@dataclass
class Cases:
    """A gateway with these cases; `answers` overrule what it says."""

    rows: list[CaseRow] = field(default_factory=list)
    closed: tuple[str, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)
    calls: list[tuple[str, Any, str | None]] = field(default_factory=list)

    place = "Here"
    is_embedded = True

    def call(self, op: Op[Req, Res], request: Req, *, key: str | None = None) -> Res:
        self.calls.append((op.name, request, key))
        answer = self.answers.get(op.name, self._answer)
        return cast("Res", answer(request))

    def sent(self, name: str) -> list[Any]:
        """Return the requests of an operation."""
        return [request for called, request, _ in self.calls if called == name]

    def keys(self, name: str) -> list[str | None]:
        """Return the keys of the calls of an operation."""
        return [key for called, _, key in self.calls if called == name]

    def _answer(self, request: Message) -> Message:
        kind = type(request).__name__
        makers: dict[str, Answer] = {
            "CasesRequest": self._page,
            "CaseSizeRequest": lambda _: contract.CaseSize(rows=len(self.rows)),
            "PreferenceRequest": lambda asked: Preference(name=asked.name),
            "ScreenRequest": lambda _: SavedViews(views=()),
            "Nothing": self._of_nothing,
            "CaseBulkRequest": self._bulk,
        }
        return makers.get(kind, self._acted)(request)

    def _page(self, _request: Message) -> Message:
        return contract.CasesPage(rows=tuple(self.rows), first="a", last="b", as_of=NOON)

    def _of_nothing(self, _request: Message) -> Message:
        if self.calls[-1][0] == contract.COLLEAGUES.name:
            people = (
                contract.Colleague(user_id=ME, name="Priya Nair", roles=(Role.CSA,)),
                contract.Colleague(user_id=9, name="Mei Chen", roles=(Role.CSA,)),
                contract.Colleague(user_id=11, name="Tom Gallagher", roles=(Role.PROVISIONER,)),
            )
            return contract.Colleagues(people=people)
        load = contract.CaseLoad(key="CSA", name="", open=3, overdue=1)
        person_load = contract.CaseLoad(key="9", name="Mei Chen", open=2, overdue=0)
        free = contract.CaseLoad(key="", name="", open=1, overdue=0)
        return contract.CaseCounts(
            views={contract.CaseView.MINE: 2, contract.CaseView.OPEN: 3},
            departments=(load,),
            people=(person_load, free),
            waiting=2,
        )

    def _bulk(self, request: Any) -> Message:  # noqa: ANN401 - a bulk request
        refusal = RefusalInfo(code="E-CASE-TAKEN", values={"by": "Mei Chen"})
        results = []
        for at in request.cases:
            is_done = at.case_id != 2
            done = acted(at.case_id) if is_done else None
            results.append(
                contract.CaseBulkResult(
                    case_id=at.case_id,
                    reference=f"WI-{at.case_id}",
                    acted=done,
                    refusals=() if is_done else (refusal,),
                )
            )
        return contract.CaseBulkResults(results=tuple(results))

    def _acted(self, request: Any) -> Message:  # noqa: ANN401 - a request that names a case
        if type(request) is contract.CaseRef and self.calls[-1][0] == contract.CASE.name:
            found = [one for one in self.rows if one.case_id == request.case_id]
            return detail(found[0] if found else row(request.case_id), *self.closed)
        return acted(request.case_id)


def acted(case_id: int) -> CaseActed:
    """Return what a command answers."""
    return CaseActed(
        case_id=case_id,
        version=4,
        reference=f"WI-{case_id}",
        status=CaseStatus.IN_PROGRESS,
        assigned_to="Priya Nair",
    )


def desk_for(gateway: Cases, folder: Path, *roles: Role) -> tuple[Desk, HeldRunner]:
    """Return the desk of a CSA, or of who is named, and the runner that holds its calls."""
    runner = HeldRunner()
    who = person(*(roles or (Role.CSA,)))
    return desk(cast("Gateway", gateway), runner, CodeTexts(ManualClock(NOON)), folder, who), runner
