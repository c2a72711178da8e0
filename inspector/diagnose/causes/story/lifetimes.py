"""What was sent had outlived the time that the trace names for it, or lay unused for too long."""

from datetime import timedelta
from itertools import pairwise

from inspector.diagnose.facts.callers.ended_sessions import (
    called_without_rights,
    lost_after_a_pause,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, FAIR, LIKELY, RATHER, SHOWN, SOUND, STRONG
from inspector.model.annotation import Place
from inspector.model.finding import Evidence
from inspector.model.story import CredentialKind
from inspector.reading import places
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_CLAIM,
    OF_A_RIGHT,
    Names,
    without,
)
from inspector.reading.statuses import SERVER_ERRORS
from inspector.story.clocks.round_ages import RoundAge, round_age
from inspector.story.clocks.timeouts import stated_timeout
from inspector.story.ends.changed_answers import changed_answer
from inspector.story.ends.unsaid_ends import unsaid_end
from inspector.story.lives import Life
from inspector.story.uses import Use
from inspector.wording import tr
from inspector.wording.durations import span

_OTHER_REASON: Names = (
    *BESIDE_THE_CREDENTIAL, *OF_A_CLAIM, "scheme-refused", "missing", "revoked", "refresh-reused",
)  # fmt: skip
_OF_THE_VALUE: Names = ("malformed", "unknown-key", "token-kind")
_BY_KIND: dict[CredentialKind, str] = {
    "access-token": "token-expired",
    "session": "session-ended",
    "refresh-token": "refresh-token-expired",
    "csrf-token": "page-expired",
}


def lifetime_over(case: Case) -> Found:
    """The reply that handed it out said how long it lives, and that time is over."""
    if case.succeeded or case.said(*_OTHER_REASON):
        return
    for life in case.trace.story.lives.sent_in(case):
        if case.said(*_OF_THE_VALUE) and not life.accepted_before(case):
            continue
        over, slug, limited = life.over_for(case), _slug(life), _limited(case, life)
        if over is None or limited is None or not slug:
            continue
        broken = case.status in SERVER_ERRORS and not case.meanings
        yield case.refused_for(
            slug,
            CLEAR if broken else SHOWN,
            limited,
            _sent_late(case, life, over),
            name=life.name,
            ago=span(over),
        )
        return


def _limited(case: Case, life: Life) -> Evidence | None:
    """Return what named its time: a check of it, or the reply that handed it out."""
    if life.checked is not None:
        return fact(tr("A check of it said how long it lives."), life.checked[1])
    birth = next((one for one in reversed(life.births) if one.ends is not None), None)
    if birth is None:
        return None
    entry = case.trace.case(birth.entry).number
    return fact(tr("Entry {entry} handed it out, for a limited time.", entry=entry), birth.place)


def _slug(life: Life) -> str:
    return _BY_KIND["session"] if life.is_session else _BY_KIND.get(life.kind, "")


def _sent_late(case: Case, life: Life, over: timedelta) -> Evidence:
    use = life.use_in(case)
    return fact(
        tr("When this was answered, its time was over for {ago}.", ago=span(over)),
        use.credential.place,
    )


# ---------------- Given again to a new login only
def ended_unsaid(case: Case) -> Found:
    """What it was given before is given to a new login only, whatever the error says."""
    end = None if case.said(*_OTHER_REASON) else unsaid_end(case.trace.story, case)
    slug = _slug(end.life) if end is not None else ""
    if end is None or not slug:
        return
    life, worked, again = end.life, end.worked.number, end.again.number
    idle = life.idle_before(case)
    paused = idle is not None and idle >= _LONG
    yield case.refused_for(
        slug,
        STRONG if paused or len(end.failed) >= _SEVERAL else LIKELY,
        fact(
            tr("It was accepted in entry {entry}, and never since.", entry=worked),
            life.use_in(case).place,
        ),
        fact(
            tr("Entry {entry} got the same with what a new login gave.", entry=again),
            places.in_line(end.again.index, "reply"),
        ),
        name=life.name,
    )


