"""What lists of lines and of devices have in common: forms with warnings, orders on their way, import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Signal, Slot

from agentview.contract.op import Message
from agentview.contract.value import CommandState, RefusalInfo
from agentview.contract.wireless_import import ImportKind
from agentview.contract.wireless_lines import OpenOrder
from agentview.core.power import Power
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.facts import Fact
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import WIRELESS_ORDER, Target
from agentview.ui.views.wireless.words import word

F = TypeVar("F", bound=Message)
R = TypeVar("R")
D = TypeVar("D")
MANAGE, ORDERS, IMPORT = "manage", "orders", "import"
SHOWN_PAST = 50
"""So many entries of the history are shown."""


class InventoryPane(RecordPane[F, R, D]):
    """`manage_wanted(account, line, device)` asks for a request, `import_wanted()` for an import."""

    power = None
    import_kind: ImportKind
    """What a file that is imported from here most probably holds."""
    manage_wanted = Signal(int, object, object)
    import_wanted = Signal()

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def open_target(self, target: Target) -> None:
        """Shows a record, whether it is in the list or not."""
        self.list.select(target.record_id)
        self.presenter.choose(target.record_id)

    # For a subclass

    def open_acted(
        self, form: RecordForm, told: str, read: Callable[[Any], tuple[str, Sequence[RefusalInfo]]]
    ) -> None:
        """Opens a form; `read` gives of the answer the name of the record and what should be read."""
        dialog = RecordDialog(self, self._desk, form, self)

        def sent(answer: Any) -> None:  # noqa: ANN401 - the answer of any command
            name, warnings = read(answer)
            self._desk.toasts.say(told.replace("{name}", name))
            for warning in warnings:  # R-WL-36: an order on its way goes on, and that is said
                self._desk.toasts.fail(self._desk.texts.refusal(warning.refusal()).sentences)
            self.list.presenter.reload()
            self.presenter.read()

        dialog.sent.connect(sent)
        dialog.open()

    def go_to_order(self, orders: Sequence[OpenOrder]) -> None:
        """Shows the first order that is on its way."""
        if orders:
            self.go(Target(WIRELESS_ORDER, orders[0].order_id, orders[0].reference))

    @Slot(object)
    def go(self, target: object) -> None:
        """Goes to a record."""
        if isinstance(target, Target) and not self._desk.shell.open_target(target):
            self._desk.toasts.fail(word("None of your areas opens this."))

    def common_cause(self, name: str, orders: Sequence[OpenOrder]) -> str | None:
        """Why one of the commands that both lists have is closed."""
        if name == IMPORT:
            return None if self._desk.has(Power.FULFIL) else word("You may not import. Back office may.")
        if name == MANAGE:
            may = self._desk.has(Power.WIRELESS_REQUEST)
            return None if may else word("You may not request anything. Ask your manager or back office.")
        return None if orders else word("No order is on its way for this.")

    def command_cause(self, commands: Sequence[CommandState], name: str) -> str | None:
        """Why a command of the record is closed."""
        refusals = next((one.refusals for one in commands if one.command == name), None)
        if refusals is None:
            return word("This is not offered now.")
        return cause_text(self._desk.texts, refusals)


def order_facts(orders: Sequence[OpenOrder]) -> list[Fact]:
    """The orders that are on their way, each with a way to it."""
    return [
        Fact(
            word("On its way"),
            one.reference,
            opens=Target(WIRELESS_ORDER, one.order_id, one.reference),
            tip=word("Show the order"),
        )
        for one in orders
    ]
