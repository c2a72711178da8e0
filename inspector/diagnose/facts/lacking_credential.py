"""The same call was accepted with a credential that a refused one lacks, whatever its status says.

Many servers tell a stranger that nothing is there (RFC 9110 §15.5.5), or that the request is bad.
"""

from collections.abc import Iterable
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.exchange import SIGN_IN
from inspector.model.story import LOGS_IN
from inspector.protocol.sites import same_site
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, NO_LONGER_THERE, NO_SUCH_PLACE
from inspector.story.ends.deletions import takes_away
from inspector.story.lives import Life, signs_out
from inspector.story.pairs import differs
from inspector.story.triage import NO_DATA


class Lacking(NamedTuple):
    """accepted: the same call, let in. lives: what it carried and this one lacks, one at least."""

    accepted: Case
    lives: tuple[Life, ...]

    @property
    def life(self) -> Life:
        """The first of them."""
        return self.lives[0]


def lacking_credential(case: Case) -> Lacking | None:
    """Return the same call that was accepted with more than this one carries; None without one.

    Nothing else may differ, nobody may have been let in without it, and what was asked for must
    not have come or gone in between.
    """
    if not _may_lack(case):
        return None
    same = [one for one in (*reversed(case.before), *case.after) if _is_same_call(case, one)]
    if any(one.identities <= case.identities and _gave(one) for one in same):
        return None
    came = [one for one in same if one.succeeded and _gave(one)]
    if _gave_nothing(case):  # who is to log in yet is shown nothing, too
        came = [one for one in came if one.index < case.index]
    held = ((one, _more(case, one)) for one in came)
    found = next((Lacking(one, lives) for one, lives in held if lives), None)
    return found if found is not None and not _changed(case, found.accepted) else None


def _may_lack(case: Case) -> bool:
    sent = case.sent
    if sent.is_login or sent.is_token_request or sent.method in {"OPTIONS", "DELETE"}:
        return False
    led_away = case.heard.is_redirect and any(one.came for one in case.same_request_before)
    refuses = case.status in _MAY_MEAN_A_STRANGER or led_away or case.is_hidden_error
    refuses = refuses or (sent.is_safe and _gave_nothing(case))
    return refuses and not case.may_be_stripped and case.exchange.purpose not in SIGN_IN


def _gave(case: Case) -> bool:
    return case.came and not _gave_nothing(case)


def _gave_nothing(case: Case) -> bool:
    """Whether a success holds no data at all: `null` in place of a session, `{}` of an account."""
    reply = case.exchange.reply
    return case.came and reply is not None and reply.body.strip() in NO_DATA


_MAY_MEAN_A_STRANGER = MAY_REFUSE_CREDENTIAL | NO_SUCH_PLACE | NO_LONGER_THERE


def _is_same_call(case: Case, other: Case) -> bool:
    """Whether no more than credentials and headers differ."""
    same = case.repeats(other)
    return same and {one.what for one in differs(case, other)} <= {"credential", "header"}


def _more(case: Case, other: Case) -> tuple[Life, ...]:
    """Return what another call carries beside all that this one does, of what logs in."""
    if not case.identities < other.identities:
        return ()
    lives = case.trace.story.lives
    mine = {life.value for life in lives.sent_in(case)}
    added = (life for life in lives.sent_in(other) if life.value not in mine)
    return tuple(life for life in added if life.kind in LOGS_IN)


def _changed(case: Case, other: Case) -> bool:
    """Whether the session was ended on purpose, or the thing taken away or made, in between."""
    first, last = sorted((case.index, other.index))
    between = [one for one in case.neighbours if first < one.index < last]
    here = [one for one in between if one.sent.host == case.sent.host and one.came]
    if other.index > case.index and case.status in NO_SUCH_PLACE:
        return any(_writes(one) for one in here)
    return _goes_away(here)


def _writes(one: Case) -> bool:
    return not (one.sent.is_safe or one.sent.is_login or one.sent.is_token_request)


def _goes_away(here: Iterable[Case]) -> bool:
    return any(takes_away(one) or signs_out(one) for one in here)


# ---------------- The same call, to a sister host that took it with more
def lacking_at_sister(case: Case) -> Lacking | None:
    """Return the same call that another host of the site let in with more; None without one.

    All that this one carries went along there. Nobody was let in with that alone, nor here with
    anything like it: then the credential is known here, or is enough. A token or login in
    Authorization mostly is: there it is the host that matters.
    """
    if not case.identities or not _may_lack(case) or case.sent.authorization is not None:
        return None
    if any(_took_something(one, case.identities) for one in (*case.before, *case.after)):
        return None
    same = [one for one in case.neighbours if _is_at_sister(case, one) and one.succeeded]
    if any(one.identities <= case.identities for one in same):
        return None
    held = ((one, _more(case, one)) for one in same)
    found = next((Lacking(one, lives) for one, lives in held if lives), None)
    return found if found is not None and not _ended_there(case, found.accepted) else None


def _took_something(one: Case, identities: frozenset[str]) -> bool:
    return one.succeeded and not one.identities.isdisjoint(identities)


def _is_at_sister(case: Case, other: Case) -> bool:
    mine, theirs = case.sent, other.sent
    if (mine.method, mine.path, mine.operation) != (theirs.method, theirs.path, theirs.operation):
        return False
    apart = mine.bare_host != theirs.bare_host
    return apart and same_site(mine.bare_host, theirs.bare_host)


def _ended_there(case: Case, other: Case) -> bool:
    first, last = sorted((case.index, other.index))
    between = (one for one in case.neighbours if first < one.index < last and one.came)
    return _goes_away(one for one in between if one.sent.host == other.sent.host)
