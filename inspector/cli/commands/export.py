"""The command `export`: writes a collection for another program, and says what that can't hold."""

import argparse
import sys
from collections import Counter
from pathlib import Path

import msgspec

from inspector.cli.inputs import NotReadable
from inspector.cli.messages import (
    FOUND,
    NOTHING_FOUND,
    UNREADABLE,
    complain,
    complain_about,
    sentence,
)
from inspector.export.collections.collection_export import WrittenCollection
from inspector.presentation.bodies.printable import printable
from inspector.wording import tr, tr_n

SUMMARY = tr("write a collection for another program, without its secrets")


class ExportedCollection(msgspec.Struct, frozen=True, kw_only=True):
    """What the JSON says. files: written ones; variables: those to be set there."""

    collection: str
    requests: int
    files: list[str]
    variables: list[str]
    lost: list[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from inspector.export.collections.registry import all_targets  # noqa: PLC0415 - see `run`

    parser.add_argument(
        "source",
        metavar="DIR|FILE",
        help=tr("a collection, ours or another program's"),
    )
    parser.add_argument(
        "--as",
        dest="target",
        required=True,
        choices=[each.NAME for each in all_targets()],
        help=tr("the format it is written in"),
    )
    parser.add_argument(
        "--to",
        default="",
        metavar="FILE|FOLDER",
        help=tr("where it is written; without it nothing is, and what would be lost is said"),
    )
    parser.add_argument(
        "--format", default="text", choices=("text", "json"), help=tr("how it is said")
    )


def run(options: argparse.Namespace) -> int:
    """Write the collection where that was asked for, and print what the format can't hold."""
    from inspector.cli.saved.export_source import export_source  # noqa: PLC0415 - the help needs none
    from inspector.export.collections.collection_export import export_collection  # noqa: PLC0415 - as above
    from inspector.export.collections.saving import place_of, save  # noqa: PLC0415 - as above
    from inspector.library.taking_in import count  # noqa: PLC0415 - as above

    try:
        source = export_source(options.source)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE
    for odd in source.problems:
        complain(sentence(odd))
    written = export_collection(source.collection, options.target, source.secrets.values())
    problem = save(written, Path(options.to)) if options.to else None
    if problem is not None:
        complain_about(problem)
        return UNREADABLE
    record = ExportedCollection(
        collection=source.collection.name,
        requests=count(source.collection),
        files=[str(place_of(written, Path(options.to), each)) for each in written.files]
        if options.to
        else [],
        variables=list(written.variables),
        lost=[f"{each.where}: {each.what}" if each.where else each.what for each in written.lost],
    )
    sys.stdout.write(_said(record, written, options.format))
    return FOUND if written.lost or source.problems else NOTHING_FOUND


def _said(record: ExportedCollection, written: WrittenCollection, form: str) -> str:
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"
    lines = [_head(record)]
    if record.variables:
        lines.append(
            tr(
                "No secret is in it. Set these variables there: {names}",
                names=", ".join(record.variables),
            )
        )
    counted = Counter(each.what for each in written.lost)
    if counted:
        lines.append(tr("What this format can't hold:"))
        lines += [
            f"  {what} ({times}x)" if times > 1 else f"  {what}" for what, times in counted.items()
        ]
    return printable("\n".join(lines)) + "\n"


def _head(record: ExportedCollection) -> str:
    if not record.files:
        return tr_n(
            "{name}: {count} request would be written",
            "{name}: {count} requests would be written",
            record.requests,
            name=record.collection,
        )
    return tr_n(
        "{name}: {count} request was written",
        "{name}: {count} requests were written",
        record.requests,
        name=record.collection,
    )
