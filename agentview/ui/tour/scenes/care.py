"""Why is my phone not working? And: cancel it, give it to somebody else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit

from agentview.contract.customers import CUSTOMER, CustomerRef, PackageRow
from agentview.contract.status import SERVICES, Cause, StatusReport, StatusRequest
from agentview.contract.subscription import PackageCommand, SubscriptionStatus
from agentview.core.errors import NotFound
from agentview.gateway.port import Gateway
from agentview.ui.kit.table import TableView
from agentview.ui.navigation import ACCOUNT, Target
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.stage import MissingPartError, Stage, Steps
from agentview.ui.views.customers.page import CustomerPage

AGENT = "amelia"
_LAST_ACCOUNT = 150


def barred(stage: Stage) -> Steps:
    """A customer asks why nothing works: it is not paid."""
    yield from _open(stage, lambda report: _has(report, Cause.HELD_UNPAID))
    stage.press("Alt+2")
    yield from stage.picture("52-status-unpaid", is_key=True)


def halted(stage: Stage) -> Steps:
    """Another one waits for a connection that was stopped, which the agent can mend."""
    yield from _open(stage, lambda report: _has(report, Cause.TASK_HALTED))
    stage.press("Alt+2")
    yield from stage.picture("53-status-halted")


def cancelling(stage: Stage) -> Steps:
    """Cancel the primary package of a group, and keep it after all."""
    found: list[tuple[int, str]] = []
    yield from stage.meanwhile(AGENT, lambda gateway: found.append(_primary(gateway)))
    account_id, package = found[0]
    yield from _show(stage, account_id)
    stage.press("Alt+1")
    yield from stage.settled()
    stage.part(TableView, "Packages and services").select_id(package)
    yield from stage.settled()
    stage.press("X")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("54-cancel-group", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def giving(stage: Stage) -> Steps:
    """Look for who is to have the package, and see before and after."""
    stage.press("W")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    stage.part(QLineEdit, "New owner").setFocus()
    yield from stage.write("mar")
    yield from stage.settled()
    stage.press("Down")
    yield from stage.picture("55-change-owner", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))
    stage.workplace.open_area("provisioning")
    yield from rows(stage)


SCENES = (
    Scene("asking why it is barred", barred),
    Scene("asking why it is not connected", halted),
    Scene("cancelling a group", cancelling),
    Scene("giving a package away", giving),
)


def _open(stage: Stage, fits: Callable[[StatusReport], bool]) -> Steps:
    found: list[int] = []
    yield from stage.meanwhile(AGENT, lambda gateway: found.append(_account(gateway, fits)))
    yield from _show(stage, found[0])


def _show(stage: Stage, account_id: int) -> Steps:
    stage.workplace.open_target(Target(ACCOUNT, account_id))
    yield from stage.until(lambda: _shows(stage, account_id))
    yield from stage.settled()


def _shows(stage: Stage, account_id: int) -> bool:
    shown = [page for page in stage.window.findChildren(CustomerPage) if page.isVisible()]
    return bool(shown) and shown[0].account_id == account_id and shown[0].presenter.detail is not None


def _account(gateway: Gateway, fits: Callable[[StatusReport], bool]) -> int:
    for account_id in range(1, _LAST_ACCOUNT):
        try:
            report = gateway.call(SERVICES, StatusRequest(account_id=account_id))
        except NotFound:
            continue
        if fits(report):
            return account_id
    raise MissingPartError("account")


def _has(report: StatusReport, cause: Cause) -> bool:
    return any(service.findings[0].cause is cause for service in report.services)


def _primary(gateway: Gateway) -> tuple[int, str]:
    """Return a customer with a group of packages, and the row of the primary one."""
    for account_id in range(1, _LAST_ACCOUNT):
        try:
            customer = gateway.call(CUSTOMER, CustomerRef(account_id=account_id))
        except NotFound:
            continue
        active = [one for one in customer.packages if one.status is SubscriptionStatus.ACTIVE and one.group]
        primary = [one for one in active if _is_free(one)]
        if len(active) > 1 and primary:
            return account_id, f"package:{primary[0].package_id}"
    raise MissingPartError("group")


def _is_free(package: PackageRow) -> bool:
    """Say whether it is the primary one, and can be cancelled and given away."""
    wanted = {PackageCommand.CANCEL.value, PackageCommand.CHANGE_OWNER.value}
    is_open = {state.command for state in package.commands if state.is_open}
    return package.is_primary_in_group and wanted <= is_open


def _dialogs(stage: Stage) -> list[QDialog]:
    return [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]
