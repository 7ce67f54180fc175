"""Package migrations: the list, one in each state, and the wizard from its first page to its last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from agentview.contract.customers import CUSTOMER, CustomerRef, PackageRow
from agentview.contract.migration_list import (
    FIND,
    MigrationFilter,
    MigrationRow,
    MigrationsRequest,
    MigrationView,
)
from agentview.contract.migrations import CHECK, MigrationStatus, PackageCheck, Preflight
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import NotFound
from agentview.gateway.port import Gateway
from agentview.ui.kit.table import TableView
from agentview.ui.navigation import MIGRATION, NEW_MIGRATION, Target
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.stage import MissingPartError, Stage, Steps
from agentview.ui.views.migrations.detail_page import MigrationPage
from agentview.ui.views.migrations.wizard import MigrationWizard

AGENT = "amelia"
_LAST_ACCOUNT = 150
_ON = "Ctrl+Return"


def listing(stage: Stage) -> Steps:
    """See all migrations in progress, and those that are over."""
    yield from enter(stage, AGENT)
    yield from stage.picture("90-migrations", is_key=True)
    stage.click_part("Ended")
    yield from rows(stage)
    yield from stage.picture("91-migrations-ended")


def reading(stage: Stage) -> Steps:
    """Look at one in each state that is not for the wizard any more."""
    for status in (
        MigrationStatus.AWAITING_PROVISIONING,
        MigrationStatus.HALTED,
        MigrationStatus.COMPLETED,
        MigrationStatus.WITHDRAWN,
    ):
        yield from show(stage, AGENT, status)
        is_key = status is MigrationStatus.COMPLETED
        yield from stage.picture(f"92-migration-{status.value.lower()}", is_key=is_key)


def blocked(stage: Stage) -> Steps:
    """Ask for a package against which as much as possible stands."""
    found: list[Preflight] = []
    yield from stage.meanwhile(AGENT, lambda gateway: found.append(_blocked(gateway)))
    yield from _migrate(stage, found[0].package_id)
    yield from stage.picture("93-wizard-blocked", is_key=True)


def choosing(stage: Stage) -> Steps:
    """Begin to migrate a package under contract, choose a plan, and ask why another is not in the list."""
    found: list[Preflight] = []
    yield from stage.meanwhile(AGENT, lambda gateway: found.append(_free(gateway)))
    yield from _migrate(stage, found[0].package_id)
    yield from stage.picture("94-wizard-eligibility", is_key=True)
    stage.press(_ON)
    yield from _shown(stage, "Plans to move to")
    yield from rows(stage)
    stage.part(TableView, "Plans to move to").setFocus()
    stage.press("Home")
    stage.press("Return")
    yield from stage.picture("95-wizard-plans", is_key=True)
    stage.focus("Name or code of any plan")
    yield from stage.write("wireless")
    yield from stage.picture("96-wizard-hidden", is_key=True)
    stage.press(_ON)


def agreeing(stage: Stage) -> Steps:
    """Let go of what is not carried over, and say yes to the fees."""
    yield from _shown(stage, "The customer knows that they are not carried over")
    yield from stage.picture("97-wizard-services", is_key=True)
    stage.focus("The customer knows that they are not carried over")
    stage.press("Space")
    stage.press(_ON)
    yield from _on_page(stage, "FEES")
    yield from stage.picture("98-wizard-fees", is_key=True)
    if _has(stage, "The customer knows these charges"):
        stage.focus("The customer knows these charges")
        stage.press("Space")
    stage.press(_ON)
    yield from _on_page(stage, "DATES")
    yield from stage.picture("99-wizard-dates", is_key=True)
    stage.press(_ON)
    yield from _on_page(stage, "REVIEW")
    yield from stage.picture("100-wizard-review", is_key=True)


def submitting(stage: Stage) -> Steps:
    """Submit it after one more question."""
    stage.press(_ON)
    yield from stage.until(lambda: bool(dialogs(stage)))
    yield from stage.picture("101-wizard-submit", is_key=True)
    stage.press(_ON)
    yield from stage.until(lambda: not dialogs(stage))
    yield from stage.picture("102-wizard-submitted")


SCENES = (
    Scene("listing migrations", listing),
    Scene("reading migrations", reading),
    Scene("what stands against a migration", blocked),
    Scene("choosing a winning plan", choosing),
    Scene("agreeing to a migration", agreeing),
    Scene("submitting a migration", submitting),
)


def enter(stage: Stage, username: str, area: str = "migrations") -> Steps:
    """Let somebody sign in and go to an area."""
    stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(username, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area(area)
    yield from rows(stage)


def show(stage: Stage, username: str, status: MigrationStatus) -> Steps:
    """Show a migration in this state on a page for reading."""
    found: list[MigrationRow] = []
    yield from stage.meanwhile(username, lambda gateway: found.append(_in_state(gateway, status)))
    order_id = found[0].order_id
    stage.workplace.open_target(Target(MIGRATION, order_id, found[0].reference))
    yield from stage.until(lambda: _is_read(stage, order_id))


def dialogs(stage: Stage) -> list[QDialog]:
    """Return what is asked in front of the window."""
    return [dialog for dialog in stage.window.findChildren(QDialog) if dialog.isVisible()]


def package_of(gateway: Gateway, fits: Callable[[PackageRow], bool]) -> tuple[int, PackageRow]:
    """Return a customer's number and a package that is as wanted."""
    for account_id in range(1, _LAST_ACCOUNT):
        try:
            customer = gateway.call(CUSTOMER, CustomerRef(account_id=account_id))
        except NotFound:
            continue
        for package in customer.packages:
            if fits(package):
                return account_id, package
    raise MissingPartError("package")


