"""What the API expects of a token: read from the exchange that refused it, or typed by the user."""

from datetime import datetime, timedelta

import msgspec

from inspector.annotate.times import judged_at
from inspector.model.exchange import Exchange
from inspector.protocol.challenge import challenges_of
from inspector.protocol.urls import origin_of

LEEWAY = 60  # seconds that careful servers allow between two clocks


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Empty members are not checked.

    audience, issuer: as the token must have them. scope: names with blanks between. client: the
    one the token was issued to. leeway in seconds. sent: when the request was sent; server: the
    server's clock then; both UTC.
    """

    audience: str = ""
    issuer: str = ""
    scope: str = ""
    client: str = ""
    leeway: int = LEEWAY
    sent: datetime | None = None
    server: datetime | None = None

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
    )


def called(exchange: Exchange) -> str:
    """Return the origin that was called, to compare a token's audience with."""
    return origin_of(exchange.request.url)
