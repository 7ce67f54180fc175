"""Tests of what the program does by itself."""
