"""The command `logs`: who was refused, when and where, from access and error logs."""

import argparse
import sys

from inspector.cli.inputs import NotReadable, read_attempt
from inspector.cli.messages import NOTHING_FOUND, UNREADABLE, complain, complain_about
from inspector.cli.outcomes import print_json
from inspector.cli.passphrase import add_argument
from inspector.logs.matching import Clues, clues_of
from inspector.logs.times import moment
from inspector.model.collection import Problem
from inspector.presentation.bodies.printable import printable
from inspector.presentation.terminal.logs_text import logs_markdown, logs_text
from inspector.reading.statuses import REFUSED_IN_LOGS, REFUSES_LOGIN
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
        metavar="N,N",
        help=tr("which statuses count as refused; 401,403,407 if not given"),
    )
    parser.add_argument(
        "--attempt",
        metavar="FILE",
        help=tr("find the lines that belong to this attempt: a HAR, a saved attempt, curl -v"),
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help=tr("keep the refused lines in the history, with the accepted ones around them"),
    )
    parser.add_argument(
        "--host",
        default="",
        metavar="HOST",
        help=tr("with --keep: the server's host, where the lines name none"),
    )
    what = tr("with --keep: read the vault file's passphrase from there; - = stdin")
    add_argument(parser, what=what)


def run(options: argparse.Namespace) -> int:
    """Print what the logs say; finding refusals is the work, not a failure: 0."""
    from inspector.logs.log_reader import read  # noqa: PLC0415 - the help needs no formats
    from inspector.logs.scan import Wanted  # noqa: PLC0415 - as above
    from inspector.logs.summary import summarise  # noqa: PLC0415 - as above

    problem = _wrong_use(options)
    if problem is not None:
        complain_about(problem)
        return UNREADABLE
    try:
        clues = _clues(options.attempt) if options.attempt else None
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE
    statuses = options.status or tuple(sorted(REFUSES_LOGIN))
    wanted = Wanted(statuses=statuses, since=options.since, until=options.until, clues=clues)
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
    kept = not options.keep or _keep(options)
    return UNREADABLE if result.problems or not kept else NOTHING_FOUND


def _wrong_use(options: argparse.Namespace) -> Problem | None:
    if not options.keep:
        return None
    from inspector.cli.log_keeping import wrong_use  # noqa: PLC0415 - brings the diagnosis in

    return wrong_use(tuple(options.files), options.host)


def _keep(options: argparse.Namespace) -> bool:
    """Keep the refused lines, and say how many on stderr; return whether the history took them."""
    from inspector.cli.log_keeping import keep_lines  # noqa: PLC0415 - brings the diagnosis in
    from inspector.logs.parts import Take  # noqa: PLC0415 - as above
    from inspector.record.database import HistoryError  # noqa: PLC0415 - as above
    from inspector.workbench.attempts.log_attempts import kept_words  # noqa: PLC0415 - as above

    order = Take(
        names=tuple(options.files),
        statuses=options.status or tuple(sorted(REFUSED_IN_LOGS)),
        since=options.since,
        until=options.until,
    )
    try:
        complain(kept_words(keep_lines(order, options.host, options.passphrase_file)))
    except (HistoryError, NotReadable) as error:
        complain_about(error.problem)
        return False
    return True


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
