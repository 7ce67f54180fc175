"""The window around the areas: start, sign-in, rail, search and commands, link, lock, appearance."""
