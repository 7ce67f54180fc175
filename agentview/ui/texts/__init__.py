"""The words of the desktop that come from codes and values, in the user's language."""
