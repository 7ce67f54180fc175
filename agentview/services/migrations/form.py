"""What the wizard saved, out of and into its row."""

from agentview.contract.migration_form import MigrationForm
from agentview.models.migration import Migration


def form_of(migration: Migration) -> MigrationForm:
    """Return the form as it was saved last."""
    return MigrationForm.model_validate(migration.form)


def stored(form: MigrationForm) -> dict[str, object]:
    """Return the form as the row keeps it."""
    return form.model_dump(mode="json")
