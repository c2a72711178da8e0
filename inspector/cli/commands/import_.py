"""The command `import`: brings collections of other programs in, or says what would come in."""

import argparse
import sys
from pathlib import Path

import msgspec

from inspector.cli.importing import Coming, Import, Keeping, printed, read_source, with_environments
from inspector.cli.inputs import NotReadable
from inspector.cli.messages import (
    FOUND,
    NOTHING_FOUND,
    UNREADABLE,
    complain,
    complain_about,
    sentence,
)
from inspector.cli.passphrase import add_argument
from inspector.library.library import Library
from inspector.library.shelf import HEAD
from inspector.library.slug import slug
from inspector.library.taking_in import count
from inspector.model.collection import Collection
from inspector.settings.places import places
from inspector.vault.vault import Vault
from inspector.wording import tr, tr_n

SUMMARY = tr("bring a collection of another program in")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE|FOLDER",
        help=tr("an exported collection or environment, or the folder it is kept in"),
    )
    parser.add_argument(
        "--to",
        default="",
        metavar="FOLDER",
        help=tr("where it is written; without it nothing is, and what would come in is said"),
    )
    parser.add_argument("--name", default="", help=tr("the collection's name; its own without it"))
    parser.add_argument(
        "--environment-only",
        action="store_true",
        help=tr("bring in the environments and no requests"),
    )
    parser.add_argument(
        "--format", default="text", choices=("text", "json"), help=tr("how it is said")
    )
    add_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Read every source, write it where that was asked for, and print what came in."""
    comings = [_read(name, options) for name in options.files]
    read = [each for each in comings if isinstance(each, Coming)]
    status = UNREADABLE if len(read) < len(comings) else NOTHING_FOUND
    keeping = Keeping()
    if options.to and read:
        written, keeping = _write(options, read)
        status = max(status, written)
    sys.stdout.write(printed(comings, options.files, options.format, keeping))
    lost = any(keeping.unkept.values()) or any(each.lost for each in read)
    return status or (FOUND if lost else NOTHING_FOUND)


def _read(name: str, options: argparse.Namespace) -> Import:
    try:
        coming = read_source(name)
    except NotReadable as error:
        complain_about(error.problem)
        return error.problem
    if options.environment_only:
        coming = coming.with_environments_alone()
    if options.name:
        named = msgspec.structs.replace(coming.collection, name=options.name)
        coming = coming._replace(collection=named)
    return coming


def _write(options: argparse.Namespace, comings: list[Coming]) -> tuple[int, Keeping]:
    """Write what comes in; return the status, and which secrets could not be kept."""
    from inspector.cli.kept_secrets import kept_vault, unlock  # noqa: PLC0415 - the help needs none

    vault = kept_vault()
    try:
        unlock(vault, options.passphrase_file)
        for coming in comings:
            vault.hold(coming.secrets)
        collections = with_environments(comings)
        target = Path(options.to).absolute()
        for collection in collections:
            folder = _place(target, collection, alone=len(collections) == 1)
            _write_one(collection, folder, vault)
        return NOTHING_FOUND, _keeping(vault, comings)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE, Keeping()
    finally:
        vault.close()


def _keeping(vault: Vault, comings: list[Coming]) -> Keeping:
    """Return which secrets end with this command although nobody chose that, and say so."""
    status = vault.open().result()  # what was handed to it before has been written by now
    lost = {vault.peek(ref) for ref in vault.at_risk}
    if lost and status.kind == "memory":
        text = tr_n(
            "{count} secret was not kept. {reason} Make a vault file (request-inspector vault "
            "make), then import it once more.",
            "{count} secrets were not kept. {reason} Make a vault file (request-inspector vault "
            "make), then import them once more.",
            len(lost),
            reason=status.text,
        )
        complain(text)
    elif lost:  # why was said where it was to be written
        text = tr_n(
            "{count} secret was not kept. Import it once more when its store takes it.",
            "{count} secrets were not kept. Import them once more when their store takes them.",
            len(lost),
        )
        complain(text)
    unkept = {each.file: len(lost.intersection(each.secrets.values())) for each in comings}
    return Keeping(unkept, by_choice=status.kind == "memory" and status.on_purpose)


def _place(target: Path, collection: Collection, *, alone: bool) -> Path:
    """Return the collection's folder: the one named, or one in it where it is something else."""
    if (target / HEAD).exists() or (alone and not target.exists()):
        return target
    return target / slug(collection.name)


def _write_one(collection: Collection, folder: Path, vault: Vault) -> None:
    library = Library(folder.parent, vault, places().data / "trash", folder.name)
    before = library.load()
    done = library.take_in(collection, folder)
    for said in map(sentence, done.warnings):
        complain(said)
    if done.problem is not None:
        raise NotReadable(done.problem)
    text = (
        tr_n(
            "{count} request was brought up to date in {folder}",
            "{count} requests were brought up to date in {folder}",
            count(collection),
            folder=folder,
        )
        if before
        else tr_n(
            "{count} request was written to {folder}",
            "{count} requests were written to {folder}",
            count(collection),
            folder=folder,
        )
    )
    complain(text)
