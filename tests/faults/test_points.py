"""No fault point is named in the program that the harness does not kill a worker at."""

from pathlib import Path

import pytest

from tests.faults import delivery_jobs, test_exchange_killed, test_sweep_killed, vendor_jobs
from tests.faults.harness import ENGINE_POINTS, IN_RECOVERY
from tests.faults.points import UnreadableError, named_points


def test_d_33_at_each_point_that_the_source_names_a_worker_is_killed() -> None:
    """Those of the jobs in chains, those of delivery and of the engine in tests of their own."""
    killed = {point for chain in test_exchange_killed.CHAINS.values() for point in chain.points}
    killed |= {point for chain in test_sweep_killed.CHAINS.values() for point in chain.points}
    assert named_points() == killed | {
        *delivery_jobs.POINTS,
        *vendor_jobs.POINTS,
        *ENGINE_POINTS,
        IN_RECOVERY,
    }


def test_a_point_that_is_added_is_found(tmp_path: Path) -> None:
    """The control: what the source names is read, also behind the kind of a file."""
    (tmp_path / "kinds.py").write_text(
        'class OutboundKind: ...\ndef send(kind):\n    fault_point(f"{kind.name}.after_lunch")\n'
    )
    (tmp_path / "job.py").write_text('KIND = OutboundKind("parcel", 1)\nfault_point("parcel.before")\n')
    assert named_points(tmp_path) == {"parcel.after_lunch", "parcel.before"}


def test_a_point_whose_name_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text("fault_point(name)\n")
    with pytest.raises(UnreadableError):
        named_points(tmp_path)
