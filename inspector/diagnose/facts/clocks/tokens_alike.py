"""Signed tokens that say the same but for their times: one caller's, one after another."""

from collections.abc import Iterable, Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.token_claims import bearer
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.tokens.claim_names import OF_THE_MOMENT, TIMES
from inspector.reading.credential import Credential

_OF_ONE_TOKEN = OF_THE_MOMENT | TIMES


def is_alike(one: Credential, other: Credential) -> bool:
    """Whether two different tokens are of one key and say the same of everything but time."""
    if not one.claims or one.bare == other.bare or one.jose_header != other.jose_header:
        return False
    return one.claims.keys() == other.claims.keys() and _lasting(one) == _lasting(other)


def is_made_anew(token: Credential, before: Credential) -> bool:
    """Whether a token is of the same caller with the same rights as one made before it."""
    return is_alike(token, before) and made(token) >= made(before)


def made(token: Credential) -> float:
    """Return when a token says that it was made, in seconds; 0 where it does not."""
    found = loose_numeric_date(token.claims.get("iat"))
    return found.timestamp() if found is not None else 0.0


def is_of_one_make(one: Credential, other: Credential) -> bool:
    """Whether two tokens are alike, or opaque and of one length: fetched one after another."""
    if one.claims or other.claims:
        return is_alike(one, other)
    long = len(one.bare) == len(other.bare) >= _SHORTEST
    return long and one.bare != other.bare and (one.word, one.where) == (other.word, other.where)


_SHORTEST = 16  # signs, below which two values are as long by chance


def _lasting(token: Credential) -> dict[str, object]:
    return {name: value for name, value in token.claims.items() if name not in _OF_ONE_TOKEN}


def taken_alike(case: Case, near: Iterable[Case]) -> Iterator[tuple[Case, Credential]]:
    """Yield the calls that were given to a token like the refused one, sent in the same way."""
    mine = bearer(case)
    for other in near if mine is not None and mine.claims else ():
        theirs = bearer(other) if other.succeeded else None
        if mine is None or theirs is None or not is_alike(mine, theirs):
            continue
        if (mine.where, mine.name.lower(), mine.word) == (
            theirs.where, theirs.name.lower(), theirs.word,
        ):  # fmt: skip
            yield other, theirs
