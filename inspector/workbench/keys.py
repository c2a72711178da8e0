"""Fetches an issuer's published keys: discovery first, then the key set (RFC 8414, RFC 7517)."""

import json
from collections.abc import Awaitable, Callable

import msgspec

from inspector.diagnose.trial.consents import is_home
from inspector.model.attempt import Attempt
from inspector.model.message import first, readable
from inspector.model.request import Options, Request
from inspector.protocol.discovery import is_address, issuer_in, jwks_uri, metadata_urls
from inspector.protocol.json_text import parse_object
from inspector.protocol.metadata_hosts import is_metadata_host
from inspector.protocol.urls import host_of, joined
from inspector.reading.statuses import REDIRECTS
from inspector.wording import tr

_KEY_SETS = ("jwks", "certs", "keys")  # how addresses of key sets end
_HOPS = 4  # requests for one document
SendPlain = Callable[[Request], Awaitable[Attempt]]


class FoundKeys(msgspec.Struct, frozen=True, kw_only=True):
    """material: the key set as text, empty where it was not found; problem says why.

    issuer: as the description that led to the keys names it (RFC 8414 §3.3). elsewhere: where the
    way to the keys leads on, to a host that nobody agreed to; it was not asked.
    """

    material: str = ""
    source: str = ""
    issuer: str = ""
    problem: str = ""
    elsewhere: str = ""


async def find_keys(
    issuer: str, send: SendPlain, agreed: frozenset[str] = frozenset()
) -> FoundKeys:
    """Return the key set of an issuer's address, or of a key set's own address.

    Nothing of the user's is sent along. agreed: origins beside the issuer's own that may be asked.
    """
    if not is_address(issuer):
        return FoundKeys(problem=tr("The token's issuer is no address, so keys can't be found."))
    try:
        return await _find(issuer, _Asking(send, (issuer, *agreed)))
    except _EndedError as end:
        return end.found


async def _find(issuer: str, asking: "_Asking") -> FoundKeys:
    host, places = host_of(issuer), metadata_urls(issuer)
    own = any(word in issuer.rpartition("/")[2] for word in _KEY_SETS)
    for address in (issuer, *places) if own else places:
        document = await asking.document(address)
        if keys := _key_set(document):
            return FoundKeys(material=keys, source=host)
        if place := jwks_uri(document):
            found = _named(_key_set(await asking.document(place)), host)
            return msgspec.structs.replace(found, issuer=issuer_in(document))
    return FoundKeys(problem=tr("{host} publishes no keys where they are looked for.", host=host))


def _named(keys: str, host: str) -> FoundKeys:
    if keys:
        return FoundKeys(material=keys, source=host)
    return FoundKeys(problem=tr("{host} names its keys, but they can't be read.", host=host))


def _key_set(document: bytes) -> str:
    """Return the key set as JSON text, empty where the document is none."""
    found = parse_object(document)
    is_set = found is not None and isinstance(found.value.get("keys"), list)
    return json.dumps(found.value) if found is not None and is_set else ""


class _EndedError(Exception):
    """The search must not go on; `found` says why."""

    def __init__(self, found: FoundKeys) -> None:
        super().__init__(found.problem)
        self.found = found


class _Asking:
    """Asks only where it was agreed to; redirects and what a description names count as well."""

    def __init__(self, send: SendPlain, agreed: tuple[str, ...]) -> None:
        self._send = send
        self._agreed = agreed

    async def document(self, url: str) -> bytes:
        """Return what is at an address, empty where there is nothing; raises _EndedError."""
        for _ in range(_HOPS):
            self._admit(url)
            options = Options(timeout=15.0, use_cookies=False, follow_redirects=False)
            attempt = await self._send(Request(url=url, options=options))
            last = attempt.last
            if last is not None and last.failure is not None and last.failure.kind == "never-asked":
                raise _EndedError(FoundKeys(problem=last.failure.message))
            reply = last.reply if last is not None else None
            if reply is None or reply.status not in REDIRECTS:
                return reply.body if reply is not None else b""
            url = _joined(url, readable(first(reply.headers, "Location") or ""))
            if not url:
                break
        return b""

    def _admit(self, url: str) -> None:
        host = host_of(url)
        if is_metadata_host(host):
            text = tr("{host} is where machines describe themselves: it was not asked.", host=host)
            raise _EndedError(FoundKeys(problem=text))
        if not any(is_home(one, url) for one in self._agreed):
            text = tr(
                "The keys of {issuer} are at {host}, which was not asked yet.",
                issuer=host_of(self._agreed[0]),
                host=host,
            )
            raise _EndedError(FoundKeys(problem=text, elsewhere=url))


def _joined(url: str, location: str) -> str:
    """Return where a redirect leads, empty where that is no address."""
    found = joined(url, location)
    return found if is_address(found) else ""
