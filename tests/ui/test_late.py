"""The views of the areas are loaded late: not with the window, and all at once when they are asked for."""

import subprocess
import sys

from agentview.ui import late
from agentview.ui.shell.registry import AREAS

_SAY = "import sys; print(*sorted(name for name in sys.modules if name.startswith('agentview.ui.views.')))"


def loaded(*lines: str) -> list[str]:
    """Return what of the areas a process of its own has loaded after these lines."""
    code = "\n".join([*lines, _SAY])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_window_loads_no_view() -> None:
    packages = loaded("import agentview.main")
    assert "agentview.ui.views.customers" in packages
    assert [name for name in packages if name.count(".") > 3] == [
        "agentview.ui.views.suspension.tabs",
        "agentview.ui.views.wireless_fulfilment.words",
    ]


def test_all_views_are_loaded_at_once() -> None:
    views = loaded("import agentview.main", "from agentview.ui.late import load_all; load_all()")
    assert {f"agentview.ui.views.{area}.view" for area in ("customers", "jobs", "wireless")} <= set(views)


def test_each_class_that_is_named_is_there() -> None:
    late.load_all()
    assert len(AREAS) > 10
    assert all(hasattr(sys.modules[one.module], one.name) for one in late.named())
