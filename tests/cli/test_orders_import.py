"""`agentview orders import`: what it reports, what it leaves behind, and how it ends."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from agentview.cli import main
from agentview.cli import orders as command
from agentview.contract.op import Message, Op
from agentview.contract.orders import PLACE
from agentview.core.errors import Conflict, Refusal, Unavailable, Unknown
from agentview.gateway.local import LocalGateway
from agentview.models.database import Database
from agentview.models.order import Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, document

SAMPLE = Path(__file__).parents[1] / "data" / "product_order.json"
PUBLISHED = Path(__file__).resolve().parents[3] / "shared/tmf/samples/TMF622/ProductOrder.example.json"
SAMPLES = [path for path in (SAMPLE, PUBLISHED) if path.is_file()]


def written(folder: Path, documents: object) -> str:
    path = folder / "orders.json"
    path.write_text(json.dumps(documents), encoding="utf-8")
    return str(path)


def counts(url: str) -> dict[str, int]:
    database = Database(url)
    with database.read() as session:
        found = {
            table.__tablename__: session.scalars(select(func.count()).select_from(table)).one()
            for table in (Order, PackageSubscription, ServiceSubscription, ProvisioningTask)
        }
    database.close()
    return found


def run(file: str, url: str, *more: str, by: str = "harbour_csa") -> int:
    return main(["orders", "import", file, "--database", url, "--as", by, *more])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_the_example_of_the_standard_comes_in_and_stays(
    sample: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(sample), sqlite_url) == 0
    assert run(str(sample), sqlite_url) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1  PO-456  created  PO-1",
        "1 orders: 1 created.",
        "1  PO-456  unchanged  PO-1",
        "1 orders: 1 unchanged.",
    ]
    assert counts(sqlite_url)["provisioning_task"] == 3


def test_each_order_has_its_line_and_the_others_still_come_in(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(
        tmp_path,
        [
            document("A", add("MOB-40")),
            document("B", add("NOPE"), account=build.SUSPENDED),
            document("A", add("MOB-40")),
            document("A", add("MOB-80")),
            document(None, add("MOB-40")),
            {"externalId": "C"},
            17,
            document("\x1b[2J=D", add("TALK")),
            document("E", add("TALK")),
        ],
    )
    report = tmp_path / "report.csv"
    assert run(file, sqlite_url, "--report", str(report)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[2].split(":")[0] for line in lines[:-1]] == [
        "created",
        "refused",
        "unchanged",
        "conflict",
        "refused",
        "refused",
        "refused",
        "refused",
        "created",
    ]
    assert lines[-1] == "9 orders: 2 created, 1 unchanged, 5 refused, 1 conflict."
    assert "[E-ACCOUNT-STATUS at /relatedParty]" in lines[1]
    assert "[E-OFFERING at /productOrderItem/0/productOffering/id]" in lines[1]
    assert "Settle the account first. Check the code of the plan." in lines[1]
    assert "under a new externalId" in lines[3]
    assert "/productOrderItem is missing" in lines[5]
    assert "\x1b" not in "".join(lines)
    with report.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert [row[:4] for row in rows[:3]] == [
        ["position", "key", "outcome", "references"],
        ["1", "A", "created", "PO-1"],
        ["2", "B", "refused", ""],
    ]
    assert len(rows) == 10
    assert counts(sqlite_url)["customer_order"] == 2


def test_a_spreadsheet_takes_no_cell_of_the_report_for_a_formula(sqlite_url: str, tmp_path: Path) -> None:
    keys = ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x")', "'=1"]
    file = written(tmp_path, [document(key, add("NOPE")) for key in keys])
    report = tmp_path / "report.csv"
    assert run(file, sqlite_url, "--report", str(report)) == 1
    with report.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert [row[1] for row in rows[1:]] == [f"'{key}" for key in keys[:-1]] + ["'=1"]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


@pytest.mark.parametrize("content", [b"", b"[{}", b'{"a": "\xe9"}', b"\xff\xfe[\x00]\x00", b"[1e999]"])
def test_an_unusable_file_changes_nothing(
    sqlite_url: str, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.json"
    whole = json.dumps([document("A", add("MOB-40"))]).encode()
    path.write_bytes(whole[:-1] + b"," + content if content else b"")
    assert run(str(path), sqlite_url) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "E-FILE-" in told.err
    assert counts(sqlite_url) == dict.fromkeys(counts(sqlite_url), 0)


def test_a_dry_run_tells_and_changes_nothing(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, [document("A", add("MOB-40")), document("B", add("NOPE"))])
    assert run(file, sqlite_url, "--dry-run") == 1
    assert "Dry run, nothing was changed. 2 orders: 1 created, 1 refused." in capsys.readouterr().out
    assert counts(sqlite_url)["customer_order"] == 0


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--report", "/nowhere/at/all.csv"), "E-REPORT-FILE"),
        (("--database", "sqlite:////nowhere/at/all.db"), "E-NO-DATABASE"),
        (("--database", "nonsense"), "E-DATABASE-URL"),
        (("--as", "nobody"), "E-CREDENTIALS"),
    ],
)
def test_what_stands_in_the_way_is_told(
    sqlite_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: tuple[str, str],
    code: str,
) -> None:
    file = written(tmp_path, [document("A", add("MOB-40"))])
    assert run(file, sqlite_url, *more) == 2
    assert code in capsys.readouterr().err


def test_one_without_the_power_has_every_order_refused(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, [document("A", add("MOB-40"))])
    assert run(file, sqlite_url, by="harbour_auditor") == 1
    assert "create order" in capsys.readouterr().out


def test_it_works_on_a_server(
    backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if backend.url is None:
        # On a database of its own, the same command line takes the database instead of the server.
        target = ["--database", backend.database.url.render_as_string(hide_password=False)]
    else:
        target = ["--server", backend.url]
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{build.password_of('harbour_csa')}\n"))
    file = written(tmp_path, [document(f"K{number}", add("DUO")) for number in range(5)])
    assert main(["orders", "import", file, "--as", "harbour_csa", *target]) == 0
    assert "5 orders: 5 created." in capsys.readouterr().out


class Faulty:
    """Stands for the connection: after some calls it fails in a way."""

    def __init__(self, good: int, error: BaseException) -> None:
        self.good = good
        self.error = error
        self.seen = 0

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        call = LocalGateway.call

        def failing(
            gateway: LocalGateway, op: Op[Any, Any], request: Message, *, key: str | None = None
        ) -> Message:
            if op is PLACE:
                self.seen += 1
                if self.seen == self.good + 1:
                    raise self.error
            answer: Message = call(gateway, op, request, key=key)
            return answer

        monkeypatch.setattr(LocalGateway, "call", failing)


def test_a_lost_connection_is_told_and_running_again_is_safe(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, [document(f"K{number}", add("MOB-40")) for number in range(4)])
    Faulty(2, Unavailable(Refusal("E-SERVER"))).install(monkeypatch)
    assert run(file, sqlite_url) == 1
    told = capsys.readouterr().err
    assert "Stopped after 2 of 4 orders: 2 created." in told
    assert "not taken in twice" in told
    assert run(file, sqlite_url) == 0
    assert "4 orders: 2 created, 2 unchanged." in capsys.readouterr().out


def test_an_order_with_unknown_end_is_called_so(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, [document(f"K{number}", add("MOB-40")) for number in range(3)])
    Faulty(1, Unknown(Refusal("E-UNKNOWN"))).install(monkeypatch)
    assert run(file, sqlite_url) == 1
    told = capsys.readouterr()
    assert "2  K1  unknown" in told.out
    assert "Stopped after 2 of 3 orders: 1 created, 1 unknown." in told.err


def test_an_order_that_was_just_made_elsewhere_is_looked_at_again(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, [document("K", add("MOB-40"))])
    Faulty(0, Conflict(Refusal("E-DUPLICATE"))).install(monkeypatch)
    assert run(file, sqlite_url) == 0


def test_ctrl_c_tells_how_far_it_was(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, [document(f"K{number}", add("MOB-40")) for number in range(3)])
    Faulty(1, KeyboardInterrupt()).install(monkeypatch)
    assert run(file, sqlite_url) == 130
    assert "Stopped after 1 of 3 orders: 1 created." in capsys.readouterr().err


def test_progress_is_shown_on_a_terminal_alone(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, [document(f"K{number}", add("MOB-40")) for number in range(3)])
    monkeypatch.setattr(command, "_PROGRESS_STEP", 2)
    assert run(file, sqlite_url) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert run(file, sqlite_url) == 0
    assert "2 of 3 orders" in capsys.readouterr().err


@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_file_is_applied_by_halves(data: st.DataObject, sqlite_url: str, tmp_path: Path) -> None:
    content = bytearray(json.dumps([document(f"K{n}", add("DUO")) for n in range(3)]).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    path = tmp_path / "mutated.json"
    path.write_bytes(content)
    before = counts(sqlite_url)
    code = run(str(path), sqlite_url)
    after = counts(sqlite_url)
    assert code in {0, 1, 2}
    if code == 2:
        assert after == before
    assert after["package_subscription"] >= after["customer_order"]
    assert after["service_subscription"] == after["provisioning_task"]
    assert after["provisioning_task"] == 2 * after["package_subscription"]
