"""What was agreed with a customer, and what keeps the rules from it: promise, plan, exemption, complaint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.complaints import ComplaintRow
from agentview.contract.ledger import PromiseStatus
from agentview.contract.payment_plans import PlanRow, PlanStatus
from agentview.contract.promises import PromiseRow
from agentview.contract.suspension_exemptions import ExemptionRow
from agentview.ui.credit.amounts import shown
from agentview.ui.credit.picture import CreditPicture
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card, line
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day
from agentview.ui.texts.restriction import frequency_word, plan_chip, promise_chip

_LATEST = 3

End = Callable[[object], None]


@dataclass(frozen=True)
class Agreement:
    """Something agreed: its chip, its sentence, further words, and what ends it ("" for nothing)."""

    chip: ChipValue
    head: str
    body: str
    verb: str = ""
    record: object = None


def agreements(picture: CreditPicture) -> tuple[Agreement, ...]:
    """What holds now first, then the latest promises and plans that are over."""
    found = [*_promises(picture), *_plans(picture), *_exemptions(picture), *_complaints(picture)]
    running = [one for one in found if one.verb]
    over = [one for one in found if not one.verb]
    return (*running, *over[:_LATEST])


class AgreedCard(Card):
    """The card; `end(record)` is asked when somebody ends a promise, plan, exemption or complaint."""

    def __init__(self, end: End) -> None:
        """Shows nothing yet."""
        super().__init__(_word("What was agreed"), padding=12)
        self._end = end
        self._lines: list[QWidget] = []
        self.buttons: list[Button] = []
        self._shown: tuple[Agreement, ...] | None = None

    def show_agreements(self, found: tuple[Agreement, ...], cause: str | None) -> None:
        """Shows these; `cause` says why none can be ended now."""
        if found != self._shown:
            self._shown = found
            self._rebuild(found)
        for button in self.buttons:
            button.set_refusal(cause)

    def _rebuild(self, found: tuple[Agreement, ...]) -> None:
        for part in self._lines:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.buttons = []
        empty = _word("No promise, no payment plan, no exemption, no case of the ombudsman.")
        self._lines = [PlainLabel(empty, ink=INK_SECOND, wrap=True)] if not found else []
        for at, one in enumerate(found):
            if at:
                self._lines.append(line())
            self._lines.append(self._line(one))
        for part in self._lines:
            self.body.addWidget(part)

    def _line(self, one: Agreement) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        texts = QVBoxLayout()
        texts.setSpacing(look().px(2))
        texts.addWidget(FlowRow([Chip(one.chip), PlainLabel(one.head, wrap=True, selectable=True)]))
        if one.body:
            texts.addWidget(PlainLabel(one.body, ink=INK_SECOND, wrap=True, selectable=True))
        row.addLayout(texts, 1)
        if one.verb:
            button = Button(one.verb)
            button.setAccessibleName(f"{one.verb}: {one.head}")
            record = one.record
            button.pressed_once.connect(lambda: self._end(record))
            self.buttons.append(button)
            row.addWidget(button)
        return box


def _promises(picture: CreditPicture) -> Iterator[Agreement]:
    for row in picture.promises:
        is_open = row.status is PromiseStatus.OPEN
        yield Agreement(
            promise_chip(row.status),
            _promise_head(row),
            ". ".join(part for part in (row.taken_by, row.note) if part),
            _word("Cancel promise") if is_open else "",
            row,
        )


def _promise_head(row: PromiseRow) -> str:
    told = _word("{amount} by {day}").replace("{amount}", shown(row.amount_cents, row.currency))
    told = told.replace("{day}", show_day(row.promised_for))
    if not row.paid_cents:
        return told
    return f"{told}, {_word('{paid} paid').replace('{paid}', shown(row.paid_cents, row.currency))}"


def _plans(picture: CreditPicture) -> Iterator[Agreement]:
    for row in picture.plans:
        runs = row.status is PlanStatus.IN_PROGRESS
        yield Agreement(
            plan_chip(row.status), _plan_head(row), _plan_body(row), _word("Cancel plan") if runs else "", row
        )


def _plan_head(row: PlanRow) -> str:
    told = _word("Payment plan: {total} in {count} payments, {often}")
    told = told.replace("{total}", shown(row.total_cents, row.currency))
    return told.replace("{count}", str(row.number_of_payments)).replace(
        "{often}", frequency_word(row.frequency)
    )


def _plan_body(row: PlanRow) -> str:
    parts = [
        _word("{paid} paid").replace("{paid}", shown(row.paid_cents, row.currency)),
        ", ".join(row.invoice_nos),
    ]
    if row.next_on is not None:
        parts.insert(1, _word("next on {day}").replace("{day}", show_day(row.next_on)))
    return " \u00b7 ".join(part for part in parts if part)


def _exemptions(picture: CreditPicture) -> Iterator[Agreement]:
    for row in picture.exemptions:
        if row.is_running:
            yield _exemption(row)


def _exemption(row: ExemptionRow) -> Agreement:
    until = _word("To the end of {day}").replace("{day}", show_day(row.until_on))
    body = f"{row.owner}: {row.reason}"
    return Agreement(
        ChipValue(Tone.INFO, "\u25cb", _word("Exempt")), until, body, _word("End exemption"), row
    )


def _complaints(picture: CreditPicture) -> Iterator[Agreement]:
    for row in picture.complaints:
        yield _complaint(row)


def _complaint(row: ComplaintRow) -> Agreement:
    is_open = row.closed_on is None
    chip = (
        ChipValue(Tone.WARNING, "!", _word("Ombudsman"))
        if is_open
        else ChipValue(Tone.NEUTRAL, "\u00d7", _word("Ombudsman, closed"))
    )
    head = _word("{number}, opened {day}").replace("{number}", row.reference)
    head = head.replace("{day}", show_day(row.opened_on))
    return Agreement(chip, head, row.noted_by, _word("Close case") if is_open else "", row)


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerCredit", text)
