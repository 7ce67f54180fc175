"""The one command for working with a checkout; it needs nothing but Python."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whatever `python3` is there
    # Before the next import, which older versions of Python cannot read.
    sys.exit(f"AgentView needs Python 3.11 or newer, and this is Python {sys.version.split()[0]}.")

from tools import commands

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:]))
