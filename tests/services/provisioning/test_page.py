"""The rows of a page are made without validation: they are what validation would make of them."""

from datetime import date

import pytest

from agentview.contract import provisioning as contract
from agentview.contract.provisioning import (
    PresenceMode,
    QueueFilter,
    QueuePage,
    QueueRow,
    Sort,
    TaskStatus,
    View,
)
from tests.services.provisioning.working import Working


@pytest.fixture
def several(working: Working) -> Working:
    """Return people with a waiting, a claimed, a halted and a completed task; one looks at the first."""
    waiting, claimed, halted = (working.new(phone=f"+6149157010{number}") for number in range(3))
    working.active(phone="+61491570110", start_on=date(2026, 11, 1))
    working.call("meridian_prov2", contract.CLAIM, task_id=claimed.row.task_id)
    working.halt(halted)
    working.call("meridian_prov2", contract.PRESENCE, task_id=waiting.row.task_id, mode=PresenceMode.VIEWING)
    return working


def test_rows_are_what_validation_makes_of_them(several: Working) -> None:
    seen: list[QueueRow] = []
    for view in (View.OPEN, View.HALTED, View.DONE):
        request = contract.QueueRequest(filter=QueueFilter(view=view))
        page = several.on("meridian_prov").call(contract.QUEUE, request)
        for row in page.rows:
            values = {name: getattr(row, name) for name in QueueRow.model_fields}
            assert row == QueueRow.model_validate(values, strict=True)
            assert row.model_fields_set == set(QueueRow.model_fields)
        assert QueuePage.model_validate_json(page.model_dump_json()) == page
        assert {row.commands for row in page.rows} == set(page.commands)
        seen += page.rows
    assert {row.status for row in seen} == set(TaskStatus) - {TaskStatus.ABORTED}
    assert any(row.watchers for row in seen)
    assert any(row.claimed_by for row in seen)


@pytest.mark.parametrize("sort", Sort)
def test_the_places_of_a_page_lead_to_its_neighbours(several: Working, sort: Sort) -> None:
    gateway = several.on("meridian_prov")
    whole = gateway.call(contract.QUEUE, contract.QueueRequest(sort=sort)).rows
    first = gateway.call(contract.QUEUE, contract.QueueRequest(sort=sort, limit=1))
    following = gateway.call(contract.QUEUE, contract.QueueRequest(sort=sort, limit=1, after=first.last))
    before = gateway.call(contract.QUEUE, contract.QueueRequest(sort=sort, limit=1, before=following.first))
    assert [page.rows[0].task_id for page in (first, following, before)] == [
        whole[0].task_id,
        whole[1].task_id,
        whole[0].task_id,
    ]
