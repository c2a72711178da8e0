"""Searches what is about to be written for secrets, in every form they could have slipped in."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from inspector.protocol.masking.known_forms import Form, bare, telling_part
from inspector.protocol.masking.known_values import SHORTEST, Found, KnownValues
from inspector.protocol.masking.part_search import PartSearch
from inspector.protocol.redaction import mask, merged

WINDOW = 8
_SIGNED = 3  # parts of a signed token; what it claims opens nothing
_FIRST, _LONG = 10, 32  # what a mask may show, and from which length on


class Leak(msgspec.Struct, frozen=True):
    """A secret found in the text.

    shown: its mask. at, end: offsets in the text. whole: or a part. found: the characters that
    stand there. name: where the secret belongs, in words. body: of which exchange a body holds
    it, counted from 1; 0: the text itself.
    """

    shown: str
    at: int
    whole: bool
    end: int = 0
    found: str = ""
    name: str = ""
    body: int = 0

    def __repr__(self) -> str:
        return f"Leak({self.shown!r}, at={self.at}, whole={self.whole})"


class LeakSearch:
    """Made once for some secrets.

    Looked for: each in every form that masks know; and any 8 characters in a row of it, save the
    first 10 that a mask may show (its last 4 are too few to be found), what a token claims, and
    what could as well be words.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        wanted = tuple(dict.fromkeys(secret for secret in secrets if len(secret) >= SHORTEST))
        self._known = KnownValues(wanted, SHORTEST)
        self._parts = PartSearch(tuple(map(_form, wanted)), WINDOW, is_cased=True)

    def places(self, text: str) -> Iterator[Found]:
        """Yield each place of a secret."""
        for found in self._known.found(text):
            if found.is_whole or not _only_claims(text[found.span[0] : found.span[1]], found.value):
                yield found
        for met in self._parts.met(text):
            yield Found((met.start, met.end), met.form.secret, is_whole=False)

    def leaks(self, text: str, names: Mapping[str, str] = {}) -> tuple[Leak, ...]:
        """Return the secrets that the text holds, each at its first place; names: see `Leak`."""
        found: dict[str, Leak] = {}
        for (start, end), secret, whole in self.places(text):
            if secret not in found:
                piece = text[start:end]
                name = names.get(secret, "")
                found[secret] = Leak(mask(secret), start, whole, end=end, found=piece, name=name)
        return tuple(found.values())

    def masked(self, text: str, hide: Callable[[str], str]) -> str:
        """Return the text with `hide` of what stands there in each place of a secret."""
        spans = merged(span for span, _, _ in self.places(text))
        pieces, at = [], 0
        for start, end in spans:
            pieces += [text[at:start], hide(text[start:end])]
            at = end
        return "".join([*pieces, text[at:]]) if spans else text


def _only_claims(piece: str, secret: str) -> bool:
    """Whether a part of a signed token is what it claims, with too little of its signature."""
    claims, dot, signature = piece.rpartition(".")
    signed = len(secret.split(".")) == _SIGNED and secret.startswith("eyJ")
    return signed and bool(dot) and f"{claims}." in secret and len(signature) < WINDOW


def leaks(text: str, secrets: Iterable[str]) -> tuple[Leak, ...]:
    """Return the secrets that the text holds, each once."""
    return LeakSearch(secrets).leaks(text)


def _form(secret: str) -> Form:
    """Return the part of a secret of which no 8 characters in a row may be shown."""
    text = telling_part(secret)
    parts = text.split(".")
    if text != bare(secret) and len(parts) == _SIGNED - 1 and len(parts[1]) >= WINDOW:
        return Form(secret, parts[1], WINDOW)
    return Form(secret, text, WINDOW, shown=_FIRST if len(secret) >= _LONG else 0)
