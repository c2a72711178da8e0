"""The command `schema`: the JSON Schemas of what the program reads and writes."""

import argparse
import sys

from inspector.cli.messages import NOTHING_FOUND
from inspector.export import schema
from inspector.wording import tr

SUMMARY = tr("print the JSON Schema of the program's JSON and files")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    known = schema.names()
    parser.add_argument(
        "name",
        nargs="?",
        choices=known,
        default=known[0],
        metavar="NAME",
        help=tr("{names}; {first} if not given", names=", ".join(known), first=known[0]),
    )


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    sys.stdout.write(schema.text(options.name))
    return NOTHING_FOUND
