"""Contracts: how a customer's package shows them, leaving one, adding one, and their administration."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTabBar

from agentview.contract.customers import PackageRow
from agentview.contract.subscription import SubscriptionStatus
from agentview.ui.kit.table import TableView
from agentview.ui.navigation import PACKAGE, Target
from agentview.ui.tour.heard import is_word
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.scenes.migrations import dialogs, enter, package_of
from agentview.ui.tour.stage import MissingPartError, Stage, Steps
from agentview.ui.views.customers.page import CustomerPage

AGENT, ADMINISTRATOR = "amelia", "ingrid"


def leaving(stage: Stage) -> Steps:
    """See how a package is bound, and what leaving the contract costs."""
    yield from enter(stage, AGENT, "provisioning")
    yield from _package(stage, lambda one: _is_active(one) and bool(one.contract) and not one.migration)
    yield from stage.picture("103-package-contract", is_key=True)
    stage.press("B")
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.picture("104-break-out", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not dialogs(stage))


def adding(stage: Stage) -> Steps:
    """Bind a package that has no contract any more."""
    yield from _package(
        stage, lambda one: _is_active(one) and not one.contract and one.plan_code.startswith("MOB-")
    )
    stage.press("K")
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.picture("105-add-contract", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not dialogs(stage))


def moving(stage: Stage) -> Steps:
    """See a customer whose package is in a migration, and one whose package followed another."""
    yield from _package(stage, lambda one: bool(one.migration))
    yield from stage.picture("106-package-in-migration", is_key=True)
    yield from _package(stage, lambda one: bool(one.followed_by) and bool(one.end_on))
    yield from stage.picture("107-package-followed")


def administering(stage: Stage) -> Steps:
    """Look after agents, contract types, pools and plans."""
    yield from enter(stage, ADMINISTRATOR, "administration")
    yield from show_tab(stage, "Agents")
    yield from stage.picture("108-agents", is_key=True)
    yield from show_tab(stage, "Contract types")
    yield from stage.picture("109-contract-types", is_key=True)
    stage.press("E")
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.picture("109-edit-contract-type")
    stage.press("Esc")
    yield from stage.until(lambda: not dialogs(stage))
    yield from show_tab(stage, "Contract pools")
    yield from stage.picture("110-contract-pools", is_key=True)
    yield from show_tab(stage, "Plans")
    yield from stage.picture("111-plans", is_key=True)


SCENES = (
    Scene("leaving a contract", leaving),
    Scene("adding a contract", adding),
    Scene("packages that move", moving),
    Scene("administering contracts", administering),
)


def _package(stage: Stage, fits: Callable[[PackageRow], bool]) -> Steps:
    """Show a package of this kind with its customer."""
    found: list[tuple[int, PackageRow]] = []
    yield from stage.meanwhile(AGENT, lambda gateway: found.append(package_of(gateway, fits)))
    account_id, package = found[0]
    stage.workplace.open_target(Target(PACKAGE, package.package_id))
    yield from stage.until(lambda: _shows(stage, account_id))
    yield from stage.settled()
    stage.part(TableView, "Packages and services").setFocus()


def _shows(stage: Stage, account_id: int) -> bool:
    shown = [page for page in stage.window.findChildren(CustomerPage) if page.isVisible()]
    return any(page.account_id == account_id and page.presenter.detail is not None for page in shown)


def _tab(stage: Stage, name: str) -> tuple[QTabBar, int]:
    for bar in stage.window.findChildren(QTabBar):
        for at in range(bar.count()) if bar.isVisible() else ():
            if is_word(bar.tabText(at), name):
                return bar, at
    raise MissingPartError(f"tab {name}")


def _is_active(package: PackageRow) -> bool:
    return package.status is SubscriptionStatus.ACTIVE


def show_tab(stage: Stage, name: str) -> Steps:
    """Show the tab that bears this name, with the second of its rows."""
    bar, at = _tab(stage, name)
    bar.setCurrentIndex(at)
    yield from rows(stage)
    stage.part(TableView, name).setFocus()
    stage.press("Home")
    stage.press("Down")
    yield from stage.settled()
