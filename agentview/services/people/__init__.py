"""The people of an own database: founded with an owner, then added one by one (D-32)."""
