"""The tests of AgentView; the folders mirror the package."""
