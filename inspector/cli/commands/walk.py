"""The command `walk`: walks a sign-in step by step and says which step is broken, and by whom."""

import argparse
import sys

import msgspec

from inspector.cli.inputs import NotReadable, read_attempt
from inspector.cli.messages import FOUND, NOTHING_FOUND, UNREADABLE, complain, complain_about
from inspector.cli.outcomes import print_json
from inspector.cli.sending import Sent, opened
from inspector.cli.sending import sent as masked
from inspector.cli.source import Source
from inspector.cli.source_reading import source_of
from inspector.model.collection import Problem
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import RawBody, Request, RequestHeader
from inspector.model.sign_in import Walk
from inspector.presentation.bodies.printable import printable
from inspector.presentation.terminal.walk_text import walk_text
from inspector.presentation.verdict.sign_in_words import owner_note
from inspector.wording import tr

SUMMARY = tr("walk a sign-in from a call without a token to one with it, and judge each step")
_replace = msgspec.structs.replace
_INITIALIZE = (
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",'
    '"capabilities":{},"clientInfo":{"name":"request-inspector","version":"1"}}}'
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "target", nargs="?", metavar="URL|REQUEST.toml", help=tr("a URL, or a saved request")
    )
    what.add_argument(
        "--recording",
        metavar="FILE",
        help=tr("a HAR file in which another client signed in; nothing is sent"),
    )
    what.add_argument("--curl", metavar="'curl …'|@FILE|-", help=tr("a curl command"))
    parser.add_argument(
        "--environment", default="", metavar="E", help=tr("an environment of the collection")
    )
    parser.add_argument(
        "--mcp", action="store_true", help=tr("send what opens a conversation with an MCP server")
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help=tr("a host that may be asked beside the one of the URL; may be repeated"),
    )
    parser.add_argument("--issuer", default="", help=tr("the login provider, where you know it"))
    parser.add_argument("--client-id", default="", help=tr("the ID of a registered client"))
    parser.add_argument(
        "--scope", default="", help=tr("what to ask for, in place of what is named")
    )
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Walk, print, and return the exit status."""
    try:
        if options.recording:
            return _judged(options.recording, options.format)
        source = _asked(source_of(options.target, options.curl, options.environment), options)
    except NotReadable as error:
        complain_about(error.problem)
        return UNREADABLE
    for note in source.notes:
        complain(note)
    with opened(source) as bench:
        hosts = frozenset(options.allow_host)
        made = bench.run(bench.workbench.tokens.walk(source.request, source.scope, hosts))
        shown = masked(made.answer, bench)
    _PRINT[options.format](made.walk, shown)
    return NOTHING_FOUND if made.walk.done and made.walk.broken is None else FOUND


def _judged(name: str, shown_as: str) -> int:
    """Judge the sign-in of a recording; raises NotReadable."""
    from inspector.workbench.answer import answer  # noqa: PLC0415 - only for a recording
    from inspector.workbench.token_verbs import recorded_walk  # noqa: PLC0415 - as above

    attempt = read_attempt(name)
    walk = recorded_walk(attempt)
    if walk is None:
        raise NotReadable(
            Problem(
                what=tr("No sign-in is in this recording."),
                where=name,
                todo=tr(
                    "Record from the first call on, which is refused, to the call with a token."
                ),
            )
        )
    with opened(Source(request=Request())) as bench:
        _PRINT[shown_as](walk, masked(answer(attempt), bench))
    return NOTHING_FOUND if walk.done and walk.broken is None else FOUND


def _asked(source: Source, options: argparse.Namespace) -> Source:
    """Return the request with what the options say of the sign-in."""
    request = source.request
    known = request.credential if request.credential.keeps_tokens else OAuth2()
    typed = {"issuer": options.issuer, "client_id": options.client_id, "scope": options.scope}
    credential = _replace(known, **{name: text for name, text in typed.items() if text})
    asked = _replace(request, credential=credential)
    return _replace(source, request=_opening(asked) if options.mcp else asked)


def _opening(request: Request) -> Request:
    """Return the request that opens a conversation with an MCP server (2025-11-25)."""
    headers = (RequestHeader("Accept", "application/json, text/event-stream"), *request.headers)
    body = RawBody(text=_INITIALIZE, content_type="application/json")
    return _replace(request, method="POST", headers=headers, body=body)


def _print_text(walk: Walk, shown: Sent) -> None:
    sys.stdout.write(printable(walk_text(walk, shown.masked.exchanges)) + "\n")


def _print_markdown(walk: Walk, shown: Sent) -> None:
    sys.stdout.write(printable(owner_note(walk, shown.masked.exchanges)))


def _print_json(walk: Walk, shown: Sent) -> None:
    from inspector.export.shaping import walked  # noqa: PLC0415 - only for JSON

    print_json(walked(walk, shown.masked, shown.sizes))


_PRINT = {"text": _print_text, "markdown": _print_markdown, "json": _print_json}
