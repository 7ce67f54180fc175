"""The row of tabs of open records: whole names as tooltips, a cross on each, the wheel button closes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.icon import icon
from agentview.ui.kit.text import plain_tip

TITLE_PX = 160


class RecordTabBar(QTabBar):
    """Tells `close_wanted(place)`; the first tab is fixed and has no cross."""

    close_wanted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Shows no tab yet."""
        super().__init__(parent)
        self._titles: list[str] = []
        self.setAccessibleName(name)
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._dress_arrows()

    def add_fixed(self, title: str) -> None:
        """Adds the tab that cannot be closed."""
        self._titles.append(title)
        self._show_title(self.addTab(""))

    def add(self, title: str) -> None:
        """Adds the tab of a record."""
        self._titles.append(title)
        at = self.addTab("")
        cross = IconButton("close", "")
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.pressed_once.connect(self._on_cross)
        self.setTabButton(at, QTabBar.ButtonPosition.RightSide, cross)
        self._show_title(at)

    def rename(self, at: int, title: str) -> None:
        """Calls a tab otherwise."""
        self._titles[at] = title
        self._show_title(at)

    def title(self, at: int) -> str:
        """The whole title of a tab."""
        return self._titles[at]

    def tabRemoved(self, index: int) -> None:
        super().tabRemoved(index)
        del self._titles[index]

    def changeEvent(self, event: QEvent) -> None:
        """Shortens titles anew where the font has changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange):
            self._dress_arrows()
        if event.type() == QEvent.Type.FontChange:
            for at in range(self.count()):
                self._show_title(at)

    def minimumSizeHint(self) -> QSize:
        # Many tabs scroll: they do not make the window wide.
        return QSize(look().px(TITLE_PX), super().minimumSizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            at = self.tabAt(event.position().toPoint())
            if at > 0:
                self.close_wanted.emit(at)
            return
        super().mouseReleaseEvent(event)

    def _dress_arrows(self) -> None:
        """Gives the buttons that scroll many tabs an arrow that can be seen; Qt's own are four pixels."""
        arrows = {"ScrollLeftButton": "chevron-left", "ScrollRightButton": "chevron-right"}
        for name, drawn in arrows.items():
            button = self.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setArrowType(Qt.ArrowType.NoArrow)
                button.setIcon(icon(drawn, None, look().px(16)))

    @Slot()
    def _on_cross(self) -> None:
        for at in range(1, self.count()):
            if self.tabButton(at, QTabBar.ButtonPosition.RightSide) is self.sender():
                self.close_wanted.emit(at)
                return

    def _show_title(self, at: int) -> None:
        title = " ".join(self._titles[at].split())
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, look().px(TITLE_PX))
        self.setTabText(at, shown.replace("&", "&&"))
        self.setTabToolTip(at, plain_tip(title))
        self.setAccessibleTabName(at, title)
        cross = self.tabButton(at, QTabBar.ButtonPosition.RightSide)
        if isinstance(cross, IconButton):
            name = QCoreApplication.translate("RecordTabs", "Close {title}").replace("{title}", title)
            cross.set_face("close", name)
