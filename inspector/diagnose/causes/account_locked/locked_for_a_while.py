"""A right login is refused after several wrong ones of its user, and is taken after a while."""

from http import HTTPStatus
from itertools import takewhile

from inspector.diagnose.causes.account_locked.locked import account_of
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.server_errors import tries_a_password
from inspector.diagnose.facts.successes.logins_taken import is_same_login
from inspector.diagnose.facts.successes.taken_later import accepted_unchanged
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import HINT, SOUND
from inspector.reading.meanings import OF_A_SERVICE, OF_FORGERY, OF_THE_ACCOUNT, Names
from inspector.wording import tr


def right_after_a_while(case: Case) -> Found:
    """The very login is taken later with nothing changed: right it was when it was refused, too.

    Who locks an account for a time mostly says of it what is said of a wrong password, so that
    nobody learns which names there are.
    """
    user = case.once(account_of)
    if not user or not tries_a_password(case) or case.said(*_OTHER_REASON):
        return
    wrong = _wrong_before(case, user) if _is_refused(case) else ()
    later = accepted_unchanged(case) if len(wrong) >= _FEW else None
    if later is None:
        return
    tried = tr(
        "{count} other passwords of {user} were refused before.", count=len(wrong), user=user
    )
    said = tr("The very same request was accepted later, in entry {entry}.", entry=later.number)
    proof = fact(said, later.heard_line)
    yield case.refused_for(
        "too-many-attempts", SOUND, fact(tried, wrong[0].heard_line), proof, user=user
    )
    yield case.refused_for("login-service-down", HINT, proof)


def _wrong_before(case: Case, user: str) -> tuple[Case, ...]:
    """Return the refused tries of a user with something else, since one was taken, last first."""
    tries = (one for one in reversed(case.before) if tries_a_password(one))
    mine = (one for one in tries if one.once(account_of) == user)
    refused = takewhile(lambda one: one.outcome != "accepted", mine)
    return tuple(one for one in refused if _is_turned_down(one) and _is_another(case, one))


def _is_turned_down(one: Case) -> bool:
    return _is_refused(one) or one.status == HTTPStatus.TOO_MANY_REQUESTS


def _is_refused(one: Case) -> bool:
    """Whether a login is refused by its status, or by the words on a page."""
    return one.outcome == "refused" or one.said("bad-login") > 0


def _is_another(case: Case, other: Case) -> bool:
    return other.identities != case.identities or not is_same_login(case, other)


_FEW = 3  # the lowest limit that products set
_OTHER_REASON: Names = (*OF_THE_ACCOUNT, *OF_A_SERVICE, *OF_FORGERY)


RULES = (right_after_a_while,)
