"""What a login was asked with, for the ID token it brought: nonce and code (OpenID Connect §3)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from inspector.model.exchange import Exchange

_LONGEST = 200_000
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
        parts = urlsplit(address[:_LONGEST])
        found = parse_qs(f"{parts.query}&{parts.fragment}", max_num_fields=_MOST)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}
