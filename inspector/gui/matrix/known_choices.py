"""The requests and credentials that open tabs and saved collections know, labelled safely."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from inspector.compose.scope import Scope
from inspector.compose.variables import fill, secret_refs, secret_text
from inspector.gui.compose.draft import secret_of
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools, known_of
from inspector.model.credential import Credential
from inspector.model.matrix import Candidate, Subject
from inspector.model.request import Request
from inspector.model.secret import Secret, SecretRef
from inspector.presentation.matrix.credential_names import Facts, named
from inspector.protocol.redaction import masked_text
from inspector.protocol.urls import host_of, origin_of
from inspector.wording import tr


def known_subjects(tools: Tools) -> tuple[Subject, ...]:
    """Return the requests of open tabs, then the saved ones, each once."""
    found: dict[tuple[str, str], Subject] = {}
    known = known_of(tools)
    for request in _requests(tools):
        if request.url.strip():
            label = masked_text(_name(request), known)
            detail = masked_text(f"{request.method} {_address(request)}", known)
            found.setdefault((label, detail), Subject(label=label, detail=detail, request=request))
    return tuple(found.values())


def known_candidates(tools: Tools, typed: Iterable[Candidate] = ()) -> tuple[Candidate, ...]:
    """Return none, then each credential with the origin that it is for; typed ones last."""
    scope = tools.environments.scope()
    found = [Candidate(label=tr("No credential"))]
    for request in _requests(tools):
        credential, url = request.credential, fill(request.url, scope).text
        url = url if "://" in url else f"http://{url}"
        if not (credential.is_given and credential.is_supported) or not host_of(url):
            continue
        if any(one.credential == credential and one.origin == origin_of(url) for one in found):
            continue
        source = tr("from {name}", name=_name(request))
        found.append(
            labelled(
                tools, Candidate(label="", credential=credential, origin=origin_of(url)), source
            )
        )
    typed_ones = (labelled(tools, one, tr("typed here")) for one in typed)
    return tuple(_told_apart([*found, *typed_ones]))


def labelled(tools: Tools, candidate: Candidate, source: str) -> Candidate:
    """Return a candidate with the words for it; source: where it comes from."""
    facts = Facts(
        value=value_of(tools, candidate.credential),
        source=source,
        known=known_of(tools),
        who=not tools.choices.value.presentation,
    )
    label, detail = named(candidate.credential, facts)
    return msgspec.structs.replace(candidate, label=label, detail=detail)


def retold(
    sent: tuple[Candidate, ...], known: Iterable[Candidate], *, hidden: bool
) -> tuple[Candidate, ...]:
    """Return the credentials of a run, told of as the view allows now.

    known: those told of anew. hidden: nothing else may be said of one that is no longer known.
    """
    now = [(one.credential, one.origin, one.detail) for one in known]

    def told(one: Candidate) -> str:
        found = (detail for *bound, detail in now if bound == [one.credential, one.origin])
        return next(found, "" if hidden else one.detail)

    return tuple(msgspec.structs.replace(one, detail=told(one)) for one in sent)


def unread(tools: Tools, candidates: Iterable[Candidate]) -> tuple[SecretRef, ...]:
    """Return the secrets of these that lie in the vault's store and are not in memory yet."""
    scope = tools.environments.scope()
    wanted = (ref for one in candidates for ref in _refs(one.credential, scope))
    return tuple(
        dict.fromkeys(
            ref for ref in wanted if ref.place == "keyring" and tools.vault.peek(ref) is None
        )
    )


def value_of(tools: Tools, credential: Credential) -> str:
    """Return the secret of a credential if it is in memory; to describe it, never to show it."""
    ref, scope = secret_of(credential), tools.environments.scope()
    if ref is None:
        return ""
    met = {one: tools.vault.peek(one) for one in (ref, *_refs(credential, scope))}
    values = {one: Secret(value) for one, value in met.items() if value is not None}
    text = secret_text(ref, scope.with_secrets(values)) or ""
    return "" if "{{" in text else text


def _refs(credential: Credential, scope: Scope) -> tuple[SecretRef, ...]:
    return secret_refs(Request(credential=credential), scope)


def _requests(tools: Tools) -> list[Request]:
    tabs = [each for each in tools.tabs.documents if isinstance(each, RequestDocument)]
    own = [each.inherit(each.current.value) for each in tabs if each.kind == "request"]
    inherit = tabs[0].inherit if tabs else (lambda request: request)
    return [*own, *(inherit(each) for each in tools.environments.requests)]


def _told_apart(found: list[Candidate]) -> Iterator[Candidate]:
    """Add the host where the same name goes to several, else a number."""
    hosts: dict[str, list[str]] = {}
    for one in found:
        hosts.setdefault(one.label, []).append(host_of(one.origin))
    met = Counter[str]()
    for one in found:
        same = hosts[one.label]
        met[one.label] += 1
        if len(same) == 1:
            yield one
            continue
        last = host_of(one.origin) if len(set(same)) == len(same) else str(met[one.label])
        label = tr("{name} ({what})", name=one.label, what=last)
        yield msgspec.structs.replace(one, label=label)


def _address(request: Request) -> str:
    """Return an address without user, query and fragment."""
    plain = request.url.partition("?")[0].partition("#")[0]
    return plain.partition("://")[2].rpartition("@")[2] or plain.rpartition("@")[2]


def _name(request: Request) -> str:
    return request.name or f"{request.method} /{_address(request).partition('/')[2]}"
