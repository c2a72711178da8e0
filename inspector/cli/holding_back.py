"""Which hosts may have a secret after a redirect, and what is said where one may not."""

import msgspec

from inspector.cli.source import Source
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.reading.address import Asked
from inspector.wording import tr

_replace = msgspec.structs.replace


def allowing(source: Source, hosts: list[str]) -> Source:
    """Return the source with hosts that may have the credential and bodies with secrets."""
    if not hosts:
        return source
    own = source.request.options
    kept = tuple(dict.fromkeys((*own.keep_credential_for, *hosts)))
    options = _replace(own, keep_credential_for=kept)
    return _replace(source, request=_replace(source.request, options=options))


def held_back(attempt: Attempt) -> Problem | None:
    """Return what a send that was stopped before another host says, None where none was."""
    last = attempt.exchanges[-1] if attempt.exchanges else None
    failure = last.failure if last is not None else None
    if last is None or failure is None:
        return None
    if failure.kind == "secret-held-back":
        host = Asked(last.request).host
        todo = tr("If that host is meant to have it, add --allow-host {host}.", host=host)
        return Problem(what=failure.message, todo=todo)
    if failure.kind == "secret-never-over-http":
        todo = tr("Send to an address with https; no option allows this one.")
        return Problem(what=failure.message, todo=todo)
    return None
