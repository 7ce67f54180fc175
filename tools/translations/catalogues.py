"""The texts of the contract, which does not know Qt: the desktop translates them when it shows them."""

from collections.abc import Iterable

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.event_catalogue import CATALOGUE
from agentview.contract.operations import OPERATIONS
from agentview.contract.texts import TEXTS, UNKNOWN
from agentview.contract.texts.audit_words import AUDIT_WORDS, CASE_WORDS
from agentview.contract.texts.label import LABELS
from agentview.contract.texts.status import CAUSES, STEPS
from agentview.contract.texts.suspension import KEPT_OUT, LET_THROUGH
from agentview.contract.texts.text import Text
from tools.translations.message import Message

ERRORS, VALUES, EVENTS = "Errors", "Values", "EventCatalogue"
AUDIT, COMMANDS = "AuditWords", "Operations"
CONTEXTS = frozenset({ERRORS, VALUES, EVENTS, AUDIT, COMMANDS})
"""In these contexts alone a source text may be no literal."""


def messages() -> set[Message]:
    """Return the texts of the contract."""
    sentences = [*TEXTS.values(), UNKNOWN, *CAUSES.values(), *KEPT_OUT.values(), *LET_THROUGH.values()]
    values = [word for labels in LABELS.values() for word in labels.values()]
    events = [kind.name for kind in CATALOGUE.values()]
    return {
        *_of(ERRORS, [part for text in sentences for part in _parts(text)]),
        *_of(ERRORS, STEPS.values()),
        *_of(VALUES, [*values, *ACCOUNT_STATUS_LABELS.values()]),
        *_of(AUDIT, [*AUDIT_WORDS.values(), *CASE_WORDS.values()]),
        *_of(COMMANDS, [op.summary for op in OPERATIONS]),
        *_of(EVENTS, [*events, *(one.meaning for kind in CATALOGUE.values() for one in kind.variables)]),
    }


def _parts(text: Text) -> tuple[str, ...]:
    return text.what, text.safe, text.next_step


def _of(context: str, sources: Iterable[str]) -> set[Message]:
    return {Message(context, source) for source in sources if source}
