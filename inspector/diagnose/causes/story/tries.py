"""What earlier refused logins led to: the right password is refused too, or nobody answers."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.story.entry import Entry
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


RULES = (right_one_refused, nobody_answers)
