"""Backups: a database in one file that says what is in it, and back."""
