"""Tests of bulk migrations."""
