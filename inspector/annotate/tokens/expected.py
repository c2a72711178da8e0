"""What the API expects of a token: read from the exchange that refused it, or typed by the user."""

from datetime import datetime, timedelta

import msgspec

from inspector.annotate.times import judged_at
from inspector.model.exchange import Exchange
from inspector.protocol.challenge import challenges_of
from inspector.protocol.json_text import parse_object
from inspector.protocol.urls import origin_of

_LONGEST = 200_000
LEEWAY = 60  # seconds that careful servers allow between two clocks


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Empty members are not checked.

    audience, issuer: as the token must have them. scope: names with blanks between. client: the
    one the token was issued to. leeway in seconds. sent: when the request was sent; server: the
    server's clock then; both UTC. access_token, code, nonce: what an ID token came with and what
    was asked with.
    """

    audience: str = ""
    issuer: str = ""
    scope: str = ""
    client: str = ""
    leeway: int = LEEWAY
    sent: datetime | None = None
    server: datetime | None = None
    access_token: str = ""
    code: str = ""
    nonce: str = ""

    def __repr__(self) -> str:
        return f"Expected(audience={self.audience!r}, issuer={self.issuer!r})"

    def judged(self, now: datetime) -> datetime:
        """Return the time to judge the token at: the server's clock, else when it was sent."""
        return self.server or self.sent or now

    @property
    def slack(self) -> timedelta:
        """The leeway as a length of time."""
        return timedelta(seconds=self.leeway)


def expected_by(exchange: Exchange) -> Expected:
    """Return what an exchange tells about what its API expects.

    The scope stands in the challenge (RFC 6750 §3); the audience is guessed to be the called
    origin only where the token itself names an address of that host.
    """
    scope, issuer = "", ""
    headers = exchange.reply.headers if exchange.reply is not None else ()
    for _, challenge in challenges_of(headers):
        scope = scope or challenge.get("scope")
        issuer = issuer or challenge.get("authorization_uri") or challenge.get("issuer")
    return Expected(
        scope=scope,
        issuer=issuer if issuer.startswith("http") else "",
        sent=exchange.started,
        server=judged_at(exchange),
        access_token=_came_along(exchange),
    )


def _came_along(exchange: Exchange) -> str:
    """Return the access token of a token reply, by which its ID token can be checked."""
    body = exchange.reply.body if exchange.reply is not None else b""
    if b'"id_token"' not in body[:_LONGEST]:
        return ""
    found = parse_object(body[:_LONGEST])
    token = found.value.get("access_token") if found else None
    return token if isinstance(token, str) else ""


def called(exchange: Exchange) -> str:
    """Return the origin that was called, to compare a token's audience with."""
    return origin_of(exchange.request.url)
