"""Credit control: the day in pictures, a case with what was done in it, the credit of its customer."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from agentview.contract.credit_desk import CASES, CaseFilter, CasesRequest, CaseView
from agentview.contract.payment_plans import INVOICES, PlansRequest
from agentview.gateway.port import Gateway
from agentview.ui.kit.table import TableView
from agentview.ui.navigation import ACCOUNT, RESTRICTION_CASES, Target
from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes.arrival import rows
from agentview.ui.tour.stage import MissingPartError, Stage, Steps
from agentview.ui.views.customers.page import CustomerPage
from agentview.ui.views.customers.section_credit import CreditSection

CONTROLLER = "stuart"


def dashboard(stage: Stage) -> Steps:
    """See the day of credit control in pictures, and one of them as numbers."""
    if stage.window.workplace is not None:
        stage.window.session.sign_out()
    yield from stage.until(stage.window.sign_in_page.isVisible)
    stage.window.session.sign_in(CONTROLLER, None)
    yield from stage.until(lambda: stage.window.workplace is not None)
    yield from stage.settled()
    stage.workplace.open_area("suspension")
    yield from stage.settled()
    yield from stage.picture("180-credit-dashboard", is_key=True)
    stage.click_part("Owing by age: show the numbers as a table")
    yield from stage.picture("181-credit-dashboard-table")
    stage.click_part("Owing by age: show the picture")
    yield from stage.settled()


def cases(stage: Stage) -> Steps:
    """Look at a case: its services, the two facts about each bar, and what happened."""
    stage.workplace.open_target(Target(RESTRICTION_CASES, 0, CaseView.OPEN.value))
    yield from rows(stage)
    table = stage.part(TableView, "Restriction cases")
    yield from stage.until(lambda: table.current_row() is not None)
    yield from stage.settled()
    yield from stage.picture("182-restriction-cases", is_key=True)
    stage.workplace.open_target(Target(RESTRICTION_CASES, 0, CaseView.RESTORED.value))
    yield from stage.settled()
    yield from stage.until(lambda: table.current_row() is not None)
    yield from stage.picture("183-restriction-cases-restored")
    stage.workplace.open_target(Target(RESTRICTION_CASES, 0, CaseView.OPEN.value))
    yield from stage.settled()
    yield from stage.until(lambda: table.current_row() is not None)
    table.setFocus()
    stage.press("R")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("184-restore-by-hand", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))


def customer(stage: Stage) -> Steps:
    """See the credit of a restricted customer: owed, agreed, why, and every restriction."""
    found: list[tuple[int, str]] = []
    yield from stage.meanwhile(CONTROLLER, lambda gateway: found.append(_restricted(gateway)))
    account_id, name = found[0]
    stage.workplace.open_target(Target(ACCOUNT, account_id, name))
    yield from stage.until(lambda: _page(stage, account_id) is not None)
    yield from stage.settled()
    stage.press("Alt+0")
    yield from stage.until(lambda: _is_read(stage, account_id))
    yield from stage.picture("185-customer-credit", is_key=True)
    stage.press("P")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("186-promise-to-pay")
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))
    stage.press("L")
    yield from stage.until(lambda: bool(_dialogs(stage)))
    yield from stage.picture("187-payment-plan", is_key=True)
    stage.press("Esc")
    yield from stage.until(lambda: not _dialogs(stage))
    stage.press("Alt+2")
    yield from stage.picture("188-status-restore")


SCENES = (
    Scene("the day of credit control", dashboard),
    Scene("restriction cases", cases),
    Scene("the credit of a customer", customer),
)


def _restricted(gateway: Gateway) -> tuple[int, str]:
    """Return a restricted customer with several open invoices that no plan pays."""
    wanted = CasesRequest(filter=CaseFilter(view=CaseView.RESTRICTED))
    for row in gateway.call(CASES, wanted).rows:
        offered = gateway.call(INVOICES, PlansRequest(account_id=row.account_id)).rows
        if len(offered) > 1 and all(one.payment_plan_id is None for one in offered):
            return row.account_id, row.customer
    raise MissingPartError("restricted customer")


def _page(stage: Stage, account_id: int) -> CustomerPage | None:
    shown = [page for page in stage.window.findChildren(CustomerPage) if page.isVisible()]
    is_read = shown and shown[0].account_id == account_id and shown[0].presenter.detail is not None
    return shown[0] if is_read else None


def _is_read(stage: Stage, account_id: int) -> bool:
    page = _page(stage, account_id)
    section = None if page is None else page.sections.find("credit")
    return isinstance(section, CreditSection) and section.presenter.picture is not None


def _dialogs(stage: Stage) -> list[QDialog]:
    return [one for one in stage.window.findChildren(QDialog) if one.isVisible()]
