"""Edits a request as an approver, once; whoever approved before decides anew (R-WL-24)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.wireless import ItemKind
from agentview.contract.wireless_approvals import EDIT, ApproverEditRequest, Standing
from agentview.contract.wireless_orders import Content
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError, Unknown
from agentview.ui.failure_words import failure_banner
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.appearance import look
from agentview.ui.kit.autosave import Autosaver
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.notice import NoticeBar
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_moment
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.views.wireless_approvals.editing import (
    Editing,
    as_draft,
    edited,
    read_offers,
    record_of,
    request_for,
)
from agentview.ui.wireless.content import content_of
from agentview.ui.wireless.details_page import DetailsPage
from agentview.ui.wireless.shipping_page import NAMES, ShippingPage

_WIDTH, _HEIGHT, _SHARE = 760, 720, 0.92
_SHIP = "ship_to"


class EditDialog(SentDialog):
    """Open it with `open()`; `sent(standing)` tells that a new round began."""

    def __init__(self, parent: QWidget, desk: Desk, editing: Editing) -> None:
        """Shows what the request says now."""
        self._editing = editing
        super().__init__(parent, desk, _text(editing))
        self.notice = NoticeBar()
        # The pane outlives the dialog: the last save may answer when the dialog has gone.
        record = record_of(editing.shown.order)
        self._saver = Autosaver(desk.drafts, desk.runner, record, lambda: as_draft(self.values()), parent)
        self._is_typed = False
        self.details, self.shipping = DetailsPage(self._today), ShippingPage(self._today)
        self.pages = ScrollColumn(_word("What the request says"))
        for page in (self.details, self.shipping):
            self.pages.body.addWidget(page)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.pages, 1)
        self.details.device_taken.connect(self._on_device)
        self._fill(editing.typed)
        for page in (self.details, self.shipping):
            page.changed.connect(self._on_typed)
        self.notice.button_pressed.connect(self._on_discard)
        room = round(parent.window().height() * _SHARE)
        self.resize(look().px(_WIDTH), min(look().px(_HEIGHT), room))
        self.details.setFocus()

    def sending(self, key: str) -> Sending[ApproverEditRequest, Standing]:
        """What is typed now. Raises ValidationError for what the contract does not take."""
        return Sending(EDIT, request_for(self._editing.shown, self.values()), key)

    def values(self) -> Mapping[str, object]:
        """What is typed; the address only where something is sent."""
        shipped = self.shipping.values() if self._editing.is_shipped else {}
        return {**self.details.values(), **shipped}

    def refused(self, error: Exception) -> None:
        """Shows the reasons beside their fields, and the others on top; what was typed stays."""
        by_field = self._desk.texts.by_field(error) if isinstance(error, AgentViewError) else {}
        address = {name: text for name, text in by_field.items() if name.startswith(_SHIP)}
        rest = {name: text for name, text in by_field.items() if name not in address}
        loose = [*self.shipping.show_errors(address), *self.details.show_errors(rest)]
        self._details = self._desk.texts.report(error).details
        if by_field and not loose:
            self.failed({}, BannerText(Tone.BAD, _word("Some fields need another look")))
        else:
            self.failed({}, failure_banner(self._desk.texts, error))

    # Inside

    def _fill(self, typed: Content | None) -> None:
        """Shows what the request says, or what was typed into it before and not sent."""
        order, row = self._editing.shown.order, self._editing.row
        content = typed or content_of(order)
        self.details.show_order(order, content, row)
        for offers in self._editing.offers:
            self.details.show_offers(offers)
        self.shipping.setVisible(self._editing.is_shipped)
        self.shipping.show_address({name: getattr(content.ship_to, name) for name in NAMES})
        at = self._editing.typed_at
        if typed is not None and at is not None:
            told = _word("What you typed is restored, from {time}.")
            when = show_moment(at, self._desk.clock.now(), self._desk.zone)
            self.notice.show_notice(told.replace("{time}", when), _word("Discard"))

    @Slot()
    def _on_typed(self) -> None:
        self._is_typed = True
        self._saver.touch()

    @Slot()
    def _on_discard(self) -> None:
        """Shows what the request says; what was typed is forgotten."""
        self.notice.show_notice("")
        self._fill(None)
        self._on_device(self.details.models())
        self._is_typed = False
        self._saver.discard()

    def _on_done(self, answer: object) -> None:
        self._is_typed = False
        self._saver.discard()
        super()._on_done(answer)

    @Slot()
    def _on_closed(self) -> None:
        """Keeps what was typed last, where it was not sent."""
        super()._on_closed()
        if self._is_typed:
            self._saver.save_now()
        self._saver.saved.connect(self._saver.deleteLater)

    @Slot()
    def _on_verb(self) -> None:
        if self._sending is None and self._is_same():
            cause = _word("Nothing is changed yet")
            told = _word("An edit asks everybody anew; without a change there is nothing to ask.")
            self.failed({}, BannerText(Tone.WARNING, cause, told))
            return
        super()._on_verb()

    def _is_same(self) -> bool:
        order = self._editing.shown.order
        try:
            return edited(order, self.values()) == content_of(order)
        except ValidationError:
            return False

    def _on_error(self, error: Exception) -> None:
        super()._on_error(error)
        self.pages.setEnabled(not isinstance(error, Unknown))

    @Slot(object)
    def _on_device(self, models: tuple[int, ...]) -> None:
        """Other accessories fit another device (R-WL-13)."""
        if all(rule.kind is not ItemKind.ACCESSORY for rule in self._editing.row.items):
            return
        gateway, order = self._desk.gateway, self._editing.shown.order
        self._desk.runner.submit(
            lambda: read_offers(gateway, order, ItemKind.ACCESSORY, models),
            self.details.show_offers,
            self.refused,
            self,
            newest="accessories",
        )

    def _today(self) -> date:
        return local_day(self._desk.clock.now(), self._desk.zone.key)


def _text(editing: Editing) -> DialogText:
    return DialogText(
        _word("Edit {order}").replace("{order}", editing.shown.order.reference),
        _word("Save and ask again"),
        _word("Leave it as it is"),
        _word("Saving..."),
        _word(
            "A request is edited once. Whoever approved before you decides anew, you need not; the policy is "
            "looked at again, and may ask more people."
        ),
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessApprovals", text)
