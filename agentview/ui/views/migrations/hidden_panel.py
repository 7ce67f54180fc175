"""Why is my plan not in the list? Any plan of the catalogue, the rules that hide it, and what mends it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.migrations import HiddenPlan, HiddenPlans
from agentview.core.errors import AgentViewError, Unknown
from agentview.ui.failure_words import failure_banner, unknown_banner
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field, FieldKind, TextField
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk
from agentview.ui.views.migrations.hidden_presenter import HiddenPresenter
from agentview.ui.views.migrations.hidden_words import shown_text
from agentview.ui.views.migrations.words import joined

FIND_AFTER_MS = 300
_MOST_WEIGHT = 1_000_000


class HiddenPanel(Card):
    """`mended_one` tells that the list of plans is to be read again, `grown` that parts were added."""

    mended_one = Signal()
    grown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Asks nothing yet."""
        translate = QCoreApplication.translate
        super().__init__(translate("HiddenPlans", "Why is my plan not in the list?"), parent, padding=12)
        self._desk = desk
        self.presenter = HiddenPresenter(desk, self)
        self.dialog: VerbDialog | None = None
        self.found: dict[int, _FoundPlan] = {}
        self.label = PlainLabel(translate("HiddenPlans", "Name or code of any plan"))
        self.search = TextField(Field("plan", "", most_chars=100))
        self.search.setAccessibleName(self.label.text())
        self.label.setBuddy(self.search)
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.results = ColumnBox(look().px(12))
        for part in (self.label, self.search, self.said, self.results):
            self.body.addWidget(part)
        self.said.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_AFTER_MS)
        self._timer.timeout.connect(self._on_rest)
        self.search.edited.connect(self._timer.start)
        self.search.returnPressed.connect(self._on_rest)

    def show_package(self, package_id: int) -> None:
        """Answers for this package."""
        self.presenter.show(package_id)

    def close_down(self) -> None:
        """Forgets what is not answered."""
        self._timer.stop()
        self.presenter.close()

    # What the presenter tells

    def show_plans(self, text: str, found: HiddenPlans) -> None:
        """Shows each plan with what hides it."""
        translate = QCoreApplication.translate
        nothing = translate("HiddenPlans", "No plan of the catalogue holds \u201c{text}\u201d.")
        more = translate("HiddenPlans", "There are more plans that fit; type more of the name.")
        said = nothing.replace("{text}", text) if not found.plans else more if found.has_more else ""
        self._say(said)
        self._rebuild(found.plans)

    def show_nothing(self) -> None:
        """Nothing is asked."""
        self._say("")
        self._rebuild(())

    def show_failure(self, error: Exception) -> None:
        """Says that the plans could not be read."""
        text = self._desk.texts.report(error).text
        self._say(f"\u00d7 {text.what} {text.next_step}".strip(), is_bad=True)

    def mended(self, text: str) -> None:
        """Closes the question, and has the list read again."""
        if self.dialog is not None:
            self.dialog.succeeded()
        said = QCoreApplication.translate("HiddenPlans", "The catalogue is changed: {change}.")
        self._desk.toasts.say(said.replace("{change}", text))
        self.mended_one.emit()

    def not_mended(self, error: Exception) -> None:
        """Says in the question why the catalogue is as it was."""
        if self.dialog is None:
            return
        if isinstance(error, Unknown):
            self.dialog.failed({}, unknown_banner())
        elif isinstance(error, AgentViewError):
            beside = {name: text for name, text in self._desk.texts.by_field(error).items() if name}
            self.dialog.failed(beside, None if beside else failure_banner(self._desk.texts, error))
        else:
            self.dialog.failed({}, failure_banner(self._desk.texts, error))

    # Inside

    def _say(self, text: str, *, is_bad: bool = False) -> None:
        self.said.setText(text)
        self.said.set_ink(INK_ERROR if is_bad else INK_SECOND)
        self.said.setVisible(bool(text))

    def _rebuild(self, plans: tuple[HiddenPlan, ...]) -> None:
        for box in self.found.values():
            self.results.body.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.found = {plan.plan_id: _FoundPlan(plan) for plan in plans}
        for box in self.found.values():
            box.pool_wanted.connect(self._on_pool)
            box.type_wanted.connect(self._on_type)
            self.results.body.addWidget(box)
            box.show()
        self.grown.emit()

    @Slot()
    def _on_rest(self) -> None:
        self._timer.stop()
        self.presenter.find(self.search.text())

    @Slot(object)
    def _on_pool(self, plan: HiddenPlan) -> None:
        form = FormBinder(_pool_fields(plan), lambda: self._desk.clock.now().date())
        form.set_values({"pool_id": str(plan.pools[0].pool_id)})
        dialog = self._ask(_pool_text(plan), form)

        def put() -> None:
            typed = form.values()
            weight = typed["weight"]
            problem = _weight_problem(weight if isinstance(weight, Decimal) else None)
            if problem:
                dialog.failed({"weight": problem})
                return
            self.presenter.put_into_pool(plan, int(str(typed["pool_id"])), int(str(weight)))

        dialog.verb_pressed.connect(put)
        dialog.open()

    @Slot(object)
    def _on_type(self, plan: HiddenPlan) -> None:
        dialog = self._ask(_type_text(plan), None)
        dialog.verb_pressed.connect(lambda: self.presenter.set_contract_type(plan))
        dialog.open()

    def _ask(self, text: DialogText, form: FormBinder | None) -> VerbDialog:
        dialog = VerbDialog(self.window(), text, form)
        dialog.finished.connect(self._on_closed)
        if form is not None:
            form.setParent(dialog)
        self.dialog = dialog
        return dialog

    @Slot(int)
    def _on_closed(self, _result: int) -> None:
        self.dialog = None


