"""The timeline of a customer: everything, newest first, without what is not for the reader."""

from agentview.contract import customers as contract
from agentview.contract import provisioning
from agentview.contract.customers import Timeline, TimelineKind
from agentview.models.trail import AuditEntry
from agentview.services.customers.timeline import kind_of
from tests import build
from tests.fixtures.statements import statements
from tests.migration_world import home
from tests.services.customers import having
from tests.services.holdings import hold
from tests.services.migrating import submitted
from tests.services.provisioning.working import Working


def read(working: Working, username: str = "harbour_csa", **wanted: object) -> Timeline:
    return working.call(username, contract.TIMELINE, account_id=build.MARLOW, **wanted)


def test_what_happened_is_there_with_references_people_know(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", provisioning.CLAIM, task_id=task.row.task_id)
    found = read(working)
    newest = found.entries[0]
    assert (newest.entity, newest.action, newest.reference) == ("task", "claim", task.row.reference)
    names = {entry.entity: entry.reference for entry in found.entries}
    assert names["order"].startswith("PO-")
    assert names["package"].startswith("PS-")
    assert names["service"].startswith("SS-")
    assert [entry.entry_id for entry in found.entries] == sorted(
        (entry.entry_id for entry in found.entries), reverse=True
    )


def test_each_entry_is_of_one_kind_and_the_filter_says_the_same(working: Working) -> None:
    task = working.new()
    working.halt(task)
    working.call("harbour_csa", contract.ADD_NOTE, account_id=build.MARLOW, text="x")
    working.call("harbour_csa", contract.REVEAL_CONTACT, contact_id=1, reason="Call back")
    working.call("harbour_csa", contract.ADD_CONTACT, account_id=build.MARLOW, fields={"name": "Front desk"})
    everything = read(working, limit=200).entries
    for kind in TimelineKind:
        wanted = [entry for entry in everything if entry.kind is kind]
        assert list(read(working, kinds=[kind], limit=200).entries) == wanted
    assert {entry.kind for entry in everything} >= set(TimelineKind) - {TimelineKind.CASES}
    both = read(working, kinds=["NOTES", "PRIVACY"], limit=200).entries
    assert {entry.kind for entry in both} == {TimelineKind.NOTES, TimelineKind.PRIVACY}


def test_kinds_are_told_by_record_and_action() -> None:
    assert kind_of("contact", "reveal") is TimelineKind.PRIVACY
    assert kind_of("task", "note") is TimelineKind.NOTES
    assert kind_of("attachment", "add") is TimelineKind.ACCOUNT


def test_what_the_wholesaler_keeps_to_itself_is_not_there(working: Working) -> None:
    task = working.new()
    working.call("meridian_prov", provisioning.ADD_NOTE, task_id=task.row.task_id, text="ours")
    shared = {"text": "for all", "is_internal": False}
    working.call("meridian_prov", provisioning.ADD_NOTE, task_id=task.row.task_id, **shared)
    texts = {entry.text for entry in read(working).entries}
    assert "for all" in texts
    assert "ours" not in texts


def test_a_viewer_reads_no_internal_entry(working: Working) -> None:
    task = working.new()
    working.halt(task)
    working.call("harbour_csa", contract.ADD_NOTE, account_id=build.MARLOW, text="secret")
    working.call("harbour_csa", contract.REVEAL_CONTACT, contact_id=1, reason="Call back")
    entries = read(working, "harbour_viewer", limit=200).entries
    assert not [entry for entry in entries if entry.is_internal or entry.entity == "work_item"]
    assert "secret" not in {entry.text for entry in entries}


def test_personal_data_never_shows_even_where_it_was_written_in_full(working: Working) -> None:
    with having.writing(working.backend) as session:
        session.add(
            AuditEntry(
                at=build.START,
                actor="import",
                provider_id=build.HARBOUR,
                entity="contact",
                entity_id=1,
                account_id=build.MARLOW,
                action="edit",
                field="email",
                old_value="jo@example.com",
                new_value="jo.marlow@example.com",
            )
        )
    shown = str(read(working).entries)
    assert "jo" not in shown


def test_pages_follow_each_other_without_gap_or_repeat(working: Working) -> None:
    having.entries(working.backend, 120)
    seen: list[int] = []
    before: int | None = None
    while True:
        page = read(working, limit=50, before_id=before)
        seen += [entry.entry_id for entry in page.entries]
        if not page.has_older:
            break
        before = seen[-1]
    assert len(seen) == len(set(seen)) == 120
    assert seen == sorted(seen, reverse=True)


def test_it_takes_as_many_queries_at_10_000_entries_as_at_a_few(local_working: Working) -> None:
    having.entries(local_working.backend, 10_000)
    having.entries(local_working.backend, 60, build.OKONKWO)
    gateway = local_working.on("harbour_csa")
    counts = []
    for account in (build.MARLOW, build.OKONKWO):
        with statements(local_working.backend.database) as ran:
            page = gateway.call(contract.TIMELINE, contract.TimelineRequest(account_id=account))
        assert len(page.entries) == 50
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 8


def test_d_23_the_order_of_a_migration_is_an_mg_like_the_migration(working: Working) -> None:
    home(working.backend)
    made = submitted(working, hold(working.backend).package_id)
    placed = working.new()
    entries = read(working, kinds=["ORDERS"]).entries
    of_orders = {entry.entity_id: entry.reference for entry in entries if entry.entity == "order"}
    assert of_orders[made.order_id] == made.reference
    assert placed.order_reference in of_orders.values()
