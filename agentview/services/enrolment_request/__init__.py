"""Device Enrolment Request: what waits for a programme goes to it, one batch each (R-ENR-03, M6)."""
