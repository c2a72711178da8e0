"""What was blanked out was accepted before in the same place, and is refused now."""

from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import FAIR, HALF, LIKELY, RATHER
from inspector.model.finding import Evidence
from inspector.protocol.field_names import header_looks_like_session, names_a_session
from inspector.protocol.scheme_words import LOGINS
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_A_CLAIM, Names
from inspector.story.clocks.timeouts import Timeout, stated_timeout
from inspector.story.masked import Masked, masked_before
from inspector.wording import tr
from inspector.wording.durations import span

_OTHER_REASON: Names = (
    *BESIDE_THE_CREDENTIAL, *OF_A_CLAIM, "scheme-refused", "key-expired", "malformed",
)  # fmt: skip
_TELLS_ITSELF: Names = ("token-expired", "session-expired", "revoked")
_SOON = timedelta(minutes=2)
_IDLE = timedelta(minutes=14)  # the shortest idle time that frameworks set is 15 minutes


def accepted_before(case: Case) -> Found:
    """The same mask in the same place was accepted before: neither kind nor place was wrong.

    Held at very likely: another secret may hide behind the same mask.
    """
    if not (case.is_refused or case.is_hidden_error) or case.sent.is_login:
        return
    if case.said(*_OTHER_REASON, *_TELLS_ITSELF):
        return
    found = masked_before(case.trace.story, case)
    if found is None or found.credential.scheme in LOGINS:
        return
    now, ends = case.server_time, found.ends
    if now is not None and ends is not None and now >= ends:
        yield _over(case, found, now - ends)
    elif now is not None and ends is not None and ends - now > _SOON:
        yield _too_early(case, found, ends - now)
    else:
        yield from _by_idle_time(case, found)


def _is_session(found: Masked) -> bool:
    name = found.credential.name
    named = header_looks_like_session(name) or names_a_session(name)
    return named or found.of_login or found.credential.where == "cookie"


def _over(case: Case, found: Masked, ago: timedelta) -> Suspicion:
    said = tr("The time that was named for it was over for {ago}.", ago=span(ago))
    slug = "session-ended" if _is_session(found) else "token-expired"
    return case.refused_for(slug, LIKELY, fact(said, found.stated), *_facts(case, found))


def _too_early(case: Case, found: Masked, left: timedelta) -> Suspicion:
    said = tr("Its time would be over in {time} only.", time=span(left))
    told = case.said("token-refused", "key-refused")
    return case.refused_for(
        "worked-before",
        LIKELY if told else FAIR,
        fact(said, found.stated),
        *_facts(case, found),
        ago=_ago(case, found),
    )


def _by_idle_time(case: Case, found: Masked) -> Found:
    idle = found.idle_before(case)
    if _is_session(found):
        stated = stated_timeout(case.trace.story, case)
        over = stated is not None and idle is not None and idle >= stated.lasts
        long_ago = over or (idle is not None and idle >= _IDLE)
        yield case.refused_for(
            "session-ended",
            LIKELY if over else FAIR if long_ago else RATHER,
            *_facts(case, found),
            *([_lasts(stated)] if over and stated is not None else []),
            name=found.credential.name,
        )
    elif any(one.repeats(case) for one in found.accepted):
        yield case.refused_for("worked-before", HALF, *_facts(case, found), ago=_ago(case, found))


def _lasts(stated: Timeout) -> Evidence:
    said = tr("Unused sessions live for {time}.", time=span(stated.lasts))
    return fact(said, stated.place)


def _ago(case: Case, found: Masked) -> str:
    idle = found.idle_before(case)
    return span(idle) if idle is not None else ""


def _facts(case: Case, found: Masked) -> list[Evidence]:
    entry, ago = found.accepted[-1].number, _ago(case, found)
    said = (
        tr("Entry {entry} was accepted with the same mask, {ago} before.", entry=entry, ago=ago)
        if ago
        else tr("Entry {entry} was accepted with the same mask.", entry=entry)
    )
    return [
        fact(said, places.in_line(found.accepted[-1].index, "reply")),
        fact(tr("It stands in the same place here."), found.credential.place),
    ]


RULES = (accepted_before,)
