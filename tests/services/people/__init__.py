"""Tests of the people of a provider."""
