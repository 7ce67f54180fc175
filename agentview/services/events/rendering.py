"""Puts values into texts with `%%variables%%`, and says what is wrong with such a text (R-EVT-10, 11)."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping

from agentview.contract.event_catalogue import CATALOGUE, EventKind, Says
from agentview.contract.event_templates import TemplateFields
from agentview.contract.events import EventType, TemplateChannel
from agentview.core.errors import Refusal, Value
from agentview.services.events.sms import sms_size

_TAG = re.compile(r"%%([A-Za-z][A-Za-z0-9]*)%%")
_WRITTEN = re.compile(rf"{_TAG.pattern}|(?P<old>\{{\$[^}}\n]{{0,60}}\}}?)|(?P<stray>%%)")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_RULE = "R-EVT-10"
_MISSING = {
    Says.AMOUNT: "E-TEMPLATE-NO-AMOUNT",
    Says.DATE: "E-TEMPLATE-NO-DATE",
    Says.PAY: "E-TEMPLATE-NO-PAY",
    Says.HELP: "E-TEMPLATE-NO-HELP",
}


def render(text: str, values: Mapping[str, str]) -> str:
    """Replace each `%%variable%%`; one without a value becomes nothing (R-EVT-11).

    In one pass: what stands in a value is never read as a variable.
    """
    return _TAG.sub(lambda found: values.get(found[1], ""), text)


def render_line(text: str, values: Mapping[str, str]) -> str:
    """Render what must stay one line, such as a subject: line breaks of values become spaces."""
    return " ".join(render(text, values).split())


def samples(event_type: EventType) -> Mapping[str, str]:
    """Return a value for each variable of a type, to look at a text without an account."""
    return {variable.name: variable.sample for variable in CATALOGUE[event_type].variables}


def problems(event_type: EventType, channel: TemplateChannel, text: TemplateFields) -> tuple[Refusal, ...]:
    """Return every reason why a template cannot be saved (R-EVT-10)."""
    kind = CATALOGUE[event_type]
    return (
        *_of_subject(channel, text.subject),
        *_of_tags(kind, "subject", text.subject),
        *([] if text.body.strip() else [Refusal("E-TEMPLATE-EMPTY", field="body")]),
        *_of_tags(kind, "body", text.body),
    )


def warnings(
    event_type: EventType, channel: TemplateChannel, text: TemplateFields, shown: str
) -> tuple[Refusal, ...]:
    """Return what a customer may miss in a message, and what it costs; `shown` is the rendered body.

    Amount, day, and how to pay are missed of money alone, and not in what staff reads (E.3).
    """
    if channel is TemplateChannel.TEXT:
        return ()
    found = [Refusal(_MISSING[says], field="body") for says in _missing(CATALOGUE[event_type], text)]
    parts = sms_size(shown).parts if channel is TemplateChannel.SMS else 1
    if parts > 1:
        found.append(Refusal("E-TEMPLATE-PARTS", field="body", rule="R-EVT-17", values={"parts": parts}))
    return tuple(found)


def _missing(kind: EventKind, text: TemplateFields) -> Iterator[Says]:
    whole = f"{text.subject}\n{text.body}"
    used = {found[1] for found in _TAG.finditer(whole)}
    said = {variable.says for variable in kind.variables if variable.name in used}
    if _LINK.search(whole):
        said.add(Says.PAY)
    return (says for says in kind.expects if says not in said)


def _of_subject(channel: TemplateChannel, subject: str) -> Iterator[Refusal]:
    if channel is TemplateChannel.EMAIL and not subject.strip():
        yield Refusal("E-TEMPLATE-SUBJECT", field="subject")
    if channel is TemplateChannel.SMS and subject:
        yield Refusal("E-TEMPLATE-NO-SUBJECT", field="subject")
    if len(subject.splitlines()) > 1:
        yield Refusal("E-TEMPLATE-LINES", field="subject")


def _of_tags(kind: EventKind, field: str, text: str) -> Iterator[Refusal]:
    """Return what looks like a variable and is none of the type's; the first character has position 1."""
    for found in _WRITTEN.finditer(text):
        position = found.start() + 1
        if found["stray"]:
            yield Refusal("E-TEMPLATE-TAG", field, _RULE, {"position": position})
        elif found["old"]:
            yield Refusal("E-TEMPLATE-OLD-TAG", field, _RULE, {"name": found["old"], "position": position})
        elif found[1] not in kind.names:
            yield _unknown(field, found[1], position, kind.names)


def _unknown(field: str, name: str, position: int, names: Iterable[str]) -> Refusal:
    """Refuse a variable that the type does not have, with the one that may be meant."""
    by_key = {known.casefold(): known for known in sorted(names)}
    close = difflib.get_close_matches(name.casefold(), by_key, n=1)
    if not close:
        return Refusal("E-TEMPLATE-VARIABLE", field, _RULE, {"name": name, "position": position})
    values: dict[str, Value] = {"name": name, "position": position, "meant": by_key[close[0]]}
    return Refusal("E-TEMPLATE-MEANT", field, _RULE, values)
