"""What somebody did between the last success and the refusal: disabled, revoked, changed."""

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote_plus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY, SOUND
from inspector.model.story import CredentialKind
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import TURNS_AWAY
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.uses import Use
from inspector.wording import tr

_OTHER_REASON: tuple[MeaningName, ...] = (
    "csrf", "ip-refused", "waf", "rate-limited", "clock", "malformed", "scope", "token-expired",
)  # fmt: skip
_LOOK = 16_384


class Deed(NamedTuple):
    """A kind of request that changes what a credential is good for.

    done: method and path. says: what its body may say instead, None for nothing. only: the kinds of
    credentials that it ends, () for all. slug: the finding, by_kind: another one for some kinds;
    weight: how surely it follows.
    """

    slug: str
    done: re.Pattern[str]
    only: frozenset[CredentialKind]
    weight: float
    says: re.Pattern[str] | None = None
    by_kind: Mapping[CredentialKind, str] = MappingProxyType({})


_LOGINS: frozenset[CredentialKind] = frozenset({"login"})
_TOKENS: frozenset[CredentialKind] = frozenset(
    {"access-token", "refresh-token", "api-key", "client-secret"}
)
_SESSIONS: frozenset[CredentialKind] = frozenset({"session", "access-token", "refresh-token"})
_DEEDS = (
    # finds `PUT /users/7/status/disabled`, `DELETE /users/7`, `{"active": false}`
    # but not `PUT /users/7/theme`, `DELETE /users/7/avatar`
    Deed(
        "account-disabled",
        lazy_re(
            r"(?i)\b(?:disabled?|deactivated?|suspend(?:ed)?|block(?:ed)?|ban(?:ned)?|lock(?:ed)?)\b|"
            r"^DELETE \S*/(?:users?|accounts?|admins?|people|persons?)/[^/\s]+/?$|"
            r"\b(?:delete|remove|offboard)[-_]?(?:users?|accounts?|admins?)\b"
        ),
        _LOGINS | _SESSIONS,
        CLEAR,
        lazy_re(
            r"(?i)\"(?:is_?|account|login_?)?(?:active|enabled)\"\s*:\s*(?:false|0)|"
            r"\b(?:is_)?(?:active|enabled)=(?:false|0)\b|"
            r"\"(?:is_?)?(?:disabled|suspended|blocked|locked)\"\s*:\s*(?:true|1)|"
            r"\"(?:status|state)\"\s*:\s*\"(?:disabled|suspended|blocked|locked|inactive)\""
        ),
    ),
    # finds `POST /me/2fa/enable`, `PUT /account/two-factor`
    # but not `GET /2fa`, `DELETE /me/2fa`
    Deed(
        "second-factor-required",
        lazy_re(r"(?i)^(?:POST|PUT|PATCH) \S*\b(?:2fa|mfa|totp|two[-_]?factor)\b(?!\S*\bdis)"),
        _LOGINS,
        CLEAR,
    ),
    # finds `DELETE /api/tokens/7`, `POST /api_keys/7/revoke`, `POST /apps/7/regenerate-secret`
    # but not `DELETE /orders/7`
    Deed(
        "token-revoked",
        lazy_re(
            r"(?i)^DELETE \S*(?:tokens?|keys?|grants?|credentials?|applications?|consents?)\b|"
            r"\b(?:revoke|revocation|invalidate|rotate|re-?generate|roll|reset[-_]?(?:token|key|secret)|"
            r"(?:re-?generate|rotate|roll|new|reset)[-_](?:client[-_]|api[-_])?(?:token|key|secret)s?)\b"
        ),
        _TOKENS,
        SOUND,
        by_kind=MappingProxyType({"api-key": "key-revoked", "client-secret": "key-revoked"}),
    ),
    # finds `PUT /me/password`, `new_password=…`, `<phash>…</phash>`, `DELETE /users/7/sessions`
    # but not `GET /password/help`
    Deed(
        "sign-in-sessions-revoked",
        lazy_re(
            r"(?i)[/_-](?:password|passwd)\b|\b(?:change|reset|set)[-_]?password\b|logout[-_]?all|"
            r"\bsessions\b|\b(?:kill|terminate|end|close|expire)[-_]?sessions?\b|force[-_]?log[-_]?out"
        ),
        _SESSIONS | _LOGINS | {"api-key"},
        LIKELY,
        lazy_re(
            r"(?i)[\"'<&?]?\b(?:new|change|set|user)?[-_]?(?:password|passwd|pwd|"
            r"p(?:w|ass(?:word)?)?[-_]?hash)[\"']?(?:\s*[=:]|>)"
        ),
        by_kind=MappingProxyType({"api-key": "key-revoked", "login": "wrong-password"}),
    ),
    # finds `DELETE /projects/7/members/9`
    # but not `GET /members`
    Deed(
        "right-missing",
        lazy_re(
            r"(?i)\b(?:roles?|permissions?|members?|memberships?|groups?|policies|policy|acls?)\b"
        ),
        frozenset(),
        LIKELY,
    ),
)


