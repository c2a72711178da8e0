"""A thing that one host of a service does not know, and a sister host has."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.siblings import is_sibling
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import NO_SUCH_PLACE


class Elsewhere(NamedTuple):
    """given: what the sister host gave of the thing. name: the thing, as the paths call it."""

    given: Case
    name: str


def thing_at_sister(case: Case) -> Elsewhere | None:
    """Return what shows that a sister host has the thing that is not there; None without it.

    The same caller was given something of it there, and never here: an account may have things in
    several regions, each at the host of its own.
    """
    if case.status not in NO_SUCH_PLACE or case.heard.content.is_html or not case.identities:
        return None
    for other in case.neighbours:
        if not other.succeeded or other.identities != case.identities:
            continue
        mine, theirs = case.sent.bare_host, other.sent.bare_host
        name = _shared(case, other) if mine != theirs and is_sibling(mine, theirs) else ""
        if name and not _was_here(case, name):
            return Elsewhere(other, name)
    return None


def _shared(case: Case, other: Case) -> str:
    """Return the name of a thing that both paths have; words of an address are none."""
    theirs = set(other.sent.path.split("/"))
    return next((one for one in case.sent.path.split("/") if one in theirs and _is_name(one)), "")


def _is_name(part: str) -> bool:
    return _NAME.fullmatch(part) is not None and _VERSION.fullmatch(part) is None


# finds `mg.acme.test`, `ws-4f9A2k`, `8841207`
# but not `messages`, `v3`
_NAME = lazy_re(r"(?=[^./]{1,80}\.[a-z]|\D{0,60}\d)[\w.@-]{4,120}")
_VERSION = lazy_re(r"v?\d{1,3}(?:\.\d{1,3}){0,2}|20\d\d-\d\d(?:-\d\d)?|\w{1,40}\.(?:json|xml|php)")


def _was_here(case: Case, name: str) -> bool:
    """Whether something of the thing was given here, or taken away: then it is known here."""
    here = (one for one in (*case.before, *case.after) if one.succeeded)
    return any(name in one.sent.path.split("/") for one in here)
