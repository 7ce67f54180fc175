"""Types, forms, offers and eligibility of wireless orders (R-WL)."""
