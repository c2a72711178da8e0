"""What is kept of a token in an exchange: its fingerprint and its use, never the token."""

from typing import Literal

import msgspec

from inspector.model.story import EventKind
from inspector.reading.statuses import ERRORS
from inspector.record.row import Row

Role = Literal["sent", "received", "ended"]
Outcome = EventKind | Literal[""]
NOT_KNOWN = -1  # as exchange: of an attempt that was kept before exchanges were noted


class TokenUse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A token was sent, received, or ended there.

    fingerprint: equal for equal tokens under the vault's key. exchange: its index in the attempt.
    kind: access, refresh, id, session …, empty where only the shape is known. outcome: of a token
    that was sent (accepted, refused, empty where the reply does not judge it), or how it ended, as
    the story of the attempt tells it. Of a token that was received: address: of the request that
    brought it ("POST login.example.com/token"). grant: how it was asked for. source: fingerprint
    of who asked where, equal for renewals.
    """

    fingerprint: str
    exchange: int
    role: Role
    kind: str = ""
    outcome: Outcome = ""
    status: int | None = None
    address: str = ""
    grant: str = ""
    source: str = ""


def of_old(row: Row) -> tuple[TokenUse, ...]:
    """Return the credential of an attempt that was kept before tokens were noted."""
    if not row.credential:
        return ()
    accepted = row.status is not None and row.status not in ERRORS
    outcome: Outcome = "refused" if row.finding else "accepted" if accepted else ""
    return (
        TokenUse(
            fingerprint=row.credential,
            exchange=NOT_KNOWN,
            role="sent",
            outcome=outcome,
            status=row.status,
        ),
    )


class Met(msgspec.Struct, frozen=True):
    """A use of a token with its attempt."""

    use: TokenUse
    row: Row

    @property
    def place(self) -> tuple[int, int, str, int]:
        """What the uses are ordered by: time and exchange."""
        return self.row.started, self.row.key, self.row.id, self.use.exchange


class Past(msgspec.Struct, frozen=True):
    """What the history knows of tokens. met: oldest first. kept: ids of attempts it has."""

    met: tuple[Met, ...] = ()
    kept: frozenset[str] = frozenset()
