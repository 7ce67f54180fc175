"""The frame of a wizard: strip on top, one page at a time, a summary that grows, and the way on."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card, line
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.form import FieldBox
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.strip import LifecycleStrip, Step
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole

SUMMARY_PX = 280
NEXT_KEYS = ("Ctrl+Return", "Ctrl+Enter", "Alt+Right", "Ctrl+PgDown")
BACK_KEYS = ("Alt+Left", "Ctrl+PgUp")


@dataclass(frozen=True)
class SummarySection:
    """A part of the summary: its title and what is known."""

    title: str
    facts: tuple[Fact, ...]


class WizardFrame(QWidget):
    """Shows the page that it is told to show; which page comes next is the business of who uses it.

    `next_wanted`, `back_wanted`, `save_wanted` tell the buttons and keys; nothing is told while it is busy.
    `error_button(key)` tells the buttons of the errors on top.
    """

    next_wanted = Signal()
    back_wanted = Signal()
    save_wanted = Signal()
    error_button = Signal(str)

    def __init__(self, name: str, summary_title: str, parent: QWidget | None = None) -> None:
        """Shows no page yet; `name` is what a screen reader calls the pages."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._pages: dict[Hashable, QWidget] = {}
        self._current: Hashable | None = None
        self._refusal: str | None = None
        self._can_go_back = False
        self._is_to_read = False
        self.strip = LifecycleStrip()
        self.title = heading("", TypeRole.H1)
        self.errors = Banner()
        self.stack = _Pages()
        self.page = ScrollColumn(name)
        self.summary = _Summary(summary_title)
        self.save = Button(
            translate("Wizard", "Save and close"),
            tip=tip_with_key(translate("Wizard", "Keep what is filled in and go on later"), "Ctrl+S"),
        )
        self.back = Button(
            translate("Wizard", "Back"),
            tip=tip_with_key(translate("Wizard", "Go back to the page before"), BACK_KEYS[0]),
        )
        self.next = Button(
            translate("Wizard", "Next"),
            ButtonKind.PRIMARY,
            tip=tip_with_key(translate("Wizard", "Check this page and go on"), NEXT_KEYS[0]),
        )
        self.actions_by_name = self._make_actions()
        self._arrange()
        self.save.pressed_once.connect(self._on_save)
        self.back.pressed_once.connect(self._on_back)
        self.next.pressed_once.connect(self._on_next)
        self.errors.button_pressed.connect(self.error_button)

    @property
    def current(self) -> Hashable | None:
        """The key of the page that is shown."""
        return self._current

    @property
    def is_busy(self) -> bool:
        """Whether the page is being checked or something is being carried out."""
        return self.next.is_busy or self.save.is_busy

    def add_page(self, key: Hashable, widget: QWidget) -> None:
        """Adds a page; it shows nothing before `show_page`."""
        self._pages[key] = widget
        self.stack.add(widget)

    def show_page(
        self, key: Hashable, title: str, *, can_go_back: bool, verb: str = "", is_to_read: bool = False
    ) -> None:
        """Shows a page without errors and puts the focus into it; `verb` stands in place of "Next".

        A page `is_to_read` asks nothing that must be answered: the way on has the focus.
        """
        self.set_busy(None)
        self.set_refusal(None)
        self.errors.show_texts([])
        self._current, self._can_go_back, self._is_to_read = key, can_go_back, is_to_read
        self.title.setText(title)
        self.next.setText(verb or QCoreApplication.translate("Wizard", "Next"))
        self.stack.show_page(self._pages[key])
        self.page.verticalScrollBar().setValue(0)
        self.back.setEnabled(can_go_back)
        refuse_action(self.actions_by_name["back"], None if can_go_back else self._first_page())
        announce(self, title)
        self.focus_page()

    def focus_page(self) -> None:
        """Puts the focus on the first field of the page, or on the way on."""
        page = self.stack.shown
        if page is None:
            return
        if self._is_to_read and self.next.isEnabled():
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        child = page.nextInFocusChain()
        while child is not None and child is not page:
            if page.isAncestorOf(child) and _takes_focus(child, page):
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return
            child = child.nextInFocusChain()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Shows where the wizard stands; at most seven steps."""
        self.strip.set_steps(steps)

    def set_summary(self, sections: Sequence[SummarySection]) -> None:
        """Shows what is known so far."""
        self.summary.set_sections(sections)

    def set_busy(self, label: str | None, *, saving: bool = False) -> None:
        """Shows what is being done ("Checking...") on its button and waits; None ends it."""
        for button in (self.next, self.save):
            button.set_busy(None)
        if label is not None:
            (self.save if saving else self.next).set_busy(label)
        is_free = label is None
        self.stack.setEnabled(is_free)
        self.back.setEnabled(is_free and self._can_go_back)
        if is_free:
            self.next.set_refusal(self._refusal)
            self.save.set_refusal(None)
        else:
            (self.next if saving else self.save).setEnabled(False)

    def set_refusal(self, cause: str | None) -> None:
        """Says why the way on is closed, such as a lost connection; None opens it."""
        self._refusal = cause
        self.next.set_refusal(cause)
        refuse_action(self.actions_by_name["next"], cause)

    def show_errors(self, texts: Sequence[BannerText]) -> None:
        """Shows on top what stands against going on, and ends being busy; what was typed stays."""
        self.set_busy(None)
        self.errors.show_texts(texts)
        self.page.verticalScrollBar().setValue(0)

    def reveal_focus(self) -> None:
        """Scrolls until the field that has the focus is seen, with its label and what is wrong with it."""
        # Once what was just shown has its place: until then nobody knows how far there is to scroll.
        QTimer.singleShot(0, self, self._reveal_focus)

    def reveal(self, part: QWidget) -> None:
        """Scrolls until a part of the page is seen, from its top where it is higher than the page."""
        inner, bar, room = self.page.widget(), self.page.verticalScrollBar(), self.page.viewport().height()
        if inner is None:
            return
        layout = inner.layout()
        if layout is not None:
            layout.activate()
        top = part.mapTo(inner, QPoint(0, 0)).y()
        if top < bar.value() or top + part.height() > bar.value() + room:
            bar.setValue(top if part.height() > room else top + part.height() - room)

    def wizard_actions(self) -> tuple[QAction, ...]:
        """What the keys do, for the key sheet."""
        return tuple(self.actions_by_name.values())

    # Inside

    @Slot()
    def _reveal_focus(self) -> None:
        inner, focused = self.page.widget(), self._focused()
        if inner is not None and focused is not None and inner.isAncestorOf(focused):
            box = _box_of(focused)
            self.reveal(box if box.height() <= self.page.viewport().height() else focused)

    def _focused(self) -> QWidget | None:
        return self.window().focusWidget()

    def _make_actions(self) -> dict[str, QAction]:
        translate = QCoreApplication.translate
        made = {
            "next": make_action(
                self, ActionText(translate("Wizard", "Go on"), NEXT_KEYS[0], "arrow-right"), self._on_next
            ),
            "back": make_action(
                self, ActionText(translate("Wizard", "Go back"), BACK_KEYS[0], "arrow-left"), self._on_back
            ),
            "save": make_action(
                self, ActionText(translate("Wizard", "Save and close"), "Ctrl+S", "check"), self._on_save
            ),
        }
        made["next"].setShortcuts([QKeySequence(key) for key in NEXT_KEYS])
        made["back"].setShortcuts([QKeySequence(key) for key in BACK_KEYS])
        return made

    def _arrange(self) -> None:
        gap = look().px(12)
        self.page.body.addWidget(self.errors)
        self.page.body.addWidget(self.stack)
        left = QVBoxLayout()
        left.setSpacing(gap)
        left.addWidget(self.title)
        left.addWidget(self.page, 1)
        middle = QHBoxLayout()
        middle.setSpacing(look().px(16))
        middle.addLayout(left, 1)
        middle.addWidget(self.summary)
        footer = QHBoxLayout()
        footer.setSpacing(look().px(8))
        footer.addWidget(self.save)
        footer.addStretch(1)
        footer.addWidget(self.back)
        footer.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.strip)
        column.addLayout(middle, 1)
        column.addWidget(line())
        column.addLayout(footer)

    def _first_page(self) -> str:
        return QCoreApplication.translate("Wizard", "This is the first page")

    @Slot()
    def _on_next(self) -> None:
        if not self.is_busy and self._refusal is None:
            self.next_wanted.emit()

    @Slot()
    def _on_back(self) -> None:
        if not self.is_busy and self._can_go_back:
            self.back_wanted.emit()

    @Slot()
    def _on_save(self) -> None:
        if not self.is_busy:
            self.save_wanted.emit()


class _Pages(QWidget):
    """Holds the pages and shows one, which alone says how high it is: a QStackedWidget asks the highest."""

    def __init__(self) -> None:
        """Holds none yet."""
        super().__init__()
        self.shown: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, page: QWidget) -> None:
        """Takes a page in without showing it."""
        page.hide()
        self._column.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Shows this page in the place of the one before."""
        if self.shown is not None and self.shown is not page:
            self.shown.hide()
        self.shown = page
        page.show()


