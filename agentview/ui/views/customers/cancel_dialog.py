"""Cancels a package or an optional service: what ends, when, why, with a note and a file (R-PRV-29 to 33)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.cancelling import (
    CANCEL_PACKAGE,
    CANCEL_SERVICE,
    PREVIEW_PACKAGE,
    PREVIEW_SERVICE,
    CancelPackageRequest,
    CancelPreview,
    CancelServiceRequest,
    TimeFrame,
)
from agentview.contract.op import Message
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.customers.attachment_picker import AttachmentPicker
from agentview.ui.views.customers.cancel_words import (
    cancel_fields,
    cancel_text,
    contract_line,
    group_line,
    package_line,
    service_line,
)
from agentview.ui.views.customers.dialogs import FormContent
from agentview.ui.views.customers.holding import Holding
from agentview.ui.views.customers.preview_dialog import PreviewDialog

_TIMING = ("time_frame", "nominated_on")


class CancelDialog(PreviewDialog):
    """Open it with `open()`."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        account_id: int,
        holding: Holding,
        keeper: QObject,
        make_key: NewKey = new_key,
    ) -> None:
        """Asks at once what would end."""
        self._holding = holding
        self.picker = AttachmentPicker(desk, account_id)
        is_group = holding.service is None and holding.package.is_primary_in_group
        content = FormContent(
            holding,
            self._spec(),
            cancel_text(holding.reference, holding.name, is_service=holding.service is not None),
            cancel_fields(is_group=is_group),
            {"time_frame": TimeFrame.IMMEDIATE.value},
        )
        op = PREVIEW_PACKAGE if holding.service is None else PREVIEW_SERVICE
        super().__init__(parent, desk, content, op, keeper, make_key)
        self.put_below(self.picker)
        self.picker.attached.connect(self._on_attached)
        self._show_fields()

    def asked(self) -> dict[str, object]:
        """The record and the time frame."""
        return {**self._subject(), **self._timing(self.form.values())}

    def show_preview(self, preview: Message) -> None:
        """Shows what ends, the whole group first."""
        if not isinstance(preview, CancelPreview):
            return
        while (item := self.preview.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        warning = group_line(preview)
        if warning:
            self._say(PlainLabel(warning, TypeRole.STRONG, ink=INK_ERROR, wrap=True))
        if "typed_number" in self.form.values():
            self.form.set_visible("typed_number", visible=preview.type_number is not None)
        for package in preview.packages:
            self._say(PlainLabel(package_line(package), TypeRole.STRONG, wrap=True))
            if package.contract is not None:
                self._say(PlainLabel(contract_line(package.contract), wrap=True))
            for service in package.services:
                self._say(PlainLabel(service_line(service), ink=INK_SECOND, wrap=True))

    # Inside

    def _say(self, label: PlainLabel) -> None:
        self.preview.body.addWidget(label)

    def _subject(self) -> dict[str, object]:
        if self._holding.service is None:
            return {"package_id": self._holding.package.package_id}
        return {"service_id": self._holding.service.service_id}

    @staticmethod
    def _timing(values: Values) -> dict[str, object]:
        """The time frame, with the nominated day only where that is chosen."""
        frame = values.get("time_frame")
        is_nominated = frame == TimeFrame.NOMINATED_DATE.value
        return {"time_frame": frame, "nominated_on": values.get("nominated_on") if is_nominated else None}

    def _spec(self) -> FormSpec[Holding]:
        kind = "package" if self._holding.service is None else "service"
        return FormSpec(
            draft=f"cancel:{kind}:{self._holding.reference}",
            op=CANCEL_PACKAGE if self._holding.service is None else CANCEL_SERVICE,
            request=self._request,
        )

    def _request(self, _record: Holding, values: Values) -> Message:
        file = self.picker.file
        terms = {
            **self._subject(),
            **self._timing(values),
            "reason": values.get("reason"),
            "note": values.get("note") or "",
            "attachment_id": file.attachment_id if file is not None else None,
        }
        if self._holding.service is not None:
            return CancelServiceRequest.model_validate(terms)
        typed = str(values.get("typed_number") or "").strip()
        number = int(typed) if typed.isdecimal() else None
        return CancelPackageRequest.model_validate({**terms, "typed_number": number})

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        if name in _TIMING:
            self._show_fields()
            super()._on_changed(name)

    @Slot(object)
    def _on_attached(self, _file: object) -> None:
        self.picker.button.setFocus()

    @Slot()
    def _on_closed(self) -> None:
        self.picker.close_down()
        super()._on_closed()

    def _show_fields(self) -> None:
        is_nominated = self.form.values().get("time_frame") == TimeFrame.NOMINATED_DATE.value
        self.form.set_visible("nominated_on", visible=is_nominated)
