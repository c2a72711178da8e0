"""The command `diagnose`: why the exchanges in files were refused."""

import argparse

from inspector.cli.messages import complain_about
from inspector.cli.outcomes import Refused, outcome_of
from inspector.cli.status import NOTHING_FOUND
from inspector.cli.writers import FORMATS, writer_of
from inspector.wording import tr

SUMMARY = tr("say why the exchanges in files were refused")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=tr("a HAR file, a raw HTTP reply, curl -v or -i output, a saved attempt; - = stdin"),
    )
    parser.add_argument("--format", choices=FORMATS, default="text")


def run(options: argparse.Namespace) -> int:
    """Answer every file, in order, and return the exit status."""
    writer = writer_of(options.format, len(options.files))
    status = NOTHING_FOUND
    for name in options.files:
        outcome = outcome_of(name)
        if isinstance(outcome, Refused):
            complain_about(outcome.problem)
        writer.add(outcome)
        status = max(status, outcome.status)
    writer.finish()
    return status
