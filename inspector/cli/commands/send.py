"""The command `send`: sends a request and says why it was refused."""

import argparse
import sys
from pathlib import Path

import msgspec

from inspector.cli import judging, passphrase
from inspector.cli import source as running
from inspector.cli.fixing import order as fix_options
from inspector.cli.inputs import STDIN, NotReadable
from inspector.cli.messages import (
    FOUND,
    HELD_BACK,
    NOTHING_FOUND,
    UNREADABLE,
    complain,
    complain_about,
)
from inspector.cli.outcomes import print_json, verdict_markdown
from inspector.cli.send_preview import preview
from inspector.cli.send_snippet import print_snippet
from inspector.cli.sending import Sent, allowing, held_back, save_attempt, send_alone
from inspector.cli.source import Source, without_cookies
from inspector.cli.source_reading import saml_source, source_of
from inspector.model.collection import Problem
from inspector.presentation.bodies.printable import printable
from inspector.presentation.terminal.send_text import send_text
from inspector.wording import tr

SUMMARY = tr("send a request and say why it was refused")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    _add_source(parser)
    parser.add_argument(
        "--environment", default="", metavar="E", help=tr("an environment of the collection")
    )
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument(
        "--save", type=Path, metavar="FILE", help=tr("write the attempt there, secrets masked")
    )
    _add_experimenting(parser)
    parser.add_argument(
        "--preview",
        action="store_true",
        help=tr("send nothing: print what would leave, and whose credential it is, secrets masked"),
    )
    parser.add_argument(
        "--snippet",
        metavar="LANGUAGE",
        help=tr("send nothing: print the request as code (curl, python-httpx …), without secrets"),
    )
    parser.add_argument(
        "--handle-401",
        action="store_true",
        help=tr("with --snippet: code that renews its token once where it is refused"),
    )
    parser.add_argument(
        "--no-cookies",
        action="store_true",
        help=tr("neither send nor keep cookies; without it a saved request has its environment's"),
    )
    running.add_argument(parser)
    running.add_proxies(parser)
    passphrase.add_argument(parser)
    judging.add_arguments(parser)
    fix_options.add_arguments(parser)


def _add_experimenting(parser: argparse.ArgumentParser) -> None:
    """Declare what is tried, and how far."""
    parser.add_argument(
        "--experiments",
        action="store_true",
        help=tr("try on a refusal what only reads and risks nothing, and judge with the results"),
    )
    parser.add_argument(
        "--allow-method",
        action="append",
        default=[],
        metavar="METHOD",
        help=tr("a method that experiments may send although it can change something"),
    )
    parser.add_argument(
        "--allow-login",
        action="store_true",
        help=tr("let experiments send the login once more, which may count as a failed one"),
    )
    parser.add_argument(
        "--works-at",
        action="append",
        default=[],
        metavar="URL",
        help=tr("an address of this server that only reads: experiments try the credential there"),
    )
    parser.add_argument(
        "--before",
        action="append",
        default=[],
        metavar="FILE",
        help=tr("a recording of what was sent before: the verdict compares with what was accepted"),
    )


def _add_source(parser: argparse.ArgumentParser) -> None:
    """Declare what is sent: one of these."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "target", nargs="?", metavar="URL|REQUEST.toml", help=tr("a URL, or a saved request")
    )
    what.add_argument(
        "--curl",
        metavar="'curl …'|@FILE|-",
        help=tr(
            "a curl command, sent as curl would; from a file or from standard input no list of "
            "processes shows its secrets"
        ),
    )
    what.add_argument(
        "--saml",
        metavar="FILE|-",
        help=tr("a SAML response or assertion, posted to the service that it names"),
    )


def run(options: argparse.Namespace) -> int:
    """Send, print, save, and return the exit status."""
    try:
        _read_once(options)
        source = _source(options)
        source = msgspec.structs.replace(
            source,
            passphrase_file=options.passphrase_file,
            judged=judging.judged_by(options),
            trusted_hosts=tuple(options.allow_host),
            proxies=running.named_proxies(options),
            earlier=running.recorded_before(options.before),
        )
        if options.no_cookies:
            source = without_cookies(source)
        source = running.allowing(source, options.allow_command)
        order = fix_options.order_of(options)
        if order is None:
            source = allowing(source, options.allow_host)
        for note in source.notes:
            complain(note)
        if options.preview or options.snippet is not None:
            return _unsent(source, options)
        sent = _sent(source, order, options)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE
    judging.ask(judging.asked_in(sent.answer.attempt.exchanges, sent.known))
    problem = save_attempt(sent.answer, sent.known, options.save) if options.save else None
    if problem is not None:
        complain_about(problem)
        return UNREADABLE
    if (held := held_back(sent.answer.attempt)) is not None:
        complain_about(held)
        return HELD_BACK
    return FOUND if sent.verdict.is_told else NOTHING_FOUND


def _unsent(source: Source, options: argparse.Namespace) -> int:
    """Print what would be sent, as code or as it is."""
    if options.snippet is not None:
        return print_snippet(source, options.snippet, renewing=options.handle_401)
    return preview(source, options.format)


def _sent(source: Source, order: fix_options.FixOrder | None, options: argparse.Namespace) -> Sent:
    """Send and print, with the fix or the experiments that are wanted; return the last send."""
    if order is not None:
        from inspector.cli.fixing.printing import fix_and_print  # noqa: PLC0415 - only with --fix

        if options.experiments:
            raise NotReadable(_one_of_both())
        return fix_and_print(source, order, options.format)
    if options.experiments:
        from inspector.cli.trying.experimenting import agreed, send_and_try  # noqa: PLC0415 - only then

        sent = send_and_try(source, agreed(options))
    else:
        sent = send_alone(source)
    _print(sent, options.format)
    return sent


def _source(options: argparse.Namespace) -> Source:
    if options.saml is not None:
        return saml_source(options.saml)
    return source_of(options.target, options.curl, options.environment)


def _read_once(options: argparse.Namespace) -> None:
    """Raise NotReadable where two things are to come from standard input: it is read once."""
    given = {
        "--curl": options.curl,
        "--saml": options.saml,
        "--secret": options.secret,
        passphrase.OPTION: options.passphrase_file,
    }
    names = [name for name, value in given.items() if value == STDIN]
    if len(names) > 1:
        what = tr("{options} can't all be read from standard input.", options=", ".join(names))
        raise NotReadable(Problem(what=what, todo=tr("Give one of them as a file.")))


def _one_of_both() -> Problem:
    return Problem(
        what=tr("A fix and experiments can't be run at once."),
        todo=tr("Give either --fix or --experiments."),
    )


def _print(sent: Sent, format_name: str) -> None:
    if format_name == "json":
        from inspector.export.shaping import sent as shaped  # noqa: PLC0415 - only for JSON

        print_json(shaped(sent.masked, sent.verdict, sent.trial, sent.sizes))
        return
    page = (
        verdict_markdown(sent.answer, sent.known)
        if format_name == "markdown"
        else send_text(sent.masked, sent.verdict, sent.trial)
    )
    sys.stdout.write(printable(page.rstrip("\n")) + "\n")
