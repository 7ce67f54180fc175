"""The scenes of the gallery: every part of the kit, filled with made-up content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind, IconButton
from agentview.ui.kit.card import Card, line, row
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.column import SortOrder
from agentview.ui.kit.conflict import Clash, ConflictView
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.gallery_rows import STATES, SampleSource
from agentview.ui.kit.icon import icon_names
from agentview.ui.kit.keysheet import KeySheet
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.masked import MaskedValue
from agentview.ui.kit.notice import NoticeBar
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.kit.record_tabs import Record, RecordTabs
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.skeleton import Skeleton
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.strip import LifecycleStrip, Step, StepState
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, ElidedLabel, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import Timeline, TimelineEntry
from agentview.ui.kit.toast import ToastStack, ToastText
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.wizard import SummarySection, WizardFrame

_STEPS = (
    Step("Ordered", StepState.DONE),
    Step("Received", StepState.DONE),
    Step("Carrier", StepState.FAILED),
    Step("Active", StepState.FUTURE),
)
_FAILED = BannerText(
    Tone.BAD,
    "Order was not activated",
    "M. Chen activated it at 14:05:11. Nothing was sent twice. Your note is kept as a draft.",
    "",
    (("reload", "Reload"), ("copy", "Copy details")),
)
_OLD = BannerText(
    Tone.WARNING,
    "Working from data 4 min old",
    "The server is not answering. You can read and draft;",
    "actions are off until it is back.",
    (("retry", "Retry now"),),
)


def _nothing() -> None:
    """Stands where the gallery has nothing to do."""


def _page(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    return page


def _box(*parts: QWidget, title: str = "") -> Card:
    card = Card(title)
    for part in parts:
        card.body.addWidget(part)
    card.body.addStretch(1)
    return card


def _line_of(*parts: QWidget) -> QWidget:
    box = QWidget()
    made = row(*parts)
    made.addStretch(1)
    box.setLayout(made)
    return box


def queue() -> QWidget:
    """A list beside a record, as most screens look."""
    source = SampleSource(1_000_000)
    table = TableView(source.model, "Orders")
    panel = ListPanel(table, lambda: StateText("Nothing yet", ""), lambda: StateText("Not read", ""))
    panel.source = source  # type: ignore[attr-defined]
    source.model.reload()
    table.show_sort(SortOrder("age", descending=True))
    table.setCurrentIndex(source.model.index(5, 0))
    source.total += 3
    source.model.refresh()
    pills = ViewPills("Views")
    pills.set_pills(
        [
            Pill("mine", "My queue", 5),
            Pill("free", "Unclaimed", 1200),
            Pill("halted", "Halted", 2),
            Pill("all", "All"),
        ]
    )
    pills.choose("free")
    title = QHBoxLayout()
    title.addWidget(heading("Manual work", TypeRole.H1))
    title.addStretch(1)
    title.addWidget(Button("Take next", ButtonKind.PRIMARY))
    views = QHBoxLayout()
    views.addWidget(pills, 1)
    views.addWidget(PlainLabel("1,200 orders, updated 4 s ago", ink=INK_SECOND))
    left = QVBoxLayout()
    left.setSpacing(12)
    left.addLayout(title)
    left.addLayout(views)
    left.addWidget(panel, 1)
    page = QWidget()
    columns = QHBoxLayout(page)
    columns.setContentsMargins(16, 16, 16, 16)
    columns.setSpacing(12)
    columns.addLayout(left, 65)
    columns.addWidget(_record(), 35)
    return page


def _record() -> QWidget:
    banner = Banner()
    banner.show_texts(
        [
            BannerText(
                Tone.BAD,
                "Halted by T. Silva, 23 h ago",
                "Carrier rejected the address: no fibre lead-in at unit 4. Customer was told.",
                "Edit the address and resubmit, or cancel.",
            )
        ]
    )
    facts = FactList()
    facts.set_facts(
        [
            Fact("Service", "Business Fibre 1G"),
            Fact("Phone", "+61 3 5550 0142", can_copy=True),
            Fact("Account", "AC-7731"),
            Fact("Date of birth", widget=MaskedValue("date of birth", "1984-03-301")),
        ]
    )
    buttons = FlowRow(
        (
            Button("Resubmit...", ButtonKind.PRIMARY),
            Button("Add note", icon_name="note"),
            Button("Cancel order...", ButtonKind.DANGER),
        )
    )
    timeline = Timeline()
    timeline.set_entries(
        [
            TimelineEntry(
                Tone.BAD, "Halted", "T. Silva", "Tue 14:02", "reason: address", "No lead-in at unit 4."
            ),
            TimelineEntry(Tone.PROGRESS, "Claimed", "T. Silva", "Tue 13:40"),
            TimelineEntry(Tone.INFO, "Sent to carrier", "System", "Tue 09:12", "NX-88213"),
            TimelineEntry(Tone.NEUTRAL, "Order created", "Web portal", "Tue 09:10"),
        ]
    )
    scroll = ScrollColumn("Order PO-10477", spacing=8)
    for part in (facts, LifecycleStrip(_STEPS), banner, buttons, heading("Timeline"), timeline):
        scroll.body.addWidget(part)
    card = Card("PO-10477 \u00b7 Bright & Sons")
    card.body.addWidget(scroll, 1)
    return card


def states() -> QWidget:
    """Loading, empty, errors, a wizard's head."""
    empty = StateOverlay()
    empty.show_text(
        StateText(
            "No unclaimed orders",
            "New manual orders appear here by themselves. You have 5 in My queue.",
            "Open My queue",
        )
    )
    failed, old, blocked = Banner(), Banner(), Banner()
    failed.show_texts([_FAILED])
    old.show_texts([_OLD, BannerText(Tone.INFO, "A new version is there")])
    blocked.show_texts(
        [BannerText(Tone.BLOCKED, "Suspended since 3 Mar", "Unpaid: 120.00. Paying lifts it.")]
    )
    notice = NoticeBar()
    notice.show_notice("What you typed is restored, from 14:02.", "Discard")
    strip = LifecycleStrip(
        [
            Step("Check", StepState.DONE),
            Step("Choose plan", StepState.CURRENT),
            Step("Fees", StepState.FUTURE),
        ]
    )
    top, bottom = QWidget(), QWidget()
    top.setLayout(row(_box(Skeleton(), title="Loading"), _box(empty), spacing=12))
    bottom.setLayout(
        row(_box(failed, old, blocked, notice), _box(strip, title="Migrate package: step 2 of 4"), spacing=12)
    )
    return _page(top, bottom)


