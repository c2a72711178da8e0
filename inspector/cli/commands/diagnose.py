"""The command `diagnose`: why the exchanges in files were refused."""

import argparse

from inspector.cli import judging
from inspector.cli.inputs import NotReadable
from inspector.cli.messages import NOTHING_FOUND, UNREADABLE, complain_about
from inspector.cli.outcomes import FORMATS, Refused, outcome_of, writer_of
from inspector.protocol.redaction import Known
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
    parser.add_argument(
        "--story",
        action="store_true",
        help=tr("also tell what became of each credential, and where it stopped to work"),
    )
    judging.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Answer every file, in order, and return the exit status."""
    try:
        judged = judging.judged_by(options)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE
    asked: list[str] = []
    writer = writer_of(options.format, len(options.files))
    status = NOTHING_FOUND
    for name in options.files:
        outcome = outcome_of(name, Known(judged=judged), story=options.story)
        if isinstance(outcome, Refused):
            complain_about(outcome.problem)
        else:
            asked += outcome.asked
        writer.add(outcome)
        status = max(status, outcome.status)
    writer.finish()
    judging.ask(asked)
    return status
