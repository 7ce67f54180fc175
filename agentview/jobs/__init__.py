"""What the program does by itself beside the calls that it answers."""
