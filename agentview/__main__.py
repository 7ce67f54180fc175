"""Starts AgentView: `python -m agentview`."""

import sys

from agentview.cli import main

if __name__ == "__main__":
    sys.exit(main())
