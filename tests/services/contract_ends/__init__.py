"""Tests of what happens at the end of contracts."""
