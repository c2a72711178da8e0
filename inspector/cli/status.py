"""The exit statuses of the program."""

NOTHING_FOUND = 0
FOUND = 1
UNREADABLE = 2
"""Also a wrong usage, as argparse has it."""
HELD_BACK = 3
"""A redirect would have taken a secret to a host that nobody named; nothing was sent there."""
INTERRUPTED = 130
BROKEN_PIPE = 141
