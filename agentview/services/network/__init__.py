"""Services of automatic types: what the carrier's platform is asked, and the errors that come of it."""
