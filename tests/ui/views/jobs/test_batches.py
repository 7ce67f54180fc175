"""S-20: batches, their records, reports and files, as back office handles them on the real services."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from agentview.contract.batches import BatchRow
from agentview.contract.hardware import BatchStatus
from agentview.models.trail import AuditEntry
from agentview.ui.forms.record_dialog import AskDialog, RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import BATCH, HARDWARE_ORDER, Target
from agentview.ui.views.jobs.batch_list import BatchView
from agentview.ui.views.jobs.file_dialog import FileDialog
from agentview.ui.views.jobs.records_part import Part
from tests.build_hardware import CASE, PHONE, SYDNEY
from tests.services.warehouse_exchange.depot import Depot, dispatch_file, line, record
from tests.ui.views.jobs.seat import Seat, Sit


def sent(depot: Depot) -> tuple[int, list[int]]:
    """Send an order; return its id and those of its lines."""
    order = depot.order((PHONE, SYDNEY, 1), (CASE, SYDNEY, 1))
    depot.request()
    return order, [one.id for one in depot.lines(order)]


def answered(depot: Depot, name: str, *records: dict[str, object], **header: object) -> int:
    """Let the warehouse answer; return the batch."""
    depot.at(SYDNEY).send(name, dispatch_file(name, records, **header))  # type: ignore[arg-type]
    depot.dispatch(SYDNEY)
    return depot.batches("SALES_ORDER_DISPATCH")[-1].id


def failed(depot: Depot) -> int:
    """Let a file come in that is wrong as a whole; return the batch."""
    return answered(depot, "BAD.json", {"id": "HO-1", "lines": [{"lineId": "secret", "status": "OK"}]})


def readings(depot: Depot) -> list[str]:
    """Return how often files were looked at or saved."""
    told = [one for one in depot.rows(AuditEntry) if one.entity == "batch"]
    return [one.action for one in told if one.action in ("reveal", "download")]


def row_of(seat: Seat, batch_id: int) -> BatchRow:
    model = seat.view.batches.list.model
    found = model.row(model.position(batch_id) or 0)
    assert found is not None
    return found


def test_s_20_batches_are_listed_with_what_became_of_their_records(depot: Depot, sit: Sit) -> None:
    order, [phone, case] = sent(depot)
    told = [line(phone, unit=1, error=("OOS", "Out of stock")), line(case, unit=1)]
    batch = answered(depot, "D1.json", record(order, *told))
    seat = sit()
    seat.batches(2)
    detail = seat.batch(batch)
    model = seat.view.batches.list.model
    cells = [column.text(detail.row) for column in model.columns]
    assert cells[:8] == [
        str(batch),
        "Dispatch",
        "SYD",
        detail.row.file_name,
        "With errors",
        "2",
        "1",
        "1",
    ]
    seat.wait(lambda: "2 (OK 1, errors 1, duplicates 0)" in seat.texts())
    seat.wait(lambda: len(seat.record_cells()) == 1)
    assert seat.view.batches.records.part is Part.ERRORS
    assert seat.record_cells()[0][1:3] == [f"HO-{order}", "Error"]
    assert seat.record_cells()[0][-1] == "OOS: Out of stock"
    assert nameless(seat.view.root) == []


def test_s_20_enter_goes_to_the_records_and_on_to_the_order(depot: Depot, sit: Sit) -> None:
    order, [phone, case] = sent(depot)
    batch = answered(depot, "D1.json", record(order, line(phone, "A", unit=1), line(case, unit=1)))
    seat = sit()
    seat.batches(2)
    seat.batch(batch)
    records = seat.view.batches.records
    seat.wait(lambda: len(seat.record_cells()) == 2)
    assert records.part is Part.ALL
    seat.press(seat.view.batches.list.table, Qt.Key.Key_Return)
    seat.wait(records.table.hasFocus)
    QTest.keyClick(records.table, Qt.Key.Key_Return)
    assert seat.shell.targets == [Target(HARDWARE_ORDER, order, f"HO-{order}")]
    QTest.keyClick(records.table, Qt.Key.Key_Escape)
    seat.wait(seat.view.batches.list.table.hasFocus)


def test_s_20_a_case_opens_its_batch_with_the_report_in_words(depot: Depot, sit: Sit) -> None:
    batch = failed(depot)
    seat = sit()
    seat.view.open(Target(BATCH, batch))
    seat.wait(lambda: f"Batch {batch}" in seat.texts())
    assert seat.view.stack.currentIndex() == 1
    [problem] = seat.view.batches.records.report.rows
    assert (problem.place, problem.field) == ("record 1", "lines[0].lineId")
    assert problem.reason.startswith("lines[0].lineId")
    assert "secret" not in problem.reason + seat.texts()
    assert seat.view.batches.records.part is Part.REPORT
    assert readings(depot) == [], "nothing of the file is read before somebody asks for it"


def test_s_20_the_file_is_plain_text_and_each_page_is_read_once(
    depot: Depot, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agentview.services.batches.files.TEXT_SIZE", 20)
    depot.at(SYDNEY).send("BAD.json", b"<b>bold</b> <img src=x> second page")
    depot.dispatch(SYDNEY)
    [batch] = [one.id for one in depot.batches("SALES_ORDER_DISPATCH")]
    seat = sit()
    seat.batches(1)
    seat.batch(batch)
    seat.press(seat.view.batches.list.table, Qt.Key.Key_V)
    dialog = seat.dialog(FileDialog)
    seat.wait(lambda: dialog.place.text() == "Page 1 of 2")
    assert dialog.text.toPlainText() == "<b>bold</b> <img src"
    assert dialog.text.isReadOnly()
    cursor = dialog.text.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    assert not cursor.charFormat().font().bold()
    assert not dialog.back_button.isEnabled()
    dialog.activateWindow()
    seat.wait(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    seat.wait(lambda: dialog.place.text() == "Page 2 of 2")
    assert dialog.text.toPlainText() == "=x> second page"
    QTest.keyClick(dialog, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    seat.wait(lambda: dialog.place.text() == "Page 1 of 2")
    assert nameless(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    seat.no_dialog()
    assert readings(depot) == ["reveal", "reveal"]


def test_s_20_the_file_is_saved_byte_by_byte_or_not_at_all(
    depot: Depot, sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agentview.services.batches.files.PART_SIZE", 100)
    batch = failed(depot)
    seat = sit()
    seat.batches(1)
    detail = seat.batch(batch)
    place = tmp_path / "saved.json"
    seat.view.batches.save(str(place))
    seat.wait(lambda: seat.said == ["Saved saved.json"])
    assert place.stat().st_size == detail.size
    assert len(readings(depot)) > 1
    seat.view.batches.save(str(tmp_path / "nowhere" / "saved.json"))
    seat.wait(lambda: bool(seat.desk.toasts.failed))  # type: ignore[attr-defined]
    assert not seat.view.batches.download.is_running
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".saved")] == []


def test_s_20_a_failed_file_is_reprocessed_with_r(depot: Depot, sit: Sit) -> None:
    batch = failed(depot)
    seat = sit()
    seat.batches(1)
    seat.batch(batch)
    seat.press(seat.view.batches.list.table, Qt.Key.Key_R)
    dialog = seat.dialog(AskDialog)
    dialog.verb_button.click()
    seat.no_dialog()
    assert seat.said == [f"Batch {batch} is taken again with the next run"]
    seat.wait(lambda: row_of(seat, batch).status is BatchStatus.RECEIVED)


def test_s_20_a_failed_file_is_ignored_with_a_reason(depot: Depot, sit: Sit) -> None:
    batch = failed(depot)
    seat = sit()
    seat.batches(1)
    seat.batch(batch)
    seat.press(seat.view.batches.list.table, Qt.Key.Key_I)
    dialog = seat.dialog(RecordDialog)
    dialog.verb_button.click()
    assert dialog.isVisible(), "a reason is needed"
    dialog.form.set_values({"reason": "Sent by mistake"})
    dialog.verb_button.click()
    seat.no_dialog()
    seat.wait(lambda: "Sent by mistake" in seat.texts())
    seat.wait(lambda: row_of(seat, batch).status is BatchStatus.IGNORED)


def test_s_20_what_was_sent_says_why_nothing_can_be_done_again(depot: Depot, sit: Sit) -> None:
    sent(depot)
    [batch] = [one.id for one in depot.batches()]
    seat = sit()
    seat.batches(1)
    seat.batch(batch)
    buttons = seat.view.batches.side.buttons
    seat.wait(buttons["view"].isEnabled)
    for name in ("reprocess", "ignore"):
        assert not buttons[name].isEnabled()
        assert "Sent" in buttons[name].toolTip() or "state" in buttons[name].toolTip()


def test_s_20_views_and_filters_narrow_the_list(depot: Depot, sit: Sit) -> None:
    sent(depot)
    failed(depot)
    seat = sit()
    seat.batches(2)
    presenter = seat.view.batches.list.presenter
    seat.wait(lambda: presenter.counts == {"ALL": 2, "FAILED": 1, "WITH_ERRORS": 0, "UNDER_WAY": 0})
    presenter.choose_view(BatchView.FAILED.value)
    seat.batches(1)
    presenter.narrow("statuses", ("SENT",))
    seat.batches(0)
    presenter.clear_all()
    seat.batches(1)
    presenter.choose_view(BatchView.WITH_ERRORS.value)
    seat.batches(0)
    seat.wait(lambda: "No batch has errors" in seat.texts())