class _Summary(ScrollColumn):
    """The sections on the right; parts that stay are used again, so that nothing flickers."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._card = Card(title)
        self._empty = PlainLabel(
            QCoreApplication.translate("Wizard", "What you choose appears here."), ink=INK_SECOND, wrap=True
        )
        self._card.body.addWidget(self._empty)
        self._parts: list[tuple[PlainLabel, FactList]] = []
        self.body.addWidget(self._card)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """As wide as usual, or as what it holds needs."""
        return QSize(max(look().px(SUMMARY_PX), self.minimumWidth()), super().sizeHint().height())

    def set_sections(self, sections: Sequence[SummarySection]) -> None:
        """Shows these sections."""
        while len(self._parts) < len(sections):
            title, facts = PlainLabel("", TypeRole.STRONG), FactList()
            self._card.body.addWidget(title)
            self._card.body.addWidget(facts)
            self._parts.append((title, facts))
        for at, (title, facts) in enumerate(self._parts):
            is_used = at < len(sections)
            title.setVisible(is_used)
            facts.setVisible(is_used)
            if is_used:
                title.setText(sections[at].title)
                facts.set_facts(sections[at].facts)
        self._empty.setVisible(not sections)


def _takes_focus(child: QWidget, page: QWidget) -> bool:
    takes = bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and child.isEnabled() and child.isVisibleTo(page)


def _box_of(part: QWidget) -> QWidget:
    """Return the field of a form that a part belongs to; itself where there is none."""
    found: QWidget | None = part
    while found is not None and not isinstance(found, FieldBox):
        found = found.parentWidget()
    return part if found is None else found
