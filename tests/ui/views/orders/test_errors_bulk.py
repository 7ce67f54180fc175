"""Retrying and giving up many requests: each row under a key of its own, an unanswered round as it was."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, cast

from agentview.contract.network import (
    ErrorRow,
    NetworkActed,
    NetworkAction,
    NetworkBulkCommand,
    NetworkBulkRequest,
    NetworkBulkResult,
    NetworkBulkResults,
    NetworkRef,
    NetworkStatus,
    ProvisioningLog,
    SubscriptionKind,
)
from agentview.contract.value import RefusalInfo
from agentview.core.clock import ManualClock
from agentview.core.errors import Refusal, Unknown
from agentview.core.power import Role
from agentview.gateway.port import Gateway
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.navigation import Desk
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.orders.errors_bulk import ErrorsBulk, Preview, Refused, preview
from tests.ui.fake_desk import NOON, desk, person

RETRY, ABORT = NetworkBulkCommand.RETRY, NetworkBulkCommand.ABORT


def row(number: int, action: NetworkAction = NetworkAction.ACTIVATE) -> ErrorRow:
    return ErrorRow(
        request_id=number,
        version=1,
        subscription=f"SS-{number}",
        kind=SubscriptionKind.SERVICE,
        action=action,
        service="Mailbox",
        identifier=None,
        account_id=1,
        account_no="004-1001",
        customer="Marlow",
        status="PreActive",
        code="X",
        error="No",
        since=NOON,
        attempt_no=1,
        request=f"PO-1/SS-{number}",
        order_id=1,
        commands="key",
    )


@dataclass
class Platform:
    """A gateway that refuses the rows named, or does not answer."""

    refuses: set[int] = field(default_factory=set)
    error: Exception | None = None
    asked: list[tuple[NetworkBulkRequest, str | None]] = field(default_factory=list)

    def call(self, _op: object, request: Any, *, key: str | None = None) -> object:  # noqa: ANN401 - any
        if isinstance(request, NetworkRef) and not isinstance(request, NetworkBulkRequest):
            return ProvisioningLog(
                request_id=request.request_id,
                version=5,
                reference="PO-1/SS-1",
                subscription="SS-1",
                status=NetworkStatus.REFUSED,
                next_try_at=None,
                entries=(),
            )
        self.asked.append((request, key))
        if self.error is not None:
            raise self.error
        return NetworkBulkResults(results=tuple(self._result(one.request_id) for one in request.rows))

    def _result(self, request_id: int) -> NetworkBulkResult:
        if request_id in self.refuses:
            refusals = (RefusalInfo(code="E-STALE"),)
            return NetworkBulkResult(request_id=request_id, reference="r", acted=None, refusals=refusals)
        acted = NetworkActed(request_id=request_id, version=2, reference="r", status=NetworkStatus.PENDING)
        return NetworkBulkResult(request_id=request_id, reference="r", acted=acted, refusals=())


@dataclass
class Shown:
    """The dialog as the presenter sees it."""

    results: list[tuple[int, tuple[Refused, ...]]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    unknown: int = 0

    def show_results(self, done: int, refused: tuple[Refused, ...]) -> None:
        self.results.append((done, refused))

    def refused(self, error: Exception) -> None:
        self.errors.append(error)

    def show_unknown(self) -> None:
        self.unknown += 1


def sit(platform: Platform, folder: Path) -> tuple[Desk, HeldRunner]:
    runner = HeldRunner()
    texts = CodeTexts(ManualClock(NOON))
    return desk(cast("Gateway", platform), runner, texts, folder, person(Role.SUPERVISOR)), runner


def begin(on: Desk, command: NetworkBulkCommand, *rows: ErrorRow) -> tuple[ErrorsBulk, Shown]:
    shown, numbers = Shown(), count(1)
    ready = preview(on, command, rows, lambda _row: ())
    return ErrorsBulk(on, shown, ready, lambda: f"key-{next(numbers)}"), shown


def test_an_unanswered_round_goes_out_again_under_the_same_keys(tmp_path: Path) -> None:
    platform = Platform(error=Unknown(Refusal("E-UNKNOWN")))
    on, runner = sit(platform, tmp_path)
    bulk, shown = begin(on, ABORT, row(1), row(2))
    bulk.run("Twice")
    runner.run_all()
    assert (shown.unknown, bulk.is_resend) == (1, True)
    platform.error = None
    bulk.run("something else")
    runner.run_all()
    assert platform.asked[0] == platform.asked[1]
    [(request, _), _] = platform.asked
    assert len({one.key for one in request.rows}) == 2
    assert shown.results == [(2, ())]


def test_the_refused_are_read_again_and_get_new_keys(tmp_path: Path) -> None:
    platform = Platform(refuses={2})
    on, runner = sit(platform, tmp_path)
    bulk, shown = begin(on, ABORT, row(1), row(2))
    bulk.run("Twice")
    runner.run_all()
    [(done, refused)] = shown.results
    assert (done, [one.subscription for one in refused]) == (1, ["SS-2"])
    platform.refuses = set()
    bulk.retry("Twice", refused)
    runner.run_all()
    first, second = (request for request, _ in platform.asked)
    assert [(one.request_id, one.version) for one in second.rows] == [(2, 5)]
    assert not {one.key for one in first.rows} & {one.key for one in second.rows}
    assert shown.results[-1] == (1, ())


def test_r_prv_36_only_services_that_never_started_are_warned_of(tmp_path: Path) -> None:
    on, runner = sit(Platform(), tmp_path)
    assert preview(on, RETRY, [row(1)], lambda _row: ()).needs_warning
    assert not preview(on, RETRY, [row(1, NetworkAction.END)], lambda _row: ()).needs_warning
    assert not preview(on, ABORT, [row(1)], lambda _row: ()).needs_warning
    platform = Platform()
    again, runner = sit(platform, tmp_path)
    bulk, _shown = begin(again, RETRY, row(1))
    bulk.run("")
    runner.run_all()
    assert platform.asked[0][0].confirm


def test_d_19_and_22_many_rows_take_a_power_and_their_number(tmp_path: Path) -> None:
    on, _runner = sit(Platform(), tmp_path)
    few: Preview = preview(on, ABORT, [row(number) for number in range(1, 22)], lambda _row: ())
    assert few.needs_number
    assert few.against is None
    many = preview(on, ABORT, [row(number) for number in range(1, 502)], lambda _row: ())
    assert many.against is not None
    closed = preview(on, ABORT, [row(1)], lambda _row: (RefusalInfo(code="E-STATE"),))
    assert (closed.can, [one.subscription for one in closed.cannot]) == ((), ["SS-1"])


def test_what_the_contract_does_not_take_is_refused_here(tmp_path: Path) -> None:
    platform = Platform()
    on, _runner = sit(platform, tmp_path)
    bulk, shown = begin(on, ABORT, row(1))
    bulk.run("a\x00b")
    assert len(shown.errors) == 1
    assert platform.asked == []
