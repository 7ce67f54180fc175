"""Device Enrolment Response: takes in what programmes have answered, each answer exactly once (M7)."""
