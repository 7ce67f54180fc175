"""Cancelling from the screen of a customer: what ends, what is typed, what is refused, what goes along."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from agentview.contract.attachments import Attachment, Begun
from agentview.contract.cancelling import (
    CancelAnswer,
    CancelMade,
    CancelPreview,
    EndingContract,
    EndingOutcome,
    EndingPackage,
    EndingService,
)
from agentview.contract.op import Nothing
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.errors import Refusal, Rejected, Unknown
from agentview.ui.kit.action import cause_of
from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.theme import ThemeChoice
from agentview.ui.views.customers.cancel_dialog import CancelDialog
from agentview.ui.views.customers.cancel_words import contract_line
from agentview.ui.views.customers.preview_dialog import REST_MS
from agentview.ui.views.customers.section_overview import OverviewSection
from tests.ui.fake_desk import NOON
from tests.ui.views.customers.builders import answers, customer, package, service
from tests.ui.views.customers.conftest import OpenScreen, Screen
from tests.ui.views.provisioning.builders import FakeGateway, toasts_of
from tests.ui.views.provisioning.conftest import shown_texts

OPEN = tuple(CommandState(command=name) for name in ("cancel_package", "change_owner", "upgrade"))
END = date(2026, 3, 31)


def ending(package_id: int = 1, end_on: date | None = None) -> EndingPackage:
    return EndingPackage(
        package_id=package_id,
        reference=f"PK-{package_id}",
        plan="Mobile 40",
        is_primary=package_id == 1,
        end_on=end_on,
        services=(
            EndingService(
                service_id=package_id,
                reference=f"SV-{package_id}",
                name="Mobile voice",
                identifier="+61491570156",
                status=SubscriptionStatus.ACTIVE,
                outcome=EndingOutcome.TASK,
                worked_by="Meridian Wholesale",
                task_reference="",
            ),
        ),
    )


def preview(*refusals: RefusalInfo, group: int = 0) -> Callable[[Any], CancelPreview]:
    def answer(request: Any) -> CancelPreview:  # noqa: ANN401 - either request
        end_on = END if request.time_frame == "END_OF_PERIOD" else request.nominated_on or NOON.date()
        return CancelPreview(
            account_id=5,
            reference="PK-1",
            group="Family" if group else "",
            packages=tuple(ending(number, end_on) for number in range(1, max(group, 1) + 1)),
            type_number=group or None,
            earliest_on=NOON.date(),
            end_of_period_on=END,
            refusals=refusals,
        )

    return answer


def made(_request: object) -> CancelAnswer:
    one = CancelMade(request_id=1, reference="CR-1", package="PK-1", end_on=END, task_references=("CR-1/1",))
    return CancelAnswer(account_id=5, requests=(one,), aborted_tasks=())


def opened(
    open_screen: OpenScreen,
    answer: Callable[[Any], CancelPreview] | None = None,
    **more: object,
) -> tuple[Screen, CancelDialog]:
    held = customer(packages=(package(1, commands=OPEN, is_primary_in_group=bool(more.get("is_group"))),))
    gateway = FakeGateway(
        {
            **answers(held),
            "cancelling.preview_package": answer or preview(),
            "cancelling.cancel_package": made,
        }
    )
    screen = open_screen(held, gateway=gateway)
    section = screen.page.section("overview")
    assert isinstance(section, OverviewSection)
    section.table.select_id("package:1")
    section.table.setFocus()
    screen.settle()
    screen.key(Qt.Key.Key_X)
    dialog = screen.page.commands.dialog
    assert isinstance(dialog, CancelDialog)
    return screen, dialog


def fill(screen: Screen, dialog: CancelDialog, **values: object) -> None:
    for name, value in values.items():
        dialog.form.set_values({name: value})  # type: ignore[dict-item]
        dialog.form.changed.emit(name)
    screen.qtbot.wait(REST_MS + 50)
    screen.settle()


def test_r_prv_29_the_key_opens_the_dialog_and_it_says_what_ends(open_screen: OpenScreen) -> None:
    _screen, dialog = opened(open_screen)
    shown = shown_texts(dialog)
    assert "Cancel PK-1 Mobile 40?" in shown
    assert "PK-1  \u00b7  Mobile 40 ends on 10 Mar 2026" in shown
    assert any("ended by Meridian Wholesale" in text for text in shown)
    assert dialog.keep_button.text() == "Keep package"


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_note_shows_at_once_and_the_buttons_stay_inside_the_window(
    open_screen: OpenScreen, app: QApplication, scale: float
) -> None:
    apply_appearance(app, Appearance(ThemeChoice.LIGHT, scale))
    busy = RefusalInfo(code="E-OPEN-ORDER", values={"reference": "PO-10350", "product": "PS-7"})
    screen, dialog = opened(open_screen, preview(busy, group=3), is_group=True)
    note = dialog.form.input("note")
    lines = note.visibleRegion().boundingRect().height() / note.fontMetrics().lineSpacing()
    assert lines >= 2
    room = screen.view.root.height()
    assert dialog.y() >= screen.view.root.y()
    for button in (dialog.keep_button, dialog.verb_button):
        assert button.visibleRegion().boundingRect().size() == button.size()
        assert button.mapTo(dialog, button.rect().bottomRight()).y() < dialog.height() <= room


def test_r_prv_31_the_time_frame_changes_the_last_day(open_screen: OpenScreen) -> None:
    screen, dialog = opened(open_screen)
    assert not dialog.form.input("nominated_on").isVisibleTo(dialog)
    fill(screen, dialog, time_frame="END_OF_PERIOD")
    assert any("ends on 31 Mar 2026" in text for text in shown_texts(dialog))
    fill(screen, dialog, time_frame="NOMINATED_DATE")
    assert dialog.form.input("nominated_on").isVisibleTo(dialog)
    fill(screen, dialog, nominated_on=date(2026, 4, 2))
    assert any("ends on 2 Apr 2026" in text for text in shown_texts(dialog))
    fill(screen, dialog, reason="MOVING", note="Moves to Perth")
    dialog.verb_button.click()
    screen.settle()
    [request] = screen.gateway.sent("cancelling.cancel_package")
    assert (request.reason, request.time_frame, request.nominated_on, request.note) == (
        "MOVING",
        "NOMINATED_DATE",
        date(2026, 4, 2),
        "Moves to Perth",
    )
    assert toasts_of(screen.desk).said == ["Cancelled PK-1"]


def test_r_prv_31_a_reason_is_asked_for(open_screen: OpenScreen) -> None:
    screen, dialog = opened(open_screen)
    dialog.verb_button.click()
    screen.settle()
    assert screen.gateway.sent("cancelling.cancel_package") == []
    assert any("Fill this in" in text for text in shown_texts(dialog))


def test_r_prv_32_a_group_warns_and_its_number_is_typed(open_screen: OpenScreen) -> None:
    screen, dialog = opened(open_screen, preview(group=3), is_group=True)
    shown = shown_texts(dialog)
    assert "This is the primary package of the group Family: 3 packages end with it." in shown
    fill(screen, dialog, reason="PRICE", typed_number="3")
    dialog.verb_button.click()
    screen.settle()
    [request] = screen.gateway.sent("cancelling.cancel_package")
    assert request.typed_number == 3


def test_all_that_stands_against_it_is_said_at_once(open_screen: OpenScreen) -> None:
    refusals = (
        RefusalInfo(code="E-FOLLOWED", values={"product": "PK-1"}),
        RefusalInfo(code="E-OPEN-ORDER", values={"product": "PK-1", "reference": "PO-7"}),
        RefusalInfo(code="E-NOMINATED-DAY", field="nominated_on", values={"earliest": "2026-03-10"}),
    )
    _screen, dialog = opened(open_screen, preview(*refusals))
    [cause] = [text for text in shown_texts(dialog.against) if "PO-7" in text]
    assert "followed by another package" in cause
    assert "nominated day" not in cause, "what is only not filled in yet is no obstacle"
    assert not dialog.verb_button.isEnabled()


def test_what_is_refused_stands_beside_its_field_and_nothing_typed_is_lost(open_screen: OpenScreen) -> None:
    def refusing(_request: object) -> CancelAnswer:
        raise Rejected(Refusal("E-CONFIRM-GROUP", "typed_number", "R-PRV-32", {"packages": 2}))

    screen, dialog = opened(open_screen, preview(group=2), is_group=True)
    screen.gateway.answers["cancelling.cancel_package"] = refusing
    fill(screen, dialog, reason="PRICE", typed_number="5", note="kept")
    dialog.verb_button.click()
    screen.settle()
    assert dialog.isVisible()
    assert any("2 packages end with it" in text for text in shown_texts(dialog))
    assert dialog.form.values()["note"] == "kept"


def test_a_try_without_an_answer_is_repeated_under_the_same_key(open_screen: OpenScreen) -> None:
    def silent(_request: object) -> CancelAnswer:
        raise Unknown(Refusal("E-UNKNOWN"))

    screen, dialog = opened(open_screen)
    screen.gateway.answers["cancelling.cancel_package"] = silent
    fill(screen, dialog, reason="PRICE")
    dialog.verb_button.click()
    screen.settle()
    assert dialog.verb_button.text() == "Check again"
    screen.gateway.answers["cancelling.cancel_package"] = made
    dialog.verb_button.click()
    screen.settle()
    assert len(set(screen.gateway.keys("cancelling.cancel_package"))) == 1
    assert toasts_of(screen.desk).said == ["Cancelled PK-1"]


def test_a_typed_note_comes_back_when_the_dialog_is_opened_again(open_screen: OpenScreen) -> None:
    screen, dialog = opened(open_screen)
    fill(screen, dialog, reason="PRICE", note="half a note")
    dialog.reject()
    screen.settle()
    screen.key(Qt.Key.Key_X)
    again = screen.page.commands.dialog
    assert isinstance(again, CancelDialog)
    assert again.form.values()["note"] == "half a note"


def kept_file(attachment_id: int = 4) -> Attachment:
    return Attachment(
        attachment_id=attachment_id,
        account_id=5,
        name="letter.pdf",
        media_type="application/pdf",
        size=3,
        sha256="0" * 64,
        parts=1,
        by="Priya Nair",
        at=NOON,
    )


def test_a_file_goes_along(open_screen: OpenScreen, tmp_path: Path) -> None:
    screen, dialog = opened(open_screen)
    begun = Begun(attachment_id=4, name="letter.pdf", part_size=2, parts=2)
    screen.gateway.answers |= {
        "attachments.begin": lambda _request: begun,
        "attachments.put_part": lambda _request: Nothing(),
        "attachments.finish": lambda _request: kept_file(),
    }
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"abc")
    dialog.picker.take(path)
    screen.settle()
    assert "letter.pdf  \u00b7  3\u00a0B  \u00b7  PDF document" in shown_texts(dialog.picker)
    assert [one.content for one in screen.gateway.sent("attachments.put_part")] == [b"ab", b"c"]
    fill(screen, dialog, reason="PRICE")
    dialog.verb_button.click()
    screen.settle()
    [request] = screen.gateway.sent("cancelling.cancel_package")
    assert request.attachment_id == 4


@pytest.mark.parametrize("size", [0, 25 * 1024 * 1024 + 1])
def test_d_36_a_file_that_is_too_large_or_empty_is_not_sent(
    open_screen: OpenScreen, tmp_path: Path, size: int
) -> None:
    screen, dialog = opened(open_screen)
    path = tmp_path / "film.mov"
    with path.open("wb") as stream:
        stream.truncate(size)
    dialog.picker.take(path)
    screen.settle()
    assert screen.gateway.sent("attachments.begin") == []
    wanted = "is empty" if not size else "is larger than 25 MB"
    assert any(wanted in text for text in shown_texts(dialog.picker))
    dialog.picker.take(tmp_path / "gone.txt")
    screen.settle()
    assert any("cannot be read" in text for text in shown_texts(dialog.picker))


def test_r_prv_30_a_service_that_cannot_be_cancelled_says_why_on_its_button(open_screen: OpenScreen) -> None:
    refusal = RefusalInfo(code="E-MANDATORY", values={"product": "SV-1"})
    closed = (CommandState(command="cancel_service", refusals=(refusal,)),)
    screen = open_screen(customer(packages=(package(1, service(1, commands=closed)),)))
    section = screen.page.section("overview")
    assert isinstance(section, OverviewSection)
    section.table.select_id("service:1")
    screen.settle()
    [action] = [one for one in section.actions() if one.text() == "Cancel service"]
    assert "mandatory service" in (cause_of(action) or "")


def test_a_contract_that_ends_with_the_package_is_told() -> None:
    contract = EndingContract(
        name="24 months", end_on=date(2026, 4, 30), break_out_cents=7_000, currency="AUD"
    )
    line = contract_line(contract)
    assert "24 months" in line
    assert "without a fee" in line
    assert "70.00" in line