class _FoundPlan(ColumnBox):
    """A plan with what hides it, and for an administrator a button for each fix."""

    pool_wanted = Signal(object)
    type_wanted = Signal(object)

    def __init__(self, plan: HiddenPlan) -> None:
        super().__init__(look().px(4))
        self._plan = plan
        title = PlainLabel(joined((plan.name, plan.code)), TypeRole.STRONG, wrap=True, selectable=True)
        self.why = PlainLabel(shown_text(plan), wrap=True, selectable=True)
        self.body.addWidget(title)
        self.body.addWidget(self.why)
        self.buttons: list[Button] = []
        translate = QCoreApplication.translate
        if plan.pools:
            self._add(translate("HiddenPlans", "Add {plan} to a pool"), self._on_pool)
        if plan.contract_type_id is not None:
            word = translate("HiddenPlans", "Make {type} its default contract type")
            self._add(word.replace("{type}", plan.contract_type_name), self._on_type)
        if self.buttons:
            self.body.addWidget(FlowRow(list(self.buttons)))

    def _add(self, word: str, on_pressed: object) -> None:
        button = Button(word.replace("{plan}", self._plan.name))
        button.pressed_once.connect(on_pressed)
        self.buttons.append(button)

    @Slot()
    def _on_pool(self) -> None:
        self.pool_wanted.emit(self._plan)

    @Slot()
    def _on_type(self) -> None:
        self.type_wanted.emit(self._plan)


def _weight_problem(weight: Decimal | None) -> str:
    if weight is None or weight != int(weight) or not 0 <= weight <= _MOST_WEIGHT:
        return QCoreApplication.translate("HiddenPlans", "Type a whole number from 0 to 1000000")
    return ""


def _pool_fields(plan: HiddenPlan) -> tuple[Field, ...]:
    translate = QCoreApplication.translate
    return (
        Field(
            "pool_id",
            translate("HiddenPlans", "Pool"),
            FieldKind.CHOICE,
            choices=tuple((str(pool.pool_id), pool.name) for pool in plan.pools),
            required=True,
            can_be_empty=False,
        ),
        Field(
            "weight",
            translate("HiddenPlans", "Weight"),
            FieldKind.NUMBER,
            help=translate(
                "HiddenPlans", "More than that of the present plan: an upgrade; less: a downgrade."
            ),
            required=True,
            chars=8,
        ),
    )


def _pool_text(plan: HiddenPlan) -> DialogText:
    translate = QCoreApplication.translate
    return DialogText(
        translate("HiddenPlans", "Add {plan} to a contract pool?").replace("{plan}", plan.name),
        translate("HiddenPlans", "Add to pool"),
        translate("HiddenPlans", "Leave the pool"),
        translate("HiddenPlans", "Adding..."),
        translate("HiddenPlans", "Every package with a plan of the pool can be migrated to it from then on."),
    )


def _type_text(plan: HiddenPlan) -> DialogText:
    translate = QCoreApplication.translate
    title = translate("HiddenPlans", "Make {type} the default contract type of {plan}?")
    return DialogText(
        title.replace("{type}", plan.contract_type_name).replace("{plan}", plan.name),
        translate("HiddenPlans", "Set contract type"),
        translate("HiddenPlans", "Leave the plan"),
        translate("HiddenPlans", "Setting..."),
        translate("HiddenPlans", "Who subscribes to the plan from then on is bound by it."),
    )
