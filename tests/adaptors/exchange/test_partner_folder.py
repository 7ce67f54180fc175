"""What a partner has put for us is taken by one worker, whatever each of them would call it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from agentview.adaptors.exchange.address import open_partner_folder
from agentview.core.clock import SystemClock


def test_r_hw_19_of_many_who_claim_a_file_under_names_of_their_own_one_gets_it(tmp_path: Path) -> None:
    folders = [open_partner_folder(tmp_path.as_uri(), tmp_path, SystemClock()) for _ in range(4)]
    folders[0].prepare()
    with ThreadPoolExecutor(len(folders)) as pool:
        for number in range(300):
            name = f"D{number}.json"
            (tmp_path / "inbox" / name).write_bytes(b"{}")
            barrier = Barrier(len(folders))

            def claim(at: int, name: str = name, barrier: Barrier = barrier) -> bool:
                barrier.wait(20)
                return folders[at].claim(name, f"{at}.token.{name}")

            assert sorted(pool.map(claim, range(len(folders)))) == [False, False, False, True]
    assert list((tmp_path / "inbox").iterdir()) == []
    assert len(list((tmp_path / "processing").iterdir())) == 300
