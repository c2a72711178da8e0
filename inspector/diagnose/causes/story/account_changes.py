"""What somebody did between the last success and the refusal: disabled, revoked, changed."""

import re
from typing import NamedTuple

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
from inspector.wording import tr

_OTHER_REASON: tuple[MeaningName, ...] = (
    "csrf", "ip-refused", "waf", "rate-limited", "clock", "malformed", "scope", "token-expired",
)  # fmt: skip
_LOOK = 16_384


class Deed(NamedTuple):
    """A kind of request that changes what a credential is good for.

    done: method and path. says: what its body may say instead, None for nothing. only: the kinds of
    credentials that it ends, () for all. slug: the finding; weight: how surely it follows.
    """

    slug: str
    done: re.Pattern[str]
    only: frozenset[CredentialKind]
    weight: float
    says: re.Pattern[str] | None = None


_LOGINS: frozenset[CredentialKind] = frozenset({"login"})
_TOKENS: frozenset[CredentialKind] = frozenset({"access-token", "refresh-token", "api-key"})
_SESSIONS: frozenset[CredentialKind] = frozenset({"session", "access-token", "refresh-token"})
_DEEDS = (
    # finds `PUT /users/7/status/disabled`, `{"active": false}`
    # but not `PUT /users/7/theme`
    Deed(
        "account-disabled",
        lazy_re(
            r"(?i)\b(?:disabled?|deactivated?|suspend(?:ed)?|block(?:ed)?|ban(?:ned)?|lock(?:ed)?)\b"
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
    # finds `DELETE /api/tokens/7`, `POST /api_keys/7/revoke`
    # but not `DELETE /orders/7`
    Deed(
        "token-revoked",
        lazy_re(
            r"(?i)^DELETE \S*(?:tokens?|keys?|grants?|credentials?|applications?|consents?)\b|"
            r"\b(?:revoke|revocation|invalidate|rotate|regenerate|reset[-_]?(?:token|key|secret))\b"
        ),
        _TOKENS,
        SOUND,
    ),
    # finds `PUT /me/password`
    # but not `GET /password/help`
    Deed(
        "sign-in-sessions-revoked",
        lazy_re(
            r"(?i)[/_-](?:password|passwd)\b|\bchange[-_]?password\b|logout[-_]?all|\bsessions\b"
        ),
        _SESSIONS,
        LIKELY,
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
    if case.status not in TURNS_AWAY or case.said(*_OTHER_REASON):
        return
    for life in case.trace.story.lives.sent_in(case):
        worked = life.accepted_before(case)
        if not worked or life.accepted_after(case):
            continue
        last = worked[-1]
        for entry in case.trace.story.between(last.entry, case):
            deed = _deed(entry, life, case)
            if deed is not None:
                number = str(entry.index + 1)
                changed = tr("Entry {entry} changed this in between.", entry=number)
                yield case.refused_for(
                    deed.slug,
                    deed.weight,
                    fact(tr("It was accepted before."), last.credential.place),
                    fact(changed, places.in_line(entry.index, "request")),
                    name=life.name,
                )
                return


def _deed(entry: Entry, life: Life, case: Case) -> Deed | None:
    """Return what an accepted writing request at the same site did to a credential; or None."""
    if entry.sent.is_safe or entry.sent.is_login or entry.sent.is_token_request:
        return None
    if not (entry.succeeded or entry.heard.is_redirect) or entry.repeats(case):
        return None
    body = entry.sent.message.body[:_LOOK].decode("utf-8", "replace")
    address = f"{entry.sent.method} {entry.sent.path}"
    for deed in _DEEDS:
        told = deed.done.search(address) or (deed.says and deed.says.search(body))
        if told and (not deed.only or life.kind in deed.only):
            return deed
    return None


RULES = (done_in_between,)
