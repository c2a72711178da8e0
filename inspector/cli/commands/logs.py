"""The command `logs`: who was refused, when and where, from access and error logs."""

import argparse
import sys

from inspector.cli.inputs import NotReadable, read_attempt
from inspector.cli.logs_text import logs_markdown, logs_text
from inspector.cli.messages import complain_about
from inspector.cli.printable import printable
from inspector.cli.status import NOTHING_FOUND, UNREADABLE
from inspector.cli.writers import print_json
from inspector.logs.clues import clues_of
from inspector.logs.matching import Clues
from inspector.logs.periods import moment
from inspector.wording import tr

SUMMARY = tr("say who was refused in servers' logs, when, and what it looks like")
_STATUS = range(100, 600)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=tr("access and error logs of any size, gzip too; - = stdin; all are counted as one"),
    )
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument(
        "--since",
        type=_moment,
        metavar="T",
        help=tr("count from here: 2026-11-25T10:00 (UTC), an HTTP date, or 2h for two hours ago"),
    )
    parser.add_argument("--until", type=_moment, metavar="T", help=tr("count up to here"))
    parser.add_argument(
        "--status",
        type=_statuses,
        default=(401, 403, 407),
        metavar="N,N",
        help=tr("which statuses count as refused; 401,403,407 if not given"),
    )
    parser.add_argument(
        "--attempt",
        metavar="FILE",
        help=tr("find the lines that belong to this attempt: a HAR, a saved attempt, curl -v"),
    )


def run(options: argparse.Namespace) -> int:
    """Print what the logs say; finding refusals is the work, not a failure: 0."""
    from inspector.logs.reading import read  # noqa: PLC0415 - the help needs no formats
    from inspector.logs.scan import Wanted  # noqa: PLC0415 - as above
    from inspector.logs.summary import summarise  # noqa: PLC0415 - as above

    try:
        clues = _clues(options.attempt) if options.attempt else None
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE
    wanted = Wanted(statuses=options.status, since=options.since, until=options.until, clues=clues)
    result = read(options.files, wanted)
    for problem in result.problems:
        complain_about(problem)
    if result.files:
        report = summarise(result, attempt=clues is not None)
        if options.format == "json":
            print_json(report)
        else:
            page = logs_text if options.format == "text" else logs_markdown
            sys.stdout.write(printable(page(report)) + "\n")
    return UNREADABLE if result.problems else NOTHING_FOUND


def _clues(name: str) -> Clues:
    clues = clues_of(read_attempt(name))
    return clues or Clues()


def _moment(text: str) -> float:
    found = moment(text)
    if found is None:
        raise argparse.ArgumentTypeError(
            tr("{text} is no time (try 2026-11-25T10:00 or 2h)", text=text)
        )
    return found


def _statuses(text: str) -> tuple[int, ...]:
    words = [word.strip() for word in text.split(",") if word.strip()]
    if words and all(
        word.isascii() and word.isdigit() and int(word[:4]) in _STATUS for word in words
    ):
        return tuple(sorted({int(word) for word in words}))
    raise argparse.ArgumentTypeError(tr("{text} is no list of statuses (try 401,403)", text=text))