def parts() -> QWidget:
    """Buttons, chips, labels, icons."""
    busy = Button("Activate", ButtonKind.PRIMARY)
    refused = Button("Activate", ButtonKind.PRIMARY)
    refused.set_refusal("Claimed by T. Silva since 13:40")
    off = Button("Secondary")
    off.set_refusal("Nothing is selected")
    buttons = _line_of(
        Button("Primary", ButtonKind.PRIMARY),
        Button("Secondary"),
        Button("Danger", ButtonKind.DANGER),
        Button("Danger filled", ButtonKind.DANGER_FILLED),
        Button("Quiet", ButtonKind.QUIET),
        Button("With icon", icon_name="refresh"),
        busy,
        refused,
        off,
    )
    busy.set_busy("Activating...")
    revealed = MaskedValue("identity number", "123456789")
    revealed.reveal("123 456 789")
    names = icon_names()
    rows = [
        _line_of(*(IconButton(name, name) for name in names[at : at + 20])) for at in range(0, len(names), 20)
    ]
    elided = ElidedLabel("A customer with a name that is far too long for the place that it is given here")
    elided.setFixedWidth(260)
    return _page(
        _box(buttons, title="Buttons"),
        _box(_line_of(*(Chip(state) for state in STATES)), title="Chips"),
        _box(*rows, title="Icons"),
        _box(
            PlainLabel("Plain <b>text</b> & signs"),
            PlainLabel("Second ink", ink=INK_SECOND),
            PlainLabel("Error ink", ink=INK_ERROR),
            line(),
            elided,
            _line_of(MaskedValue("identity number", "123456789"), revealed),
            title="Text",
        ),
    )


