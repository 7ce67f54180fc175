"""Orders: taking new ones, and looking at those that were taken."""
