"""Parts of a path that were drawn at random: some are keys that say who calls, most are names.

Readers, lamps, bots and hooks are given an address with the key within; nothing else is sent.
"""

from typing import NamedTuple
from urllib.parse import unquote

from inspector.diagnose.facts.case import Case
from inspector.protocol.field_names import is_key_name
from inspector.protocol.keys.path_keys import path_key_spans
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re, word_set
from inspector.reading.unnamed_keys import may_hold_a_key


class Part(NamedTuple):
    """One part of a path, what stands before it and what after."""

    before: str
    text: str
    after: str = ""

    @property
    def word(self) -> str:
        """The part before it, in small letters."""
        return self.before.rpartition("/")[2].lower()

    @property
    def begins_an_api(self) -> bool:
        """Whether the API begins behind it, a word announces a key, or it was signed."""
        behind = _VERSION.match(self.after) is not None or _SIGNED.fullmatch(self.text) is not None
        return behind or self.word in _ANNOUNCES or is_key_name(self.word)

    def is_in(self, path: str) -> bool:
        """Whether a path has it in the same place."""
        return any((one.before, one.text) == (self.before, self.text) for one in parts(path))

    def is_like(self, other: "Part") -> bool:
        """Whether another one stands in the same place of the same path, and could be a key too."""
        same = (other.before, other.after) == (self.before, self.after)
        return same and other.text != self.text and _PLAIN.fullmatch(other.text) is not None


# finds `v1/initialization`, `v2`
# but not `values`
_VERSION = lazy_re(r"(?i)v\d{1,3}(?:\.\d{1,3})?(?:/|\Z)")
_ANNOUNCES = word_set("api hook hooks webhook webhooks bot feed rss ical")


def parts(path: str) -> list[Part]:
    """Return the parts of a path, decoded."""
    words = path.rstrip("/").split("/")
    return [
        Part("/".join(words[:at]), unquote(one), "/".join(words[at + 1 :]))
        for at, one in enumerate(words)
        if one
    ]


def may_be_a_key_in(path: str) -> bool:
    """Whether any part of a path could be a key: nobody can tell it from a random name."""
    return any(is_random(one.text) for one in parts(path))


def likely_key(case: Case) -> Part | None:
    """Return the part of the path that likely says who calls, where nothing else was sent.

    What stands behind the word for many things, or is a UUID, names one of them.
    """
    if not case.sent.was_recorded or not _says_nothing_else(case):
        return None
    spans = path_key_spans(case.sent.path)
    if spans:  # of a service that is known
        start, end = spans[0]
        known = unquote(case.sent.path[start:end])
        return next((one for one in parts(case.sent.path) if known in one.text), None)
    return next((one for one in parts(case.sent.path) if _is_like_a_key(one)), None)


def _says_nothing_else(case: Case) -> bool:
    """Whether nothing else of a request says who calls; a signed address does."""
    sent = case.sent
    shown = sent.credentials or sent.session_cookies or sent.is_login or sent.has_saml
    return not (shown or case.sent_certificate or may_hold_a_key((), sent.query))


def _is_like_a_key(part: Part) -> bool:
    if not _PLAIN.fullmatch(part.text) or _ID.fullmatch(part.text) or not is_random(part.text):
        return False
    return part.begins_an_api or not part.word.endswith("s")


# A value, its time and the signature (itsdangerous, Django).
# finds `MTM.CjL6Fg.REIdVXa-whJS_x8ojQL4RrXnuF4`
# but not `main.8f14e45fceea167a5a36.js`
_SIGN = r"[\w-]{1,100}[.:][\w-]{5,9}[.:][\w-]{20,90}"
_SIGNED = lazy_re(_SIGN)
_PLAIN = lazy_re(rf"[\w~=+-]{{20,200}}|{_SIGN}")
_ID = lazy_re(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


# ---------------- What was given to the key at this place of the path, or to another one there
def given_to_it(case: Case, part: Part) -> Case | None:
    """Return the last earlier request that was the very same, and was answered; None without it."""
    alike = (one for one in reversed(case.same_request_before) if _given(one))
    return next((one for one in alike if part.is_in(one.sent.path)), None)


def given_to_another(case: Case, part: Part) -> Case | None:
    """Return a call that was answered with another key in this place, and is else the same."""
    for other in (*reversed(case.before), *case.after):
        alike = _given(other) and other.sent.method == case.sent.method
        if alike and any(part.is_like(one) for one in parts(other.sent.path)):
            return other
    return None


def _given(other: Case) -> bool:
    return other.succeeded and _says_nothing_else(other)
