"""The command `diff`: what differs between versions of a collection, request by request."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from inspector.cli.inputs import NotReadable
from inspector.cli.messages import FOUND, NOTHING_FOUND, UNREADABLE, complain_about
from inspector.disk.encoding import json_text
from inspector.model.collection import Problem
from inspector.presentation.bodies.printable import printable
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.library.files import Loaded

SUMMARY = tr("say what differs between versions of a collection, request by request")


class DiffReport(msgspec.Struct, frozen=True, kw_only=True):
    """What the JSON says. differences: sentences, each with its requests by folders and name."""

    collection: str
    differences: list[dict[str, object]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=tr("a collection"))
    parser.add_argument(
        "other",
        type=Path,
        nargs="?",
        metavar="OTHER",
        help=tr("another version of it in a folder; without one, what Git has"),
    )
    parser.add_argument(
        "--revision", default="HEAD", metavar="REV", help=tr("which version of Git's")
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=tr("how it is said")
    )


def run(options: argparse.Namespace) -> int:
    """Compare and print: 0 where nothing differs, 1 where something does, 2 unreadable."""
    from inspector.library.versions.differences import (  # noqa: PLC0415 - the help needs none
        comparable,
        differences,
        values_differences,
    )
    from inspector.presentation.library.differences import headline, told  # noqa: PLC0415 - as above

    try:
        now, before = _versions(options)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE
    for problem in (*before.problems, *now.problems):
        complain_about(problem)
    old, new = comparable(before), comparable(now)
    found = told(differences(old, new), values_differences(old, new))
    if options.format == "json":
        rows: list[dict[str, object]] = [msgspec.to_builtins(each) for each in found]
        sys.stdout.write(json_text(DiffReport(collection=new.name, differences=rows)))
    else:
        lines = [headline(found)]
        for each in found:
            lines += [f"{each.text}.", *(f"  {' / '.join(path)}" for path in each.requests)]
        sys.stdout.write(printable("\n".join(lines)) + "\n")
    return FOUND if found else NOTHING_FOUND


def _versions(options: argparse.Namespace) -> "tuple[Loaded, Loaded]":
    """Return the collection as it is, and the version before; raises NotReadable."""
    from inspector.library.versions.git import tree_of  # noqa: PLC0415 - the help needs none
    from inspector.library.versions.revision import committed, on_disk  # noqa: PLC0415 - as above

    top = _top(options.folder)
    if options.other is not None:
        return on_disk(top), on_disk(_top(options.other))
    tree = tree_of(top, options.revision)
    if tree is None:
        what = tr("Git has no version {revision} of this folder.", revision=options.revision)
        todo = tr("Name a commit of its repository, or another folder to compare with.")
        raise NotReadable(Problem(what=what, where=str(top), todo=todo))
    return on_disk(top), committed(tree)


def _top(folder: Path) -> Path:
    from inspector.library.versions.revision import top_of  # noqa: PLC0415 - as above

    top = top_of(folder)
    if top is None:
        todo = tr("Name the folder of a collection.")
        raise NotReadable(
            Problem(what=tr("This folder is no collection."), where=str(folder), todo=todo)
        )
    return top
