"""The command `demo`: the practice server, a refused request, its cause, and a picture."""

import argparse
import sys
from pathlib import Path

from inspector.cli.display import qt_obstacle
from inspector.cli.messages import NOTHING_FOUND, UNREADABLE, complain, complain_about
from inspector.cli.sending import send_alone
from inspector.cli.source import Source
from inspector.mocklab import LabNotStarted, MockLab
from inspector.mocklab.practice import cards
from inspector.presentation.bodies.printable import printable
from inspector.presentation.terminal.send_text import send_text
from inspector.wording import tr

SUMMARY = tr("send a request to the practice server and leave a picture of the window")
DEFAULT = Path("request-inspector-demo.png")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--picture",
        type=Path,
        default=DEFAULT,
        metavar="FILE",
        help=tr("where the picture goes; {name} in this folder if not given", name=str(DEFAULT)),
    )


def run(options: argparse.Namespace) -> int:
    """Show the first demo card: on the terminal, then in a window that is never shown."""
    slug = cards()[0].slug
    try:
        with MockLab(scenarios=[slug]) as lab:
            _diagnosis(lab, slug)
    except LabNotStarted as error:
        complain_about(error.problem)
        return UNREADABLE
    return _picture(options)


def _diagnosis(lab: MockLab, slug: str) -> None:
    practice = lab.practice(slug)
    print(tr("The practice server runs at {address}, on this computer only.", address=lab.address))
    print()
    sent = send_alone(Source(request=practice.request, secrets=practice.secrets))
    sys.stdout.write(printable(send_text(sent.masked, sent.verdict)) + "\n\n")


def _picture(options: argparse.Namespace) -> int:
    reason = qt_obstacle()
    if reason:
        complain(reason)
        return UNREADABLE
    path = options.picture.absolute()
    try:
        options.save_picture(path)
    except (OSError, ImportError) as error:
        complain(tr("The picture could not be made: {reason}", reason=str(error)))
        return UNREADABLE
    print(tr("Picture of the window: {path}", path=path))
    return NOTHING_FOUND
