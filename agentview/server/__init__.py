"""The server: every operation of the contract over HTTP, and the change feed as a stream of events."""
