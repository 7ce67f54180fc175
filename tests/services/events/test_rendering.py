"""Variables of templates: replaced, refused, and what a message lacks (R-EVT-10, 11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.event_catalogue import CATALOGUE
from agentview.contract.event_templates import TemplateFields
from agentview.contract.events import EventType, TemplateChannel
from agentview.contract.texts import TEXTS
from agentview.services.events.rendering import problems, render, render_line, samples, warnings
from agentview.services.events.sms import sms_size
from agentview.services.recommended_events import texts as recommended_texts
from agentview.services.recommended_events.texts import Wording

OVERDUE, EMAIL, SMS = EventType.INVOICE_OVERDUE, TemplateChannel.EMAIL, TemplateChannel.SMS
WORDINGS = [value for value in vars(recommended_texts).values() if isinstance(value, Wording)]


def text(body: str, subject: str = "Invoice") -> TemplateFields:
    return TemplateFields(name="Any", subject=subject, body=body)


def refused(
    body: str, subject: str = "Invoice", channel: TemplateChannel = EMAIL
) -> list[tuple[str, object]]:
    found = problems(OVERDUE, channel, text(body, subject))
    return [(one.code, one.values.get("position")) for one in found]


def test_r_evt_11_a_variable_is_replaced_and_one_without_a_value_is_nothing() -> None:
    assert render("%%a%% of %%b%%.", {"a": "1.50"}) == "1.50 of ."
    assert render("100% %a% %%", {"a": "x"}) == "100% %a% %%"


def test_what_stands_in_a_value_is_not_read_as_a_variable() -> None:
    assert render("%%a%%%%b%%", {"a": "%%b%%", "b": "x"}) == "%%b%%x"
    assert render("%%a%%b%%", {"a": "%%"}) == "%%b%%"


def test_a_subject_stays_one_line() -> None:
    assert render_line("Re: %%a%%", {"a": "x\r\nBcc: all@example.com"}) == "Re: x Bcc: all@example.com"


@given(st.text(), st.dictionaries(st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,8}", fullmatch=True), st.text()))
def test_a_text_without_two_percent_signs_stays_as_it_is(plain: str, values: dict[str, str]) -> None:
    once = plain.replace("%%", "")
    assert render(once, values) == once


@given(st.lists(st.sampled_from(sorted(CATALOGUE[OVERDUE].names)), max_size=6), st.text(max_size=20))
def test_every_allowed_variable_is_replaced(names: list[str], between: str) -> None:
    gap = between.replace("%", "")
    written = gap.join(f"%%{name}%%" for name in names)
    values = samples(OVERDUE)
    assert render(written, values) == gap.join(values[name] for name in names)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("%%invoiceId%%", []),
        ("Pay %%invoiceID%% now", [("E-TEMPLATE-MEANT", 5)]),
        ("%%serviceIdentifier%%", [("E-TEMPLATE-VARIABLE", 1)]),
        ("%%invoiceId%", [("E-TEMPLATE-TAG", 1)]),
        ("a %% b", [("E-TEMPLATE-TAG", 3)]),
        ("Due {$invoice->due_date}", [("E-TEMPLATE-OLD-TAG", 5)]),
        ("%%x%% and %%y%%", [("E-TEMPLATE-VARIABLE", 1), ("E-TEMPLATE-VARIABLE", 11)]),
        (" ", [("E-TEMPLATE-EMPTY", None)]),
    ],
)
def test_r_evt_10_an_unknown_variable_is_refused_with_its_position(
    body: str, expected: list[tuple[str, object]]
) -> None:
    assert refused(body) == expected


def test_r_evt_10_what_may_be_meant_is_said() -> None:
    [found] = problems(OVERDUE, EMAIL, text("%%invoiceDuedate%%"))
    assert (found.values["name"], found.values["meant"]) == ("invoiceDuedate", "invoiceDueDate")


def test_a_subject_is_of_e_mails_and_in_one_line() -> None:
    assert refused("x", "") == [("E-TEMPLATE-SUBJECT", None)]
    assert refused("x", "Hi", SMS) == [("E-TEMPLATE-NO-SUBJECT", None)]
    assert refused("x", "a\nb") == [("E-TEMPLATE-LINES", None)]
    assert refused("x", "%%nope%%") == [("E-TEMPLATE-VARIABLE", 1)]


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.type.value)
def test_r_evt_10_each_type_takes_its_own_variables_and_no_others(kind: object) -> None:
    found = CATALOGUE[EventType(getattr(kind, "type"))]  # noqa: B009 - a parameter of pytest has no type
    own = " ".join(f"%%{name}%%" for name in found.names)
    assert problems(found.type, EMAIL, text(own)) == ()
    foreign = {name for other in CATALOGUE.values() for name in other.names} - found.names
    codes = {one.code for name in foreign for one in problems(found.type, EMAIL, text(f"%%{name}%%"))}
    assert codes <= {"E-TEMPLATE-VARIABLE", "E-TEMPLATE-MEANT"}
    assert len([name for name in foreign if problems(found.type, EMAIL, text(f"%%{name}%%"))]) == len(foreign)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Hello", ["E-TEMPLATE-NO-AMOUNT", "E-TEMPLATE-NO-DATE", "E-TEMPLATE-NO-PAY"]),
        ("%%amountDueIncTax%%", ["E-TEMPLATE-NO-DATE", "E-TEMPLATE-NO-PAY"]),
        ("%%totalOwing%% %%invoiceDueDate%% %%payUrl%%", []),
        ("%%totalOwing%% %%invoiceDueDate%% https://pay.example.com", []),
    ],
)
def test_a_message_about_money_is_warned_of_what_it_lacks(body: str, expected: list[str]) -> None:
    found = warnings(OVERDUE, EMAIL, text(body), body)
    assert [one.code for one in found] == expected
    assert warnings(OVERDUE, TemplateChannel.TEXT, text(body), body) == ()
    assert warnings(EventType.SERVICE_ACTIVATION, EMAIL, text(body), body) == ()


def test_r_evt_17_a_long_sms_is_warned_of_with_its_parts() -> None:
    said = text("%%totalOwing%% %%invoiceDueDate%% %%payUrl%%", "")
    assert warnings(OVERDUE, SMS, said, "a" * 160) == ()
    [found] = warnings(OVERDUE, SMS, said, "a" * 161)
    assert (found.code, found.values) == ("E-TEMPLATE-PARTS", {"parts": 2})
    assert "2 text messages" in TEXTS[found.code].filled(found.values).what


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.name)
def test_the_recommended_texts_can_be_saved_and_lack_nothing(wording: Wording) -> None:
    values = samples(wording.event_type)
    for channel, said in (
        (EMAIL, text(wording.body, wording.subject)),
        (SMS, text(wording.sms, "")),
    ):
        assert problems(wording.event_type, channel, said) == ()
        assert warnings(wording.event_type, channel, said, render(said.body, values)) == ()
    assert sms_size(render(wording.sms, values)).parts == 1
    assert "%%careLine%%" in wording.body


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.type.value)
def test_a_name_of_a_variable_stands_once_for_each_type(kind: object) -> None:
    found = CATALOGUE[EventType(getattr(kind, "type"))]  # noqa: B009 - a parameter of pytest has no type
    assert len(found.names) == len(found.variables)
