"""What is said of events and messages, and what the presenters decide, without a window."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from agentview.contract.delivery import DeliveryFields, DeliverySettings
from agentview.contract.event_templates import (
    PREVIEW,
    Preview,
    PreviewRequest,
    SmsEncoding,
    SmsSize,
    TemplateCommand,
    TemplateDetail,
)
from agentview.contract.events import (
    ActionRow,
    ActionType,
    EventType,
    MappingRow,
    ProfileRow,
    Recommended,
    RecommendedItem,
    TemplateChannel,
)
from agentview.contract.notifications import NotificationStatus, NotificationView, NotSentReason
from agentview.core.clock import ManualClock
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.views.events import marks, words
from agentview.ui.views.events.actions_card import action_chip
from agentview.ui.views.events.editor_form import unknown_text
from agentview.ui.views.events.editor_presenter import Account, Begun, EditorPresenter
from agentview.ui.views.events.mapping_pane import banners_of
from agentview.ui.views.events.setup_checks import State, checks, is_complete
from agentview.ui.views.events.setup_presenter import SetUp
from tests.ui.fake_desk import NOON, desk

DUE, OVERDUE = EventType.INVOICE_DUE, EventType.INVOICE_OVERDUE


@pytest.mark.parametrize(
    ("event_type", "threshold", "lead", "text"),
    [
        (OVERDUE, 0, None, "on the due day"),
        (OVERDUE, 1, None, "1 day after the due day"),
        (OVERDUE, 3, None, "3 days after the due day"),
        (DUE, 0, None, "on the due day"),
        (DUE, 1, None, "1 day before the due day"),
        (DUE, 3, 5, "3 days before the due day, not if issued less than 5 days before"),
        (EventType.AUTO_SUSPEND, 0, None, "\u2014"),
    ],
)
def test_r_evt_06_07_a_threshold_is_told_in_words(
    event_type: EventType, threshold: int, lead: int | None, text: str
) -> None:
    assert words.threshold_text(event_type, threshold, lead) == text


def test_everything_has_a_word() -> None:
    said = [
        *(words.event_word(one.value) for one in EventType),
        *(words.action_word(one) for one in ActionType),
        *(words.message_chip(one).word for one in NotificationStatus),
        *(words.view_word(one) for one in NotificationView),
        *(words.reason_word(one) for one in NotSentReason),
        *(" ".join(words.reason_sentences(one)) for one in NotSentReason),
        *(words.template_channel_word(one) for one in TemplateChannel),
    ]
    assert all(said)
    assert words.event_word("FROM_THE_FUTURE") == "From the future"


def test_r_evt_17_an_sms_tells_its_parts_what_is_left_and_its_alphabet() -> None:
    one = SmsSize(encoding=SmsEncoding.GSM, units=159, parts=1, left=1)
    assert words.sms_text(one).startswith("1 part \u00b7 1 character left \u00b7 GSM alphabet")
    two = SmsSize(encoding=SmsEncoding.UCS2, units=71, parts=2, left=63)
    assert words.sms_text(two).startswith("2 parts \u00b7 63 characters left \u00b7 Unicode")


# Variables in a text


def test_variables_are_found_where_they_stand() -> None:
    text = "A %%one%% b %%two%%"
    assert [(one.name, text[one.start : one.end]) for one in marks.marks(text)] == [
        ("one", "%%one%%"),
        ("two", "%%two%%"),
    ]
    assert marks.marks("100%% of %% x %%") == ()


def test_r_evt_10_an_unknown_variable_is_told_with_its_line_and_column() -> None:
    text = "Dear %%name%%,\npay %%much%% now"
    assert unknown_text(text, ("name",)) == "\u00d7 This event has no variable much (line 2, column 5)"
    assert unknown_text(text, ("name", "much")) == ""
    many = " ".join(f"%%v{at}%%" for at in range(5))
    assert unknown_text(many, ()).endswith("2 more")


@pytest.mark.parametrize(
    ("before", "typed"),
    [("%%", ""), ("a %%inv", "inv"), ("%%a%%", None), ("%%a%% %%b", "b"), ("%%x\ny", None), ("5 %", None)],
)
def test_what_is_begun_before_the_cursor(before: str, typed: str | None) -> None:
    assert marks.begun(before) == typed


def test_qt_counts_letters_beyond_the_basic_plane_twice() -> None:
    text = "\U0001f600 %%a%%"
    assert marks.wide(text, 2) == 3
    assert marks.upto(text, 3) == "\U0001f600 "


# The editor


class Screen:
    """Remembers what the editor was told."""

    def __init__(self) -> None:
        self.previews: list[str] = []
        self.errors: list[Exception] = []

    def show_template(self, detail: TemplateDetail) -> None:
        raise AssertionError(detail)

    def show_failed(self, error: Exception) -> None:
        self.errors.append(error)

    def show_preview(self, preview: Preview) -> None:
        self.previews.append(preview.body)

    def show_no_preview(self, error: Exception) -> None:
        self.errors.append(error)

    def show_newer(self, detail: TemplateDetail) -> None:
        raise AssertionError(detail)

    def worked(self, command: TemplateCommand, detail: TemplateDetail) -> None:
        raise AssertionError(command, detail)

    def show_refused(self, error: Exception) -> None:
        self.errors.append(error)


class Services:
    """Answers each preview with what was asked, in capitals."""

    def __init__(self) -> None:
        self.asked: list[PreviewRequest] = []

    def call(self, op: object, request: PreviewRequest, *, key: str | None = None) -> Preview:
        assert op is PREVIEW
        assert key is None
        self.asked.append(request)
        return Preview(subject="", body=request.body.upper(), problems=(), warnings=(), sms=None)


@pytest.fixture
def editor(tmp_path: Path) -> tuple[EditorPresenter, Screen, Services, HeldRunner]:
    services, runner, screen = Services(), HeldRunner(), Screen()
    texts = CodeTexts(ManualClock(NOON))
    begun = Begun(OVERDUE, TemplateChannel.SMS)
    at = desk(cast("Any", services), runner, texts, tmp_path)
    return EditorPresenter(at, screen, begun), screen, services, runner


def test_a_preview_of_older_text_never_stands_over_a_newer_one(
    editor: tuple[EditorPresenter, Screen, Services, HeldRunner],
) -> None:
    presenter, screen, _services, runner = editor
    presenter.preview({"body": "old"})
    presenter.preview({"body": "new"})
    runner.run_all()
    assert screen.previews == ["NEW"]


def test_the_same_is_not_asked_twice_but_again_for_another_account(
    editor: tuple[EditorPresenter, Screen, Services, HeldRunner],
) -> None:
    presenter, _screen, services, runner = editor
    presenter.preview({"body": "pay"})
    presenter.preview({"body": "pay"})
    runner.run_all()
    presenter.choose(Account(17, "Marlow"))
    presenter.preview({"body": "pay"})
    runner.run_all()
    assert [one.account_id for one in services.asked] == [None, 17]


def test_what_cannot_be_sent_at_all_is_not_asked(
    editor: tuple[EditorPresenter, Screen, Services, HeldRunner],
) -> None:
    presenter, _screen, services, runner = editor
    presenter.preview({"body": "x" * 10_001})
    runner.run_all()
    assert services.asked == []


# Actions and mappings


def action(**values: object) -> ActionRow:
    plain: dict[str, object] = {
        "type": ActionType.MESSAGE,
        "is_enabled": True,
        "is_offered": True,
        "template_id": 3,
        "template": "Reminder",
        "is_template_active": True,
        "templates": 1,
        "log_tag": "",
    }
    return ActionRow.model_validate({**plain, **values})


def mapping(*actions: ActionRow, event_type: EventType = OVERDUE, is_enabled: bool = True) -> MappingRow:
    return MappingRow(
        mapping_id=5,
        version=1,
        profile_id=1,
        profile="Residential",
        description="",
        threshold=3,
        lead_limit_days=None,
        event_type=event_type,
        is_enabled=is_enabled,
        has_extended_logging=False,
        actions=actions,
        templates=1,
        commands=(),
    )


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({}, "On"),
        ({"is_enabled": False}, "Off"),
        ({"template_id": None, "is_template_active": False}, "Cannot run"),
        ({"is_template_active": False}, "Cannot run"),
        ({"is_offered": False}, "Cannot run"),
    ],
)
def test_r_evt_04_05_what_is_on_but_cannot_run_says_so(values: dict[str, object], word: str) -> None:
    assert action_chip(action(**values)).word == word


def test_r_evt_02_the_switch_of_an_automation_is_explained() -> None:
    [banner] = banners_of(mapping(action(), event_type=EventType.AUTO_SUSPEND))
    assert banner.cause == "This switches the automation, not only the message"
    assert banners_of(mapping(action())) == []


def test_r_evt_04_a_mapping_that_is_on_and_does_nothing_is_warned_of() -> None:
    [banner] = banners_of(mapping(action(is_enabled=False)))
    assert banner.cause == "It is on, but nothing happens"
    assert banners_of(mapping(action(is_enabled=False), is_enabled=False)) == []


# Set-up


def item(*, is_there: bool) -> RecommendedItem:
    return RecommendedItem(
        event_type=OVERDUE,
        profile_id=1,
        profile="Residential",
        threshold=3,
        description="",
        is_there=is_there,
        is_enabled=True,
        subject="",
        body="",
        sms="",
    )


def set_up(*, is_done: bool, **fields: object) -> SetUp:
    delivery = DeliverySettings(
        version=1,
        fields=DeliveryFields.model_validate(fields),
        zone="Australia/Sydney",
        changed_at=datetime(2026, 3, 1, tzinfo=UTC),
        changed_by="A",
    )
    day = 14 if is_done else None
    found = Recommended(items=(item(is_there=is_done),), warns_on_day=day, has_sms=is_done, missing=())
    profile = ProfileRow(profile_id=1, name="Residential", is_auto_suspend=is_done, is_auto_unsuspend=is_done)
    return SetUp(delivery, found, (profile,))


def test_what_is_missing_is_told_one_by_one() -> None:
    found = set_up(is_done=False)
    told = {check.head: check.state for check in checks(found)}
    assert told == {
        "No mail server": State.MISSING,
        "No SMS subscription": State.OFF,
        "Not everything that messages should say": State.MISSING,
        "1 event of the recommended set is not mapped": State.MISSING,
        "No 24-hour warning": State.OFF,
        "Auto Suspend is off for Residential": State.OFF,
        "Auto UnSuspend is off for Residential": State.OFF,
    }
    assert not is_complete(found)


def test_what_is_set_up_is_told_too() -> None:
    fields = {
        "smtp_url": "simulator://mail",
        "from_email": "care@harbour.example",
        "has_sms": True,
        "sms_url": "simulator://sms",
        "pay_url": "https://pay.example",
        "care_line": "1300 000 111",
    }
    found = set_up(is_done=True, **fields)
    assert {check.state for check in checks(found)} == {State.DONE}
    assert is_complete(found)


def test_a_server_without_a_sender_and_a_subscription_without_a_gateway_are_missing() -> None:
    found = set_up(is_done=True, smtp_url="simulator://mail", has_sms=True, pay_url="x")
    told = [(check.head, check.sentence) for check in checks(found)[:3]]
    assert [head for head, _sentence in told] == [
        "No sender of e-mails",
        "No SMS gateway",
        "Not everything that messages should say",
    ]
    assert "whom to call" in told[2][1]
    assert "how to pay" not in told[2][1]
