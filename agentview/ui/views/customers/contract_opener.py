"""Opens the dialogs of a package's contract, each over what was read just before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDialog, QWidget

from agentview.contract.contract_terms import ContractCommand
from agentview.contract.contracts import CONTRACT, ContractChanged, PackageContract, PackageRef
from agentview.contract.value import RefusalInfo
from agentview.ui.failure_words import cause_text
from agentview.ui.kit.banner import BannerText
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.contract_dialogs import AddContractDialog, BreakOutDialog
from agentview.ui.views.customers.contract_words import no_offers_text
from agentview.ui.views.customers.discount_dialog import DiscountDialog
from agentview.ui.views.customers.words import amount_text


class ContractOpener(QObject):
    """`show` opens a dialog over `window`, `done(text)` says what was carried out."""

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        show: Callable[[QDialog], None],
        done: Callable[[str], None],
    ) -> None:
        """Has nothing open yet."""
        super().__init__(window)
        self._desk, self._window, self._show, self._done = desk, window, show, done

    def break_out(self, package_id: int, told: BannerText | None = None) -> None:
        """Asks for Yes or No to the fee of today; `told` is why it is asked again (R-MIG-24)."""
        self._read(package_id, lambda bound: self._ask_break_out(bound, told))

    def add(self, package_id: int) -> None:
        """Asks which contract is added."""
        self._read(package_id, self._ask_add)

    def move_discount(self, package_id: int) -> None:
        """Asks for the days of the fixed period discount (R-CON-06)."""
        self._read(package_id, self._ask_discount)

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    # Inside

    def _read(self, package_id: int, receive: Callable[[PackageContract], None]) -> None:
        gateway, request = self._desk.gateway, PackageRef(package_id=package_id)
        self._desk.runner.submit(
            lambda: gateway.call(CONTRACT, request),
            receive,
            self._desk.shell.show_error,
            self,
            newest="contract",
        )

    def _ask_break_out(self, bound: PackageContract, told: BannerText | None) -> None:
        if bound.contract is None or self._is_closed(bound, ContractCommand.BREAK_OUT):
            return
        dialog = BreakOutDialog(self._window, self._desk, (bound, bound.contract), told)

        def ask_again(banner: BannerText) -> None:
            self.break_out(bound.package_id, banner)

        dialog.outdated.connect(ask_again)
        dialog.sent.connect(self._broken)
        self._show(dialog)

    def _ask_add(self, bound: PackageContract) -> None:
        if self._is_closed(bound, ContractCommand.ADD):
            return
        if not bound.offers:
            self._desk.toasts.fail(no_offers_text(bound))
            return
        dialog = AddContractDialog(self._window, self._desk, bound, self)
        dialog.sent.connect(self._added)
        self._show(dialog)

    def _ask_discount(self, bound: PackageContract) -> None:
        if bound.contract is None or self._is_closed(bound, ContractCommand.EDIT_DISCOUNT):
            return
        dialog = DiscountDialog(self._window, self._desk, bound, self)
        dialog.sent.connect(self._moved)
        self._show(dialog)

    def _is_closed(self, bound: PackageContract, command: ContractCommand) -> bool:
        """Says why a command is closed by now, if it is."""
        refusals: tuple[RefusalInfo, ...] = next(
            (one.refusals for one in bound.commands if one.command == command.value), ()
        )
        cause = cause_text(self._desk.texts, refusals)
        if cause is not None:
            self._desk.toasts.fail(cause)
        return cause is not None

    def _broken(self, answer: ContractChanged) -> None:
        told = _word("{package} is not under contract any more; {fee} is charged")
        fee = amount_text(answer.fee_cents or 0, answer.currency)
        self._done(told.replace("{package}", answer.reference).replace("{fee}", fee))

    def _added(self, answer: ContractChanged) -> None:
        self._done(_word("Contract added to {package}").replace("{package}", answer.reference))

    def _moved(self, answer: ContractChanged) -> None:
        self._done(_word("Discount days of {package} moved").replace("{package}", answer.reference))


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerContract", text)
