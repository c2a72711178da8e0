"""What the API expects of a token: read from the exchange that refused it, or typed by the user."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Literal, NamedTuple
from urllib.parse import parse_qs

import msgspec

from inspector.annotate.times import judged_at
from inspector.model.exchange import Exchange
from inspector.protocol.challenges.parsing import challenges_of
from inspector.protocol.json_text import parse_object
from inspector.protocol.oauth import resource_metadata
from inspector.protocol.oauth.resource_metadata import ResourceMetadata
from inspector.protocol.tokens import dpop
from inspector.protocol.urls import host_of, split

# ---------------- What a login was asked with, for the ID token it brought
_MOST = 60  # parameters


class Login(NamedTuple):
    """Empty where it is not known."""

    nonce: str = ""
    code: str = ""

    def __repr__(self) -> str:
        return "Login()"


def login_of(exchange: Exchange, token: str, neighbours: Iterable[Exchange] = ()) -> Login:
    """Return what the login was asked with that brought a token; nothing where it did not.

    neighbours: the exchanges it was recorded with, oldest first; of several logins the last
    before it counts.
    """
    if not token or not any(token in text for text in _received(exchange)):
        return Login()
    answers = [_params(text) for text in (*_sent(exchange), *_received(exchange))]
    asked = [_params(url) for each in _until(exchange, neighbours) for url in _addresses(each)]
    nonces = [one["nonce"] for one in asked if "nonce" in one and "response_type" in one]
    codes = [one["code"] for one in answers if "code" in one]
    return Login(nonces[-1] if nonces else "", codes[0] if codes else "")


def _until(exchange: Exchange, neighbours: Iterable[Exchange]) -> Iterator[Exchange]:
    for each in neighbours:
        if each is exchange or each == exchange:
            break
        yield each
    yield exchange


def _addresses(exchange: Exchange) -> Iterator[str]:
    """Yield the addresses that were called or led to."""
    yield exchange.request.url
    for header in exchange.reply.headers if exchange.reply is not None else ():
        if header.name.lower() == "location":
            yield header.value


def _sent(exchange: Exchange) -> Iterator[str]:
    yield "?" + exchange.request.body[:_LONGEST].decode("utf-8", "replace")


def _received(exchange: Exchange) -> Iterator[str]:
    if exchange.reply is not None:
        yield exchange.reply.body[:_LONGEST].decode("utf-8", "replace")
        yield from (one.value for one in exchange.reply.headers if one.name.lower() == "location")


def _params(address: str) -> dict[str, str]:
    """Return the parameters of query and fragment."""
    if "=" not in address[:_LONGEST] or "{" in address[:1]:
        return {}
    try:
        parts = split(address[:_LONGEST])
        found = parse_qs(f"{parts.query}&{parts.fragment}", max_num_fields=_MOST)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}


_LONGEST = 200_000
LEEWAY = 60  # seconds that careful servers allow between two clocks
Use = Literal["", "access", "proof"]


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Empty members are not checked.

    audience, issuer: as the token must have them. scope: names with blanks between. client: the
    one the token was issued to. leeway in seconds. sent: when the request was sent; server: the
    server's clock then; both UTC. access_token, code, nonce: what an ID token came with and what
    was asked with. use: what it was sent as; refused: with a 401. proof: thumbprint of the DPoP
    proof's key that came along, empty for none, None where that is not known. discovered: the
    issuer that the description of its keys names. metadata: where the resource describes itself.
    called: the address that an access token was sent to.
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
    use: Use = ""
    refused: bool = False
    proof: str | None = None
    discovered: str = ""
    metadata: str = ""
    called: str = ""

    def __repr__(self) -> str:
        return f"Expected(audience={self.audience!r}, issuer={self.issuer!r})"

    def judged(self, now: datetime) -> datetime:
        """Return the time to judge the token at: the server's clock, else when it was sent."""
        return self.server or self.sent or now

    @property
    def slack(self) -> timedelta:
        """The leeway as a length of time."""
        return timedelta(seconds=self.leeway)


