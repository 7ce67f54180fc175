"""What the people at the desk see: kit, shell and the views of each area."""
