"""Which of three clocks differs: that of the client, of who issued, or of the server that refuses.

Two that agree make the third the one that is off.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from inspector.diagnose.facts.accepted_elsewhere import first_word, taken_at_other_hosts
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.address_ends import end_of
from inspector.diagnose.facts.successes.taken_later import accepted_unchanged
from inspector.diagnose.facts.token_claims import bearer, issuer
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.sites import same_site
from inspector.protocol.tokens import saml
from inspector.reading.credential import Credential
from inspector.story.clocks.stamps import stamps, time_of

_AGREE = timedelta(seconds=30)  # a reply takes a while, and Date has no parts of a second
_FAR = timedelta(minutes=2)


# ---------------- The server's: it refuses what is valid by the two others
class Window(NamedTuple):
    """From when till when something is valid, by its own word."""

    start: datetime | None
    end: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether it is valid at a moment."""
        begun = self.start is None or moment >= self.start - _AGREE
        return begun and (self.end is None or moment < self.end)


def agreeing(case: Case, window: Window) -> Case | None:
    """Return an entry of another host by whose clock, too, the window is open; None otherwise.

    By the client's clock it is open as well, and by that of the server that refuses it is not.
    """
    now, sent, off = case.heard.date, case.client_time, case.skew
    if now is None or sent is None or off is None or abs(off) < _FAR:
        return None
    if not window.holds(sent) or window.holds(now):
        return None
    others = (one for one in case.neighbours if one.sent.bare_host != case.sent.bare_host)
    return next((one for one in others if _agrees(one)), None)


def _agrees(one: Case) -> bool:
    return one.heard.date is not None and one.skew is not None and abs(one.skew) <= _AGREE


_A_DAY = timedelta(days=1)


class TakenElsewhere(NamedTuple):
    """other: who took the same by a right clock.

    ahead: how far it was handed out in the future of who refuses; over: how long it has ended there
    by what its reply said of its end. Zero where it is not so, or nothing shows it.
    """

    other: Case
    ahead: timedelta
    over: timedelta


def taken_by_a_right_clock(case: Case) -> TakenElsewhere | None:
    """Return a sister host that takes what is refused here, by a clock that is the client's, too.

    That of the host that refuses is minutes off: what holds a time is over there, or too early.
    """
    off = case.skew
    if off is None or not _FAR <= abs(off) < _A_DAY or not case.is_refused:
        return None
    sisters = (one for one in taken_at_other_hosts(case) if _is_sister(case, one))
    other = next((one for one in sisters if _agrees(one)), None)
    return TakenElsewhere(other, *_beyond(case)) if other is not None else None


def _is_sister(case: Case, other: Case) -> bool:
    apart = other.sent.bare_host != case.sent.bare_host
    alike = same_site(other.sent.bare_host, case.sent.bare_host)
    return apart and (alike or first_word(case) == first_word(other) != "")


def _beyond(case: Case) -> tuple[timedelta, timedelta]:
    """Return how long before its birth, and after its end, something was sent by a wrong clock."""
    now, sent, none = case.heard.date, case.client_time, timedelta(0)
    found = (life.birth for life in case.trace.story.lives.sent_in(case))
    birth = next((one for one in found if one is not None), None)
    born = case.trace.case(birth.entry).client_time if birth is not None else None
    if now is None or sent is None or birth is None or born is None:
        return none, none
    ended = birth.ends if birth.ends is not None and birth.ends > sent else now
    return max(born - now, none) if born - now >= _FAR else none, max(now - ended, none)


def window_of(token: Credential) -> Window:
    """Return when a token is valid, by its claims."""
    start = loose_numeric_date(token.claims.get("nbf") or token.claims.get("iat"))
    return Window(start, loose_numeric_date(token.claims.get("exp")))


def taken_once_begun(case: Case, token: Credential) -> timedelta | None:
    """Return by how little a token came too early that was taken once it had begun; or None."""
    now, start = case.heard.date, window_of(token).start
    later = accepted_unchanged(case) if now is not None and start is not None else None
    if now is None or start is None or later is None or later.heard.date is None:
        return None
    return start - now if now < start <= later.heard.date else None


def window_of_answer(case: Case) -> Window | None:
    """Return when a SAML answer that was posted is valid; None without one."""
    found = saml.read(case.sent.fields.get("SAMLResponse", "")) if case.sent.has_saml else None
    return Window(found.not_before, found.not_on_or_after) if found is not None else None


def window_of_address(case: Case) -> Window:
    """Return when a signed address is valid, by what its query says."""
    query = dict(case.sent.query)
    made = (time_of(value) for name, value, _ in stamps(case) if name in query)
    return Window(next(made, None), end_of(case))


# ---------------- The client's: it signs with its own time, which is not the server's
_AT_ONCE = timedelta(seconds=10)
_ALLOWED = timedelta(minutes=5)  # the smallest that many servers allow; others allow 15


def signed_by_own_clock(case: Case) -> bool:
    """Whether a time that was signed is the client's own, and the server's is another one."""
    return case.once(_signed_by_own_clock)


def _signed_by_own_clock(case: Case) -> bool:
    sent, off = case.client_time, case.skew
    if sent is None or off is None or abs(off) <= _ALLOWED:
        return False
    made = (time_of(value) for _, value, _ in stamps(case))
    return any(when is not None and when.tzinfo and abs(when - sent) <= _AT_ONCE for when in made)


def taken_as_far(case: Case, name: str, off: timedelta) -> bool:
    """Whether this host took a time of that name that was as far from its clock, the same way."""
    return any(one.succeeded and _is_as_far(one, name, off) for one in (*case.before, *case.after))


def _is_as_far(case: Case, name: str, off: timedelta) -> bool:
    now = case.heard.date
    made = [time_of(value) for own, value, _ in stamps(case) if own.lower() == name.lower()]
    offs = [when - now for when in made if now is not None and when is not None and when.tzinfo]
    return any(one >= off if off > timedelta(0) else one <= off for one in offs)


def taken_once_clocks_agreed(case: Case, token: Credential) -> Case | None:
    """Return the same call with another token of the same maker, taken when the clocks agreed."""
    for one in (*case.after, *reversed(case.before)):
        theirs = bearer(one) if one.succeeded and one.repeats(case) else None
        agree = one.skew is not None and abs(one.skew) <= _NEARLY_ONE
        if agree and theirs is not None and issuer(theirs) == issuer(token):
            return one
    return None


_NEARLY_ONE = timedelta(seconds=3)  # Date has whole seconds, and the way takes a moment


# ---------------- What was made for this very call, and was over when it came
_JUST_MADE = timedelta(seconds=20)


def over_on_arrival(case: Case, window: Window) -> timedelta | None:
    """Return how long something was over by the server's clock that was made as it was sent.

    By the client's clock it was good; None where it was not, or where the reply took that long.
    """
    now, sent = case.heard.date, case.client_time
    if now is None or sent is None or not case.skew or window.start is None or window.end is None:
        return None
    made_for_it = abs(sent - window.start) <= _JUST_MADE and sent < window.end <= now
    return now - window.end if made_for_it else None
