"""Makes a collection of what was recorded: each request once, to be chosen from."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from inspector.compose import address as addresses
from inspector.compose.marked import Marked
from inspector.intake.composing import composed
from inspector.intake.results import Loss, Reading
from inspector.model.attempt import Attempt
from inspector.model.collection import Collection, Folder
from inspector.model.exchange import Blanked, Exchange, Failure
from inspector.model.message import Message, readable
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.urls import host_and_path, is_readable, split
from inspector.wording import tr
from inspector.wording.shortened import shortened

# What a browser takes from itself: nothing of it goes over the network.
_NEVER_SENT = re.compile(r"(?:data|blob|about|javascript|[a-z]{1,20}-extension):", re.IGNORECASE)


def recorded_requests(attempt: Attempt, kind: str, name: str) -> Reading:
    """Return the requests of an attempt as a collection; one that was only repeated comes once.

    kind: of the recording. name: of the collection.
    """
    requests: list[Request] = []
    secrets: dict[SecretRef, str] = {}
    losses: list[Loss] = []
    for exchange in _once(attempt):
        made = composed(exchange.request)
        called = f"{exchange.request.method} {host_and_path(exchange.request.url)[1]}"
        requests.append(msgspec.structs.replace(made.request, name=called))
        secrets |= made.secrets
        losses += (Loss(what=note, where=called) for note in made.notes)
        losses += (
            Loss(what=_masked(each), where=called)
            for each in exchange.blanked
            if each.side == "request"
        )
    losses += (Loss(what=each) for each in _left_out(attempt))
    return Reading(
        kind=kind,
        collection=Collection(name=name, requests=tuple(requests)),
        secrets=secrets,
        losses=tuple(losses),
    )


class ByHost(NamedTuple):
    """A recording's requests in a folder for each host.

    statuses: what they were answered, by the places of their folder and in it.
    """

    reading: Reading
    statuses: dict[tuple[int, int], int]


def recorded_by_host(attempt: Attempt, kind: str, name: str) -> ByHost:
    """Return the requests of an attempt in the order in which their hosts were first called."""
    reading = recorded_requests(attempt, kind, name)
    requests = reading.collection.requests if reading.collection is not None else ()
    hosts: dict[str, list[Request]] = {}
    statuses: dict[tuple[int, int], int] = {}
    for exchange, request in zip(_once(attempt), requests, strict=True):
        host = split(exchange.request.url).netloc.rpartition("@")[2]
        there = hosts.setdefault(host, [])
        if exchange.reply is not None:
            statuses[list(hosts).index(host), len(there)] = exchange.reply.status
        there.append(request)
    folders = tuple(
        Folder(name=host or tr("No host"), requests=tuple(found)) for host, found in hosts.items()
    )
    collection = Collection(name=name, folders=folders)
    return ByHost(msgspec.structs.replace(reading, collection=collection), statuses)


def _once(attempt: Attempt) -> Iterator[Exchange]:
    """Yield the exchanges that went over the network, the first of those that are alike."""
    seen: set[Message] = set()
    for exchange in attempt.exchanges:
        message = _sent(exchange.request)
        if _went_out(message.url) and not _obstacle(message.url) and message not in seen:
            seen.add(message)
            yield exchange


def _left_out(attempt: Attempt) -> Iterator[str]:
    """Yield a sentence for each address that nothing can be sent to, and why."""
    for url in dict.fromkeys(exchange.request.url for exchange in attempt.exchanges):
        why = _obstacle(url) if _went_out(url) else ""
        if why:
            yield tr(
                "{address} was left out: {reason}", address=shortened(readable(url)), reason=why
            )


def _went_out(url: str) -> bool:
    return bool(url) and not _NEVER_SENT.match(url)


def _obstacle(url: str) -> str:
    """Return why an address can't be taken apart, empty where it can."""
    if is_readable(url):
        return ""
    found = addresses.read(Marked.plain(readable(url)))
    return found.message if isinstance(found, Failure) else ""


def _masked(part: Blanked) -> str:
    if part.part == "body":
        return tr("Parts of the body were masked where it was recorded: enter them again.")
    return tr("{name} was masked where it was recorded: enter it again.", name=part.name)


def _sent(message: Message) -> Message:
    """Return what tells one request from another: its method, address, headers and body."""
    return Message(
        method=message.method, url=message.url, headers=message.headers, body=message.body
    )
