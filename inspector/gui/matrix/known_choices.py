"""The requests and credentials that open tabs and saved collections know, labelled safely."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

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
from inspector.protocol.dates import from_seconds
from inspector.protocol.redaction import KnownValues, mask, masked_text
from inspector.protocol.tokens import jose
from inspector.protocol.urls import host_of, origin_of
from inspector.wording import tr
from inspector.wording.dates import day

# ---------------- Names a credential so that it is told from others without being shown. Pure
_WHO = ("preferred_username", "email", "sub", "client_id", "azp")
_MOST = 40


class Facts(NamedTuple):
    """What is known beside the record. value: the secret, empty where it is not in memory.

    source: the name of the request it comes from. known: secrets that no name may show. who:
    whether claims that name a person may be shown.
    """

    value: str
    source: str
    known: KnownValues
    who: bool = True


def named(credential: Credential, facts: Facts, now: datetime | None = None) -> tuple[str, str]:
    """Return the name of a credential, and what else tells it apart."""
    claims = _claims(facts.value) if _is_shown_token(credential) else {}
    label = masked_text(_label(credential, claims, now or datetime.now(UTC)), facts.known)
    who = _who(claims) if facts.who else ""
    parts = (
        masked_text(facts.source, facts.known),
        masked_text(who, facts.known),
        mask(facts.value) if facts.value else "",
    )
    return label, ", ".join(filter(None, parts))


def _label(credential: Credential, claims: dict[str, Any], now: datetime) -> str:
    return _token(credential, claims, now) if _is_shown_token(credential) else credential.described


def _is_shown_token(credential: Credential) -> bool:
    """Whether it is a token in Authorization, which is told by its word and its life."""
    return credential.holds == "token" and credential.travels.name == "Authorization"


def _token(credential: Credential, claims: dict[str, Any], now: datetime) -> str:
    word = credential.scheme_word or tr("Token")
    ends = from_seconds(claims.get("exp"))
    if ends is not None and ends <= now:
        return tr("{scheme}, expired {time}", scheme=word, time=_when(ends, now))
    if ends is not None:
        return tr("{scheme}, expires {time}", scheme=word, time=_when(ends, now))
    ref = credential.secret_ref
    if ref.place == "text" and ref.name.startswith("{{"):
        return tr("{scheme} {variable}", scheme=word, variable=ref.name)
    return tr("{scheme} token", scheme=word) if credential.scheme_word else word


def _when(moment: datetime, now: datetime) -> str:
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return f"{day(local, year=False)} {local:%H:%M}" if local.year == today.year else day(local)


def _claims(value: str) -> dict[str, Any]:
    read = jose.read(value) if value else None
    return (read.claims or {}) if isinstance(read, jose.Jws) else {}


def _who(claims: dict[str, Any]) -> str:
    found = (claims.get(name) for name in _WHO)
    who = next((each for each in found if isinstance(each, str) and each), "")
    return who if len(who) <= _MOST else f"{who[: _MOST - 1]}…"


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
