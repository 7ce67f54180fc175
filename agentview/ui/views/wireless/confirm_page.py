"""The last page: what is ordered, what it costs, what breaks the policy, and what has to be agreed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.wireless import Acknowledged
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.options import Option, OptionList
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.wireless.cost_lines import CostLines, Costs

ACKNOWLEDGED = "acknowledged"
_CODES = tuple(Acknowledged)


class ConfirmPage(ColumnBox):
    """`changed` tells that something was agreed to, or taken back."""

    changed = Signal()

    def __init__(self) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(12))
        self.policy = Banner()
        self.facts = FactList()
        self.costs = CostLines(_word("Cost"))
        self.agreements = OptionList(_word("What you agree to"), several=True)
        self.how = PlainLabel(
            _word("Tick each of them; nothing is submitted before."), ink=INK_SECOND, wrap=True
        )
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.agreed_card = Card(_word("What you agree to"), padding=12)
        what, cost = Card(_word("What is requested"), padding=12), Card(_word("What it costs"), padding=12)
        what.body.addWidget(self.facts)
        cost.body.addWidget(self.costs)
        for part in (self.how, self.error, self.agreements):
            self.agreed_card.body.addWidget(part)
        for card in (self.policy, cost, what, self.agreed_card):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.agreements.picked.connect(self._on_picked)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def show_costs(self, costs: Costs, policy: Sequence[str]) -> None:
        """Shows what it costs, and every reason for which it is out of policy."""
        self.costs.show_lines(costs.lines, costs.currency, costs.once_cents, costs.monthly_cents)
        texts = []
        if policy:
            cause = _word("This is out of the mobile policy")
            step = _word("It can be submitted; the approvers see these reasons and may be more than usual.")
            texts = [BannerText(Tone.WARNING, cause, " ".join(policy), step)]
        self.policy.show_texts(texts)

    def show_order(
        self, facts: Sequence[Fact], agreements: Sequence[Acknowledged], agreed: Sequence[Acknowledged]
    ) -> None:
        """Shows what is requested, and what has to be agreed to."""
        self.facts.set_facts(list(facts))
        options = [Option(_CODES.index(one), agreement_word(one), agreement_text(one)) for one in agreements]
        self.agreements.set_options(options, [_CODES.index(one) for one in agreed])
        self.agreed_card.setVisible(bool(agreements))
        self.error.hide()

    def values(self) -> Mapping[str, object]:
        """What is agreed to."""
        return {ACKNOWLEDGED: self.agreed()}

    def agreed(self) -> tuple[Acknowledged, ...]:
        """What is ticked."""
        return tuple(_CODES[at] for at in self.agreements.chosen())

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Shows above the ticks what is missing."""
        own = errors.get(ACKNOWLEDGED, "")
        self.error.setText(f"\u00d7 {own}" if own else "")
        self.error.setVisible(bool(own))
        if own:
            self.agreements.take_focus()
        return [text for name, text in errors.items() if name != ACKNOWLEDGED]

    @Slot()
    def _on_picked(self) -> None:
        self.error.hide()
        self.changed.emit()


def agreement_word(code: Acknowledged) -> str:
    """What an agreement is called."""
    return {
        Acknowledged.SHARED_PLAN: _word("Shared plan"),
        Acknowledged.LIABILITY_TRANSFER: _word("Transfer of liability"),
        Acknowledged.TERMINATION_FEE: _word("Termination fee"),
        Acknowledged.WARRANTY_TERMS: _word("Terms of the warranty"),
        Acknowledged.GENERAL: _word("Terms of the company"),
    }[code]


def agreement_text(code: Acknowledged) -> str:
    """What is agreed to, in whole sentences (R-WL-03, R-WL-11)."""
    return {
        Acknowledged.SHARED_PLAN: _word(
            "A line of a family or shared plan leaves it; what that plan costs the others may change."
        ),
        Acknowledged.LIABILITY_TRANSFER: _word(
            "Who pays for the line changes. The person and the company both authorise this transfer."
        ),
        Acknowledged.TERMINATION_FEE: _word(
            "The carrier may charge a fee for ending a contract early; it is paid as the company rules."
        ),
        Acknowledged.WARRANTY_TERMS: _word(
            "The vendor decides. A claim under false pretences can charge the full price of the device "
            "to the company."
        ),
        Acknowledged.GENERAL: _word("The terms of the company for mobile devices and services apply."),
    }[code]


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessRequest", text)
