"""What a restored database does not keep: changes, which are numbered by transactions of their server.

On another server the numbers may lie ahead of all that come, and nobody would hear of a change for long.
Without them every desktop that comes back sees a gap, and reads everything again.
"""

FORGET_CHANGES = "delete from change_row"
