"""What earlier failures led to: the right password, or everything, is refused; nobody answers."""

from itertools import takewhile

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, FAIR, LIKELY, SHOWN, STRONG
from inspector.model.annotation import Place
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.reading.meanings import GENERAL, OF_A_CLAIM, OF_AN_END, OF_FORGERY, Names
from inspector.story.entry import Entry
from inspector.story.interruptions import shut_out
from inspector.story.lives import Life
from inspector.wording import tr

_FEW = 3  # the lowest limit that products set


def right_one_refused(case: Case) -> Found:
    """A login that had been accepted is refused, after others of the same user were refused."""
    if case.succeeded or not (case.is_refused or case.is_hidden_error or case.sent.is_login):
        return
    for life in case.trace.story.lives.sent_in(case):
        worked = life.accepted_before(case) if life.kind == "login" else ()
        others = _wrong_since(case, life, worked[-1].entry) if worked else []
        if len(others) >= _FEW and not life.accepted_after(case):
            yield case.refused_for(
                "too-many-attempts",
                SHOWN,
                fact(tr("This very login was accepted before."), worked[-1].credential.place),
                _tries(others),
                user=_user(life),
            )
            return


def _wrong_since(case: Case, life: Life, since: Entry) -> list[Entry]:
    """Return the refused logins of the same user with another password, since one that worked."""
    lives = case.trace.story.lives
    return [
        use.entry
        for other in lives
        if other is not life and other.kind == "login" and _user(other) == _user(life)
        for use in other.refused
        if since.index < use.entry.index < case.index
    ]


def _user(life: Life) -> str:
    use = life.uses[0]
    return use.credential.user or use.entry.sent.login_user


def _tries(others: list[Entry]) -> Evidence:
    said = tr("Since then {count} others of the same user were refused.", count=len(others))
    return fact(said, places.in_line(others[-1].index, "reply"))


def answered_otherwise(case: Case) -> Found:
    """Logins of one user were refused alike, one after the other, and then by another answer."""
    if not case.sent.is_login or not _is_no(case) or case.meanings.keys() - GENERAL:
        return
    tries = list(takewhile(_is_no, (one for one in reversed(case.before) if one.repeats(case))))
    mine = case.sent.login_user
    if len(tries) < _FEW or not mine or any(one.sent.login_user != mine for one in tries):
        return
    answers = {_said(one) for one in tries}
    if len(answers) == 1 and _said(case) not in answers:
        told = tr("{count} tries of {user} were refused before.", count=len(tries), user=mine)
        yield case.refused_for(
            "too-many-attempts",
            LIKELY,
            fact(told, tries[-1].heard_line),
            fact(tr("They were refused in another way."), tries[0].heard_line),
            user=mine,
        )


def _is_no(case: Case) -> bool:
    return case.is_refused or case.is_hidden_error


def _said(case: Case) -> tuple[int, tuple[str, ...]]:
    return case.status, tuple(one.plain for one in case.heard.statements)


def nobody_answers(case: Case) -> Found:
    """The host answered, refused several logins, and then gave no answer at all."""
    failure = case.exchange.failure
    if case.status or failure is None or failure.kind not in _CUT:
        return
    refused = [one for one in case.before if _is_refused_login(one)]
    later = [one for one in refused[-_FEW:] if one.sent.bare_host == case.sent.bare_host]
    if len(later) >= _FEW:
        count = len(refused)
        yield case.suspect(
            "connection-cut",
            STRONG,
            fact(tr("Since then it does not answer."), case.connection_place),
            fact(tr("{count} logins were refused before.", count=count), later[-1].heard_line),
            detail=tr("After {count} refused logins the host stopped to answer.", count=count),
        )


def _is_refused_login(case: Case) -> bool:
    login = case.sent.is_login or case.sent.authorization is not None
    return login and case.outcome == "refused"


_CUT = frozenset({"refused", "unreachable", "timeout", "reset"})


# ---------------- Many errors in a short time, and then everything is refused
def shut_out_after_errors(case: Case) -> Found:
    """What the caller was given before is refused like all else since it met many errors."""
    if (case.status and not case.is_refused) or case.said(*_OTHER_REASON):
        return
    found = shut_out(case.trace.story, case)
    if found is None:
        return
    first, last = (one.number for one in (found.errors[0], found.errors[-1]))
    count = len(found.errors)
    errors = tr(
        "Entries {first} to {last} met {count} errors.", first=first, last=last, count=count
    )
    one, other = (each.number for each in found.refused)
    alike = tr("Entries {one} and {other} ask for different things.", one=one, other=other)
    entry = found.worked.number
    yield case.refused_for(
        "caller-shut-out",
        CLEAR,
        fact(tr("Entry {entry} was let in.", entry=entry), _answer(found.worked)),
        fact(errors, _answer(found.errors[-1])),
        fact(alike, _answer(found.refused[1])),
    )


def shut_out_after_tries(case: Case) -> Found:
    """Several credentials were refused alike; since then the answer is another one, without why.

    What was given before is refused, or the next credential at the same place.
    """
    if not case.is_refused or case.meanings.keys() - GENERAL:
        return
    here = [one for one in reversed(case.before) if one.sent.host == case.sent.host]
    tries = list(takewhile(_is_refused_try, here))
    answers, sent = {_said(one) for one in tries}, {one.identities for one in tries}
    if len(sent) < _FEW or len(answers) != 1 or _said(case) in answers:
        return
    given = next((one for one in here if one.succeeded and _is_the_same(one, case)), None)
    if given is None and (not tries[0].repeats(case) or case.identities in sent):
        return
    count = tr("{count} credentials were refused before.", count=len(sent))
    yield case.refused_for(
        "caller-shut-out",
        CLEAR if given is not None else FAIR,
        *([fact(tr("The same was given before that."), given.heard_line)] if given else []),
        fact(count, tries[-1].heard_line),
        fact(tr("They were refused in another way."), tries[0].heard_line),
    )


def _is_refused_try(case: Case) -> bool:
    return case.is_refused and case.sent.has_any


def _is_the_same(one: Case, case: Case) -> bool:
    return one.repeats(case) and one.identities == case.identities


_OTHER_REASON: Names = (
    *OF_AN_END, *OF_FORGERY, *OF_A_CLAIM, "locked", "rate-limited", "scope", "clock",
)  # fmt: skip


def _answer(entry: Entry) -> Place:
    return places.in_line(entry.index, "reply")


RULES = (
    right_one_refused,
    answered_otherwise,
    nobody_answers,
    shut_out_after_errors,
    shut_out_after_tries,
)
