"""Messages for the person at the terminal, on stderr: what is wrong, where, what to do."""

import sys

from inspector.cli.printable import printable
from inspector.model.collection import Problem


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
