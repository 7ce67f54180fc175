"""Tests of the exchange of files with partners."""
