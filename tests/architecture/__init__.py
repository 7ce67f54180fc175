"""Rules about the source itself, which linters do not know."""
