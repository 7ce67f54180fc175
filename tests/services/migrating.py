"""People who migrate packages, for the tests: they begin, choose, submit and finalise on their gateways."""

from agentview.contract import migrations as contract
from agentview.contract import provisioning
from agentview.contract.migration_form import MigrationForm, MigrationPage
from agentview.contract.migrations import MigrationChanged, MigrationDraft
from agentview.contract.provisioning import Acted, TaskDetail
from tests.migration_world import plan_id
from tests.services.provisioning.working import Working, at

CSA, PROVISIONER = "harbour_csa", "meridian_prov"


def begin(working: Working, package_id: int, by: str = CSA, **more: object) -> MigrationDraft:
    """Begin to migrate a package."""
    return working.call(by, contract.START, package_id=package_id, **more)


def save(
    working: Working,
    draft: MigrationDraft,
    form: MigrationForm,
    page: MigrationPage = MigrationPage.DATES,
    go_on_at: MigrationPage = MigrationPage.REVIEW,
    by: str = CSA,
) -> MigrationDraft:
    """Save a form and go on behind a page, in the version that was seen."""
    return working.call(
        by,
        contract.SAVE_PAGE,
        order_id=draft.order_id,
        version=draft.version,
        page=page,
        go_on_at=go_on_at,
        form=form.model_dump(mode="json"),
    )


def chosen(
    working: Working, package_id: int, plan: str = "MOB-80", by: str = CSA, **form: object
) -> MigrationDraft:
    """Begin to migrate a package to a plan, all pages filled in and everything agreed to."""
    agreed = {"are_extras_given_up": True, "is_fee_confirmed": True}
    typed = {"winning_plan_id": plan_id(working.backend, plan), **agreed, **form}
    return save(working, begin(working, package_id, by), MigrationForm.model_validate(typed), by=by)


def submit(working: Working, draft: MigrationDraft, by: str = CSA) -> MigrationChanged:
    """Submit a migration with the quote that it shows."""
    if draft.quote is None:
        raise AssertionError("no plan of a pool is chosen")
    return working.call(
        by,
        contract.SUBMIT,
        order_id=draft.order_id,
        version=draft.version,
        fingerprint=draft.quote.fingerprint,
    )


def submitted(
    working: Working, package_id: int, plan: str = "MOB-80", by: str = CSA, **form: object
) -> MigrationChanged:
    """Begin, fill in and submit a migration."""
    return submit(working, chosen(working, package_id, plan, by, **form), by)


def task_of(working: Working, made: MigrationChanged, by: str = CSA) -> TaskDetail:
    """Return the task of a submitted migration."""
    return working.find(by, made.task_references[0])


def finalise(working: Working, made: MigrationChanged, by: str = PROVISIONER, **more: object) -> Acted:
    """Finalise a submitted migration from the queue."""
    return working.call(by, provisioning.FINALISE_MIGRATION, **at(task_of(working, made, by)), **more)
