"""The status as plain text, to be read out to the customer or pasted into a message."""

from __future__ import annotations

from collections.abc import Iterator

from agentview.contract.status import Finding, ServiceStatus, StatusReport, StepKind
from agentview.ui.views.customers.status_presenter import living
from agentview.ui.views.customers.status_words import StatusWords

_FOR_CUSTOMERS = (StepKind.CHECK_DEVICE, StepKind.WAIT_NETWORK)
"""What a customer is told to do, or to wait for; who in the house does what is our own affair."""


def read_out(report: StatusReport, words: StatusWords) -> str:
    """Return the answer for each service in plain sentences.

    Who placed a hold and why, and when the network was asked, are left out.
    """
    lines = [*_account(report, words)]
    for service in living(report):
        lines += _lines(service.findings[:1], words, service)
    return "\n".join(dict.fromkeys(lines))


def _account(report: StatusReport, words: StatusWords) -> Iterator[str]:
    yield from _lines(report.findings, words, None)


def _lines(findings: tuple[Finding, ...], words: StatusWords, service: ServiceStatus | None) -> Iterator[str]:
    for finding in findings:
        is_hold = "hold" in finding.values
        left_out = {"asked_at", "confirmed_at"} | ({"by"} if is_hold else set())
        values = {name: one for name, one in finding.values.items() if name not in left_out}
        told = finding.model_copy(update={"values": values})
        text = words.finding(told, service)
        steps = [words.step(step) for step in finding.steps if step.kind in _FOR_CUSTOMERS]
        yield " ".join(part.strip() for part in (text.what, text.safe, *steps) if part.strip())
