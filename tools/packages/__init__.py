"""Makes the packages that people install, and tries them: what `dev.py package` does."""
