"""What somebody did between the last success and the refusal: disabled, revoked, changed."""

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote_plus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, LIKELY, SOUND, STRONG
from inspector.model.story import CredentialKind
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.meanings import OF_FORGERY, OF_THE_NETWORK, Names
from inspector.reading.statuses import TURNS_AWAY
from inspector.story.entry import Entry
from inspector.story.interruptions import is_same
from inspector.story.lives import Life
from inspector.story.uses import Use
from inspector.wording import tr

_OTHER_REASON: Names = (
    *OF_FORGERY, *OF_THE_NETWORK, "rate-limited", "clock", "malformed", "scope", "token-expired",
)  # fmt: skip
_LOOK = 16_384


class Sign(NamedTuple):
    """What shows a deed: method and path, or the body. of_whom: what they must name beside it."""

    words: re.Pattern[str]
    in_body: bool = False
    of_whom: re.Pattern[str] | None = None


class Deed(NamedTuple):
    """A kind of request that changes what a credential is good for.

    signs: each shows it. only: the kinds of credentials that it ends, () for all. slug: the
    finding, by_kind: another one for some kinds; weight: how surely it follows.
    """

    slug: str
    signs: tuple[Sign, ...]
    only: frozenset[CredentialKind]
    weight: float
    by_kind: Mapping[CredentialKind, str] = MappingProxyType({})


