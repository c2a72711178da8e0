"""What a refusal says, without what differs in every reply: so that two can be compared."""

import re
from collections.abc import Iterable

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.model.message import readable

# Longest first: times, ids, nonces, addresses of requests; and whatever else is mostly digits.
# finds `at 2026-01-02T03:04:05Z`
# but not `at noon`
_NOISE = re.compile(
    r"(?i)\d{4}-\d\d-\d\d[t ][\d:.]+(?:z|[+-]\d\d:?\d\d)?|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,7},? \d{1,2}[ -][a-z]{3,9}[ -]\d{2,4} [\d:]+(?: gmt)?|"
    r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|"
    r"\b(?=[\w+/-]*\d)[\w+/-]{12,}={0,2}(?!\w)|\b[0-9a-f]{8,}\b|\d+"
)
_BLANKS = re.compile(r"\s+")
_OF_THE_MOMENT = frozenset({"nonce", "opaque", "ts", "tsm", "cnonce", "trace", "request_id", "trc"})
_LOOK = 16_384
_SHORTEST = 3


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A reply in the form in which it is compared; equal ones are the same refusal."""

    status: int
    code: str = ""
    challenges: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    words: str = ""
    leads_to: str = ""


def refusal(case: Case) -> Refusal:
    """Return what a reply says, cleaned of noise and of what the request itself said."""
    own = _own(case)
    return Refusal(
        status=case.status,
        code=_clean(case.heard.error[0], own),
        challenges=tuple(
            (
                challenge.scheme.lower(),
                tuple(
                    (param.name.lower(), _clean(readable(param.value), own))
                    for param in challenge.params
                    if param.name.lower() not in _OF_THE_MOMENT
                ),
            )
            for _, challenge in case.heard.challenges
        ),
        headers=tuple(
            (said.key.lower(), _clean(said.text, own))
            for said in case.heard.statements
            if said.kind == "header"
        ),
        words=_clean(_body(case), own),
        leads_to=_clean(case.heard.location.partition("?")[0], own),
    )


def is_same(one: Case, other: Case) -> bool:
    """Whether two replies refuse in the same way."""
    if one.exchange.reply is None or other.exchange.reply is None:
        return False
    mine, theirs = refusal(one), refusal(other)
    if "HEAD" in {one.sent.method, other.sent.method}:  # HEAD has no body to compare
        mine, theirs = (msgspec.structs.replace(each, words="") for each in (mine, theirs))
    return mine == theirs


def _body(case: Case) -> str:
    reply = case.exchange.reply
    if reply is None:
        return ""
    content = case.heard.content
    return content.page.text if content.is_html else content.text[:_LOOK]


def _own(case: Case) -> tuple[str, ...]:
    """Return what the request said and the reply may repeat: credential, user, address."""
    sent = case.sent
    found: list[str] = []
    for credential in (*sent.credentials, *sent.session_cookies):
        found += [credential.value, credential.bare, credential.user]
        found += str(credential.claims.get("sub", "")).split("\0")
    found += [sent.url, sent.path, sent.login_user, *(value for _, value in sent.query)]
    longest_first: Iterable[str] = sorted(set(found), key=len, reverse=True)
    return tuple(text.lower() for text in longest_first if len(text) >= _SHORTEST)


def _clean(text: str, own: tuple[str, ...]) -> str:
    lower = text.lower()
    for said in own:
        lower = lower.replace(said, "·")
    return _BLANKS.sub(" ", _NOISE.sub("#", lower)).strip()
