"""Tests of tables and of how they are read."""
