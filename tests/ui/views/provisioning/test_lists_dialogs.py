"""The dialogs on the list: bulk, export, saved views; and the contact in full."""

from pathlib import Path

from agentview.contract.desk import SavedView, SavedViews
from agentview.contract.provisioning import (
    BulkCommand,
    BulkResult,
    BulkResults,
    ContactInfo,
    ExportPage,
    TaskStatus,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Conflict, Refusal
from agentview.ui.kit.a11y import nameless
from agentview.ui.lists.export_dialog import ExportDialog
from agentview.ui.views.provisioning.reveal_dialog import RevealDialog
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import (
    HOSTILE,
    acted,
    mine,
    row,
    toasts_of,
)
from tests.ui.views.provisioning.conftest import OpenScreen, shown_texts

STALE = Conflict(Refusal("E-STALE", values={"by": "Mei Chen", "at": NOON.isoformat(), "version": 4}))
DONE = acted(status=TaskStatus.COMPLETED)


def test_the_contact_is_masked_until_a_reason_is_given(open_screen: OpenScreen) -> None:
    screen = open_screen(mine(1))
    screen.gateway.answers["provisioning.reveal"] = lambda _r: ContactInfo(
        name="Jo", phone="+61355500142", email=None
    )
    assert "+61355500142" not in shown_texts(screen.view.side.pane)
    screen.view.side.reveal_wanted.emit()
    dialog = screen.view.commands.dialog
    assert isinstance(dialog, RevealDialog)
    dialog.verb_button.click()
    assert screen.gateway.sent("provisioning.reveal") == []
    dialog.form.set_values({"reason": "call back"})
    dialog.verb_button.click()
    screen.settle()
    assert "+61355500142" in shown_texts(screen.view.side.pane)
    private = [text for text in shown_texts(screen.view.side.pane) if text.startswith("kept private")]
    assert private == ["kept private by Harbour Mobile"] * 2


def test_more_than_twenty_rows_take_the_typed_number(open_screen: OpenScreen) -> None:
    rows = [row(number) for number in range(1, 24)]
    screen = open_screen(*rows)
    screen.gateway.answers["provisioning.bulk"] = lambda request: BulkResults(
        results=tuple(
            BulkResult(
                task_id=task.task_id,
                reference=f"PO-{task.task_id}",
                acted=acted(task.task_id) if task.task_id != 5 else None,
                refusals=() if task.task_id != 5 else (RefusalInfo(code="E-NOT-FOUND"),),
            )
            for task in request.tasks
        )
    )
    screen.view.queue.table.selectAll()
    screen.view.bulk.run(BulkCommand.CLAIM, screen.view.queue.selected())
    dialog = screen.view.bulk.dialog
    assert dialog is not None
    dialog.form.set_values({"count": "22"})
    dialog.verb_button.click()
    assert screen.gateway.sent("provisioning.bulk") == []
    dialog.form.set_values({"count": "23"})
    dialog.verb_button.click()
    screen.settle()
    assert "22 done, 1 refused" in shown_texts(dialog)
    assert "PO-5" in dialog.reasons.text()
    assert dialog.verb_button.text() == "Retry the refused"
    dialog.reject()
    screen.settle()
    assert toasts_of(screen.desk).said == ["22 done"]


def test_more_rows_than_allowed_are_refused_with_the_sentence(open_screen: OpenScreen) -> None:
    screen = open_screen(*(row(number) for number in range(1, 53)))
    screen.view.queue.table.selectAll()
    screen.view.bulk.run(BulkCommand.HALT, screen.view.queue.selected())
    dialog = screen.view.bulk.dialog
    assert dialog is not None
    assert "52 rows are more than the 50 that you may change at once." in " ".join(shown_texts(dialog))
    assert not dialog.verb_button.isEnabled()


def test_the_list_is_exported_as_it_is_shown(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen = open_screen(row(1, customer="=1+1"))
    screen.gateway.answers["provisioning.export"] = lambda _request: ExportPage(
        rows=(row(1, customer="=1+1"),), last=None, total=1, zone="Europe/London"
    )
    screen.view.queue_actions["export"].trigger()
    dialog = screen.view.root.findChild(ExportDialog)
    assert dialog is not None
    assert nameless(dialog) == []
    dialog.form.set_values({"format": "csv", "path": str(tmp_path / "list.csv")})
    dialog.verb_button.click()
    screen.settle()
    header = (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.split(",")[0] == "Order"
    assert len(header.split(",")) >= len(screen.view.queue.shown_keys())
    assert "'=1+1" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert toasts_of(screen.desk).said == ["Exported 1 row to list.csv"]


def test_a_place_that_cannot_be_written_stands_beside_the_field(
    open_screen: OpenScreen, tmp_path: Path
) -> None:
    screen = open_screen(row(1))
    screen.view.queue_actions["export"].trigger()
    dialog = screen.view.root.findChild(ExportDialog)
    assert dialog is not None
    dialog.form.set_values({"path": str(tmp_path / "nowhere" / "list.csv")})
    dialog.verb_button.click()
    screen.settle()
    assert "could not be written here" in " ".join(shown_texts(dialog))
    dialog.reject()


def test_a_view_is_saved_under_a_name_and_chosen_again(open_screen: OpenScreen) -> None:
    screen = open_screen(row(1))
    kept: list[SavedView] = []

    def save(request: object) -> SavedView:
        kept.append(
            SavedView(
                id=1,
                screen="provisioning.queue",
                name=request.name,  # type: ignore[attr-defined]
                is_shared=True,
                is_own=True,
                content=request.content,  # type: ignore[attr-defined]
            )
        )
        return kept[-1]

    screen.gateway.answers["desk.save_view"] = save
    screen.gateway.answers["desk.saved_views"] = lambda _request: SavedViews(views=tuple(kept))
    screen.view.queue.presenter.show(screen.view.queue.presenter.query.narrowed("text", "mar"))
    menu = screen.view.saved_views
    menu.menu.actions()[-1].trigger()
    dialog = menu.dialog
    assert dialog is not None
    assert nameless(dialog) == []
    dialog.form.set_values({"name": HOSTILE, "is_shared": True})
    dialog.verb_button.click()
    screen.settle()
    assert toasts_of(screen.desk).said == [f"Saved the view {HOSTILE}"]
    screen.view.queue.presenter.clear_all()
    menu.menu.actions()[0].trigger()
    screen.settle()
    assert screen.view.queue.presenter.query.filter.text == "mar"
