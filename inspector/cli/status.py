"""The exit statuses of the program."""

NOTHING_FOUND = 0
FOUND = 1
UNREADABLE = 2
"""Also a wrong usage, as argparse has it."""
INTERRUPTED = 130
BROKEN_PIPE = 141
