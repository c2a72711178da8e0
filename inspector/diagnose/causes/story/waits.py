"""How long the refusal took: a time-out of somebody behind shows in the seconds."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.slow_hosts import slow_beside_another
from inspector.diagnose.facts.server_errors import is_provider_address
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import CLEAR, FAIR, HALF, LIKELY, RATHER, STRONG
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_AN_END, Names
from inspector.reading.statuses import SERVER_ERRORS, TURNS_AWAY
from inspector.story.clocks.given_up import gave_up, limit_reached
from inspector.story.clocks.slow_checks import slow_check
from inspector.story.entry import Entry
from inspector.story.interruptions import Interruption, interruption
from inspector.story.trace_story import TraceStory
from inspector.wording import tr
from inspector.wording.durations import took

_OTHER_REASON: Names = (*BESIDE_THE_CREDENTIAL, *OF_AN_END, "missing")


def timed_out_behind(case: Case) -> Found:
    """A refusal after a round number of seconds, of something that is judged in a moment else."""
    hidden = case.sent.is_login and (case.is_hidden_error or case.said("bad-login") > 0)
    if not hidden and case.status not in TURNS_AWAY and case.status not in SERVER_ERRORS:
        return
    waited = _time_out(case)
    if not case.carried or case.said(*_OTHER_REASON):
        return
    if waited is None:
        yield from _much_slower(case)
        return
    same = case.trace.story.once(_by_time_out).get(waited, ())
    again = [one for one in same[:2] if one.index != case.index]
    quick = [one for one in (*case.before, *case.after) if _is_quick(one)]
    there = slow_beside_another(case)
    quick += [there.quick] if there is not None and not quick else []
    weight = CLEAR if again and quick else LIKELY if again or quick else RATHER
    said = tr("The answer took {time}.", time=took(waited * 1000))
    facts = [fact(said, case.heard_line)]
    for other in again[:1]:
        said = tr("So did entry {entry}.", entry=other.number)
        facts.append(fact(said, places.in_line(other.index, "reply")))
    for judged in quick[:1]:
        said = tr("Entry {entry} was answered at once.", entry=judged.number)
        facts.append(fact(said, judged.heard_line))
    yield case.refused_for("login-service-down", weight, *facts)


def _much_slower(case: Case) -> Found:
    """The same login address judged somebody else in a moment, and took many seconds here.

    So did another host with the same token.
    """
    there = slow_beside_another(case)
    if there is not None:
        yield _slower(case, FAIR, there.wait, there.quick)
        return
    wait = _wait(case) or 0.0
    same = (one for one in (*case.before, *case.after) if one.repeats(case) and _is_quick(one))
    quick = next((one for one in same if one.succeeded), None)
    if not case.sent.is_login or wait < _SLOW or quick is None:
        return
    yield _slower(case, FAIR if wait >= _VERY_SLOW else HALF, wait, quick)


def _slower(case: Case, weight: float, wait: float, quick: Case) -> Suspicion:
    return case.refused_for(
        "login-service-down",
        weight,
        fact(tr("The answer took {time}.", time=took(wait)), case.heard_line),
        fact(tr("Entry {entry} was answered at once.", entry=quick.number), quick.heard_line),
    )


_SLOW, _VERY_SLOW = 5000, 10_000  # milliseconds: no password takes so long to be compared


def _time_out(entry: Entry) -> int | None:
    """Return the time-out that a reply waited for, None where it took another time."""
    return limit_reached(entry.exchange.timing.wait or entry.exchange.timing.total)


def _by_time_out(story: TraceStory) -> dict[int | None, list[Entry]]:
    """Return the refusals by the time-out that they waited for."""
    found: dict[int | None, list[Entry]] = {}
    for one in story.refusals:
        found.setdefault(_time_out(one), []).append(one)
    return found


def _is_quick(case: Case) -> bool:
    """Whether the host judged a credential of the same kind in a moment."""
    total = case.exchange.timing.wait or case.exchange.timing.total
    judged = case.sent.is_login or case.outcome != "unjudged"
    return bool(case.carried) and judged and total is not None and total < _A_MOMENT


_A_MOMENT = 2000  # milliseconds: what is at once


# ---------------- Given up by the client after a round number of seconds, time and again
def given_up(case: Case) -> Found:
    """Nobody answered until the client's time-out, while other hosts answered at once."""
    limit = gave_up(case.exchange)
    if limit is None or any(one.exchange.reply is not None for one in (*case.before, *case.after)):
        return
    again = [one for one in (*case.before, *case.after) if gave_up(one.exchange) == limit]
    there = next((one for one in case.neighbours if one.succeeded and _took_a_moment(one)), None)
    provider = is_provider_address(case)
    stopped = case.exchange.failure is not None and case.exchange.failure.kind == "stopped"
    if not again or not (provider or (there is not None and not stopped)):
        return  # what waits for news is given up and asked anew as well
    said = tr("It was given up after {time} without an answer.", time=took(limit * 1000))
    facts = [fact(said, case.connection_place)]
    for other in again[:1]:
        said = tr("So was entry {entry}.", entry=other.number)
        facts.append(fact(said, places.connection(other.index)))
    if there is not None:
        entry, host = there.number, there.sent.host
        said = tr("{host} answered entry {entry} at once.", host=host, entry=entry)
        facts.append(fact(said, there.heard_line))
    yield case.suspect(
        "provider-not-reached" if provider else "server-not-reached",
        STRONG if provider else HALF,
        *facts,
        detail=_said_of(limit),
    )


