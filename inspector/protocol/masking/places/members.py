"""Members, elements and parameters whose value decides: `pass`, `session`, `code`."""

from collections.abc import Iterator

from inspector.model.message import Span
from inspector.protocol.masking.places.member_values import is_secret_alone, is_secret_value
from inspector.protocol.masking.places.neighbours import Neighbours
from inspector.protocol.masking.places.values import name_around, value_after
from inspector.protocol.naming.other_languages import STEMS_ABROAD, STEMS_IN_ASCII
from inspector.protocol.naming.promises import MEMBER_ENDS, is_secret_parameter, promise
from inspector.protocol.patterns import lazy_re

_AFTER = frozenset("\"'>\\=]%: ")
_PARAMETER = frozenset("?&#;")
_ABROAD_BEFORE = lazy_re(r"[^ \t\r\n\"'<>&?=:,;{}()\[\]]{0,80}\Z")
_ABROAD_AFTER = lazy_re(r"[^ \t\r\n\"'<>&?=:,;{}()\[\]\\]{0,80}")
_LONGEST_NAME = 80


def member_spans(text: str, lower: str, *, is_form: bool) -> Iterator[Span]:
    """Yield the values that are secret by what they are and what stands beside them."""
    beside = Neighbours(text)
    done = 0
    for start, end in sorted(_names(text, lower)):
        if start < done:
            continue
        name = text[start:end].strip(".$*-")
        promised = promise(name)
        if not promised:
            continue
        for span in value_after(text, (start, end), name):
            done = end
            value = text[slice(*span)]
            if _is_parameter(text, start, is_form=is_form) and is_secret_parameter(name):
                if is_secret_alone(promised, value):
                    yield span
                continue
            number = value[:1].isdigit() and text[span[0] - 1] not in "\"'>="
            if is_secret_value(promised, value, beside, start, is_number=number):
                yield span


def _is_parameter(text: str, start: int, *, is_form: bool) -> bool:
    return text[start - 1] in _PARAMETER if start else is_form


def _names(text: str, lower: str) -> Iterator[Span]:
    """Yield where names stand that may promise a secret."""
    for place, word in _places(lower, MEMBER_ENDS):
        if lower[place + len(word) : place + len(word) + 1] in _AFTER:
            yield name_around(text, place)
    for place, _ in _places(lower, STEMS_IN_ASCII):
        yield name_around(text, place)
    if not text.isascii():
        for place, _ in _places(lower, STEMS_ABROAD):
            yield _name_abroad(text, place)


def _places(lower: str, words: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for word in words:
        place = lower.find(word)
        while place >= 0:
            yield place, word
            place = lower.find(word, place + len(word))


def _name_abroad(text: str, place: int) -> Span:
    """Return a name in any letters, also as their bytes are recorded."""
    before = _ABROAD_BEFORE.search(text, max(0, place - _LONGEST_NAME), place)
    after = _ABROAD_AFTER.match(text, place)
    return (before.start() if before else place), (after.end() if after else place)