_LOGINS: frozenset[CredentialKind] = frozenset({"login"})
_TOKENS: frozenset[CredentialKind] = frozenset(
    {"access-token", "refresh-token", "api-key", "client-secret"}
)
_SESSIONS: frozenset[CredentialKind] = frozenset({"session", "access-token", "refresh-token"})
_PEOPLE = (
    r"(?:users?|accounts?|admins?|people|persons?|members?|customers?|employees?|staff|operators?|"
    r"logins?|profiles?|identit(?:y|ies)|principals?)"
)
# finds `PATCH /users/7`, `PUT /me`, `{"userId": 7}`, `<user>`
# but not `PUT /features/7`, `{"usable": 1}`
_A_PERSON = lazy_re(
    rf"(?i)(?<![a-z0-9]){_PEOPLE}(?:_?id|_?name)?(?![a-z0-9])|/(?:me|self)(?![\w.-])"
)
_UPDATES_A_PERSON = lazy_re(rf"(?i)^(?:PUT|PATCH) \S*/(?:{_PEOPLE}|me|self)(?:/[^/\s]*)?/?(?:$|\s)")
_DEEDS = (
    Deed(
        "account-disabled",
        (
            # finds `DELETE /users/7`, `POST /disable-account`
            # but not `DELETE /users/7/avatar`
            Sign(
                lazy_re(
                    r"(?i)^DELETE \S*/(?:users?|accounts?|admins?|people|persons?)/[^/\s]+/?$|"
                    r"\b(?:delete|remove|offboard|disable|deactivate|suspend|block|ban|lock)[-_]?"
                    r"(?:users?|accounts?|admins?)\b"
                )
            ),
            # finds `PUT /users/7/status/disabled`
            # but not `PUT /users/7/theme`
            Sign(
                lazy_re(
                    r"(?i)\b(?:disabled?|deactivated?|suspend(?:ed)?|block(?:ed)?|ban(?:ned)?|"
                    r"lock(?:ed)?)\b"
                ),
                of_whom=_A_PERSON,
            ),
            # finds `{"active": false}`, `is_active=0`
            # but not `{"disabled": false}`
            Sign(
                lazy_re(
                    r"(?i)\"(?:is_?|account|login_?)?(?:active|enabled)\"\s*:\s*(?:false|0)|"
                    r"\b(?:is_)?(?:active|enabled)=(?:false|0)\b|"
                    r"\"(?:is_?)?(?:disabled|suspended|blocked|locked)\"\s*:\s*(?:true|1)|"
                    r"\"(?:status|state)\"\s*:\s*"
                    r"\"(?:disabled|suspended|blocked|locked|inactive)\""
                ),
                in_body=True,
                of_whom=_A_PERSON,
            ),
        ),
        _LOGINS | _SESSIONS,
        CLEAR,
    ),
    Deed(
        "second-factor-required",
        (
            # finds `POST /me/2fa/enable`, `PUT /account/two-factor`, `POST /mfa/sms/enroll`
            # but not `GET /2fa`, `DELETE /me/2fa`, `POST /mfa/verify`, `POST /login/2fa`
            Sign(
                lazy_re(
                    r"(?i)^(?:POST|PUT|PATCH) (?!\S*\b(?:verif|challenge|check|validat|confirm|"
                    r"log-?in|sign-?in|sessions?\b|auth(?:enticate)?\b|remove|reset|delete|dis|off\b|"
                    r"recover|backup|resend|send))\S*(?<![a-z0-9])"
                    r"(?:2fa|mfa|totp|two[-_]?factor(?:[-_]?auth(?:entication)?)?)"
                    r"(?:(?:[/_-]\w{1,20})?[/_-](?:enable|set-?up|enrol\w*|activat\w*|register|on))?"
                    r"/?$"
                )
            ),
        ),
        _LOGINS,
        CLEAR,
    ),
    Deed(
        "token-revoked",
        (
            # finds `DELETE /tokens/7`, `POST /api_keys/7/revoke`, `POST /apps/7/regenerate-secret`
            # but not `DELETE /orders/7`, `POST /dice/roll`, `POST /logs/rotate`
            Sign(
                lazy_re(
                    r"(?i)^DELETE \S*"
                    r"(?:tokens?|keys?|grants?|credentials?|applications?|consents?)\b|"
                    r"\b(?:revoke|revocation)\b|"
                    r"(?:token|key|secret|credential)s?(?:/[\w-]{1,80})?[/_-]"
                    r"(?:invalidate|rotate|re-?generate|re-?new|roll|reset|new)\b|"
                    r"\b(?:invalidate|rotate|re-?generate|roll|new|reset)[-_/]?"
                    r"(?:(?:client|api|access)[-_]?)?(?:token|key|secret)s?\b"
                )
            ),
            # finds `{"name": "ResetApiKey"}`, `action=regenerate_key`, `mutation { rollApiToken }`
            # but not `{"name": "Reset keyboard"}`, `action=reset_key_bindings`
            Sign(
                lazy_re(
                    r"(?i)(?:\"(?:name|action|command|cmd|op|operation|operationName|method|task|do)"
                    r"\"\s*:\s*\"|(?:^|[&?])(?:action|command|cmd|op|operation|method|task|do)="
                    r"|\bmutation\b[^{}]{0,200}\{\s*)"
                    r"(?:[\w-]{1,40}[./:_-])?"
                    r"(?:(?:reset|re-?generate|re-?new|rotate|revoke|roll|invalidate)[-_]?"
                    r"(?:(?:client|api|access|auth|user|personal|secret|my)[-_]?){0,2}"
                    r"(?:token|key|secret|credential)s?|"
                    r"(?:(?:client|api|access|auth)[-_]?)?(?:token|key|secret)s?[-_./]"
                    r"(?:reset|re-?generate|rotate|revoke|roll))(?![\w-])"
                ),
                in_body=True,
            ),
        ),
        _TOKENS,
        SOUND,
        by_kind=MappingProxyType({"api-key": "key-revoked", "client-secret": "key-revoked"}),
    ),
    Deed(
        "sign-in-sessions-revoked",
        (
            # finds `PUT /me/password`, `POST /set-password`, `DELETE /users/7/sessions`
            # but not `POST /password/forgot`, `POST /forgot-password`
            Sign(
                lazy_re(
                    r"(?i)[/_-](?<!forgot.)(?<!forgotten.)(?<!lost.)(?:password|passwd)\b"
                    r"(?![/_-](?:forg|lost|help|hint|strength|check|verif|validat|polic|"
                    r"reset[/_-]?(?:request|mail)))|"
                    r"\b(?:change|reset|set)[-_]?password\b|logout[-_]?all|\bsessions\b|"
                    r"\b(?:kill|terminate|end|close|expire)[-_]?sessions?\b|force[-_]?log[-_]?out"
                )
            ),
            # finds `{"new_password": "…"}`, `oldPassword=…`, `<phash>…</phash>`
            # but not `{"name": "bo", "password": "…"}`, `{"password_hint": "…"}`
            Sign(
                lazy_re(
                    r"(?i)(?:\b(?:new|old|current|changed?)[-_]?(?:password|passwd|pwd)|"
                    r"\bp(?:w|ass(?:word|wd)?)?[-_]?hash)[\"']?(?:\s*[=:]|>)"
                ),
                in_body=True,
            ),
            # finds `{"password": "…"}`
            # but not `{"password_hint": "…"}`
            Sign(
                lazy_re(r"(?i)\b(?:user[-_]?)?(?:password|passwd|pwd)[\"']?(?:\s*[=:]|>)"),
                in_body=True,
                of_whom=_UPDATES_A_PERSON,
            ),
        ),
        _SESSIONS | _LOGINS | {"api-key"},
        LIKELY,
        by_kind=MappingProxyType({"api-key": "key-revoked", "login": "wrong-password"}),
    ),
    Deed(
        "right-missing",
        (
            # finds `DELETE /projects/7/members/9`
            # but not `DELETE /projects/7`
            Sign(
                lazy_re(
                    r"(?i)\b(?:roles?|permissions?|members?|memberships?|groups?|policies|policy|"
                    r"acls?)\b"
                )
            ),
        ),
        frozenset(),
        LIKELY,
    ),
)


