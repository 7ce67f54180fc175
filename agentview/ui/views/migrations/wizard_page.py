"""What the wizard asks of each of its pages."""

from __future__ import annotations

from typing import Protocol

from agentview.contract.migration_form import MigrationForm
from agentview.contract.migrations import MigrationDraft
from agentview.ui.forms.wizard_screen import HeldPage


class Page(HeldPage, Protocol):
    """A page: it shows a migration with what is typed over it, and says what it holds."""

    def show_form(self, draft: MigrationDraft, form: MigrationForm) -> None:
        """Show what was saved, and what is typed."""