def done_in_between(case: Case) -> Found:
    """Something was changed after the credential was accepted last, and it is refused since."""
    refused = case.status in TURNS_AWAY or case.outcome == "refused"
    if not refused or case.said(*_OTHER_REASON):
        return
    for life in case.trace.story.lives.sent_in(case):
        since = _in_force_since(case, life)
        if since is None or life.accepted_after(case):
            continue
        for entry in (since.entry, *case.trace.story.between(since.entry, case)):
            deed = _deed(entry, life, case)
            if deed is not None:
                number = str(entry.index + 1)
                changed = tr("Entry {entry} changed this in between.", entry=number)
                yield case.refused_for(
                    deed.by_kind.get(life.kind, deed.slug),
                    deed.weight,
                    fact(tr("It was accepted before."), since.credential.place),
                    fact(changed, places.in_line(entry.index, "request")),
                    name=life.name,
                    user=life.use_in(case).credential.user,
                )
                return


def _in_force_since(case: Case, life: Life) -> Use | None:
    """Return the use after which a change may have come into force; None without an accepted one.

    The last accepted one may itself have asked for the change. What waits until it is applied may
    be asked after for a while with the credential that it ends.
    """
    worked = life.accepted_before(case)
    applied = next((one for one in reversed(case.before) if _applies(one)), None)
    if worked and applied is not None and _is_recent(applied, case):
        earlier = [use for use in worked if use.entry.index < applied.index]
        return earlier[-1] if earlier else worked[-1]
    return worked[-1] if worked else None


def _applies(entry: Entry) -> bool:
    """Whether an accepted request brings what was changed into force."""
    if entry.sent.is_safe or not entry.succeeded:
        return False
    return _APPLIES.search(f"{entry.sent.path} {_body(entry)}") is not None


# finds `POST /api/commit`, `cmd=<commit>`, `POST /config/apply`
# but not `{"committee": 7}`
_APPLIES = lazy_re(r"(?i)\b(?:commit|apply|activate|publish|reload|restart)\b")


def _is_recent(entry: Entry, case: Case) -> bool:
    then, now = entry.server_time, case.server_time
    return then is not None and now is not None and now - then <= _TAKES_A_WHILE


_TAKES_A_WHILE = timedelta(minutes=15)


def _body(entry: Entry) -> str:
    """Return the beginning of a body, as its reader gets it: `%3C` of a form is `<`."""
    text = entry.sent.message.body[:_LOOK].decode("utf-8", "replace")
    return unquote_plus(text) if "%" in text else text


def _deed(entry: Entry, life: Life, case: Case) -> Deed | None:
    """Return what an accepted writing request at the same site did to a credential; or None."""
    if entry.sent.is_safe or entry.sent.is_login or entry.sent.is_token_request:
        return None
    if not (entry.succeeded or entry.heard.is_redirect) or entry.repeats(case):
        return None
    address = f"{entry.sent.method} {entry.sent.path}"
    for deed in _DEEDS:
        told = deed.done.search(address) or (deed.says and deed.says.search(_body(entry)))
        if told and (not deed.only or life.kind in deed.only):
            return deed
    return None


RULES = (done_in_between,)