def form() -> QWidget:
    """Fields, errors and a conflict."""
    fields = (
        Field("name", "Name", required=True, help="As it stands on the bill"),
        Field("postcode", "Postcode", chars=8),
        Field(
            "reason", "Reason", FieldKind.CHOICE, choices=(("a", "Address"), ("b", "Carrier")), required=True
        ),
        Field("day", "Requested on", FieldKind.DATE, help="d w m y step, = is today"),
        Field("fee", "Fee (EUR)", FieldKind.NUMBER, chars=10),
        Field("note", "Note", FieldKind.NOTE),
        Field(
            "ways",
            "Ways",
            FieldKind.SEVERAL,
            choices=(("m", "Mail"), ("s", "SMS"), ("p", "Post")),
            nothing="Any way",
            section="How they are told",
        ),
        Field("told", "The customer was told", FieldKind.CHECK),
    )
    binder = FormBinder(fields, lambda: date(2026, 3, 3))
    binder.set_values({"postcode": "3000", "day": date(2026, 3, 3), "fee": Decimal("120.00"), "told": True})
    binder.show_errors({"name": "Fill this in"})
    left = _box(binder.widget, title="Form")
    binder.setParent(left)
    clashes = [
        Clash("address", "Address", "4/12 High St", "12 High Street, unit 4"),
        Clash("plan", "Plan", "Fibre 1G", "Fibre 500"),
    ]
    right = _box(ConflictView(clashes, "M. Chen, 14:05", "Customer calls back at five."))
    page = QWidget()
    columns = QHBoxLayout(page)
    columns.setContentsMargins(16, 16, 16, 16)
    columns.setSpacing(12)
    columns.addWidget(left)
    columns.addWidget(right)
    return page


def window() -> QWidget:
    """Toasts over a window, three at once."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(heading("Toasts", TypeRole.H1))
    column.addStretch(1)
    stack = ToastStack(page)
    stack.show_toast(ToastText("Claimed PO-10477", undo=_nothing))
    stack.show_toast(ToastText("Note saved"))
    stack.show_toast(ToastText("PO-10470 was not activated. Nothing was sent twice.", Tone.BAD))
    return page


def keys() -> QWidget:
    """The sheet of keys."""
    owner = QWidget()
    actions = [
        make_action(owner, ActionText("Take next", "N", "arrow-right"), _nothing),
        make_action(owner, ActionText("Search", "Ctrl+K", "search"), _nothing),
        make_action(owner, ActionText("Refresh", "F5", "refresh"), _nothing),
    ]
    sheet = KeySheet({"Everywhere": actions})
    owner.setParent(sheet)
    return sheet


def dialog() -> QWidget:
    """A confirmation with an error."""
    binder = FormBinder(
        (Field("code", "Why", FieldKind.CHOICE, choices=(("x", "Customer asks"),), required=True),),
        lambda: date(2026, 3, 3),
    )
    text = DialogText(
        "Cancel order PO-10477?",
        "Cancel order",
        "Keep order",
        "Cancelling...",
        "The carrier is told at once. This cannot be undone.",
        is_dangerous=True,
    )
    made = VerbDialog(None, text, binder)
    made.failed({"code": "Choose a reason"})
    return made


def records() -> QWidget:
    """Open records as tabs."""
    tabs = RecordTabs(
        _box(PlainLabel("The list of customers"), title="Customers"), "Customers", "Open records"
    )
    names = (
        "Marlow Dental",
        "J. \u00c1rnad\u00f3ttir & the daughters of the second baker, Reykjavik",
        "+61 3 5550 0142",
    )
    for at, name in enumerate(names):
        tabs.open(Record(at, name, _box(PlainLabel(name), title=name)))
    return _page(tabs)


def wizard() -> QWidget:
    """A page of a wizard with an error and a summary."""
    frame = WizardFrame("Pages", "Your order")
    binder = FormBinder(
        (Field("number", "Number", required=True), Field("note", "Note", FieldKind.NOTE)),
        lambda: date(2026, 3, 3),
    )
    frame.add_page("service", binder.widget)
    binder.setParent(frame)
    frame.set_steps(
        [
            Step("Services", StepState.DONE),
            Step("Package", StepState.DONE),
            Step("Configure", StepState.CURRENT),
            Step("Review", StepState.FUTURE),
        ]
    )
    frame.show_page("service", "Configure the service", can_go_back=True)
    frame.set_summary(
        [
            SummarySection("Customer", (Fact("Name", "Marlow Dental"), Fact("Account", "004-1042"))),
            SummarySection("Package", (Fact("Package", "Fibre 500"), Fact("Fee", "EUR 49.00 a month"))),
        ]
    )
    frame.show_errors(
        [BannerText(Tone.BAD, "This number is taken", "Nothing was ordered.", "Choose another.")]
    )
    page = _page(frame)
    page.frame = frame  # type: ignore[attr-defined]
    return page


SCENES: dict[str, tuple[Callable[[], QWidget], int, int]] = {
    "queue": (queue, 1366, 768),
    "states": (states, 1200, 640),
    "parts": (parts, 1200, 640),
    "form": (form, 1100, 720),
    "window": (window, 900, 560),
    "records": (records, 1000, 420),
    "wizard": (wizard, 1100, 640),
    "keys": (keys, 460, 320),
    "dialog": (dialog, 480, 300),
}
