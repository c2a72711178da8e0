"""The requests and credentials that open tabs and saved collections know, labelled safely."""

from inspector.compose.variables import fill
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.model.credential import (
    ApiKey,
    Bearer,
    Credential,
    InheritCredential,
    NoCredential,
    Unsupported,
)
from inspector.model.matrix import Candidate, Subject
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.redaction import DOTS, KnownValues, mask, masked_text
from inspector.protocol.urls import host_of, origin_of
from inspector.wording import tr

_NONE = NoCredential | InheritCredential | Unsupported


def known_subjects(tools: Tools) -> tuple[Subject, ...]:
    """Return the requests of open tabs, then the saved ones, each once."""
    found: dict[tuple[str, str], Subject] = {}
    known = KnownValues(tools.vault.known_values())
    for request in _requests(tools):
        if request.url.strip():
            name = masked_text(_name(request), known)
            found.setdefault(
                (name, request.url.partition("?")[0]), Subject(label=name, request=request)
            )
    return tuple(found.values())


def known_candidates(tools: Tools) -> tuple[Candidate, ...]:
    """Return none, then each credential with the origin that it is for."""
    found = [Candidate(label=tr("No credential"))]
    known = KnownValues(tools.vault.known_values())
    scope = tools.environments.scope()
    for request in _requests(tools):
        credential, url = request.credential, fill(request.url, scope).text
        url = url if "://" in url else f"http://{url}"
        if isinstance(credential, _NONE) or not host_of(url):
            continue
        if any(one.credential == credential and one.origin == origin_of(url) for one in found):
            continue
        label = tr("{what}, from {name}", what=_words(credential, tools), name=_name(request))
        label = masked_text(label, known)
        found.append(Candidate(label=label, credential=credential, origin=origin_of(url)))
    return tuple(found)


def _requests(tools: Tools) -> list[Request]:
    tabs = [each for each in tools.tabs.documents if isinstance(each, RequestDocument)]
    own = [each.inherit(each.current.value) for each in tabs if each.kind == "request"]
    inherit = tabs[0].inherit if tabs else (lambda request: request)
    return [*own, *(inherit(each) for each in tools.environments.requests)]


def _name(request: Request) -> str:
    address = request.url.partition("?")[0].partition("#")[0].rpartition("@")[2]
    return request.name or f"{request.method} /{address.partition('://')[2].partition('/')[2]}"


def _words(credential: Credential, tools: Tools) -> str:
    if isinstance(credential, Bearer):
        return tr("Bearer {token}", token=_masked(credential.token, tools))
    if isinstance(credential, ApiKey):
        return tr("{name} {key}", name=credential.name, key=_masked(credential.value, tools))
    return getattr(credential, "user", "") or type(credential).__name__


def _masked(ref: SecretRef, tools: Tools) -> str:
    if ref.place == "text" and ref.name.startswith("{{"):
        return ref.name
    value = tools.vault.peek(ref)
    return mask(value) if value else DOTS
