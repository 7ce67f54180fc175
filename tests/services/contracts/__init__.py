"""Tests of the contracts of packages."""
