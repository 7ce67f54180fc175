"""The pages of the migration wizard."""

from __future__ import annotations

from agentview.contract.migration_form import MigrationPage
from agentview.ui.navigation import Desk
from agentview.ui.views.migrations.wizard_dates import DatesPage
from agentview.ui.views.migrations.wizard_eligibility import EligibilityPage
from agentview.ui.views.migrations.wizard_fees import FeesPage
from agentview.ui.views.migrations.wizard_package import PackagePage
from agentview.ui.views.migrations.wizard_page import Page
from agentview.ui.views.migrations.wizard_review import ReviewPage
from agentview.ui.views.migrations.wizard_services import ServicesPage


class MigrationPages:
    """Holds a page for each step."""

    def __init__(self, desk: Desk) -> None:
        """Makes all pages; they show nothing yet."""
        self.eligibility = EligibilityPage(desk.texts, desk.clock)
        self.package = PackagePage(desk)
        self.services = ServicesPage(desk.clock)
        self.fees = FeesPage(desk.clock)
        self.dates = DatesPage(desk.clock)
        self.review = ReviewPage(desk.clock)
        self.by_key: dict[MigrationPage, Page] = {
            MigrationPage.ELIGIBILITY: self.eligibility,
            MigrationPage.PACKAGE: self.package,
            MigrationPage.SERVICES: self.services,
            MigrationPage.FEES: self.fees,
            MigrationPage.DATES: self.dates,
            MigrationPage.REVIEW: self.review,
        }

    def close(self) -> None:
        """Forgets what is not answered."""
        self.package.close_down()
