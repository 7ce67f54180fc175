"""Tests of what can be asked of AgentView, and of its texts."""
