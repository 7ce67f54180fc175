"""Tests of lines, devices and stipends of companies."""
