"""A list screen without the words of any one area: a declaration makes it read, filter, keep and export."""
