"""What kinds of records and actions are called in the audit log and beside cases; imports no Qt widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.texts.audit_words import AUDIT_WORDS, CASE_WORDS


def code_word(code: str) -> str:
    """A kind of record, or an action, in words: "cancel_request" becomes "Cancel request"."""
    word = AUDIT_WORDS.get(code)
    return QCoreApplication.translate("AuditWords", word) if word else code.replace("_", " ").capitalize()


def case_code_word(code: str) -> str:
    """What went wrong, in words where it is a code of AgentView; carriers have codes of their own."""
    word = CASE_WORDS.get(code.replace("-", "_"))
    return QCoreApplication.translate("AuditWords", word) if word else code