def _is_read(stage: Stage, order_id: int) -> bool:
    pages = [page for page in stage.window.findChildren(MigrationPage) if page.isVisible()]
    return any(page.order_id == order_id and page.found is not None for page in pages)


def _in_state(gateway: Gateway, status: MigrationStatus) -> MigrationRow:
    view = MigrationView.OPEN if status.is_open else MigrationView.ENDED
    page = gateway.call(FIND, MigrationsRequest(filter=MigrationFilter(view=view)))
    for row in page.rows:
        if row.status is status:
            return row
    raise MissingPartError(status.value)


def _migrate(stage: Stage, package_id: int) -> Steps:
    stage.workplace.open_target(Target(NEW_MIGRATION, package_id))
    yield from stage.until(lambda: _flight(stage) == package_id)


def _wizards(stage: Stage) -> list[MigrationWizard]:
    return [one for one in stage.window.findChildren(MigrationWizard) if one.isVisible()]


def _flight(stage: Stage) -> int | None:
    flights = [wizard.presenter.flight for wizard in _wizards(stage)]
    return next((flight.package_id for flight in flights if flight is not None), None)


def _on_page(stage: Stage, name: str) -> Steps:
    yield from stage.until(lambda: any(one.presenter.page.value == name for one in _wizards(stage)))
    yield from stage.settled()


def _blocked(gateway: Gateway) -> Preflight:
    """Return the package with the most reasons against it."""
    found: list[Preflight] = []

    def look(package: PackageRow) -> bool:
        if package.status not in {SubscriptionStatus.CANCELLED, SubscriptionStatus.ABORTED}:
            flight = gateway.call(CHECK, PackageCheck(package_id=package.package_id))
            found.append(flight)
            return len(flight.blockers) > 2  # noqa: PLR2004 - more than two are a list
        return False

    try:
        package_of(gateway, look)
    except MissingPartError:
        return max(found, key=lambda flight: len(flight.blockers))
    return found[-1]


def _free(gateway: Gateway) -> Preflight:
    """Return a bundle under contract that can be migrated, or any package that can."""
    found: list[Preflight] = []

    def look(package: PackageRow) -> bool:
        if package.plan_code != "DUO" or package.status is not SubscriptionStatus.ACTIVE:
            return False
        flight = gateway.call(CHECK, PackageCheck(package_id=package.package_id))
        found.append(flight)
        return not flight.blockers and flight.plan_count > 1 and flight.contract is not None

    package_of(gateway, look)
    return found[-1]


def _has(stage: Stage, name: str) -> bool:
    try:
        stage.part(QWidget, name)
    except LookupError:
        return False
    return True


def _shown(stage: Stage, name: str) -> Steps:
    """Wait until there is a part that a screen reader calls so."""
    yield from stage.until(lambda: _has(stage, name))
    yield from stage.settled()
