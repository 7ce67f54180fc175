"""Files from and for people."""
