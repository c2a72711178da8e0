"""Takes the credential of a request out: into a record of its own, or away altogether."""

from urllib.parse import unquote

import msgspec

from inspector.diagnose.facts.suspicion import Words
from inspector.diagnose.fixes import lifting
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import ExperimentContext
from inspector.diagnose.trial.sent_token import (
    is_by_record,
    is_written_over,
    not_at_hand,
    sent_itself,
)
from inspector.model.credential import Credential
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.none import NoCredential
from inspector.model.request import QueryParam, Request, RequestHeader
from inspector.protocol.field_names import is_caller_header, is_key_parameter, looks_like_session
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import TOKEN_SCHEMES

_replace = msgspec.structs.replace
_USER = lazy_re(r"(?<=//)([^/?#@]*)@")
_WITH_CREDENTIAL = frozenset({"authorization", "cookie"})


def without_credential(request: Request) -> Request:
    """Return the request with nothing in it that tells who asks: credential, keys, cookies."""
    url = _USER.sub("", request.url)
    before, mark, query = url.partition("?")
    kept = [pair for pair in query.split("&") if not is_key_parameter(pair.partition("=")[0])]
    return _replace(
        request,
        url=before + (mark if any(kept) else "") + "&".join(kept),
        credential=NoCredential(),
        also=(),
        headers=tuple(row for row in request.headers if not _tells_who(row)),
        query=tuple(row for row in request.query if not is_key_parameter(row.name)),
    )


def without_cookies(request: Request) -> Request:
    """Return the request without its cookies."""
    rows = tuple(row for row in request.headers if row.name.lower() != "cookie")
    chosen = request.credential
    if chosen.travels.place == "cookie":
        request = _replace(request, credential=NoCredential())
    others = tuple(each for each in request.also if each.travels.place != "cookie")
    return _replace(request, headers=rows, also=others)


def with_credential(ground: Ground, means: ExperimentContext) -> Request:
    """Return the request with its credential as a record, also where it was written by hand.

    One that holds its token or login stays; of any other, what it sent is taken. By hand it is
    looked for in this order: Authorization, key headers, the query, user and password in the URL,
    session cookies. Without any of them it has NoCredential.
    """
    request = ground.request
    if request.credential.is_given and not is_written_over(ground):
        return request if is_by_record(ground) else _as_it_went(ground, means)
    bare = _replace(request, credential=NoCredential())
    for taken in (_from_header, _from_query, _from_user, _from_cookie):
        found = taken(bare, means)
        if found is not None:
            return found
    return bare


def _as_it_went(ground: Ground, means: ExperimentContext) -> Request:
    """Return the request with what its record fetched or made; as it is where that can't be had."""
    chosen, value = ground.request.credential, sent_itself(ground)
    if not_at_hand(ground) or not value:
        return ground.request
    made: Credential | None = None
    if chosen.travels.place == "query":
        made = ApiKey(name=chosen.travels.name, value=means.put(value), place="query")
    elif chosen.travels.name.lower() == "authorization":
        made = lifting.from_header(value, means.put)
    else:
        made = ApiKey(name=chosen.travels.name, value=means.put(value))
    return _replace(ground.request, credential=made) if made is not None else ground.request


def _from_header(request: Request, means: ExperimentContext) -> Request | None:
    for row in request.headers:
        name, value = row.name.lower(), means.fill(row.value).strip()
        if not row.enabled or not value:
            continue
        made: Credential | None = None
        if name == "authorization":
            made = lifting.from_header(value, means.put)
        elif is_caller_header(name):
            made = ApiKey(name=row.name, value=means.put(value))
        if made is not None:
            rest = tuple(other for other in request.headers if other is not row)
            return _replace(request, headers=rest, credential=made)
    return None


def _from_query(request: Request, means: ExperimentContext) -> Request | None:
    for row in request.query:
        if row.enabled and row.value and is_key_parameter(row.name):
            rows = tuple(other for other in request.query if other is not row)
            return _with_key(_replace(request, query=rows), row, means)
    before, _, query = request.url.partition("?")
    pairs = query.split("&") if query else []
    for pair in pairs:
        name, _, value = pair.partition("=")
        if value and is_key_parameter(name):
            rest = "&".join(other for other in pairs if other is not pair)
            bare = _replace(request, url=f"{before}?{rest}" if rest else before)
            return _with_key(bare, QueryParam(unquote(name), unquote(value)), means)
    return None


def _with_key(request: Request, row: QueryParam, means: ExperimentContext) -> Request:
    key = ApiKey(name=row.name, value=means.put(means.fill(row.value)), place="query")
    return _replace(request, credential=key)


def _from_user(request: Request, means: ExperimentContext) -> Request | None:
    found = _USER.search(request.url)
    if found is None:
        return None
    user, _, password = means.fill(found[1]).partition(":")
    made = Basic(user=unquote(user), password=means.put(unquote(password)))
    return _replace(request, url=_USER.sub("", request.url), credential=made)


def _from_cookie(request: Request, means: ExperimentContext) -> Request | None:
    for row in request.headers:
        if not row.enabled or row.name.lower() != "cookie":
            continue
        pairs = [pair.strip() for pair in means.fill(row.value).split(";") if pair.strip()]
        chosen = next((pair for pair in pairs if looks_like_session(pair.partition("=")[0])), "")
        if chosen:
            name, _, value = chosen.partition("=")
            others = "; ".join(_kept(pair, means) for pair in pairs if pair is not chosen)
            rows = tuple(other for other in request.headers if other is not row)
            if others:
                rows = (*rows, RequestHeader("Cookie", others))
            made = ApiKey(name=name, value=means.put(value), place="cookie")
            return _replace(request, headers=rows, credential=made)
    return None


def _kept(pair: str, means: ExperimentContext) -> str:
    """Return a cookie as it may stand in a row of text: its value by reference."""
    name, _, value = pair.partition("=")
    return f"{name}={{{{vault.{means.put(value).name}}}}}"


def _tells_who(row: RequestHeader) -> bool:
    name = row.name.lower()
    return name in _WITH_CREDENTIAL or is_caller_header(name) or name.startswith("proxy-auth")


def token_of(request: Request, means: ExperimentContext) -> str:
    """Return the token or key of a request whose credential is a record, empty without one."""
    return _parted(request.credential, means)[1]


def _parted(chosen: Credential, means: ExperimentContext) -> tuple[str, str]:
    """Return the word before a token in a header of its own, and the token."""
    value = means.reveal(chosen.secret_ref).strip() if chosen.holds == "token" else ""
    word, blank, token = value.partition(" ")
    return (word + blank, token) if word.lower() in TOKEN_SCHEMES and token else ("", value)


def as_sent(chosen: Credential, mine: str) -> Words:
    """Return where a credential stood, for the sentences and fixes of a finding. mine: before."""
    place, name = chosen.travels
    is_key = bool(name) and name.lower() != "authorization"
    return {
        "wanted": name,
        "name": mine,
        "accepted": chosen.kind,
        "place": place if is_key else "",
        "key": name if is_key else "",
    }


def with_token(request: Request, token: str, means: ExperimentContext) -> Request:
    """Return the request with another token or key in the place of its own."""
    chosen = request.credential
    if chosen.holds != "token":
        return request
    word, _ = _parted(chosen, means)
    return _replace(request, credential=chosen.with_secret(means.put(word + token)))
