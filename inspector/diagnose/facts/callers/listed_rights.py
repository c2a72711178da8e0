"""What an API itself lists of a caller's rights, and whether what was asked is among them."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.statuses import MAY_HIDE_PLACE, TURNS_AWAY

# finds `permissions`, `granted_scopes`, `allowed_resources`
# but not `permission_id`, `scoped`
_LISTS = lazy_re(
    r"(?i)^(?:(?:my|user|token|granted|effective|allowed|current)_?)?"
    r"(?:permissions?|scopes?|privileges|rights|grants|capabilities|abilities|resources)$"
)
_WORD = lazy_re(r"[a-z]{3,40}")
_EVERYTHING = lazy_re(r"(?i)\*|\b(?:all|any|admin\w*|full|root|owner|superuser)\b")
_LARGEST, _MOST = 64 * 1024, 200


class ListedRights(NamedTuple):
    """listed: the case, place: where. given: what fits one of the rights that are listed.

    word: what was asked and is not among them. other: what was given in its place.
    """

    listed: Case
    place: Place
    given: Case
    word: str
    other: str


def listed_rights(case: Case) -> ListedRights | None:
    """Return the list of a caller's rights that lacks what was asked; None without one.

    A sister of the address, one word of which differs, was given to the same caller, and that word
    is in the list.
    """
    return case.once(_listed_rights)


def _listed_rights(case: Case) -> ListedRights | None:
    if case.status not in MAY_HIDE_PLACE | TURNS_AWAY or not case.sent.has_any:
        return None
    mine = [one for one in (*case.before, *case.after) if one.succeeded and _same(case, one)]
    for listed in mine:
        rights = tuple(_rights(listed))
        known = {stem for right in rights for stem in _stems(right)}
        if not rights or any(map(_EVERYTHING.search, rights)):
            continue
        for given in mine:
            word, other = _differing(case.sent.path, given.sent.path)
            if word and _stems(other) & known and not _stems(word) & known:
                body = listed.heard.content.bytes
                place = places.in_body(listed.index, "reply", places.find(body, rights[0]))
                return ListedRights(listed, place, given, word, other)
    return None


def _same(case: Case, other: Case) -> bool:
    return bool(case.identities) and case.identities == other.identities


def _rights(listed: Case) -> Iterator[str]:
    reply = listed.exchange.reply
    if (
        reply is None
        or not 0 < len(reply.body) <= _LARGEST
        or _LIST_WORDS.search(reply.body) is None
    ):
        return
    for (name, value), _ in zip(listed.heard.content.scalars(), range(_MOST), strict=False):
        if _LISTS.match(name) and isinstance(value, str):
            yield from value.split() if "scope" in name.lower() else (value,)


# finds `"permissions":`, `"scope":`
# but not `"name":`
_LIST_WORDS = lazy_re(rb"(?i)permission|scope|privilege|rights|grants|capabilit|abilit|resources")


def _differing(path: str, other: str) -> tuple[str, str]:
    """Return the words of two addresses that differ, where all else is the same; else empty."""
    mine, theirs = path.strip("/").split("/"), other.strip("/").split("/")
    pairs = [pair for pair in zip(mine, theirs, strict=False) if pair[0] != pair[1]]
    if len(mine) != len(theirs) or len(pairs) != 1:
        return "", ""
    return pairs[0]


def _stems(text: str) -> frozenset[str]:
    """Return the words of a text without the sign of the plural: `objects/query/Host`."""
    words = _WORD.findall(text.lower())
    return frozenset(word.removesuffix("s").removesuffix("e") for word in words)
