"""The first file that the packaged program runs, for every command and for the processes of a server."""

import multiprocessing
import sys

from agentview.cli import main

if __name__ == "__main__":
    # A process of `agentview serve --processes` starts this program again, and ends here.
    multiprocessing.freeze_support()
    sys.exit(main())
