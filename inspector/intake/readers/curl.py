"""Reads curl commands as the requests that curl would send; their secrets become references."""

import re

import msgspec

from inspector.intake.composing import Pocket
from inspector.intake.curl import settings
from inspector.intake.curl.command import Command
from inspector.intake.curl.requesting import request_of
from inspector.intake.curl.several import Single, begins_with_one, singles
from inspector.intake.results import Loss, Reading, Unreadable
from inspector.intake.shell import Words, split
from inspector.intake.shell.prompts import PROMPT
from inspector.intake.text import plain
from inspector.model.collection import Collection, Problem
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.urls import host_and_path
from inspector.wording import tr

NAME = "curl"
SUFFIXES = (".sh", ".curl")
_START = re.compile(
    rf"^\s*(?:{PROMPT})?(?:\w+=\S*\s+)*"
    r"(?:\S*[/\\])?curl(?:\.exe)?[\"']?(?=[\s^`\\])",
    re.IGNORECASE,
)
_CURL = re.compile(r"(?:.*[/\\])?curl(?:\.exe)?$", re.IGNORECASE | re.DOTALL)


def title() -> str:
    """Return what it is called."""
    return tr("curl command")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A curl command: opens as a request, ready to send. Several come in as a collection.")


def fit(data: bytes) -> float:
    """Return how surely the data is a curl command."""
    text = plain(data[:4096]).decode("utf-8", "replace")
    return 0.92 if _START.match(text) or begins_with_one(text) else 0.0


def read(data: bytes) -> Reading:
    """Return the request, of several commands a collection.

    Raises Unreadable without a URL or for a file that can't be read.
    """
    text = plain(data).decode("utf-8", "replace")
    found = singles(text)
    if len(found) < 2:  # noqa: PLR2004 - one is no list
        return _read(found[0].text if found and not _START.match(text) else text)
    return _list(found)


def _list(found: list[Single]) -> Reading:
    """Return a collection of all that can be read; the others are told."""
    requests: list[Request] = []
    secrets: dict[SecretRef, str] = {}
    losses: list[Loss] = []
    for number, each in enumerate(found, 1):
        try:
            made = _read(each.text)
        except Unreadable as error:
            where = each.name or tr("command {number}", number=number)
            losses.append(Loss(what=error.problem.what, where=where))
            continue
        if made.request is not None:
            name = each.name or f"{made.request.method} {host_and_path(made.request.url)[1]}"
            requests.append(msgspec.structs.replace(made.request, name=name))
            secrets |= made.secrets
            losses += (Loss(what=note, where=name) for note in made.notes)
    if not requests:
        raise Unreadable(_no_url())
    collection = Collection(name=tr("curl commands"), requests=tuple(requests))
    return Reading(kind=NAME, collection=collection, secrets=secrets, losses=tuple(losses))


def _read(text: str) -> Reading:
    words = split(text)
    command = Command(_arguments(words))
    if not command.urls:
        raise Unreadable(_no_url())
    pocket = Pocket(words.variables)
    notes = [*words.notes, *settings.notes(command)]
    request = request_of(command, pocket, notes)
    return Reading(kind=NAME, request=request, secrets=pocket.secrets, notes=tuple(notes))


def _no_url() -> Problem:
    return Problem(
        what=tr("The curl command has no URL."),
        todo=tr("Add the URL to the command; check that its quotes are closed."),
    )


def _arguments(words: Words) -> tuple[str, ...]:
    """Return what stands after `curl`, whatever stands before it."""
    for index, word in enumerate(words.words):
        if _CURL.match(word):
            return words.words[index + 1 :]
    return words.words