def done_in_between(case: Case) -> Found:
    """Something was changed after the credential was accepted last, and it is refused since."""
    refused = case.status in TURNS_AWAY or case.outcome == "refused" or wants_login(case)
    if not refused or case.said(*_OTHER_REASON):
        return
    for life in case.trace.story.lives.sent_in(case):
        since = _in_force_since(case, life)
        if since is None or life.accepted_after(case):
            continue
        for entry in (since.entry, *case.trace.story.between(since.entry, case)):
            deed = _deed(entry, life, case)
            if deed is not None:
                number = entry.number
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
    body = _body(entry)
    for deed in _DEEDS:
        told = any(_is_shown(sign, address, body) for sign in deed.signs)
        if told and (not deed.only or life.kind in deed.only):
            return deed
    return None


def _is_shown(sign: Sign, address: str, body: str) -> bool:
    """Whether a request shows a deed, and of whom where that must be named."""
    if not sign.words.search(body if sign.in_body else address):
        return False
    named = sign.of_whom
    return named is None or bool(named.search(address) or named.search(body))


# ---------------- What another caller did to the account, after which the same login is taken
def put_right_in_between(case: Case) -> Found:
    """A login was refused and is taken as it is since somebody else changed the account."""
    user = case.sent.login_user or (case.sent.main.user if case.sent.main is not None else "")
    if not user or not case.is_refused or case.said(*_OTHER_REASON):
        return
    later = next((one for one in case.after if one.succeeded and is_same(case, one)), None)
    between = case.trace.story.between(case, later) if later is not None else ()
    changed = next((one for one in between if _changes_account(one, case, user)), None)
    if changed is None or later is None:
        return
    number = changed.number
    yield case.refused_for(
        "account-disabled",
        STRONG,
        fact(
            tr("Entry {entry} changed the account {user}.", entry=number, user=user),
            places.in_line(changed.index, "request"),
        ),
        fact(tr("The same login was accepted after that."), later.heard_line),
        user=user,
    )


def _changes_account(entry: Entry, case: Case, user: str) -> bool:
    """Whether another caller wrote to the record of a user, and not a new password."""
    sent = entry.sent
    if sent.is_safe or sent.is_login or not entry.succeeded or entry.shares_credential(case):
        return False
    names = [unquote_plus(part).casefold() for part in sent.path.split("/")]
    named = user.casefold() in names or _UPDATES_A_PERSON.match(f"{sent.method} {sent.path}")
    return bool(named) and not _SETS_PASSWORD.search(f"{sent.path} {_body(entry)}")


# finds `/users/7/password`, `{"newPwd": "…"}`
# but not `/users/7`, `{"role": 1}`
_SETS_PASSWORD = lazy_re(r"(?i)passw|pwd|secret|credential")


RULES = (done_in_between, put_right_in_between)
