"""Measures AgentView against floors, side by side in one run: `python -m benchmarks.run`."""
