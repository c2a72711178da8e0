"""The command `check`: whether files of collections hold secrets, resolve and parse."""

import argparse
import sys
from pathlib import Path

from inspector.cli.messages import FOUND, NOTHING_FOUND, UNREADABLE, complain_about
from inspector.wording import tr

SUMMARY = tr("look for secrets, broken references and broken files in collections")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "places",
        nargs="+",
        metavar="DIR|FILE",
        help=tr("a folder of collections, ours or another program's, or an exported file"),
    )
    parser.add_argument(
        "--format",
        default="text",
        choices=("text", "json", "github", "gitlab", "sarif"),
        help=tr("how it is said: for people, programs, or the pages of a change"),
    )


def run(options: argparse.Namespace) -> int:
    """Check every place and print what was found; notes alone are no finding."""
    from inspector.cli.saved.check_report import written  # noqa: PLC0415 - the help needs none
    from inspector.library.checking import NothingToCheck, Part, check, gathered  # noqa: PLC0415 - as above

    parts: list[Part] = []
    status = NOTHING_FOUND
    for name in options.places:
        try:
            parts += gathered(Path(name))
        except NothingToCheck as error:
            complain_about(error.problem)
            status = UNREADABLE
    remarks = check(parts)
    if parts:
        sys.stdout.write(written(remarks, options.format))
    found = any(each.level != "note" for each in remarks)
    return status or (FOUND if found else NOTHING_FOUND)
