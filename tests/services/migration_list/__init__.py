"""Tests of the list of migrations (S-13)."""
