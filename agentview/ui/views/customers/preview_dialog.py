"""A form that shows while it is filled in what it would come to, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.op import Message, Op
from agentview.contract.value import RefusalInfo
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.form_dialog import HEIGHT_SHARE
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.customers.dialogs import FormContent, RecordDialog
from agentview.ui.views.customers.preview_reader import PreviewReader

REST_MS, WIDTH = 200, 560
STILL_TO_FILL_IN = frozenset({"E-NOMINATED-DAY"})


class PreviewDialog(RecordDialog):
    """A `RecordDialog` with a preview above its form. A subclass says what is asked, and shows the answer."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        content: FormContent,
        op: Op[Any, Any],
        keeper: QObject,
        make_key: NewKey = new_key,
    ) -> None:
        """Asks for the first preview at once."""
        super().__init__(parent, desk, content, keeper, make_key)
        self.reader: PreviewReader[Any] = PreviewReader(desk, op, self._on_preview, self._on_no_preview)
        self.against = Banner()
        self.preview = ColumnBox(4)
        self.preview.setAccessibleName(QCoreApplication.translate("Preview", "What it comes to"))
        self.setMinimumWidth(look().px(WIDTH))
        self.put_above(self.against, self.preview)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.ask)
        self.form.changed.connect(self._on_changed)
        self.finished.connect(self._on_closed)
        self.ask()

    def put_above(self, *parts: QWidget) -> None:
        """Puts parts above the form, into the column that scrolls where the window is too low."""
        for at, part in enumerate(parts):
            self._scroll.body.insertWidget(at, part)
        self._fit()

    def _fit(self) -> None:
        """Lets the column be as high as what it holds, within the share of the screen for forms."""
        inside = self._scroll.widget()
        wanted = (inside.sizeHint().height() if inside is not None else 0) + look().px(8)
        most = round(self.screen().availableGeometry().height() * HEIGHT_SHARE)
        self._scroll.setMinimumHeight(min(wanted, most))

    # What a subclass says

    def asked(self) -> dict[str, object]:
        """What the preview is asked with."""
        raise NotImplementedError

    def show_preview(self, preview: Message) -> None:
        """Shows what it would come to."""
        raise NotImplementedError

    # Inside

    @Slot()
    def ask(self) -> None:
        """Asks for the preview of what is filled in now."""
        self.reader.read(**self.asked())

    @Slot(str)
    def _on_changed(self, _name: str) -> None:
        self._rest.start()

    @Slot()
    def _on_closed(self) -> None:
        self._rest.stop()
        self.reader.close()

    def _on_preview(self, preview: Any) -> None:  # noqa: ANN401 - the answer of any preview
        self.show_preview(preview)
        self.refuse(preview.refusals)
        self._fit()

    def refuse(self, refusals: Sequence[RefusalInfo]) -> None:
        """Says at once all that stands against it, but for what is only not filled in yet."""
        firm = [refusal for refusal in refusals if refusal.code not in STILL_TO_FILL_IN]
        cause = cause_text(self._desk.texts, firm)
        self.verb_button.set_refusal(cause)
        title = QCoreApplication.translate("Preview", "This is not possible now")
        self.against.show_texts([BannerText(Tone.BAD, title, cause)] if cause else [])

    def _on_no_preview(self, error: Exception) -> None:
        text = self._desk.texts.report(error).text
        self.against.show_texts([BannerText(Tone.BAD, text.what, text.safe, text.next_step)])
