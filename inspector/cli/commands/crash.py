"""The command `crash`: shows what crashes of the program left, and removes it."""

import argparse
import sys

from inspector.cli.messages import NOTHING_FOUND, complain
from inspector.presentation.bodies.printable import printable
from inspector.settings.crash_reports import crash_reports, crash_text, remove_reports
from inspector.settings.places import places
from inspector.wording import tr

SUMMARY = tr("show the report that a crash of the program left, then remove it")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--keep", action="store_true", help=tr("show it without removing it"))


def run(options: argparse.Namespace) -> int:
    """Print the reports; remove them once they are written."""
    reports = crash_reports(places().crashes)
    if not reports:
        complain(tr("There is no report of a crash."))
        return NOTHING_FOUND
    sys.stdout.write(printable(crash_text(reports)))
    sys.stdout.flush()
    if not options.keep:
        remove_reports(reports)
    return NOTHING_FOUND
