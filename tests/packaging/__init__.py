"""Tests of what the packages hold and of what installs them."""
