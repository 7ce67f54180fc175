"""Outside systems and their simulators."""
