"""Sign-outs that end the other sessions of an account: "log out everywhere", "other devices"."""

from __future__ import annotations

from inspector.protocol.patterns import lazy_re
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory

_FAR, _BODY = 400, 400
# finds `/logout-all`, `/users.logoutOtherClients`, `/logout?scope=global`, `/sessions/others`
# but not `/logout`, `/logout?next=/all`, `/sessions/all-hands`
_OF_ALL = lazy_re(
    r"(?i)(?:log|sign)[_-]?(?:out|off)[_/-]?(?:of[_-]?)?(?:all|others?|every|global)|"
    r"(?:log|sign)[_-]?(?:out|off)\b[^\n]{0,80}\b(?:scope|mode|type)[\"']?[=:]\s?[\"']?(?:global|others?|all)\b|"
    r"\b(?:all|others?)[_-]?(?:sessions|devices|clients|tokens)\b|"
    r"/(?:sessions|devices|tokens)/(?:all|others?)(?:$|[/?\s])"
)


def signed_out_elsewhere(story: TraceStory, last: Entry, entry: Entry) -> Entry | None:
    """Return the sign-out of all sessions that came between a last success and a refusal, or None.

    It was sent with another session, of the same account as far as the two say whose they are.
    """
    for between in reversed(story.between(last, entry)[-_FAR:]):
        sent = between.sent
        asks = _OF_ALL.search(f"{sent.url.split('://', 1)[-1]} {sent.message.body[:_BODY]!r}")
        if asks is None or sent.bare_host != entry.sent.bare_host or sent.is_safe:
            continue
        done = between.succeeded or between.heard.is_redirect
        if done and not between.shares_credential(entry) and _may_be_of_one(between, entry):
            return between
    return None


def _may_be_of_one(one: Entry, other: Entry) -> bool:
    """Whether both name the same account, in a claim or a header of its own, or one names none."""
    mine, theirs = _accounts(one), _accounts(other)
    return all(theirs.get(name, value) == value for name, value in mine.items())


def _accounts(entry: Entry) -> dict[str, str]:
    sent = entry.sent
    told = {h.name.lower(): h.value for h in sent.message.headers if _OF_A_USER.match(h.name)}
    claims = sent.authorization.claims if sent.authorization is not None else {}
    return {**told, **({"sub": str(claims["sub"])} if "sub" in claims else {})}


# finds `X-User-Id`, `User-ID`
# but not `User-Agent`, `X-User-Role`
_OF_A_USER = lazy_re(r"(?i)^(?:x-)?(?:user|account|member)-?(?:id|name)$")
