"""What can be chosen of one kind, such as devices or features, with its prices and its mark of policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, Slot

from agentview.core.money import Money
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.facts import NO_VALUE
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.lists.search_table import SearchTable

_LEAST_ROWS, _MOST_ROWS = 2, 6


@dataclass(frozen=True)
class Offer:
    """Something to choose, by its id; `most` of it at once. `is_had`: the line has it, choosing ends it."""

    offer_id: int
    name: str
    detail: str = ""
    once_cents: int = 0
    monthly_cents: int = 0
    is_in_policy: bool = True
    most: int = 1
    is_had: bool = False


class OfferPicker(Card):
    """Enter takes an offer; plus and minus change how many, also to none. `changed` tells.

    Where several can be taken Enter lets go of one as well; where only one can be, a click takes it.
    """

    changed = Signal()

    def __init__(self, title: str, *, several: bool) -> None:
        """Offers nothing yet."""
        super().__init__(title, padding=12)
        self._several, self._currency = several, ""
        self._offers: tuple[Offer, ...] = ()
        self.taken: dict[int, int] = {}
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.error.hide()
        narrow = _word("Narrow by words")
        self.list: SearchTable[Offer] = SearchTable(
            narrow, title, self._columns(), lambda row: row.offer_id, _empty
        )
        # Several of these stand on one page: who hears it must know which one it is.
        self.list.search.setAccessibleName(f"{title}: {narrow}")
        for part in (self.said, self.error, self.list):
            self.body.addWidget(part)
        self.list.typed.connect(self._on_typed)
        self.list.taken.connect(self._on_taken)
        self.list.table.clicked.connect(self._on_clicked)
        texts = (
            (_word("One more"), "+", "plus", self._more),
            (_word("One less"), "-", "chevron-down", self._less),
        )
        self.row_actions = tuple(
            make_action(self.list.table, ActionText(word, key, icon), run) for word, key, icon, run in texts
        )

    def show_offers(self, offers: Sequence[Offer], taken: Mapping[int, int], currency: str) -> None:
        """Shows what can be chosen, and what is."""
        known = {one.offer_id for one in offers}
        self._offers, self._currency = tuple(offers), currency
        self.taken = {key: qty for key, qty in taken.items() if key in known and qty > 0}
        self.error.hide()
        self._show_found()
        self._show_taken()

    def show_error(self, text: str) -> None:
        """Says what is wrong, and puts the focus here."""
        self.error.setText(f"\u00d7 {text}" if text else "")
        self.error.setVisible(bool(text))
        if text:
            self.list.search.setFocus()

    def take(self, offer: Offer) -> None:
        """Takes an offer; of several it lets go again, where only one can be taken it replaces the other."""
        if not self._several:
            self.taken = {offer.offer_id: 1}
        elif offer.offer_id in self.taken:
            del self.taken[offer.offer_id]
        else:
            self.taken[offer.offer_id] = 1
        self._tell()

    # Inside

    def _columns(self) -> tuple[Column[Offer], ...]:
        return (
            Column("name", lambda: _word("Name"), self._name_of, stretch=True, tip=lambda row: row.detail),
            Column(
                "policy",
                lambda: _word("Policy"),
                lambda row: policy_chip(is_in_policy=row.is_in_policy).word,
                Kind.CHIP,
                mark=lambda row: policy_chip(is_in_policy=row.is_in_policy),
                sample=lambda: policy_chip(is_in_policy=False).word,
                tip=lambda row: policy_chip(is_in_policy=row.is_in_policy).sentence,
            ),
            Column(
                "once",
                lambda: _word("Once"),
                lambda row: self._amount(row.once_cents),
                Kind.NUMBER,
                sample=lambda: "1,234.00",
            ),
            Column(
                "monthly",
                lambda: _word("Monthly"),
                lambda row: self._amount(row.monthly_cents),
                Kind.NUMBER,
                sample=lambda: "1,234.00",
            ),
            Column("taken", lambda: _word("Chosen"), self._taken_text, sample=lambda: _word("Remove")),
        )

    def _name_of(self, offer: Offer) -> str:
        return f"\u2713 {offer.name}" if offer.offer_id in self.taken else offer.name

    def _taken_text(self, offer: Offer) -> str:
        qty = self.taken.get(offer.offer_id, 0)
        if offer.is_had:
            return _word("Remove") if qty else _word("In use")
        if not qty:
            return NO_VALUE
        return f"{qty} \u00d7" if offer.most > 1 else _word("Yes")

    def _amount(self, cents: int) -> str:
        return grouped_amount(Money(cents, self._currency)) if self._currency else ""

    def _show_found(self) -> None:
        words = self.list.search.text().lower().split()
        found = [
            one for one in self._offers if all(word in f"{one.name} {one.detail}".lower() for word in words)
        ]
        self.list.show_rows(found)
        rows = min(max(len(found), _LEAST_ROWS), _MOST_ROWS)
        self.list.panel.setFixedHeight(look().row_height * (rows + 1) + look().px(12))

    def _show_taken(self) -> None:
        names = [
            f"{self.taken[one.offer_id]} \u00d7 {one.name}" if one.most > 1 else one.name
            for one in self._offers
            if one.offer_id in self.taken
        ]
        text = _word("Chosen: {names}.").replace("{names}", ", ".join(names))
        how = _word("Enter or a click chooses; \u2212 in the list lets go.")
        if self._several:
            how = _word("Enter or a double click chooses and lets go.")
        if any(one.most > 1 for one in self._offers):
            how = _word("Enter or a double click chooses; + and \u2212 in the list change how many.")
        self.said.setText(f"{text} {how}" if names else how)

    def _tell(self) -> None:
        self.error.hide()
        self._show_taken()
        self.list.table.viewport().update()
        self.changed.emit()

    def _change(self, by: int) -> None:
        offer = self.list.current()
        if offer is None:
            return
        qty = min(max(self.taken.get(offer.offer_id, 0) + by, 0), offer.most)
        if not self._several and qty:
            self.taken = {}
        self.taken[offer.offer_id] = qty
        if not qty:
            del self.taken[offer.offer_id]
        self._tell()

    @Slot()
    def _more(self) -> None:
        self._change(1)

    @Slot()
    def _less(self) -> None:
        self._change(-1)

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        self._show_found()

    @Slot(object)
    def _on_taken(self, row: object) -> None:
        if isinstance(row, Offer):
            self.take(row)

    @Slot()
    def _on_clicked(self) -> None:
        if not self._several:
            self._on_taken(self.list.current())


def policy_chip(*, is_in_policy: bool) -> ChipValue:
    """Whether something stands in the mobile policy of the company (T14)."""
    if is_in_policy:
        return ChipValue(Tone.SUCCESS, "\u2713", _word("In policy"), _word("In policy"))
    return ChipValue(
        Tone.WARNING,
        "!",
        _word("Out of policy"),
        _word("Out of policy: it can be ordered, but may need a further approver"),
    )


def _empty(text: str) -> StateText:
    if text:
        return StateText(_word("Nothing fits these words"), _word("Clear them to see all."))
    return StateText(_word("Nothing to choose"), _word("Nothing of this kind fits the carrier and device."))


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessOffer", text)
