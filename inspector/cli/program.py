"""Chooses the command from the arguments, runs it, and turns what happens into an exit status."""

import argparse
import contextlib
import errno
import importlib
import keyword
import os
import pkgutil
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast

from inspector import __version__
from inspector.cli import commands
from inspector.cli.display import obstacle
from inspector.cli.messages import BROKEN_PIPE, INTERRUPTED, UNREADABLE, complain
from inspector.protocol.redaction import masked_text
from inspector.settings.crash_reports import crash_reports
from inspector.settings.places import places
from inspector.wording import tr, tr_n


# ---------------- Arguments
class Parser(argparse.ArgumentParser):
    """A parser whose messages name options, never the values beside them."""

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override] # as its base, without its overloads
        """Return the arguments; leaves with status 2 for those that are unknown."""
        known, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error(_unknown(rest))
        return known

    def error(self, message: str) -> Any:
        """Leave with status 2 and the message, masked."""
        super().error(masked_text(message))


def _unknown(rest: list[str]) -> str:
    names = [_name(text) for text in rest if text.startswith("-") and text != "-"]
    if names:
        return tr("unknown options: {names}", names=", ".join(dict.fromkeys(names)))
    return tr_n("{count} argument too many", "{count} arguments too many", len(rest))


def _name(text: str) -> str:
    """Return an option without the value that is written in one with it."""
    return text.partition("=")[0] if text.startswith("--") else text[:2]


PROGRAM = "request-inspector"
_CRASH = "crash"  # the command


class Faces(NamedTuple):
    """What only the window can do; the command line is handed it and never imports Qt."""

    open_window: Callable[[Sequence[str]], int]
    save_picture: Callable[[Path], None]


class Command(Protocol):
    """A module in `cli/commands`."""

    SUMMARY: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""

    def run(self, options: argparse.Namespace) -> int:
        """Do the work and return the exit status."""


def names() -> tuple[str, ...]:
    """Return the names of all commands, in alphabetical order."""
    found = pkgutil.iter_modules(commands.__path__)
    return tuple(sorted(module.name.removesuffix("_") for module in found))


def command(name: str) -> Command:
    """Import and return one command; the others stay on disk."""
    module = f"{name}_" if keyword.iskeyword(name) else name
    return cast("Command", importlib.import_module(f"{commands.__name__}.{module}"))


def parser_of(name: str) -> argparse.ArgumentParser:
    """Return the argument parser of one command."""
    chosen = command(name)
    parser = Parser(prog=f"{PROGRAM} {name}", description=chosen.SUMMARY)
    chosen.add_arguments(parser)
    return parser


_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def run(arguments: Sequence[str], faces: Faces) -> int:
    """Run the program and return its exit status; broken pipes and Ctrl+C end it quietly."""
    _write_any_character()
    try:
        status = _dispatch(list(arguments), faces)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if error.errno not in _NO_ROOM:
            complain(_our_fault(error))
            return UNREADABLE
        _forget_stdout()
        complain(tr("The output can't be written: {reason}.", reason=error.strerror or ""))
        return UNREADABLE
    except Exception as error:  # noqa: BLE001 - people get a sentence, never a traceback
        complain(_our_fault(error))
        return UNREADABLE
    return status


def _our_fault(error: Exception) -> str:
    """Say where the program failed; the error's own text could hold a secret."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return tr(
        "The program failed ({kind} in {file}, line {line}). Please report this.",
        kind=type(error).__name__,
        file=Path(last.filename).name,
        line=last.lineno,
    )


def _dispatch(arguments: list[str], faces: Faces) -> int:
    if arguments and arguments[0] in names():
        name = arguments[0]
        _offer_crash_reports(name)
        options = parser_of(name).parse_args(arguments[1:])
        options.save_picture = faces.save_picture
        return command(name).run(options)
    files = _window_parser(arguments).parse_args(arguments).files
    reason = obstacle()
    if reason:
        complain(reason)
        return UNREADABLE
    return faces.open_window(files)


def _offer_crash_reports(name: str) -> None:
    """Say that a crash left a report; the command that shows it says it better."""
    if name != _CRASH and crash_reports(places().crashes):
        shown = f"{PROGRAM} {_CRASH}"
        complain(
            tr("The program crashed. “{command}” shows a report without secrets.", command=shown)
        )


def _window_parser(arguments: list[str]) -> argparse.ArgumentParser:
    # Only the help needs every command's summary; importing them all would slow the window.
    listed = names() if {"-h", "--help"}.intersection(arguments) else ()
    lines = [f"  {name:<10} {command(name).SUMMARY}" for name in listed]
    parser = Parser(
        prog=PROGRAM,
        usage=tr("{program} [FILE ...]  |  {program} COMMAND ...", program=PROGRAM),
        description=tr("Says why a request was refused. Without a command it opens the window."),
        epilog="\n".join([tr("commands (each has --help):"), *lines]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument("files", nargs="*", metavar="FILE", help=tr("a file to open"))
    return parser


def _write_any_character() -> None:
    """Never fail on a character that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _forget_stdout() -> None:
    """Point stdout nowhere, so that the interpreter's last flush finds no closed pipe."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
