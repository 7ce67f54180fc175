"""Tests of events, their templates and reminders."""
