"""SQLAlchemy tables, one file an aggregate, and the database itself."""
