"""A list that is empty for a token, and full for another credential of the same user.

Servers that filter lists by rights answer a caller without any right with 200 and nothing.
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import SUCCESSES


class UnseenList(NamedTuple):
    """name: of the list. given: who got entries. rights: where the own ones are listed as none.

    owner: whom both credentials name; empty where the rights alone show it.
    """

    name: str
    given: Case
    rights: Case | None
    owner: str


def unseen_list(case: Case) -> UnseenList | None:
    """Return the list that a known caller gets empty and another one gets full; None without one.

    Accounts may own nothing: so the two must be of one user, or the API lists no right for this.
    """
    return case.once(_unseen_list)


def _unseen_list(case: Case) -> UnseenList | None:
    if not case.sent.is_safe or case.status not in SUCCESSES or not case.sent.credentials:
        return None
    empty = {name for name, many in _lists(case) if not many}
    same = [one for one in (*case.before, *case.after) if empty and _asks_for_it(case, one)]
    full = [(one, name) for one in same for name, many in _lists(one) if many and name in empty]
    if any(case.shares_credential(one) for one, _ in full):
        return None
    rights = _no_rights(case) if full else None
    for given, name in full:
        if _may_have_been_emptied(case, given):
            continue
        owner = next(iter(_owners(case) & _owners(given)), "")
        whole = owner and set(given.sent.query) == set(case.sent.query)
        if whole or rights is not None:  # what is searched for may not be there
            return UnseenList(name, given, rights, owner)
    return None


def _asks_for_it(case: Case, other: Case) -> bool:
    """Whether another call was answered at the same address, for all that is asked for here."""
    same = (other.sent.method, other.sent.path) == (case.sent.method, case.sent.path)
    return same and other.came and set(other.sent.query) <= set(case.sent.query)


def _may_have_been_emptied(case: Case, given: Case) -> bool:
    """Whether anything was changed between the two."""
    first, last = sorted((case.index, given.index))
    near = (one for one in (*case.before, *case.after) if first < one.index < last)
    return any(one.came and not one.sent.is_safe for one in near)


def _lists(case: Case) -> Iterator[tuple[str, bool]]:
    """Yield the lists of a reply by their names, and whether anything is in them."""
    value = case.heard.content.json
    if isinstance(value, list):
        yield "", bool(value)
    for name, inner in case.heard.content.object.items() if isinstance(value, dict) else ():
        if isinstance(inner, list):
            yield str(name), bool(inner)


# ---------------- Whether one user stands behind both
def _owners(case: Case) -> frozenset[str]:
    """Return the users that what was sent names: in claims, in a login, or as `ann@realm`."""
    found = {one.user for one in case.carried if len(one.user) >= _SHORTEST}
    for one in case.carried:
        claims = (one.claims.get(name) for name in ("sub", "email", "preferred_username"))
        found |= {claim for claim in claims if isinstance(claim, str)}
        found |= set(_USER.findall(one.value[:_LONGEST]))
    return frozenset(found)


_SHORTEST, _LONGEST = 3, 4_000
# finds `ann@pam` in `PVE:ann@pam:66A1`
# but not `@` alone
_USER = lazy_re(r"\b[\w.+-]{2,40}@[\w.-]{2,60}")


# ---------------- Its own rights
def _no_rights(case: Case) -> Case | None:
    """Return the reply that lists the rights of this very credential, and has none."""
    for one in (*case.before, *case.after):
        asked = one.sent.path.rstrip("/").rpartition("/")[2]
        if _RIGHTS.match(asked) and one.came and one.identities == case.identities:
            reply = one.exchange.reply
            return one if reply is not None and _NOTHING.fullmatch(reply.body) else None
    return None


_RIGHTS = lazy_re(
    r"(?i)(?:my|user|effective)?[-_]?(?:permissions?|rights|privileges|grants|roles)$"
)
# finds `{"data": {}}`, `[]`
# but not `{"data": {"/": 1}}`
_NOTHING = lazy_re(
    rb"\s{0,9}(?:\{\s{0,9}\"\w{1,40}\"\s{0,9}:\s{0,9})?(?:\{\s{0,9}\}|\[\s{0,9}\])\s{0,9}\}?\s{0,9}"
)
