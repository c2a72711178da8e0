"""Puts a finding into words: title and explanation from `resources/findings`."""

from functools import cache

from inspector.diagnose.facts.findings import Declaration, family, of_family
from inspector.diagnose.facts.suspicion import Words
from inspector.model.finding import Actor, Cause, Todo
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr, tr_declared

_LONGEST = 300
_NOTHING = "Nothing"  # advice of those who need not act begins so
_PART = lazy_re(r"\{(\w+)\}")


def explanation(cause: Cause, slug: str) -> Declaration:
    """Return the words for a finding; a plain sentence where there are none."""
    found = of_family(cause).get(slug)
    return found if found is not None else Declaration(title=(family(cause).plain,))


def title(words: Declaration, values: Words) -> str:
    """Return the title with the user's own values."""
    return _filled(words.title, values)


def todo(words: Declaration, values: Words, first: Actor) -> tuple[Todo, ...]:
    """Return who does what, whoever must act first."""
    filled = [Todo(who, _filled(_choices(text), values)) for who, text in words.todo.items()]
    said = [one for one in filled if one.text]
    return tuple(sorted(said, key=lambda one: one.who != first))


def avoid(words: Declaration, values: Words) -> str:
    """Return how not to meet it again."""
    return _filled((words.avoid,), values)


def why(
    words: Declaration, values: Words, *, may_be_stripped: bool, has_request: bool = True
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
            return tr_declared(sentence, **{name: _short(values[name]) for name in parts})
    return ""


@cache
def _parts(sentence: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_PART.findall(sentence)))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
