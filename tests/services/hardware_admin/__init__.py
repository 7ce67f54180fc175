"""Tests of the administration of hardware."""
