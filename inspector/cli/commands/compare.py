"""The command `compare`: what differs between recorded attempts, and what explains it."""

import argparse
import sys
from pathlib import PurePath

from inspector.cli.inputs import STDIN
from inspector.cli.messages import NOTHING_FOUND, UNREADABLE, complain, complain_about
from inspector.cli.outcomes import Answered, Refused, outcome_of
from inspector.presentation.bodies.printable import printable
from inspector.wording import tr

SUMMARY = tr("say what differs between recorded attempts, and what explains their results")
ENDINGS = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "json": ".json",
    "csv": ".csv",
    "junit": ".xml",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=tr("two to six HAR files, raw HTTP replies or saved attempts; - = stdin"),
    )
    parser.add_argument("--format", choices=tuple(ENDINGS), default="text")


def run(options: argparse.Namespace) -> int:
    """Compare the explained exchange of each file, in the order given."""
    from inspector.compare.comparison import MOST, compare  # noqa: PLC0415 - as late as the readers
    from inspector.compare.writing import written  # noqa: PLC0415 - as above

    if not 1 < len(options.files) <= MOST:
        complain(tr("Give two to six files to compare."))
        return UNREADABLE
    answered = []
    for outcome in map(outcome_of, options.files):
        if isinstance(outcome, Refused):
            complain_about(outcome.problem)
        else:
            answered.append(outcome)
    if len(answered) < len(options.files):
        return UNREADABLE
    found = compare([each.answer for each in answered], [_label(each) for each in answered])
    sys.stdout.write(printable(written(found, ENDINGS[options.format]).rstrip("\n")) + "\n")
    return NOTHING_FOUND


def _label(outcome: Answered) -> str:
    return tr("standard input") if outcome.file == STDIN else PurePath(outcome.file).name
