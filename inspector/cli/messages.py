"""Messages for the person at the terminal, on stderr: what is wrong, where, what to do."""

import re
import sys

from inspector.model.collection import Problem

# ---------------- What others sent must not steer the terminal
# C0 without tab and line feed, DEL, C1, and the marks that turn the writing direction.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""Return the text with every character that steers a terminal spelt out, as in \x1b."""
    return _STEERING.sub(_spelt, text)


def _spelt(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


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
