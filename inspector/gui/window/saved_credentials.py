"""The other credentials that are known for the host of a tab's request."""

from collections.abc import Iterator

from inspector.compose.variables import fill
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.experiment import SavedCredential
from inspector.model.request import Request
from inspector.protocol.urls import host_of, origin_of


def saved_credentials(document: RequestDocument, tools: Tools) -> tuple[SavedCredential, ...]:
    """Return what other open and saved requests send to the same host, each credential once."""
    scope = tools.environments.scope()

    def host(request: Request) -> str:
        url = fill(request.url, scope).text
        url = url if "://" in url else f"http://{url}"
        return origin_of(url) if host_of(url) else ""

    own = document.inherit(document.current.value)
    here, found = host(own), list[SavedCredential]()
    known = [own.credential]
    for request in _requests(document, tools):
        credential = request.credential
        if (
            not (credential.is_given and credential.is_supported)
            or credential in known
            or host(request) != here
        ):
            continue
        known.append(credential)
        name = request.name or request.url.partition("?")[0]
        found.append(SavedCredential(name=name, credential=credential, host=here))
    return tuple(found) if here else ()


def _requests(document: RequestDocument, tools: Tools) -> Iterator[Request]:
    for each in tools.tabs.documents:
        if isinstance(each, RequestDocument) and each is not document:
            yield each.inherit(each.current.value)
    yield from (document.inherit(each) for each in tools.environments.requests)
