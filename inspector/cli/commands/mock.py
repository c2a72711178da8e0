"""The command `mock`: the practice server, until it is interrupted."""

import argparse
import contextlib
import signal
import threading
from collections.abc import Iterator

from inspector.cli.messages import NOTHING_FOUND, UNREADABLE, complain_about
from inspector.mocklab import LabNotStarted, MockLab
from inspector.mocklab.log import LogEntry
from inspector.mocklab.scenarios import slugs
from inspector.presentation.bodies.printable import printable
from inspector.wording import tr
from inspector.wording.dates import time_of_day

SUMMARY = tr("run the practice server, for your own client's tests too")
_LAST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--port", type=_port, default=0, help=tr("0, the default, is a free one"))
    parser.add_argument(
        "--scenario",
        action="append",
        default=[],
        choices=slugs(),
        metavar="NAME",
        help=tr("serve only this one; may be repeated: {names}", names=", ".join(slugs())),
    )


def run(options: argparse.Namespace) -> int:
    """Print the address and the scenarios, then serve until Ctrl+C or a request to end."""
    lab = MockLab(port=options.port, scenarios=options.scenario)
    with _interruptible(), contextlib.suppress(KeyboardInterrupt):
        try:
            lab.start()
            _announce(lab)
            threading.Event().wait()
        except LabNotStarted as error:
            complain_about(error.problem)
            return UNREADABLE
        finally:
            lab.stop()
    return NOTHING_FOUND


def _announce(lab: MockLab) -> None:
    print(tr("The practice server listens at {address}", address=lab.address))
    print(tr("Its second origin is {address}", address=lab.elsewhere))
    print(tr("Its proxy is {address}", address=lab.proxy))
    for scenario in lab.scenarios:
        print(f"  {lab.address}/scenario/{scenario.slug}/  {scenario.title}")
    lab.log.subscribe(_print_entry)  # before anyone can have read where to send to
    print(tr("Press Ctrl+C to stop it."), flush=True)


def _print_entry(entry: LogEntry) -> None:
    time = time_of_day(entry.at)
    with contextlib.suppress(OSError):  # nobody reads any more; the server goes on
        print(printable(f"{time} {entry.method} {entry.target} -> {entry.status}"), flush=True)


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let the system's wish to end the program count as Ctrl+C; both raise KeyboardInterrupt.

    A handler that set an event could wait for a lock that the interrupted code holds.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Python lets only the main thread listen to signals
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, signal.default_int_handler) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= _LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(tr("{text} is no port (0 to 65535)", text=text))
