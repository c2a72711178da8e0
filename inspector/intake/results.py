"""What a reader hands back: a request, a collection, an attempt or a token; or why it can't."""

from typing import NamedTuple

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.collection import Collection, Problem
from inspector.model.request import Request
from inspector.model.secret import SecretRef


class Loss(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that could not be carried over. where: folders and name, empty for the whole."""

    what: str
    where: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Exactly one of request, collection, attempt and token is given.

    kind: the reader's name. collection: with its folders, requests and environments; ids and paths
    in it mean nothing yet. token: the text of a token or of a challenge, whole and unmasked.
    secrets: the values behind the references in `request` or `collection`. notes: sentences on what
    was left out, repaired or assumed.
    """

    kind: str
    request: Request | None = None
    collection: Collection | None = None
    attempt: Attempt | None = None
    token: str = ""
    secrets: dict[SecretRef, str] = {}
    notes: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()


class Recognised(NamedTuple):
    """The best reader for an input, how well it fits (0…1), and what will happen with it."""

    kind: str
    fit: float
    hint: str


class Unreadable(Exception):  # noqa: N818 - a state of the input, agreed between the stages
    """The input can't be read; `problem` says what is wrong, where, and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem
