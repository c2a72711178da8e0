"""Another port of the machine answers by the same program, and took what was refused here.

Nobody stands in front of the one and not of the other: they are two, with credentials of their own.
"""

from inspector.diagnose.facts.accepted_elsewhere import taken_at_other_hosts
from inspector.diagnose.facts.case import Case

_OF_THE_FRONT = ("server", "x-powered-by")


def taken_by_a_like(case: Case) -> bool:
    """Whether a server like this one, at another port, took the same credential."""
    return case.once(_taken_by_a_like)


def _taken_by_a_like(case: Case) -> bool:
    if case.heard.header("via"):
        return False
    return any(_is_alike(case, other) for other in taken_at_other_hosts(case))


def _is_alike(case: Case, other: Case) -> bool:
    alike = all(case.heard.header(one) == other.heard.header(one) for one in _OF_THE_FRONT)
    mine, theirs = case.sent, other.sent
    return alike and (mine.bare_host, mine.path) == (theirs.bare_host, theirs.path)
