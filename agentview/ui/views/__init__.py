"""The areas of the desktop, one package each; they meet only through the shell."""
