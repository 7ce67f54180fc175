"""Tests of the formats of warehouses."""
