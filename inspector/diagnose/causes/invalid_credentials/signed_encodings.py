"""A signature over the query, whose blanks and signs are written otherwise than the server does.

Who signs writes `%20` for a blank, and the server writes the query anew with `+` before it signs.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import unquote_plus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, SHOWN, SOUND
from inspector.protocol.field_names import is_signature_name
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import OF_A_RIGHT, OF_AN_END, OF_THE_NETWORK, Names
from inspector.reading.statuses import REFUSES_SIGNATURE
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_AN_END, *OF_THE_NETWORK, *OF_A_RIGHT, "unknown-key", "clock")
_LOOK = 40


class _Written(NamedTuple):
    """Two writings of one letter: here, and where it was accepted."""

    here: str
    there: str


def signed_in_another_encoding(case: Case) -> Found:
    """The same parameters were accepted in another writing, or only calls without such letters."""
    refused = case.status in REFUSES_SIGNATURE or case.is_hidden_error
    if not refused or not _calls_it_wrong(case) or case.said(*_OTHER_REASON):
        return
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    name = _signature(case)
    alike = [one for one in near if name and _signature(one) == name]
    taken = [one for one in alike if one.succeeded]
    for other in taken:
        written = _written_otherwise(case, other)
        if written is not None:
            entry = str(other.index + 1)
            said = tr("Entry {entry} asked for the same and was let in.", entry=entry)
            differs = tr("There a letter is written {there}, here {here}.", **written._asdict())
            yield case.refused_for(
                "signed-in-another-encoding",
                SHOWN,
                fact(said, other.heard_line),
                fact(differs, case.sent_line),
                name=name,
                sent=written.here,
                wanted=written.there,
            )
            return
    yield from _all_with_such_letters(case, name, alike, taken)


def _all_with_such_letters(case: Case, name: str, alike: list[Case], taken: list[Case]) -> Found:
    """What was refused holds an escape that nothing accepted holds, and all else was accepted."""
    failed = [one for one in alike if not one.succeeded]
    escapes = _escapes(case).intersection(*map(_escapes, failed)).difference(*map(_escapes, taken))
    if escapes and len(taken) >= _SEVERAL:
        escape = min(escapes)
        yield case.refused_for(
            "signed-in-another-encoding",
            SOUND if failed else FAIR,
            fact(
                tr("{name} signs a query with {escape}.", name=name, escape=escape), case.sent_line
            ),
            fact(tr("Signed queries without it were accepted."), taken[0].sent_line),
            name=name,
            sent=escape,
        )


_SEVERAL = 2


def _calls_it_wrong(case: Case) -> bool:
    known = (one.says.finding for one in case.known)
    return case.said("signature") > 0 or "request-signature-wrong" in known


def _signature(case: Case) -> str:
    """Return the name of what signs a request: a parameter of its query, or a header."""
    headers = ((one.name, one.value) for one in case.sent.message.headers)
    signs = (name for name, value in (*case.sent.query, *headers) if _signs(name, value))
    return next(signs, "")


def _signs(name: str, value: str) -> bool:
    return (
        is_signature_name(name) and _SIGNATURE.fullmatch(value) is not None and not _is_once(name)
    )


def _is_once(name: str) -> bool:
    return "nonce" in name.lower()


# finds `388670821a34fe605771fc2f929b78f05f9d9739`
# but not `1699956000`, `md5`
_SIGNATURE = lazy_re(r"[0-9A-Fa-f]{32,128}|[\w+/-]{27,88}={0,2}")


# ---------------- How a query is written
def _raw(case: Case) -> dict[str, str]:
    """Return the parameters as they are written, without what signs and what changes each time."""
    pairs = (piece.partition("=") for piece in case.sent.parts[3].split("&")[:_MANY])
    return {name: value for name, _, value in pairs if name and not is_signature_name(name)}


_MANY = 100


def _written_otherwise(case: Case, other: Case) -> _Written | None:
    """Return the first letter that is written otherwise, of parameters that say the same."""
    if (case.sent.method, case.sent.path) != (other.sent.method, other.sent.path):
        return None
    mine, theirs = _raw(case), _raw(other)
    if _read(mine) != _read(theirs):
        return None
    for name, value in mine.items():
        for here, there in zip_longest(_letters(value), _letters(theirs[name]), fillvalue=""):
            if here != there:
                return _Written(here, there)
    return None


def _read(written: dict[str, str]) -> dict[str, str]:
    return {name: unquote_plus(value) for name, value in written.items()}


def _letters(value: str) -> Iterator[str]:
    return (found.group() for found in _LETTER.finditer(value))


# finds `%20`, `+`, `a`
_LETTER = lazy_re(r"%[0-9A-Fa-f]{2}|.")


def _escapes(case: Case) -> frozenset[str]:
    """Return what stands for another letter in the values of a query."""
    letters = (one for value in _raw(case).values() for one in _letters(value))
    return frozenset(one for one in letters if len(one) > 1 or one == "+")


RULES = (signed_in_another_encoding,)
