"""Puts a finding into words: title and explanation from `resources/explanations`."""

import re
import tomllib
from functools import cache

import msgspec

from inspector.diagnose.facts.suspicion import Words
from inspector.model.finding import Actor, Cause, Todo
from inspector.wording import tr
from inspector.wording.resources import resources

_LONGEST = 300
_NOTHING = "Nothing"  # advice of those who need not act begins so
_PART = re.compile(r"\{(\w+)\}")


class Explanation(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """The words for one finding.

    title: sentences from the most telling to the plainest; the first whose parts are all known is
    used. why: likewise, two lines. todo: what to do, by who does it; a sentence, or several like
    the title's. avoid: how not to meet it again. reference: RFC and section, or a page.
    """

    title: tuple[str, ...]
    why: tuple[str, ...]
    actor: Actor = "client"
    todo: dict[Actor, str | tuple[str, ...]] = {}
    avoid: str = ""
    reference: str = ""


@cache
def explanations(cause: Cause) -> dict[str, Explanation]:
    """Return the explanations of one family by finding."""
    file = resources() / "explanations" / f"{cause.value}.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), dict[str, Explanation])


def explanation(cause: Cause, slug: str) -> Explanation:
    """Return the words for a finding; a plain sentence where there are none."""
    found = explanations(cause).get(slug)
    return found if found is not None else Explanation(title=(_PLAIN[cause],), why=())


def title(words: Explanation, values: Words) -> str:
    """Return the title with the user's own values."""
    return _filled(words.title, values)


def todo(words: Explanation, values: Words, first: Actor) -> tuple[Todo, ...]:
    """Return who does what, whoever must act first."""
    filled = [Todo(who, _filled(_choices(text), values)) for who, text in words.todo.items()]
    said = [one for one in filled if one.text]
    return tuple(sorted(said, key=lambda one: one.who != first))


def avoid(words: Explanation, values: Words) -> str:
    """Return how not to meet it again."""
    return _filled((words.avoid,), values)


def why(
    words: Explanation, values: Words, *, may_be_stripped: bool, has_request: bool = True
) -> str:
    """Return the explanation: why, and what the reader can do, who sends the request."""
    if may_be_stripped and not has_request:
        return tr(
            "The record holds the reply only, so what was sent can't be told. Record the request "
            "too (curl -v, or a HAR with sensitive data), then ask once more."
        )
    parts = [_filled(words.why, values)]
    advice = todo(words, values, "client")
    parts += [one.text for one in advice if not one.text.startswith(_NOTHING)][:1]
    if may_be_stripped:
        parts.append(
            tr(
                "Credentials may have been removed from this file. Export it with sensitive data "
                'included ("Export HAR (with sensitive data)" in the browser\'s network panel) or '
                "record it again, then ask once more."
            )
        )
    return " ".join(part for part in parts if part)


def _choices(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _filled(choices: tuple[str, ...], values: Words) -> str:
    for sentence in choices:
        parts = _parts(sentence)
        if all(values.get(name) not in (None, "") for name in parts):
            return tr(sentence, **{name: _short(values[name]) for name in parts})
    return ""


@cache
def _parts(sentence: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_PART.findall(sentence)))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_PLAIN = {
    Cause.MISSING_CREDENTIALS: "No usable credentials were sent",
    Cause.INVALID_CREDENTIALS: "The credentials were refused",
    Cause.INSUFFICIENT_PERMISSIONS: "The account may not do this",
    Cause.EXPIRED_SESSION: "The login has ended",
    Cause.CONFIGURATION: "A setting does not fit",
    Cause.CSRF_FAILURE: "The CSRF check failed",
    Cause.NETWORK_BLOCKED: "Something in between refused this",
    Cause.WRONG_ENDPOINT: "This is the wrong place to ask",
    Cause.REVOKED_TOKEN: "The token or key was revoked",
    Cause.PROVIDER_UNREACHABLE: "The login provider did not answer",
    Cause.ACCOUNT_LOCKED: "The account is locked",
    Cause.SCHEME_MISMATCH: "The API wants another scheme",
}
