"""Forms of records: drafts, sending once, refusals beside fields, changes by others brought together."""
