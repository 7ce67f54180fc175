"""Tests of package migrations (R-MIG)."""
