"""What can be done to the chosen package or service: a line for each command, with its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from agentview.contract.customers import CustomerCommand, ServiceCommand
from agentview.contract.subscription import PackageCommand
from agentview.contract.subscription import ServiceCommand as CancelService
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.ui.kit.action import ActionText
from agentview.ui.navigation import NEW_MIGRATION, TASK, Target
from agentview.ui.views.customers.holding import Holding
from agentview.ui.views.customers.section import PageContext

Refusals = tuple[RefusalInfo, ...]


@dataclass(frozen=True)
class RowCommand:
    """A command on a row. `against` gives every reason against it, None where the row does not offer it."""

    key: str
    text: Callable[[], ActionText]
    against: Callable[[PageContext, Holding], Refusals | None]
    run: Callable[[PageContext, Holding], None]
    is_dangerous: bool = False


def of_row(command: str) -> Callable[[PageContext, Holding], Refusals | None]:
    """The state of a command as it came with the row itself."""
    return lambda _page, row: row.refusals(command)


def _edit_service(page: PageContext, row: Holding) -> None:
    if row.service is not None:
        page.commands.edit_service(row.service)


def _note(page: PageContext, row: Holding) -> None:
    page.commands.add_note(row.service)


def _note_against(page: PageContext, _row: Holding) -> Refusals | None:
    return page.presenter.refusals(CustomerCommand.ADD_NOTE)


def _show_task(page: PageContext, row: Holding) -> None:
    if row.service is not None and row.service.task_id is not None:
        page.desk.shell.open_target(Target(TASK, row.service.task_id, row.service.task_reference))


def _has_task(_page: PageContext, row: Holding) -> Refusals | None:
    return () if row.service is not None and row.service.task_id is not None else None


def _copy(page: PageContext, row: Holding) -> None:
    if row.service is not None and row.service.identifier:
        page.desk.shell.copy_text(row.service.identifier)


def _has_identifier(_page: PageContext, row: Holding) -> Refusals | None:
    return () if row.service is not None and row.service.identifier else None


def _upgrade(page: PageContext, row: Holding) -> None:
    page.commands.upgrade(row)


def _change_owner(page: PageContext, row: Holding) -> None:
    page.commands.change_owner(row)


def _upgrade_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Upgrade"),
        "U",
        "",
        translate("CustomerRow", "Replace the package by one of another plan"),
    )


def _owner_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Change owner"),
        "W",
        "",
        translate("CustomerRow", "Give the package to another customer"),
    )


def _migrate(page: PageContext, row: Holding) -> None:
    page.desk.shell.open_target(Target(NEW_MIGRATION, row.package.package_id, row.reference))


def _may_migrate(page: PageContext, row: Holding) -> Refusals | None:
    """Who may not migrate does not see it (R-MIG-10); all else stands on the wizard's first page."""
    return row.refusals(PackageCommand.MIGRATE) if page.desk.has(Power.PKG_CANCEL_MIGRATE) else None


def _break_out(page: PageContext, row: Holding) -> None:
    page.commands.contracts.break_out(row.package.package_id)


def _may_break_out(page: PageContext, row: Holding) -> Refusals | None:
    is_bound = row.package.contract_end_on is not None and page.desk.has(Power.BREAK_CONTRACT)
    return row.refusals(PackageCommand.BREAK_OUT) if is_bound else None


def _add_contract(page: PageContext, row: Holding) -> None:
    page.commands.contracts.add(row.package.package_id)


def _may_add_contract(page: PageContext, row: Holding) -> Refusals | None:
    can = row.package.contract_end_on is None and not row.is_over and page.desk.has(Power.BREAK_CONTRACT)
    return row.refusals(PackageCommand.ADD_CONTRACT) if can else None


def _move_discount(page: PageContext, row: Holding) -> None:
    page.commands.contracts.move_discount(row.package.package_id)


def _may_move_discount(page: PageContext, row: Holding) -> Refusals | None:
    """A contract without a discount does not offer it (R-CON-06)."""
    is_bound = row.package.contract_end_on is not None and page.desk.has(Power.EDIT_FIXED_DISCOUNT)
    found = row.refusals(PackageCommand.EDIT_DISCOUNT) if is_bound else None
    return None if found is None or any(one.code == "E-DISCOUNT-NONE" for one in found) else found


def _migrate_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Migrate"),
        "M",
        "swap",
        translate("CustomerRow", "Move the package to another plan, with its contract and fees"),
    )


def _break_out_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Break out contract"),
        "B",
        "",
        translate("CustomerRow", "End the contract of the package early, for its fee"),
    )


def _add_contract_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Add contract"),
        "K",
        "",
        translate("CustomerRow", "Bind the package to a contract"),
    )


def _discount_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Move discount days"),
        "D",
        "",
        translate("CustomerRow", "Change the days of the contract's fixed period discount"),
    )


def _cancel(page: PageContext, row: Holding) -> None:
    page.commands.cancel(row)


def _cancel_service_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Cancel service"),
        "Shift+X",
        "",
        translate("CustomerRow", "End this optional service and leave the others alone"),
    )


def _cancel_package_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Cancel package"),
        "X",
        "",
        translate("CustomerRow", "End the package with all its services"),
    )


def _edit_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Edit service"),
        "I",
        "edit",
        translate("CustomerRow", "Change identifier, vanity name and serial numbers"),
    )


def _note_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(translate("CustomerRow", "Add note"), "O", "note")


def _task_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(
        translate("CustomerRow", "Show provisioning task"),
        "P",
        "inbox",
        translate("CustomerRow", "Open the task of this service in the queue"),
    )


def _copy_text() -> ActionText:
    translate = QCoreApplication.translate
    return ActionText(translate("CustomerRow", "Copy identifier"), "Y", "copy")


ROW_COMMANDS: tuple[RowCommand, ...] = (
    RowCommand("edit_service", _edit_text, of_row(ServiceCommand.EDIT), _edit_service),
    RowCommand("upgrade", _upgrade_text, of_row(PackageCommand.UPGRADE), _upgrade),
    RowCommand("change_owner", _owner_text, of_row(PackageCommand.CHANGE_OWNER), _change_owner),
    RowCommand("migrate", _migrate_text, _may_migrate, _migrate),
    RowCommand("add_contract", _add_contract_text, _may_add_contract, _add_contract),
    RowCommand("move_discount", _discount_text, _may_move_discount, _move_discount),
    RowCommand("break_out", _break_out_text, _may_break_out, _break_out, is_dangerous=True),
    RowCommand(
        "cancel_service", _cancel_service_text, of_row(CancelService.CANCEL), _cancel, is_dangerous=True
    ),
    RowCommand(
        "cancel_package", _cancel_package_text, of_row(PackageCommand.CANCEL), _cancel, is_dangerous=True
    ),
    RowCommand("show_task", _task_text, _has_task, _show_task),
    RowCommand("copy_identifier", _copy_text, _has_identifier, _copy),
    RowCommand("add_note", _note_text, _note_against, _note),
)
"""The commands of a row in the order of their buttons, one line each."""
