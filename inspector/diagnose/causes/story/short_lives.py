"""What was taken while it was young, or for long, and refused where it was neither."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import bearer, expired_by
from inspector.diagnose.weights import CLEAR, SOUND
from inspector.protocol.dates import loose_numeric_date
from inspector.reading.credential import Credential
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_A_SERVICE, Names, without
from inspector.story.ends.short_lives import short_life
from inspector.wording import tr
from inspector.wording.durations import span

_OTHER_REASON: Names = (*without(BESIDE_THE_CREDENTIAL, "clock", "mfa", "captcha"), *OF_A_SERVICE)


def sent_too_late(case: Case) -> Found:
    """A value for one use was some seconds old, and its like was taken when it was younger."""
    found = None if case.said(*_OTHER_REASON) else short_life(case.trace.story, case)
    if found is None or found.life.birth is None:
        return
    entry = found.taken.number
    younger = span(found.other_age)
    yield case.refused_for(
        "sent-too-late",
        CLEAR,
        fact(tr("It was handed out {ago} before.", ago=span(found.age)), found.life.birth.place),
        fact(
            tr(
                "Entry {entry} sent another one after {ago}, and was let in.",
                entry=entry,
                ago=younger,
            ),
            found.other.uses[0].place,
        ),
        *case.quote("session-expired", "token-expired", "token-refused", "code-refused"),
        name=found.life.name,
        ago=span(found.age),
        other=younger,
    )


def made_for_too_short(case: Case) -> Found:
    """A token whose time is not over is called expired, and one made for longer was taken."""
    token = bearer(case)
    if token is None or not case.said("token-expired") or expired_by(case, token) is not None:
        return
    lasts = _lasts(case, token)
    for other in case.neighbours if lasts is not None else ():
        theirs = bearer(other) if other.succeeded and other.sent.host == case.sent.host else None
        longer = (
            _lasts(other, theirs) if theirs is not None and theirs.value != token.value else None
        )
        if theirs is None or longer is None or lasts is None or longer < lasts * _TIMES:
            continue
        entry = other.number
        yield case.refused_for(
            "token-expired",
            SOUND,
            fact(tr("Its time ends {ago} after it was sent.", ago=span(lasts)), token.place),
            fact(
                tr("Entry {entry} sent one for {ago}.", entry=entry, ago=span(longer)), theirs.place
            ),
            *case.quote("token-expired"),
        )
        return


_TIMES = 3


def _lasts(case: Case, token: Credential) -> timedelta | None:
    """Return how long the time of a token still ran when it was sent; None without one."""
    end, now = loose_numeric_date(token.claims.get("exp")), case.server_time
    return end - now if end is not None and now is not None and end > now else None


RULES = (sent_too_late, made_for_too_short)
