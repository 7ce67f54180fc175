"""Messages to customers: queued, sent by a worker, and kept word for word (R-EVT-13)."""
