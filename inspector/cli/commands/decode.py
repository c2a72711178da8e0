"""The command `decode`: what a token says, without sending it anywhere."""

import argparse
import sys
from datetime import UTC, datetime

from inspector.cli.inputs import STDIN, NotReadable, read_input
from inspector.cli.messages import NOTHING_FOUND, UNREADABLE, complain_about
from inspector.cli.outcomes import print_json
from inspector.presentation.bodies.printable import printable
from inspector.presentation.terminal.token_text import token_text
from inspector.wording import tr

SUMMARY = tr("say what a token says, offline")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "token", metavar="TOKEN|-", help=tr("a token or a header's value; - reads standard input")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Print the token taken apart; whatever it turns out to be, the work is done."""
    from inspector.annotate.tokens import decode  # noqa: PLC0415 - the help needs no readers
    from inspector.annotate.tokens.standing import with_standing  # noqa: PLC0415 - as above

    text = options.token
    if text == STDIN:
        try:
            text = read_input(STDIN).decode("utf-8", "replace")
        except NotReadable as error:
            complain_about(error.problem)
            return UNREADABLE
    now = datetime.now(UTC)
    token = with_standing(decode(text.strip(), now), now)
    if options.format == "json":
        print_json(token)
    else:
        sys.stdout.write(printable(token_text(token)) + "\n")
    return NOTHING_FOUND
