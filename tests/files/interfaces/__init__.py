"""Tests of the interface files."""
