"""Tests of service status."""
