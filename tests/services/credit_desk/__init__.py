"""Tests of credit desk."""
