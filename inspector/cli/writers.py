"""Prints outcomes in the formats of `diagnose`: text, Markdown, JSON, JSON lines."""

import sys
from typing import Any, Protocol

import msgspec

from inspector.cli.outcomes import Answered, Outcome, Refused
from inspector.cli.printable import printable
from inspector.cli.verdict_markdown import verdict_markdown
from inspector.cli.verdict_text import verdict_text
from inspector.disk.encoding import encoded
from inspector.export.verdict_json import diagnosed_object

FORMATS = ("text", "markdown", "json", "jsonl")


class Writer(Protocol):
    """Takes the outcomes of `total` inputs, one by one and in order."""

    def add(self, outcome: Outcome) -> None:
        """Take one outcome."""

    def finish(self) -> None:
        """Print what is still held back."""


def writer_of(format_name: str, total: int) -> Writer:
    """Return the writer of a format."""
    if format_name == "json":
        return _JsonWriter(single=total == 1)
    if format_name == "jsonl":
        return _LinesWriter()
    return _PageWriter(markdown=format_name == "markdown", named=total > 1)


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """Return the object that JSON and JSON lines print for one input."""
    file = outcome.file.encode("utf-8", "backslashreplace").decode()
    if isinstance(outcome, Refused):
        problem = outcome.problem
        error = {"what": problem.what, "where": problem.where, "todo": problem.todo}
        return {"file": file, "error": error}
    return diagnosed_object(file, outcome.verdict)


def print_json(value: object) -> None:
    """Print a value as JSON that people can read."""
    sys.stdout.write(msgspec.json.format(encoded(value), indent=2).decode() + "\n")


class _LinesWriter:
    def add(self, outcome: Outcome) -> None:
        sys.stdout.write(encoded(outcome_json(outcome)).decode() + "\n")
        sys.stdout.flush()

    def finish(self) -> None:
        """Every line is out already."""


class _JsonWriter:
    def __init__(self, *, single: bool) -> None:
        self._single = single
        self._values: list[dict[str, Any]] = []

    def add(self, outcome: Outcome) -> None:
        self._values.append(outcome_json(outcome))

    def finish(self) -> None:
        print_json(self._values[0] if self._single else self._values)


class _PageWriter:
    def __init__(self, *, markdown: bool, named: bool) -> None:
        self._markdown = markdown
        self._named = named
        self._first = True

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            return
        if not self._first:
            sys.stdout.write("\n")
        self._first = False
        if self._named:
            sys.stdout.write(f"# {outcome.file}\n\n" if self._markdown else f"{outcome.file}\n")
        sys.stdout.write(printable(self._page(outcome).rstrip("\n")) + "\n")

    def _page(self, outcome: Answered) -> str:
        if self._markdown:
            return verdict_markdown(outcome.answer, outcome.known)
        return verdict_text(outcome.verdict)

    def finish(self) -> None:
        """Every page is out already."""
