"""Tests of payment plans."""
