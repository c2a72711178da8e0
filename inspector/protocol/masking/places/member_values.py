"""Whether a value is a secret where its name does not say: by its shape and its neighbours."""

from collections.abc import Callable

from inspector.protocol.keys.random_values import is_random
from inspector.protocol.masking.places.neighbours import Neighbours
from inspector.protocol.naming.promises import Promise
from inspector.protocol.patterns import lazy_re, word_set

_SHORTEST = 8  # characters of a session or ticket that no name of a login stands beside
_SHORTEST_KEY = 16
_SIGNS = lazy_re(r"[^A-Za-z0-9\x80-\uffff]+")
# finds `Season`, `DAY`, `2026`, `sessionExpired`
# but not `k7Qz`
_PLAIN_PIECE = lazy_re(r"[A-Z]?[a-z]+|[A-Z]+|\d{1,8}|[a-z]{2,}(?:[A-Z][a-z]{1,20}){1,6}|"
                       r"(?:[A-Z][a-z]{1,20}){2,6}|[\x80-\uffff]+")  # fmt: skip
_ADDRESS = lazy_re(r"[a-z][a-z0-9+.\-]{0,20}://|[^\s@]{1,100}@[^\s@]{1,100}\.|\d{4}-\d\d-\d\d|/")
_DIGITS = lazy_re(r"\d{4,10}")
_STATES = word_set(
    "true false yes no on off ok null none undefined required optional invalid wrong missing "
    "expired pass fail passed failed enabled disabled active inactive valid changed reset hidden "
    "0 1"
)
ERROR_CODE = lazy_re(r"\d{1,7}|[A-Z]+(?:_[A-Z]+)+")


def is_secret_value(
    promise: Promise, value: str, beside: Neighbours, place: int, *, is_number: bool = False
) -> bool:
    """Whether this value, at this place of its text, is what its name may promise."""
    if promise in {"", "secret"}:
        return promise == "secret"
    if value.lower() in _STATES:
        return False
    return _JUDGES[promise](value, beside, place) and (not is_number or promise in _NUMBERS)


def is_secret_alone(promise: Promise, value: str) -> bool:
    """Whether a value, of a form or query, is no state, no number or name of an error."""
    return value.lower() not in _STATES and not (
        promise != "factor" and ERROR_CODE.fullmatch(value)
    )


def _password(value: str, beside: Neighbours, place: int) -> bool:
    return not is_plain(value) or beside.have_login(place)


def _factor(value: str, beside: Neighbours, place: int) -> bool:
    if _DIGITS.fullmatch(value) or _is_opaque(value):
        return True
    return not is_plain(value) and beside.have_login(place)


def _session(value: str, beside: Neighbours, place: int) -> bool:
    return _is_opaque(value) or (not is_plain(value) and beside.have_login(place))


def _code(value: str, beside: Neighbours, place: int) -> bool:
    if is_random(value):
        return True
    if _DIGITS.fullmatch(value):
        return beside.have_login(place)
    return not is_plain(value) and beside.have_grant(place)


def _key(value: str, beside: Neighbours, place: int) -> bool:
    if not _is_opaque(value):
        return False
    long = len(value) >= _SHORTEST_KEY
    return beside.have_grant(place) or (long and beside.have_login(place))


_NUMBERS = frozenset({"password", "factor"})
_JUDGES: dict[str, Callable[[str, Neighbours, int], bool]] = {
    "password": _password, "factor": _factor, "session": _session, "code": _code, "key": _key,
}  # fmt: skip


def is_plain(value: str) -> bool:
    """Whether a text is made of words, numbers and names that anything may be called by."""
    if _ADDRESS.match(value):
        return True
    return all(_PLAIN_PIECE.fullmatch(each) for each in _SIGNS.split(value) if each)


def _is_opaque(value: str) -> bool:
    """Whether a text is one piece that no language has."""
    return len(value) >= _SHORTEST and not set(value) & set(" \t\r\n") and not is_plain(value)
