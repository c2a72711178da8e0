"""The story of a trace: its parties, what became of each credential, what was wanted.

Plain records for window, text and files. They hold no secret: a credential is told by its kind, its
name and the end of its value.
"""

from datetime import datetime
from typing import Literal

import msgspec

from inspector.model.annotation import Place

PartyKind = Literal["page", "api", "login-provider", "proxy", "third-party", "server"]
CredentialKind = Literal[
    "access-token",
    "refresh-token",
    "api-key",
    "session",
    "csrf-token",
    "code",
    "assertion",
    "login",
    "client-secret",
]
ISSUED: frozenset[CredentialKind] = frozenset({"access-token", "refresh-token"})
"""Worth a line although nobody sent it."""
OUTLIVES_A_SESSION: frozenset[CredentialKind] = frozenset({"login", "client-secret", "api-key"})
"""A sign-out does not end it."""
LOGS_IN: frozenset[CredentialKind] = frozenset({"access-token", "session", "login", "api-key"})
"""Stands for somebody at an API: a request without it is one of nobody's."""
NAMED: frozenset[CredentialKind] = frozenset({"session", "csrf-token", "api-key"})
"""Has a name of its own (of a cookie, a field, a header) that tells it from others of its kind."""
LETS_IN: frozenset[CredentialKind] = frozenset({"session", "access-token"})
"""Whoever holds it has logged in."""
EventKind = Literal[
    "issued",
    "accepted",
    "refused",
    "sent",
    "expired",
    "replaced",
    "used-up",
    "cleared",
    "signed-out",
    "revoked",
]
"""sent: the reply does not judge it. replaced … revoked: how a credential ended."""
ENDS: frozenset[EventKind] = frozenset(
    {"expired", "replaced", "used-up", "cleared", "signed-out", "revoked"}
)
IntentionOutcome = Literal["reached", "refused", "given-up"]
IntentionKind = Literal["sign-in", "renewal", "sign-out", "call", "page"]


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One host. entries: the exchanges that it answered. public: it answers to anybody."""

    host: str
    kind: PartyKind
    entries: tuple[int, ...]
    public: bool = False


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to a credential in one entry. at: by the server's clock where it tells."""

    entry: int
    kind: EventKind
    at: datetime | None = None
    place: Place | None = None


class CredentialLife(msgspec.Struct, frozen=True, kw_only=True):
    """One secret value from its birth to its end, in the order of the entries.

    tail: the last characters of the value, empty where they would tell too much. host: where it was
    sent first. ways: how it travelled ("Authorization: Bearer", "cookie sid"). issued_for: index of
    the credential that was given for it. ends: when its own lifetime is over. known_before: it was
    there before the trace began.
    """

    kind: CredentialKind
    name: str
    tail: str = ""
    host: str = ""
    ways: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    issued_for: int | None = None
    ends: datetime | None = None
    known_before: bool = False


class Intention(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wanted, with all exchanges it took: redirects, rounds, renewal, retries."""

    entries: tuple[int, ...]
    kind: IntentionKind
    words: str
    outcome: IntentionOutcome


class TurningPoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where it stopped to work: last_accepted and first_refused are entries.

    credential: index of the one that tells. between: what lies between, in words; may be empty.
    seconds: from the last accepted to the first refused request.
    """

    first_refused: int
    last_accepted: int | None = None
    credential: int | None = None
    seconds: float | None = None
    between: str = ""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in which two requests differ; secrets by their ends only."""

    what: str
    refused: str
    accepted: str
    place: Place | None = None


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A refused request beside the accepted one most like it."""

    refused: int
    accepted: int
    differences: tuple[Difference, ...]
    seconds: float | None = None


class HealthyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A refusal that needs no explanation, and why in one sentence."""

    entry: int
    reason: str


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. healthy: the refusals that were steps of what went well.

    pair: of the refusal that needs explaining. pairs: of the first of the healthy ones.
    """

    parties: tuple[Party, ...] = ()
    credentials: tuple[CredentialLife, ...] = ()
    intentions: tuple[Intention, ...] = ()
    turning_point: TurningPoint | None = None
    pair: Pair | None = None
    healthy: tuple[HealthyEntry, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def pair_of(self, entry: int) -> Pair | None:
        """Return the pair of a refused entry, None where nothing is like it."""
        known = (self.pair, *self.pairs) if self.pair is not None else self.pairs
        return next((pair for pair in known if pair.refused == entry), None)
