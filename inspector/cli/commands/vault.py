"""The command `vault`: makes the vault file, opens it, and changes its passphrase."""

import argparse
import sys
from collections.abc import Callable

from inspector.cli.inputs import NotReadable
from inspector.cli.messages import FOUND, NOTHING_FOUND, UNREADABLE, complain_about
from inspector.cli.passphrase import add_argument, read_passphrase
from inspector.model.collection import Problem
from inspector.wording import tr, tr_n

SUMMARY = tr("keep secrets in a file under a passphrase")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=tuple(_ACTIONS),
        default="status",
        metavar="ACTION",
        help=tr(
            "status: where secrets are kept; make: begin a vault file; unlock: try its passphrase;"
            " change: give it another one; restore: go back to its state before the last change;"
            " print: write a secret for another program"
        ),
    )
    parser.add_argument(
        "name", nargs="?", default="", metavar="NAME", help=tr("with print: of the secret")
    )
    parser.add_argument(
        "--host", default="", metavar="HOST", help=tr("with print: where the secret is to go")
    )
    parser.add_argument(
        "--on-screen", action="store_true", help=tr("with print: also to a terminal")
    )
    add_argument(parser)
    what = tr("with change: read the new passphrase from there; - = the next line of stdin")
    add_argument(parser, "--new-passphrase-file", what)
    parser.add_argument(
        "--use-older-copy",
        action="store_true",
        help=tr("with unlock: use a vault file that you put back yourself from now on"),
    )


def run(options: argparse.Namespace) -> int:
    """Do it and say what was done: 0; 1 = the vault file can't be trusted, 2 = it did not work."""
    try:
        return _ACTIONS[options.action](options)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE


def _status(_options: argparse.Namespace) -> int:
    from inspector.cli.kept_secrets import kept_vault  # noqa: PLC0415 - the help needs no vault

    vault = kept_vault()
    try:
        status = vault.open().result()
    finally:
        vault.close()
    _say(status.text)
    return FOUND if status.kind in {"older", "unreadable"} else NOTHING_FOUND


def _make(options: argparse.Namespace) -> int:
    from inspector.cli.kept_secrets import done, kept_vault  # noqa: PLC0415 - as above
    from inspector.settings.places import places  # noqa: PLC0415 - as above

    vault = kept_vault()
    try:
        if vault.open().result().file:
            raise NotReadable(_there_is_one())
        prompt = tr("Passphrase for the new vault file: ")
        done(vault.use_file(read_passphrase(options.passphrase_file, prompt, twice=True)))
    finally:
        vault.close()
    _keep_there()
    _say(tr("Secrets are kept in {path} from now on.", path=places().vault))
    return NOTHING_FOUND


def _unlock(options: argparse.Namespace) -> int:
    from inspector.cli.kept_secrets import done, file_vault  # noqa: PLC0415 - as above

    with file_vault() as vault:
        words = read_passphrase(options.passphrase_file, _prompt())
        done(vault.use_file(words, accept_older=options.use_older_copy))
        count = len(done(vault.names()))
    _say(
        tr_n(
            "The passphrase opens the vault file: it holds {count} value.",
            "The passphrase opens the vault file: it holds {count} values.",
            count,
        )
    )
    return NOTHING_FOUND


def _change(options: argparse.Namespace) -> int:
    from inspector.cli.kept_secrets import done, file_vault  # noqa: PLC0415 - as above

    with file_vault() as vault:
        old = read_passphrase(options.passphrase_file, _prompt())
        prompt = tr("New passphrase: ")
        new = read_passphrase(options.new_passphrase_file, prompt, twice=True)
        done(vault.change_passphrase(old, new))
    _say(tr("The vault file has its new passphrase. The old one opens it no more."))
    return NOTHING_FOUND


def _restore(options: argparse.Namespace) -> int:
    from inspector.cli.kept_secrets import done, file_vault  # noqa: PLC0415 - as above

    with file_vault() as vault:
        done(vault.restore_file(read_passphrase(options.passphrase_file, _prompt())))
    _say(
        tr(
            "The vault file is as it was before its last change. The file that was there is kept"
            " beside it."
        )
    )
    return NOTHING_FOUND


def _print(options: argparse.Namespace) -> int:
    """Write one secret to whatever reads it, for the hosts that it is bound to."""
    from inspector.cli.kept_secrets import kept_vault, unlock  # noqa: PLC0415 - as above
    from inspector.cli.printed_secret import printed  # noqa: PLC0415 - as above

    if sys.stdout.isatty() and not options.on_screen:
        what = tr("Not printed: the secret would stand on the screen.")
        todo = tr('Use it in a command, as in "$(…)", or add {option}.', option="--on-screen")
        raise NotReadable(Problem(what=what, todo=todo))
    vault = kept_vault()
    try:
        unlock(vault, options.passphrase_file)
        sys.stdout.write(printed(vault, options.name, options.host))
    finally:
        vault.close()
    return NOTHING_FOUND


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "status": _status,
    "make": _make,
    "unlock": _unlock,
    "change": _change,
    "restore": _restore,
    "print": _print,
}


def _keep_there() -> None:
    """Let window and command line use the file also where there is a keyring."""
    from inspector.settings.places import places  # noqa: PLC0415 - as above
    from inspector.settings.store import Settings  # noqa: PLC0415 - as above

    settings = Settings(places().settings)
    settings.load()
    settings.set("secrets.place", "file")
    problem = settings.save()
    if problem is not None:
        raise NotReadable(problem)


def _there_is_one() -> Problem:
    return Problem(
        what=tr("There is a vault file already."),
        todo=tr("Open it with unlock, or give it another passphrase with change."),
    )


def _prompt() -> str:
    return tr("Passphrase of the vault file: ")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
