"""Messages for the person at the terminal, on stderr: what is wrong, where, what to do."""

import sys

from inspector.model.collection import Problem
from inspector.presentation.bodies.printable import printable


def complain(text: str) -> None:
    """Write one message."""
    print(f"request-inspector: {printable(text)}", file=sys.stderr)


def sentence(problem: Problem) -> str:
    """Return a problem as one line of text."""
    where = f"{problem.where}: " if problem.where else ""
    return f"{where}{problem.what} {problem.todo}".rstrip()


def complain_about(problem: Problem) -> None:
    """Write a problem."""
    complain(sentence(problem))


# ---------------- The exit statuses of the program
NOTHING_FOUND = 0
FOUND = 1
UNREADABLE = 2
"""Also a wrong usage, as argparse has it."""
HELD_BACK = 3
"""A redirect would have taken a secret to a host that nobody named; nothing was sent there."""
INTERRUPTED = 130
BROKEN_PIPE = 141
