"""Tests of the exchange of files with warehouses."""
