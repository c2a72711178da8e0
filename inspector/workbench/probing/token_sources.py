"""Finds what experiments may use beside a request: who renews its token, which logins exist."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from inspector.compose.scope import Scope
from inspector.compose.variables import fill
from inspector.model.attempt import Attempt
from inspector.model.experiment import Aids, SavedCredential
from inspector.model.request import Request
from inspector.protocol.urls import host_of, origin_of
from inspector.workbench.applying.companions import companions

_MOST = 50


def aids(
    request: Request, others: Iterable[Request], scope: Scope, attempt: Attempt | None = None
) -> Aids:
    """Return what is known beside a request; others: saved and open requests, resolved.

    Credentials of other requests count for the hosts that those requests ask.
    """
    listed = tuple(others)
    return Aids(
        renewal=companions(request, listed, attempt).token_request,
        introspection=next((one for one in listed if _introspects(one)), None),
        others=tuple(dict.fromkeys(_credentials(request, listed, scope)))[:_MOST],
    )


def _introspects(request: Request) -> bool:
    """Whether a request asks an introspection endpoint (RFC 7662 §2), by its path."""
    path = urlsplit(request.url.partition("?")[0]).path if "[" not in request.url else ""
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
