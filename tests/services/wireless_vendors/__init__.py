"""Tests of the administration of vendors."""
