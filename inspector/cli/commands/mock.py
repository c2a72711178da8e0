"""The command `mock`: the practice server, until it is interrupted."""

import argparse
import contextlib
import signal
import threading
from collections.abc import Iterator

from inspector.cli.messages import complain_about
from inspector.cli.status import NOTHING_FOUND, UNREADABLE
from inspector.mocklab import LabNotStarted, MockLab
from inspector.mocklab.log import LogEntry
from inspector.mocklab.scenarios import slugs
from inspector.wording import tr

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
    with _told_to_stop() as stop:
        try:
            lab.start()
        except LabNotStarted as error:
            complain_about(error.problem)
            return UNREADABLE
        try:
            _announce(lab)
            stop.wait()
        finally:
            lab.stop()
    return NOTHING_FOUND


def _announce(lab: MockLab) -> None:
    print(tr("The practice server listens at {address}", address=lab.address))
    print(tr("Its second origin is {address}", address=lab.elsewhere))
    print(tr("Its proxy is {address}", address=lab.proxy))
    for scenario in lab.scenarios:
        print(f"  {lab.address}/scenario/{scenario.slug}/  {scenario.title}")
    print(tr("Press Ctrl+C to stop it."), flush=True)
    lab.log.subscribe(_print_entry)


def _print_entry(entry: LogEntry) -> None:
    time = f"{entry.at:%H:%M:%S}"
    print(f"{time} {entry.method} {entry.target} -> {entry.status}", flush=True)


@contextlib.contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """Yield an event that Ctrl+C, or the system's wish to end the program, sets."""
    stop = threading.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread():
        yield stop  # Python lets only the main thread listen to signals
        return
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in signals}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= _LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(tr("{text} is no port (0 to 65535)", text=text))
