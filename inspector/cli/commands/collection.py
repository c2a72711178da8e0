"""The command `collection`: takes the requests of a file in as a collection of its own."""

import argparse
from pathlib import Path

import msgspec

from inspector.cli.inputs import STDIN, NotReadable, placed, read_input
from inspector.cli.messages import (
    NOTHING_FOUND,
    UNREADABLE,
    complain,
    complain_about,
    printable,
    sentence,
)
from inspector.cli.passphrase import add_argument
from inspector.model.collection import Collection, Problem
from inspector.model.secret import SecretRef
from inspector.wording import tr, tr_n

SUMMARY = tr("take a file's requests in as a collection")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE|-", help=tr("a .http file; - reads standard input"))
    parser.add_argument(
        "--into",
        default=".",
        metavar="FOLDER",
        help=tr("where the collection's folder is made; the present folder without it"),
    )
    parser.add_argument("--name", default="", help=tr("its name; the file's without it"))
    add_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write the collection and print where it lies; secrets go to the vault."""
    try:
        _take_in(options)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE
    return NOTHING_FOUND


def _take_in(options: argparse.Namespace) -> None:
    from inspector.cli.kept_secrets import kept_vault, unlock  # noqa: PLC0415 - the help needs none
    from inspector.library.library import Library  # noqa: PLC0415 - tomlkit, as above
    from inspector.library.taking_in import count  # noqa: PLC0415 - as above
    from inspector.settings.places import places  # noqa: PLC0415 - as above

    root = Path(options.into)
    if not root.is_dir():
        todo = tr("Make it first, or name another.")
        raise NotReadable(
            Problem(what=tr("There is no such folder."), where=options.into, todo=todo)
        )
    collection, secrets, notes = _read(options.file, options.name)
    vault = kept_vault()
    try:
        unlock(vault, options.passphrase_file)
        vault.hold(secrets)
        library = Library(root.absolute(), vault, places().data / "trash")
        done = library.take_in(collection)
        if done.problem is not None:
            raise NotReadable(done.problem)
        for said in (*notes, *map(sentence, done.warnings)):
            complain(said)
        text = tr_n(
            "{count} request was written to {folder}",
            "{count} requests were written to {folder}",
            count(collection),
            folder=library.path(done.id),
        )
        print(printable(text))
    finally:
        vault.close()


def _read(name: str, wanted: str) -> tuple[Collection, dict[SecretRef, str], tuple[str, ...]]:
    """Return what the file holds; a single request makes a collection of one."""
    from inspector.intake import Unreadable, read  # noqa: PLC0415 - the help needs no readers

    try:
        reading = read(read_input(name), name)
    except Unreadable as error:
        raise NotReadable(placed(error.problem, name)) from None
    own = reading.collection
    if own is None and reading.request is not None:
        own = Collection(name="", requests=(reading.request,))
    if own is None:
        raise NotReadable(
            Problem(
                what=tr("This holds no requests (it was read as {kind}).", kind=reading.kind),
                where=name,
                todo=tr("Give a .http file, or a curl, HTTPie or fetch command."),
            )
        )
    called = wanted or ("" if name == STDIN else Path(name).stem) or own.name or tr("Requests")
    return msgspec.structs.replace(own, name=called), reading.secrets, reading.notes
