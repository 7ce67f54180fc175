"""Tests of services that the carrier's platform provisions."""
