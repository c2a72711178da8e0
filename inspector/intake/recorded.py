"""Makes a collection of what was recorded: each request once, to be chosen from."""

import re
from urllib.parse import urlsplit

import msgspec

from inspector.intake.composing import composed
from inspector.intake.results import Loss, Reading
from inspector.model.attempt import Attempt
from inspector.model.collection import Collection
from inspector.model.exchange import Blanked
from inspector.model.message import Message
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.wording import tr

# What a browser takes from itself: nothing of it goes over the network.
_NEVER_SENT = re.compile(r"(?:data|blob|about|javascript|[a-z]{1,20}-extension):", re.IGNORECASE)


def recorded_requests(attempt: Attempt, kind: str, name: str) -> Reading:
    """Return the requests of an attempt as a collection; one that was only repeated comes once.

    kind: of the recording. name: of the collection.
    """
    requests: dict[Message, Request] = {}
    secrets: dict[SecretRef, str] = {}
    losses: list[Loss] = []
    for exchange in attempt.exchanges:
        message = _sent(exchange.request)
        if not message.url or _NEVER_SENT.match(message.url) or message in requests:
            continue
        made = composed(exchange.request)
        called = f"{message.method} {urlsplit(message.url).path or '/'}"
        requests[message] = msgspec.structs.replace(made.request, name=called)
        secrets |= made.secrets
        losses += (Loss(what=note, where=called) for note in made.notes)
        losses += (
            Loss(what=_masked(each), where=called)
            for each in exchange.blanked
            if each.side == "request"
        )
    return Reading(
        kind=kind,
        collection=Collection(name=name, requests=tuple(requests.values())),
        secrets=secrets,
        losses=tuple(losses),
    )


def _masked(part: Blanked) -> str:
    if part.part == "body":
        return tr("Parts of the body were masked where it was recorded: enter them again.")
    return tr("{name} was masked where it was recorded: enter it again.", name=part.name)


def _sent(message: Message) -> Message:
    """Return what tells one request from another: its method, address, headers and body."""
    return Message(
        method=message.method, url=message.url, headers=message.headers, body=message.body
    )
