"""Tests of the approval of wireless orders."""
