"""A form that shows while it is filled in what it would come to, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from agentview.contract.op import Message, Op
from agentview.contract.value import RefusalInfo
from agentview.ui.failure_words import cause_text
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.customers.dialogs import FormContent, RecordDialog
from agentview.ui.views.customers.preview_reader import PreviewReader

REST_MS = 200
WIDE, LEAST_WIDE, NARROW = 840, 720, 560
"""How wide the dialog is at 100 %: with the preview beside the form, and above it in a narrow window."""

STILL_TO_FILL_IN = frozenset({"E-NOMINATED-DAY"})


class PreviewDialog(RecordDialog):
    """A `RecordDialog` with a preview beside its form. A subclass says what is asked and shows the answer."""

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
        self._over = parent.window()
        self.reader: PreviewReader[Any] = PreviewReader(desk, op, self._on_preview, self._on_no_preview)
        self.against = Banner()
        self.preview = ColumnBox(4)
        self.preview.setAccessibleName(QCoreApplication.translate("Preview", "What it comes to"))
        self._arrange_sides()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.ask)
        self.form.changed.connect(self._on_changed)
        self.finished.connect(self._on_closed)
        self.ask()

    def put_beside(self, part: QWidget) -> None:
        """Puts a part above the preview, beside the form."""
        self._beside.insertWidget(0, part)
        self.fit()

    def put_below(self, part: QWidget) -> None:
        """Puts a part below the form."""
        self._below.insertWidget(1, part)
        self.fit()

    def _arrange_sides(self) -> None:
        """Puts preview and form side by side, so that a low screen shows both; below each other if narrow."""
        room = self._over.width() - look().px(16)
        is_wide = room >= look().px(LEAST_WIDE)
        self.setMinimumWidth(min(room, look().px(WIDE)) if is_wide else look().px(NARROW))
        ways = QBoxLayout.Direction
        sides = QBoxLayout(ways.LeftToRight if is_wide else ways.TopToBottom)
        sides.setSpacing(look().px(24 if is_wide else 12))
        self._beside, self._below = QVBoxLayout(), QVBoxLayout()
        self._beside.addWidget(self.preview)
        self._scroll.body.removeWidget(self.form.widget)
        self._below.addWidget(self.form.widget)
        for side in (self._beside, self._below):
            side.setSpacing(look().px(8))
            if is_wide:
                side.addStretch(1)
            sides.addLayout(side, 1)
        self._scroll.body.addWidget(self.against)
        self._scroll.body.addLayout(sides)
        self.fit()

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
        self.fit()

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