# ---------------- Unused for longer than the server keeps a session
_LONG = timedelta(minutes=14)  # the shortest idle time that frameworks set is 15 minutes
_SHORT = timedelta(minutes=4)  # appliances and banks end sessions after five
_NO_WORDS: Names = (*_OTHER_REASON, "token-expired", "session-expired")


def idle_too_long(case: Case) -> Found:
    """A session was accepted, lay unused, and is refused by a reply that names no other reason."""
    if not (case.is_refused or case.is_hidden_error) or case.said(*_OTHER_REASON):
        return
    story = case.trace.story
    for life in story.lives.sent_in(case):
        idle = life.idle_before(case) if life.is_session else None
        if idle is None or life.accepted_after(case):
            continue
        stated = stated_timeout(story, case)
        shortest = _SHORT if life.kind == "session" else _LONG
        if idle < (shortest if stated is None else stated.lasts):
            continue
        facts = [_last_used(life, case, idle)]
        weight = _weight_of_pause(life, case, idle)
        if stated is not None:
            lasts = span(stated.lasts)
            facts.append(fact(tr("Unused sessions live for {time}.", time=lasts), stated.place))
            weight = SHOWN
        elif case.said("not-authenticated", "session-expired"):
            weight = STRONG
        yield case.refused_for("session-ended", weight, *facts, name=life.name)
        return


def _weight_of_pause(life: Life, case: Case, idle: timedelta) -> float:
    if life.kind == "session" and idle >= _LONG:
        return SOUND
    return LIKELY if _is_longest_pause(life, case, idle) else FAIR


def _is_longest_pause(life: Life, case: Case, idle: timedelta) -> bool:
    """Whether a session that was used again and again had never lain so long."""
    times = [use.entry.server_time for use in life.accepted_before(case)]
    known = [one for one in times if one is not None]
    pauses = [later - one for one, later in pairwise(known)]
    return len(pauses) >= _SEVERAL and idle * 2 >= max(pauses) * 3


_SEVERAL = 2


def _last_used(life: Life, case: Case, idle: timedelta) -> Evidence:
    before = life.accepted_before(case)
    place = before[-1].credential.place if before else None
    if place is None and life.birth is not None:
        place = life.birth.place
    return fact(tr("It was last accepted {time} before.", time=span(idle)), place)


# ---------------- Not given any more what the very same call was given, in a reply of 200
def not_given_any_more(case: Case) -> Found:
    """A reply of 200 lacks what it had before: the words of an end, or a long pause, say why."""
    changed = case.once(lost_after_a_pause) or changed_answer(case.trace.story, case)
    if changed is None or (case.sent.credentials and not _is_session(case, changed.life)):
        return
    idle = changed.life.idle_before(case)
    paused = case.once(lost_after_a_pause) is not None
    if not changed.names_end and not paused:
        return
    worked = changed.worked.number
    lacks = tr("Entry {entry} asked for the same, and got what is missing here.", entry=worked)
    yield case.refused_for(
        "session-ended",
        STRONG if changed.names_end else CLEAR,
        fact(lacks, places.in_line(changed.worked.index, "reply")),
        *([_last_used(changed.life, case, idle)] if idle is not None and paused else []),
        *case.quote("session-expired", "not-authenticated", "key-refused", "token-refused"),
        name=changed.life.name,
    )


def _is_session(case: Case, life: Life) -> bool:
    """Whether a value stands for a session: also a token against forgery that is sent alone."""
    return life.is_session or (life.kind == "csrf-token" and not case.sent.session_cookies)


# ---------------- Refused at an age at which such values end

_NOT_ITS_AGE = tuple(name for name in _OTHER_REASON if name != "revoked")  # "expired or revoked"


def past_a_round_age(case: Case) -> Found:
    """It was taken before it was so old, and is refused after."""
    aside = OF_A_RIGHT if called_without_rights(case) is not None else ()
    if case.succeeded or case.said(*without(_NOT_ITS_AGE, *aside)):
        return
    for life in case.trace.story.lives.sent_in(case):
        found, slug = round_age(life, case), _slug(life)
        if found is None or not slug or life.ends is not None:
            continue
        yield case.refused_for(slug, CLEAR if found.born else SOUND, *_aged(life, found))
        return


