"""A job for the tests of the engine: it makes one row and one file of each thing, as jobs of batches do.

The thing goes CREATED, STAGED (its file lies under another name), SENT (the file has its name). `careless`
does the same with the guards left out: the negative control.
"""

from functools import partial
from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table, insert, select, update

from agentview.core.fault_point import fault_point
from agentview.jobs.job import Job, Run
from agentview.models.dialect import _INSERTS
from agentview.services.unit import Unit
from agentview.services.work import JobSpec

CAREFUL, CARELESS, SWEEP = "careful", "careless", "sweep"
POINTS = ("small.created", "small.written", "small.staged", "small.published", "small.sent")
METADATA = MetaData()
THINGS = Table(
    "fault_thing", METADATA, Column("name", String(40), primary_key=True), Column("state", String(10))
)
DEEDS = Table("fault_deed", METADATA, Column("name", String(40)))
"""A row for each effect, without a unique key: one too many is to be seen."""


def careful(run: Run) -> None:
    name, folder = run.payload["name"], Path(run.payload["folder"])
    run.act(lambda unit: create(unit, name))
    fault_point("small.created")
    if state_of(run, name) == "CREATED":
        part(folder, name).write_text(name)
        fault_point("small.written")
        run.act(lambda unit: move(unit, name, "CREATED", "STAGED"))
        fault_point("small.staged")
    if state_of(run, name) == "STAGED":
        # Nobody but this job renames it: without it, it has been renamed, and perhaps been taken already.
        if part(folder, name).exists():
            part(folder, name).rename(folder / name)
        fault_point("small.published")
        run.act(lambda unit: move(unit, name, "STAGED", "SENT"))
        fault_point("small.sent")
    run.progress(1, 1)


def careless(run: Run) -> None:
    name, folder = run.payload["name"], Path(run.payload["folder"])
    run.act(lambda unit: unit.session.execute(insert(DEEDS).values(name=name)))
    fault_point("small.created")
    (folder / name).write_text(name)
    fault_point("small.published")


def sweep(run: Run) -> None:
    """Send every thing that was created and not sent."""
    with run.embedded.database.read() as session:
        names = session.scalars(select(THINGS.c.name).where(THINGS.c.state == "CREATED")).all()
    for done, name in enumerate(names, 1):
        run.act(partial(send, name=name))
        fault_point("small.sent")
        run.progress(done, len(names))


def create(unit: Unit, name: str) -> None:
    table = _INSERTS[unit.session.get_bind().dialect.name](THINGS)  # type: ignore[arg-type]
    made = table.values(name=name, state="CREATED").on_conflict_do_nothing().returning(THINGS.c.name)
    if unit.session.execute(made).first() is not None:
        unit.session.execute(insert(DEEDS).values(name=name))


def send(unit: Unit, *, name: str) -> None:
    if move(unit, name, "CREATED", "SENT"):
        unit.session.execute(insert(DEEDS).values(name=name))


def move(unit: Unit, name: str, old: str, new: str) -> bool:
    changed = update(THINGS).where(THINGS.c.name == name, THINGS.c.state == old).values(state=new)
    return unit.session.execute(changed.returning(THINGS.c.name)).first() is not None


def state_of(run: Run, name: str) -> str | None:
    with run.embedded.database.read() as session:
        return session.scalar(select(THINGS.c.state).where(THINGS.c.name == name))


def part(folder: Path, name: str) -> Path:
    return folder / f".{name}.part"


JOBS = (
    Job(JobSpec(CAREFUL, is_round=False), careful),
    Job(JobSpec(CARELESS, is_round=False), careless),
    Job(JobSpec(SWEEP), sweep),
)
