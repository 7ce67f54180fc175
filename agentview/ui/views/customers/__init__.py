"""The customers: finding them, and all about one of them on a tab."""
