"""Files are held under longer names than they came with: a name must leave room for that (R-HW-19)."""

from datetime import timedelta
from pathlib import Path

import pytest

from agentview.adaptors.exchange.address import open_partner_folder
from agentview.core.clock import ManualClock
from agentview.services.inbound_batch import LONGEST_BYTES, LONGEST_NAME, is_takeable
from agentview.services.partner_folder import HeldName, Shelf
from tests import build
from tests.build_hardware import SYDNEY
from tests.services.warehouse_exchange.depot import Depot, dispatch_file

LONGEST = ("N" * LONGEST_NAME, "\N{GRINNING FACE}" * (LONGEST_BYTES // 4))


@pytest.mark.parametrize("name", LONGEST)
def test_the_longest_name_can_be_held_and_put_away_any_number_of_times(tmp_path: Path, name: str) -> None:
    """By the batch with the highest number, beside files of that name, each with its report."""
    root = tmp_path / "partner"
    root.mkdir()
    clock = ManualClock(build.START)
    folder = open_partner_folder(root.as_uri(), tmp_path / "keys", clock, timedelta(0))
    folder.prepare()
    held = str(HeldName(2**31 - 1, "f" * 12, name))
    for _ in range(3):
        (root / "inbox" / name).write_bytes(b"{}")
        assert folder.ready() == [name]
        assert folder.claim(name, held)
        folder.put_away(held, Shelf.QUARANTINE, b"{}")
    kept = {held, f"{held}.1", f"{held}.2"}
    assert {path.name for path in (root / "quarantine").iterdir()} == kept | {
        f"{one}.report.json" for one in kept
    }
    assert is_takeable(name)


@pytest.mark.parametrize("name", LONGEST)
def test_a_longer_name_is_left_in_the_inbox_and_keeps_no_other_file_waiting(depot: Depot, name: str) -> None:
    longer = name + name[0]
    assert not is_takeable(longer)
    folder = depot.at(SYDNEY)
    (folder.root / "inbox" / "Z1.json").write_bytes(dispatch_file("Z1.json", []))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "ready", lambda: [longer, "Z1.json"])
        depot.dispatch(SYDNEY)
    assert [(batch.file_name, batch.status) for batch in depot.batches("SALES_ORDER_DISPATCH")] == [
        ("Z1.json", "PROCESSED")
    ]
