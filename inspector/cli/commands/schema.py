"""The command `schema`: the JSON Schema of the JSON that the program writes."""

import argparse
import sys

from inspector.cli.status import NOTHING_FOUND
from inspector.wording import tr
from inspector.wording.resources import resources

SUMMARY = tr("print the JSON Schema of the program's JSON")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    del options
    folder = resources() / "schemas"
    sys.stdout.write((folder / "verdict.schema.json").read_text("utf-8"))
    return NOTHING_FOUND
