"""What became of one input, an answer or why it could not be read; printed in each format."""

import logging
import sys
from shutil import get_terminal_size
from typing import Protocol

import msgspec

from inspector.cli.inputs import NotReadable, read_attempt
from inspector.cli.judging import asked_in
from inspector.cli.masking import masked_story, masked_verdict
from inspector.cli.messages import FOUND, NOTHING_FOUND, UNREADABLE
from inspector.cli.under_way import told_when_long
from inspector.disk.encoding import encoded, json_text
from inspector.model.collection import Problem
from inspector.model.finding import Verdict
from inspector.model.story import Story
from inspector.presentation.bodies.printable import printable
from inspector.presentation.terminal.verdict_text import verdict_text
from inspector.protocol.redaction import Known
from inspector.wording import tr, tr_n
from inspector.workbench.answer import Answer


# ---------------- Markdown
def verdict_markdown(answer: Answer, known: tuple[str, ...] = ()) -> str:
    """Return the answer as Markdown, its secrets and `known` values masked."""
    from inspector.export.export import export  # noqa: PLC0415 - only for this format
    from inspector.export.options import Options  # noqa: PLC0415 - as above

    return export(answer, "markdown", Options(known=known, mask_leaks=True)).text


_log = logging.getLogger(__name__)


class Answered(msgspec.Struct, frozen=True):
    """An input that was read.

    answer: with its secrets. verdict: masked, to be printed. known: what else is masked, and how
    headers were judged. asked: the headers that nobody knows. story: masked, if asked for.
    """

    file: str
    answer: Answer
    verdict: Verdict
    known: Known = Known()
    asked: tuple[str, ...] = ()
    story: Story | None = None

    @property
    def status(self) -> int:
        """The exit status this input asks for."""
        return FOUND if self.verdict.is_told else NOTHING_FOUND


class Refused(msgspec.Struct, frozen=True):
    """An input that could not be read."""

    file: str
    problem: Problem

    @property
    def status(self) -> int:
        """The exit status this input asks for."""
        return UNREADABLE


Outcome = Answered | Refused


def outcome_of(
    name: str,
    known: Known = Known(),  # noqa: B008 - never changes
    *,
    story: bool = False,
) -> Outcome:
    """Read and diagnose one input; no input stops the others from being answered."""
    from inspector.diagnose.facts.case import Trace  # noqa: PLC0415 - the help needs no diagnosis
    from inspector.diagnose.verdict.judge import judge  # noqa: PLC0415 - as above
    from inspector.story.telling import tell  # noqa: PLC0415 - as above

    try:
        attempt = read_attempt(name)
        trace = Trace(attempt)
        with told_when_long(_explaining(len(attempt.exchanges))):
            verdict = judge(trace)
        answer = Answer(attempt=attempt, verdict=verdict)
        asked = asked_in(attempt.exchanges, known)
        told = masked_story(tell(trace.story), attempt, known) if story else None
        return Answered(name, answer, masked_verdict(verdict, attempt, known), known, asked, told)
    except NotReadable as error:
        return Refused(name, error.problem)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not hide the rest
        _log.debug("no answer for an input: %s", type(error).__name__)
        return Refused(name, _our_fault(name, error))


def _explaining(count: int) -> str:
    return tr_n(
        "{count} exchange is being explained. Ctrl+C ends it.",
        "{count} exchanges are being explained. Ctrl+C ends it.",
        count,
    )


def _our_fault(name: str, error: Exception) -> Problem:
    return Problem(
        what=tr("The program failed on this input ({kind}).", kind=type(error).__name__),
        where=name,
        todo=tr("Please report it with the file, secrets removed."),
    )


# ---------------- Printing
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


def outcome_json(outcome: Outcome) -> msgspec.Struct:
    """Return the record that JSON and JSON lines print for one input."""
    from inspector.export.shaping import diagnosed, unreadable  # noqa: PLC0415 - only for JSON

    file = outcome.file.encode("utf-8", "backslashreplace").decode()
    if isinstance(outcome, Refused):
        return unreadable(file, outcome.problem)
    return diagnosed(file, outcome.verdict, story=outcome.story)


def print_json(value: object) -> None:
    """Print a value as JSON that people can read."""
    sys.stdout.write(json_text(value))


class _LinesWriter:
    def add(self, outcome: Outcome) -> None:
        sys.stdout.write(encoded(outcome_json(outcome)).decode() + "\n")
        sys.stdout.flush()

    def finish(self) -> None:
        """Every line is out already."""


class _JsonWriter:
    def __init__(self, *, single: bool) -> None:
        self._single = single
        self._values: list[msgspec.Struct] = []

    def add(self, outcome: Outcome) -> None:
        self._values.append(outcome_json(outcome))

    def finish(self) -> None:
        print_json(self._values[0] if self._single else self._values)


def _story_page(outcome: Answered) -> str:
    """Return the story as a picture in letters, as wide as the terminal."""
    from inspector.presentation.story.written.story_text import told_story  # noqa: PLC0415 - where asked

    if outcome.story is None:
        return ""
    signs = sys.stdout.isatty() and (sys.stdout.encoding or "").lower().startswith("utf")
    wide = get_terminal_size((100, 24)).columns
    attempt, known = outcome.answer.attempt, tuple(outcome.known)
    return told_story((attempt, outcome.story, outcome.verdict), known, wide, signs=signs)


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
        told = _story_page(outcome) if outcome.story is not None else ""
        if self._markdown:
            page = verdict_markdown(outcome.answer, outcome.known).rstrip("\n")
            return f"{page}\n\n```text\n{told}\n```" if told else page
        page = verdict_text(outcome.verdict)
        return f"{page}\n\n{told}" if told else page

    def finish(self) -> None:
        """Every page is out already."""
