"""Tests of jobs as people see them, and of what the engine writes about their runs."""
