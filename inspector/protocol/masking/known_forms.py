"""What a known secret looks like where it comes back: encoded, reversed, or only a part of it.

Forms are to be looked for in a `PlainView`, so nothing here cares for escapes and blanks.
"""

import re
from base64 import b32encode, b64decode, b64encode
from collections.abc import Iterable, Iterator

import msgspec

from inspector.model.message import latin1
from inspector.protocol.masking.pieces import together
from inspector.protocol.masking.plain_view import plain
from inspector.protocol.masking.wordy import is_wordy
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import PASTED_SCHEMES

PART = 12  # characters in a row that tell a secret
_TOGETHER = 16  # without the signs between them
_SHORTEST_TOGETHER = 6  # of a whole one, its capitals as they are
_LONGEST = 8000  # characters; of a longer one both ends are looked for
_FEWEST = 5  # different characters; fewer make a ruler or padding
_WORDS = 16  # characters from which on even words tell, when they are half of the secret
_LONGEST_WORD = 17  # letters in a row that no word has
_ORIGIN = lazy_re(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://[A-Za-z0-9.:\[\]-]+(?=[/?#])")
_NUMBER = lazy_re(r"(?<![A-Za-z0-9])v?[0-9]{1,4}(?![A-Za-z0-9])")
_STANDARD = {ord("-"): "+", ord("_"): "/"}
_SCHEME = lazy_re(r"(?:[\w-]{1,40}:[ \t]*)?([A-Za-z][\w-]{1,30})[ \t:]{1,9}(?=\S{8,}\Z)")
_JOSE_HEAD = lazy_re(r"eyJ[A-Za-z0-9_-]{2,2000}\.(?=[A-Za-z0-9_.-]{2,}\Z)")
_ARMOUR = lazy_re(r"-----(?:BEGIN|END) [A-Z0-9 ]{1,60}-----")
_DER, _DER_HEAD, _DER_LEAST = "MII", 64, 200  # ASN.1 begins alike in every key of a kind


class Form(msgspec.Struct, frozen=True):
    """One way to write a secret.

    cased: as its letters are; text: in small letters. least: characters of it that must be there
    to tell it. is_code: it is an encoding. shown: characters at its beginning that are no secret.
    parted: with the signs between its letters, where they were left out.
    """

    secret: str
    cased: str
    least: int
    is_code: bool = False
    shown: int = 0
    parted: str = ""

    @property
    def text(self) -> str:
        """What stands in the text of a `PlainView`."""
        lower = self.cased.lower()
        return lower if len(lower) == len(self.cased) else self.cased

    def tells(self, start: int, end: int) -> bool:
        """Whether this part of it could be nothing but the secret."""
        size, part = end - start, self.cased[start:end]
        if (start, end) == (0, len(self.cased)):
            return True
        if size < self.least or end <= self.shown or len(set(part)) < _FEWEST:
            return False
        return self.is_code or self._is_no_language(self._with_signs(start, end))

    def _with_signs(self, start: int, end: int) -> str:
        """Return a part as it was written, by which words can be told."""
        if not self.parted:
            return self.cased[start:end]
        letters = [at for at, letter in enumerate(self.parted) if letter.isalnum()]
        return self.parted[letters[start] : letters[end - 1] + 1]

    def _is_no_language(self, part: str) -> bool:
        """Whether a part is nothing that stands in other texts as well."""
        if _hides_words(part):
            return False
        if not _is_words(part):
            return True
        if self.parted:
            return False
        longest_run = max(map(len, re.findall("[A-Za-z]+", part)), default=0)
        half = len(part) >= _WORDS and 2 * len(part) >= len(self.cased)
        return longest_run >= _LONGEST_WORD or half


def _is_words(part: str) -> bool:
    """Whether a part is words and small numbers, as addresses are made of."""
    return is_wordy(_NUMBER.sub("", part))


def _hides_words(part: str) -> bool:
    """Whether a part is Base64 of ordinary words, such as the names of fields."""
    for start in range(4):
        text = part[start:].translate(_STANDARD)
        text = text[: len(text) // 4 * 4]
        try:
            if len(text) >= PART - 4 and is_wordy(_printable(b64decode(text, validate=True))):
                return True
        except ValueError:  # no Base64, or no text in it
            continue
    return False


def _printable(data: bytes) -> str:
    if not (text := data.decode("ascii")).isprintable():
        raise ValueError
    return text


def bare(value: str) -> str:
    """Return a secret without what was pasted along: blanks, quotes, `Bearer`, a header's name."""
    text = value.strip().strip("\"'`").strip()
    found = _SCHEME.match(text)
    if found and found[1].lower() in PASTED_SCHEMES:
        return text[found.end() :].strip("\"'`")
    return text


def telling_part(value: str) -> str:
    """Return a secret without the beginning that it shares with others of its kind.

    That is the header of a signed or encrypted token (RFC 7515 §3.1), what wraps a key
    (RFC 7468 §2), and the origin of a URL (RFC 6454 §4).
    """
    text = bare(value)
    if found := _ORIGIN.match(text):
        return text[found.end() :]
    if found := _JOSE_HEAD.match(text):
        return text[found.end() :]
    if _ARMOUR.match(text):
        text = "".join(_ARMOUR.sub("", text).split())
    if text.startswith(_DER) and len(text) >= _DER_LEAST:
        return text[_DER_HEAD:]
    return text


def forms(value: str) -> Iterator[Form]:
    """Yield every form of a secret that is long enough to be known by a part of it."""
    telling = telling_part(value)
    ends = (telling,) if len(telling) <= _LONGEST else (telling[:_LONGEST], telling[-_LONGEST:])
    for part in ends:
        written = _written(part)
        for text in written:
            yield Form(value, text, PART)
            yield Form(value, text[::-1], PART)
        for text, characters in _encoded(part):
            yield Form(value, text, -(-PART * characters // 3), is_code=True)


def forms_together(made: Iterable[Form]) -> Iterator[Form]:
    """Yield forms of secrets without the signs between their letters."""
    for form in made:
        text = together(form.cased)
        if len(text) >= PART and not is_wordy(form.cased):
            least = max(_TOGETHER, form.least)
            yield Form(form.secret, text, least, is_code=form.is_code, parted=form.cased)


def whole_forms_together(value: str, shortest: int) -> Iterator[str]:
    """Yield what a short secret may look like as a whole without the signs in it."""
    for text in whole_forms(value, shortest):
        made = together(text)
        if len(made) >= _SHORTEST_TOGETHER and not is_wordy(text):
            yield made


def whole_forms(value: str, shortest: int) -> Iterator[str]:
    """Yield what a short secret may look like as a whole."""
    for text in _written(value):
        yield from (text, text[::-1])
    for text, _ in _encoded(value):
        if len(text) >= shortest:
            yield text


def _written(value: str) -> tuple[str, ...]:
    """Return a value as a `PlainView` shows it, by its characters, its bytes, and in a form."""
    texts = (value, latin1(value), value.replace(" ", "+"), *_wide(value))
    return tuple(dict.fromkeys(map(plain, texts)))


def _wide(value: str) -> Iterator[str]:
    """Yield UTF-16 of what has other characters than Latin-1; the rest loses its zero bytes."""
    if value.isascii():
        return
    if any(ord(letter) > 0xFF for letter in value):  # noqa: PLR2004 - the last of Latin-1
        for coding in ("utf-16-le", "utf-16-be"):
            yield value.encode(coding, "surrogatepass").decode("latin-1")


def _encoded(value: str) -> Iterator[tuple[str, int]]:
    """Yield hexadecimal, base32 and Base64, and how many characters stand for three bytes."""
    data = value.encode("utf-8", "surrogatepass")
    yield data.hex(), 6
    for offset in range(5):
        yield _base32_core(data, offset), 5
    for offset in range(3):
        core = _base64_core(data, offset)
        yield core, 4
        if "+" in core or "/" in core:
            yield core.replace("+", "-").replace("/", "_"), 4


def _base64_core(data: bytes, offset: int) -> str:
    """Return the part of its Base64 that doesn't depend on what stands around the value."""
    first = -(-offset * 8 // 6)
    last = (offset + len(data)) * 8 // 6
    return b64encode(bytes(offset) + data).decode()[first:last]


def _base32_core(data: bytes, offset: int) -> str:
    """Return the part of its base32 (RFC 4648 §6) that is the same whatever stands around it."""
    first = -(-offset * 8 // 5)
    last = (offset + len(data)) * 8 // 5
    return b32encode(bytes(offset) + data).decode()[first:last]