def _said_of(limit: int) -> str:
    return tr("No answer came within {time}, and the client gave up.", time=took(limit * 1000))


def _took_a_moment(case: Case) -> bool:
    total = case.exchange.timing.total
    return total is not None and total < _A_MOMENT


# ---------------- Pages are answered at once, and only what has to be checked hangs
def only_the_check_hangs(case: Case) -> Found:
    """The host shows its pages in a moment, and a login there ends without an answer."""
    asks = case.sent.is_login or case.sent.is_token_request
    if not asks or case.exchange.reply is not None or not _hung(case):
        return
    others = [one for one in (*case.before, *case.after) if not one.sent.is_login]
    there = [one for one in others if one.exchange.reply is not None and _took_a_moment(one)]
    if not there:
        return
    again = [one for one in (*case.before, *case.after) if one.repeats(case) and _hung(one)]
    since = any(one.index > case.index for one in there)
    taken = took(case.exchange.timing.total or 0)
    facts = [fact(tr("It waited {time} for an answer.", time=taken), case.connection_place)]
    for one in again[:1]:
        said = tr("So did entry {entry}.", entry=one.number)
        facts.append(fact(said, places.connection(one.index)))
    entry = there[-1].number
    said = tr("Entry {entry} was answered at once.", entry=entry)
    facts.append(fact(said, there[-1].heard_line))
    yield case.suspect(
        "login-service-down",
        CLEAR if again and since else LIKELY if again or since else HALF,
        *facts,
    )


def _hung(case: Case) -> bool:
    """Whether it was waited for an answer for long, and none came."""
    total = case.exchange.timing.total
    failure = case.exchange.failure
    lost = failure is not None and failure.kind in _UNANSWERED
    return lost and total is not None and total >= _SLOW


_UNANSWERED = frozenset({"timeout", "no-reply", "reset", "stopped"})


# ---------------- Refused for a while, and good again without a change
def refused_for_a_while(case: Case) -> Found:
    """The same request was accepted before and after: in between nobody could judge it."""
    if case.status not in TURNS_AWAY and case.status not in SERVER_ERRORS:
        return
    found = interruption(case.trace.story, case)
    if found is None or case.said(*_OTHER_REASON):
        return
    same, other = (one.number for one in (found.before, found.after))
    facts = [
        fact(
            tr("Entries {one} and {other} got it with the same credential.", one=same, other=other),
            places.in_line(found.after.index, "reply"),
        )
    ]
    sharp = _sharp(found)
    if sharp is not None:
        said = tr("Each refusal in between took {time}.", time=took(sharp))
        facts.append(fact(said, case.connection_place))
    weight = FAIR if sharp is not None else HALF
    yield case.refused_for("login-service-down", weight, *facts)


def _sharp(found: Interruption) -> float | None:
    """Return the time that all refusals took alike while acceptance took another; or None."""
    waits, quick = [_wait(one) for one in found.refused], _wait(found.after)
    known = [wait for wait in waits if wait is not None]
    if quick is None or len(known) < len(waits):
        return None
    longest, shortest = max(known), min(known)
    alike = longest - shortest <= max(_ALIKE, shortest / _PART)
    return shortest if alike and shortest >= max(_LEAST, quick * 2) else None


def _wait(entry: Entry) -> float | None:
    return entry.exchange.timing.wait or entry.exchange.timing.total


_ALIKE, _PART = 20, 50  # milliseconds, or a fiftieth of the time
_LEAST = 100  # milliseconds: below that all answers take alike


# ---------------- One token, accepted at once and refused after a long wait
def slow_to_refuse(case: Case) -> Found:
    """Each refusal of a token took many seconds, and where it is accepted it takes a moment."""
    found = slow_check(case.trace.story, case) if case.status in TURNS_AWAY else None
    if found is None or case.said(*_OTHER_REASON):
        return
    again = len(found.refused) > 1
    weight = CLEAR if again and found.around else LIKELY if again or found.around else HALF
    entry, quick = found.accepted[0].number, found.accepted[0]
    each = tr("Each refusal took {time} or more.", time=took(found.shortest))
    first = tr("The first refusals took {time} or more.", time=took(found.shortest))
    said = first if found.then_quick else each
    yield case.refused_for(
        "login-service-down",
        weight,
        fact(said, case.heard_line),
        fact(
            tr("Entry {entry} got it at once with the same credential.", entry=entry),
            places.in_line(quick.index, "reply"),
        ),
    )


RULES = (timed_out_behind, given_up, only_the_check_hangs, refused_for_a_while, slow_to_refuse)
