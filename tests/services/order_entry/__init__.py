"""Tests of taking new orders."""
