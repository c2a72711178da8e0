"""The very same call that another role or key was given, where none is said to be here."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.reading.statements import Statement
from inspector.reading.statuses import MAY_HIDE_PLACE
from inspector.story.pairs import Differs, differs


class Shown(NamedTuple):
    """name: the thing that is said not to be there. said: the words. given: who was given it.

    by: what that call had otherwise. again: whether this caller was refused before it and after.
    """

    name: str
    said: Statement
    given: Case
    by: Differs
    again: bool


def shown_to_another(case: Case) -> Shown | None:
    """Return the same call of another role or key that was given the thing; None without it.

    Who was given it with just what is sent here, at any time, is no other caller.
    """
    return case.once(_shown_to_another)


def _shown_to_another(case: Case) -> Shown | None:
    hidden = case.is_hidden_error or case.status in MAY_HIDE_PLACE
    told = _nothing_there(case) if hidden and case.sent.has_any else None
    if told is None or case.sent.is_login or case.said("wrong-environment", "wrong-region"):
        return None
    same = [one for one in (*case.before, *case.after) if _is_same_call(case, one)]
    given = [(one, [*differs(case, one)]) for one in same if one.succeeded]
    if any(not apart for _, apart in given):
        return None
    found = next(((one, apart[0]) for one, apart in given if _is_another_caller(apart)), None)
    if found is None:
        return None
    other, by = found
    refused = [one.index for one in (case, *same) if _is_told_the_same(one, told[1])]
    again = min(refused) < other.index < max(refused)
    return Shown(*told, other, by, again)


def _is_told_the_same(case: Case, said: Statement) -> bool:
    return any(one.plain == said.plain for one in case.heard.statements) and not case.succeeded


def _is_same_call(case: Case, other: Case) -> bool:
    mine, theirs = case.sent, other.sent
    whole = (mine.method, mine.host, mine.path, mine.query, mine.message.body)
    return whole == (theirs.method, theirs.host, theirs.path, theirs.query, theirs.message.body)


def _is_another_caller(apart: list[Differs]) -> bool:
    """Whether the one thing that differs says who calls, or as what: a key, a header of its own."""
    one = apart[0]
    return len(apart) == 1 and (one.what == "credential" or _says_as_what(one))


def _says_as_what(one: Differs) -> bool:
    return one.what == "header" and _ROLE.search(one.name) is not None


# finds `x-hasura-role`, `x-acting-as`, `x-tenant`, `x-org`
# but not `x-request-start`, `x-requested-with`
_ROLE = lazy_re(
    r"(?i)(?:^|[-_])(?:roles?|as|tenant|org|organi[sz]ation|workspace|team|account|profile|scope|"
    r"user|group|project|impersonate|behalf)(?:$|[-_])"
)


def _nothing_there(case: Case) -> tuple[str, Statement] | None:
    """Return what is said not to be there, a thing that the request names, and the words."""
    asked = f"{case.sent.path}\n{case.sent.message.body[:_LARGEST].decode('utf-8', 'replace')}"
    for said in case.heard.statements:
        if _ABSENT.search(said.plain):
            for name in _named(said.text):
                if name in asked:
                    return name, said
    return None


def _named(text: str) -> Iterator[str]:
    return (one.group(1) for one in _QUOTED.finditer(text[:_LONGEST]))


_LARGEST, _LONGEST = 65_536, 1000
# finds `not found in type`, `cannot query field`, `no such table`, `does not exist`
# but not `not allowed`
_ABSENT = lazy_re(
    r"\bnot (?:be )?(?:found|exist|defined)\b|\b(?:cant|cannot|can not) query field\b|"
    r"\bno such \w|\bunknown (?:field|table|column|type|index|object|resource|collection)\b"
)
# finds `field 'invoices'`, `table "orders"`
# but not `don't`
_QUOTED = lazy_re(r"(?<!\w)['\"`]([A-Za-z_][\w.-]{2,80})['\"`](?!\w)")
