"""What the history holds of a server, as if it had been sent from here a moment ago.

Nothing that is kept has a secret in it. Where the fingerprint shows that an attempt carried the
credential of the one that is asked about, that is put back in its place; any other stays masked,
and nobody takes two masked ones for the same.
"""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from typing import Protocol

import msgspec

from inspector.annotate.tokens.carried import carried
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message
from inspector.protocol.masking.masks import is_masked
from inspector.protocol.redaction import fingerprint
from inspector.protocol.urls import host_and_path
from inspector.record.kept import Kept, begun, shown_of
from inspector.record.row import Row
from inspector.record.search import Filter, Term
from inspector.workbench.applying.recorded import request_of
from inspector.workbench.attempts.remembering import credential_of

_LOOK = 200  # newest attempts at the server whose lines are read
_MOST = 30  # of them that are read whole
_LARGEST = 256 * 1024  # bytes of one, as it is stored
_replace = msgspec.structs.replace


class Store(Protocol):
    """The history, as far as it is needed here."""

    def page(
        self, wanted: Filter, after: None = None, limit: int = _LOOK
    ) -> "Future[tuple[Row, ...]]":
        """Return the newest rows that fit."""

    def load(self, key: int) -> "Future[Kept | None]":
        """Return a whole attempt."""


def kept_before(store: Store, key: bytes, attempt: Attempt) -> tuple[Attempt, ...]:
    """Return what was kept before an attempt of its server, oldest first; raises HistoryError.

    Read whole are those with the same credential or at the same address; key: of the fingerprints.
    """
    asked = attempt.last.request if attempt.last else None
    if asked is None:
        return ()
    host, path = host_and_path(asked.url)
    secret = credential_of(attempt.exchanges[-1])[1]
    own = fingerprint(secret, key) if secret else ""
    lines = store.page(_before(host, begun(attempt)), limit=_LOOK).result()
    alike = [row for row in lines if row.id != attempt.id and _concerns(row, own, path)][:_MOST]
    found = ((row, store.load(row.key).result()) for row in reversed(alike))
    return tuple(
        _composed(_with_credential(kept, asked, secret) if own == row.credential else kept.attempt)
        for row, kept in found
        if kept is not None and kept.attempt.source != "log"
    )


def _composed(attempt: Attempt) -> Attempt:
    """Return an attempt with its request, which an imported one has in its messages alone."""
    readable = tuple(map(_with_claims, attempt.exchanges))
    request = attempt.request or request_of(attempt.exchanges[-1].request)
    return _replace(attempt, exchanges=readable, request=request)


def _with_claims(exchange: Exchange) -> Exchange:
    """Return an exchange whose tokens can be read: without the mask of a signature."""
    headers = tuple(
        _replace(one, value=f"{head}.") if _is_signed(head) and is_masked(tail) else one
        for one in exchange.request.headers
        for head, _, tail in (one.value.rpartition("."),)
    )
    return _replace(exchange, request=_replace(exchange.request, headers=headers))


def _is_signed(head: str) -> bool:
    """Whether a header's value without its last part is the rest of a JWT: header and claims."""
    parts = head.rpartition(" ")[2].split(".")
    return len(parts) == _BEFORE_THE_SIGNATURE and all(part.startswith("ey") for part in parts)


_BEFORE_THE_SIGNATURE = 2


def _before(host: str, moment: int) -> Filter:
    return Filter(terms=(Term("host = ?", (host,)), Term("started < ?", (moment,))))


def _concerns(row: Row, own: str, path: str) -> bool:
    alike = row.path == path or (bool(own) and row.credential == own)
    return alike and row.size <= _LARGEST


# ---------------- The credential is put back
def _with_credential(kept: Kept, asked: Message, secret: str) -> Attempt:
    """Return a kept attempt whose shown exchange carries the secret of the one asked about."""
    shown = shown_of(kept.attempt, kept.verdict)
    if not secret:
        return kept.attempt
    exchanges = tuple(
        _carrying(one, asked, secret) if one is shown else one for one in kept.attempt.exchanges
    )
    return _replace(kept.attempt, exchanges=exchanges)


def _carrying(exchange: Exchange, asked: Message, secret: str) -> Exchange:
    request = exchange.request
    cookies = next((one.value for one in asked.headers if one.name.lower() == "cookie"), "")
    headers = tuple(_unmasked(one, secret, cookies) for one in request.headers)
    names = [name for name, value in _parameters(asked.url) if value == secret]
    url, target = (_in_query(text, names, secret) for text in (request.url, request.target))
    return _replace(exchange, request=_replace(request, headers=headers, url=url, target=target))


def _parameters(url: str) -> Iterator[tuple[str, str]]:
    """Yield the parameters as they are written: so the secret is, of which the fingerprint is."""
    for each in url.partition("#")[0].partition("?")[2].split("&"):
        name, _, value = each.partition("=")
        yield name, value


def _unmasked(header: Header, secret: str, cookies: str) -> Header:
    """Return a header line with its secret; several cookies are one secret, so their line is."""
    _, masked = carried(header)
    if not masked or not is_masked(masked):
        return header
    value = cookies if header.name.lower() == "cookie" else header.value.replace(masked, secret)
    return _replace(header, value=value or header.value)


def _in_query(text: str, names: Iterable[str], secret: str) -> str:
    for name in names:
        pattern = rf"([?&]{re.escape(name)}=)[^&#]*"
        text = re.sub(pattern, lambda found: found[1] + secret, text)
    return text