def _aged(life: Life, found: RoundAge) -> tuple[Evidence, Evidence]:
    if found.born and life.birth is not None:
        said = tr("It was handed out {time} before.", time=span(found.refused))
        start = fact(said, life.birth.place)
    else:
        said = tr("It was first accepted {time} before.", time=span(found.refused))
        start = fact(said, life.accepted[0].credential.place)
    times = {"time": span(found.accepted), "age": span(found.lasts)}
    said = tr("After {time} it was still taken; many such values end after {age}.", **times)
    return start, fact(said, found.last.credential.place)


# ---------------- Accepted before, and old enough to have run out by itself
_TOKEN_LIFE = timedelta(minutes=55)  # an hour is what most providers give, some a little less


def old_token(case: Case) -> Found:
    """An opaque token that was accepted, and that was last seen to work an hour ago or more."""
    if not case.is_refused or case.said(*_NO_WORDS):
        return
    for life in case.trace.story.lives.sent_in(case):
        if life.kind != "access-token" or life.is_session or life.ends is not None:
            continue
        since = life.since_first_use(case)
        if since is not None and since >= _TOKEN_LIFE and life.accepted_before(case):
            said = tr("It was first accepted {time} before.", time=span(since))
            place = life.accepted[0].credential.place
            weight = LIKELY if case.said("token-refused") else RATHER
            yield case.refused_for("token-expired", weight, fact(said, place))
            return


# ---------------- The cookie ran out, so the browser sends it no more
def cookie_ran_out(case: Case) -> Found:
    """A session cookie was accepted, ended by its own date, and is not sent since."""
    if not (case.is_refused or case.heard.leads_to_login) or case.may_be_stripped:
        return
    now, host = case.server_time, case.sent.bare_host
    if case.sent.has_any or now is None:
        return
    for life in case.trace.story.lives:
        last = life.accepted_before(case)[-1:] if life.kind == "session" and life.ends else ()
        if not last or life.ends is None or life.ends > now or life.end is not None:
            continue
        birth = next(reversed(life.births), None)
        if birth is None or birth.how != "cookie":  # it was there before, or is no cookie
            continue
        if last[0].entry.sent.bare_host == host:
            ago = span(now - life.ends)
            said = tr("The cookie {name} ended {ago} before.", name=birth.name, ago=ago)
            sent = tr("It was accepted as long as it lived.")
            yield case.refused_for(
                "cookie-expired",
                SHOWN,
                fact(said, birth.place),
                fact(sent, last[0].credential.place),
                name=birth.name,
                ago=ago,
            )
            return


# ---------------- Refused although its stated time is not over
_SOON = timedelta(minutes=2)


def refused_before_its_end(case: Case) -> Found:
    """A token was accepted, is refused, and the lifetime that came with it is not over."""
    if not case.is_refused or case.said(*_NO_WORDS, *_OF_THE_VALUE):
        return
    now = case.server_time
    for life in case.trace.story.lives.sent_in(case):
        worked = _same_before(case, life) if life.kind == "access-token" else []
        if not worked or life.ends is None or now is None or life.ends - now < _SOON:
            continue
        if life.accepted_after(case) or life.end is not None or not life.ends_as_stated:
            continue
        left = span(life.ends - now)
        yield case.refused_for(
            "worked-before",
            STRONG,
            fact(tr("It was accepted before."), worked[-1].credential.place),
            fact(tr("Its time would be over in {time} only.", time=left), _stated(life)),
            ago=span(now - worked[-1].entry.server_time) if worked[-1].entry.server_time else "",
        )
        return


def _same_before(case: Case, life: Life) -> list[Use]:
    return [use for use in life.accepted_before(case) if use.entry.repeats(case)]


def _stated(life: Life) -> Place | None:
    if life.checked is not None:
        return life.checked[1]
    stated = next((birth.place for birth in life.births if birth.ends is not None), None)
    return stated or life.uses[0].credential.place


RULES = (
    ended_unsaid,
    lifetime_over,
    idle_too_long,
    not_given_any_more,
    past_a_round_age,
    old_token,
    cookie_ran_out,
    refused_before_its_end,
)
