"""The commands that `send` may run for a credential: named on the command line, else told."""

import argparse
import shlex

import msgspec

from inspector.cli.inputs import NotReadable
from inspector.cli.source import Source
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.model.exchange import Failure
from inspector.wording import tr


def add_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument(
        "--allow-command",
        action="append",
        default=[],
        metavar="'PROGRAM …'",
        help=tr("a command that may be run for the credential, exactly as it was shown"),
    )


def allowing(source: Source, commands: list[str]) -> Source:
    """Return the source with commands that may be run, each written as a terminal takes it."""
    try:
        lists = tuple(tuple(shlex.split(each)) for each in commands)
    except ValueError as error:
        what = tr("A command of --allow-command has a quote that does not end.")
        raise NotReadable(Problem(what=what, todo=tr("Copy it as it was shown."))) from error
    return msgspec.structs.replace(source, commands=lists)


def held_back(attempt: Attempt, failure: Failure) -> Problem:
    """Return what to do where a command was not run."""
    runs = attempt.request.credential.runs if attempt.request is not None else ()
    todo = tr(
        "If you know what it does, add --allow-command {command}.",
        command=shlex.quote(shlex.join(runs)),
    )
    return Problem(what=failure.message, todo=todo)
