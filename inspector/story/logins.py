"""The end of a login at a provider: what a browser brings back from there."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.protocol.patterns import lazy_re
from inspector.story.entry import Entry
from inspector.story.trace_story import NEAR, TraceStory


def is_login_callback(entry: Entry) -> bool:
    """Whether a request brings a provider's code back: `code` and `state` in query or form.

    Where only callbacks go the state may have been left out.
    """
    names = {name.lower() for name, value in entry.sent.query if value}
    names |= {name.lower() for name in entry.sent.fields}
    if "grant_type" in names:
        return False
    if "code" not in names:
        return False
    stateless = names <= _BESIDE_A_CODE and _BACK.search(entry.sent.path) is not None
    return bool(names & {"state", "session_state", "iss"}) or stateless


# what providers add to it
_BESIDE_A_CODE = frozenset({"code", "scope", "authuser", "hd", "prompt"})


# finds `/openid/callback`, `/auth/cb`
# but not `/api/callbacks/7`
_BACK = lazy_re(r"(?i)/(?:call[-_]?back|cb|redirect_uri)/?$")


def led_to(story: TraceStory, entry: Entry) -> Iterator[Entry]:
    """Yield the entries to which the redirects from here led, in order."""
    at = entry
    for later in story.after(entry, NEAR):
        if not at.heard.is_redirect:
            return
        if _without_fragment(at.heard.leads_to) == _without_fragment(later.sent.url):
            yield later
            at = later


def led_back(story: TraceStory, entry: Entry) -> Entry | None:
    """The redirects from here ended where a provider's answer was brought, and taken."""
    brought = next(filter(is_login_callback, led_to(story, entry)), None)
    return brought if brought is not None and brought.outcome != "refused" else None


def _without_fragment(url: str) -> str:
    return url.partition("#")[0]
