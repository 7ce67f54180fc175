"""Tests of the search of orders."""