def expected_by(
    exchange: Exchange,
    token: str = "",
    audiences: Iterable[str] = (),
    neighbours: Iterable[Exchange] = (),
) -> Expected:
    """Return what an exchange tells about what its API expects.

    The scope stands in the challenge (RFC 6750 §3), the issuer there or in the resource's
    metadata if a neighbour fetched them (RFC 9728). Without metadata the audience is guessed: the
    one of the token's that is an address which the called one begins with.
    """
    scope, issuer, metadata = "", "", ""
    headers = exchange.reply.headers if exchange.reply is not None else ()
    for _, challenge in challenges_of(headers):
        scope = scope or challenge.get("scope")
        issuer = issuer or challenge.get("authorization_uri") or challenge.get("issuer")
        metadata = metadata or resource_metadata.url_in(challenge)
    around = tuple(neighbours)
    described = resource_metadata.of_called(exchange, around)
    its_own = described.metadata if described is not None else ResourceMetadata()
    login = login_of(exchange, token, around)
    use = _use(exchange, token)
    return Expected(
        scope=scope,
        issuer=issuer if issuer.startswith("http") else _only(its_own.authorization_servers),
        audience=its_own.resource or _guessed(exchange.request.url, audiences),
        sent=exchange.started,
        server=judged_at(exchange),
        access_token=_came_along(exchange),
        code=login.code,
        nonce=login.nonce,
        use=use,
        refused=exchange.reply is not None and exchange.reply.status == HTTPStatus.UNAUTHORIZED,
        proof=_proof(exchange) if use == "access" else None,
        metadata=metadata,
        called=exchange.request.url if use == "access" else "",
    )


def described_by(expected: Expected, found: ResourceMetadata, url: str) -> Expected:
    """Return what is expected with what the resource's metadata say; url: that was called.

    Metadata of another resource count for nothing (RFC 9728 §3.3).
    """
    if not resource_metadata.stands_for(found.resource, url):
        return expected
    issuer = _only(found.authorization_servers) or expected.issuer
    return msgspec.structs.replace(expected, audience=found.resource, issuer=issuer)


def audiences_of(claims: dict[str, Any]) -> tuple[str, ...]:
    """Return the audiences a token names (RFC 7519 §4.1.3)."""
    value = claims.get("aud")
    listed = value if isinstance(value, list) else [value]
    return tuple(each for each in listed if isinstance(each, str))


def _guessed(url: str, audiences: Iterable[str]) -> str:
    """Return the longest of the addresses that lie on the way to the called one."""
    host, called = host_of(url), url.partition("?")[0].rstrip("/") + "/"
    fitting = [
        each
        for each in audiences
        if host and "://" in each and called.startswith(each.rstrip("/") + "/")
    ]
    return max(fitting, key=len, default="")


def _only(named: tuple[str, ...]) -> str:
    return named[0] if len(named) == 1 else ""


def _use(exchange: Exchange, token: str) -> Use:
    """Return what a token was sent as, by the header line that it stands in."""
    for header in exchange.request.headers:
        if not token or token not in header.value:
            continue
        name = header.name.lower()
        if name in {"authorization", "proxy-authorization"}:
            return "access"
        if name == "dpop":
            return "proof"
    return ""


def _proof(exchange: Exchange) -> str:
    for header in exchange.request.headers:
        if header.name.lower() == "dpop":
            found = dpop.read(header.value)
            return found.jkt if found is not None else ""
    return ""


def _came_along(exchange: Exchange) -> str:
    """Return the access token of a token reply, by which its ID token can be checked."""
    body = exchange.reply.body if exchange.reply is not None else b""
    if b'"id_token"' not in body[:_LONGEST]:
        return ""
    found = parse_object(body[:_LONGEST])
    token = found.value.get("access_token") if found else None
    return token if isinstance(token, str) else ""
