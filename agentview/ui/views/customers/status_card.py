"""A service with why it does not work, what that means, and what is done next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.customers import RestrictionStatus
from agentview.contract.status import Finding, ServiceStatus
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card, line
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.views.customers.status import restriction_chip, subscription_chip
from agentview.ui.views.customers.status_steps import Act, StepLine, step_lines
from agentview.ui.views.customers.status_words import StatusWords, service_word, severity_chip
from agentview.ui.views.customers.words import DOT


class ServiceCard(Card):
    """One service."""

    def __init__(
        self,
        service: ServiceStatus,
        words: StatusWords,
        act: Act,
        offline: str | None,
        *,
        is_answer: bool = False,
    ) -> None:
        """Shows the findings, the worst first; of `is_answer` the first one stands above already."""
        super().__init__(padding=12)
        self.service = service
        self.steps: list[StepLine] = []
        name = service_word(service)
        self.setAccessibleName(name)
        self.body.addWidget(PlainLabel(name, TypeRole.H2, wrap=True, selectable=True))
        where = DOT.join(dict.fromkeys((service.name, service.service_type, service.reference)))
        inside = QCoreApplication.translate("ServiceStatus", "in {package}")
        told = f"{where}{DOT}{inside.replace('{package}', service.package)}"
        self.body.addWidget(PlainLabel(told, ink=INK_SECOND, wrap=True))
        chips = [severity_chip(service.findings[0].severity), subscription_chip(service.status)]
        restriction = restriction_chip(RestrictionStatus(service.restriction))
        self.body.addWidget(FlowRow([Chip(one) for one in (*chips, restriction) if one is not None]))
        for at, finding in enumerate(service.findings[int(is_answer) :]):
            if at:
                self.body.addWidget(line())
            self.body.addWidget(self._finding(finding_parts(words, finding, service)))
            lines = step_lines(finding.steps, words, act, offline)
            self.steps += lines
            for one in lines:
                self.body.addWidget(one)

    def _finding(self, parts: tuple[str, str]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, look().px(4), 0, 0)
        column.setSpacing(look().px(2))
        column.addWidget(PlainLabel(parts[0], TypeRole.STRONG, wrap=True, selectable=True))
        if parts[1]:
            column.addWidget(PlainLabel(parts[1], wrap=True, selectable=True))
        return box


def finding_parts(words: StatusWords, finding: Finding, service: ServiceStatus) -> tuple[str, str]:
    """The cause and the meaning of a finding."""
    text = words.finding(finding, service)
    return text.what, text.safe.strip()
