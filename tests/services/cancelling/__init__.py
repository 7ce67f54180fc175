"""Tests of cancelling."""
