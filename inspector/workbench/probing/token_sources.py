"""Finds what experiments may use beside a request: who renews its token, which logins exist."""

from collections.abc import Iterable, Iterator

from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.model.attempt import Attempt
from inspector.model.experiment import Aids, ClientCertificate, KnownPlace, SavedCredential
from inspector.model.request import Request
from inspector.protocol.methods import FETCHING
from inspector.protocol.urls import host_of, origin_of, split
from inspector.reading.statuses import SUCCESSES
from inspector.workbench.applying.companions import companions

_MOST = 50


def aids(
    request: Request, others: Iterable[Request], scope: Scope, attempt: Attempt | None = None
) -> Aids:
    """Return what is known beside a request; others: saved and open requests, resolved.

    Credentials of other requests count for the hosts that those requests ask.
    """
    listed = tuple(others)
    known = companions(request, listed, attempt)
    return Aids(
        renewal=known.token_request,
        login=known.login_request,
        introspection=next((one for one in listed if _introspects(one)), None),
        others=tuple(dict.fromkeys(_credentials(request, listed, scope)))[:_MOST],
        places=tuple(read_places(request, listed, scope))[:_MOST],
        certificates=tuple(dict.fromkeys(certificates(request, listed, scope)))[:_MOST],
    )


def read_places(request: Request, others: Iterable[Request], scope: Scope) -> Iterator[KnownPlace]:
    """Yield the addresses that saved requests read with the same credential."""
    own = request.credential
    for one in others:
        if one.method == "GET" and own.is_given and one.credential == own:
            url = fill(one.url, scope).text
            url = url if "://" in url else f"http://{url}"
            if host_of(url) and "{{" not in url:
                yield KnownPlace(url=url, source="collection")


def certificates(
    request: Request, others: Iterable[Request], scope: Scope
) -> Iterator[ClientCertificate]:
    """Yield the client certificates that other requests show, with the server they are for."""
    own = request.options.client_certificate
    for one in others:
        shown, url = one.options.client_certificate, fill(one.url, scope).text
        if shown and shown != own and host_of(url):
            key, host = one.options.client_key, origin_of(url)
            name = one.name or host
            yield ClientCertificate(name=name, certificate=shown, key=key, host=host)


def accepted_places(request: Request, attempts: Iterable[Attempt]) -> Iterator[KnownPlace]:
    """Yield the addresses at which reads with the same credential were given what they asked."""
    for one in attempts:
        asked, last = one.request, one.last
        same = asked is not None and request.credential == asked.credential
        reads = last is not None and last.request.method in FETCHING
        if not (same and request.credential.is_given and reads) or last is None:
            continue
        if last.reply is not None and last.reply.status in SUCCESSES:
            yield KnownPlace(url=last.request.url, source="history", same=True)


def _introspects(request: Request) -> bool:
    """Whether a request asks an introspection endpoint (RFC 7662 §2), by its path."""
    path = split(request.url).path
    return request.method == "POST" and "introspect" in path.lower()


def _credentials(
    request: Request, others: tuple[Request, ...], scope: Scope
) -> Iterator[SavedCredential]:
    for one in others:
        chosen = one.credential
        if not chosen.is_given or chosen == request.credential:
            continue
        url = fill(one.url, scope).text
        url = url if "://" in url else f"http://{url}"
        if host_of(url):
            yield SavedCredential(name=one.name, credential=chosen, host=origin_of(url))
