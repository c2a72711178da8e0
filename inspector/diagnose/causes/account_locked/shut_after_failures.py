"""One refusal after the other for want of a right credential, and then 403 without a word, or 429.

Who counts failures by address shuts it to whatever comes from there: to a right credential, and to
what needs none.
"""

from collections.abc import Iterator
from http import HTTPStatus
from itertools import takewhile
from typing import NamedTuple

from inspector.diagnose.causes.account_locked.locked import account_of, time_to_wait
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import bearer, expired_by
from inspector.diagnose.weights import LIKELY, SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.story.interruptions import is_same
from inspector.story.ways.page_parts import is_for_everybody
from inspector.wording import tr
from inspector.wording.durations import span


class Shut(NamedTuple):
    """failed: the tries, last first. since: what is refused in the other way from then on."""

    failed: tuple[Case, ...]
    since: tuple[Case, ...]


def shut_after_failures(case: Case) -> Found:
    """What was refused with 401 several times is refused in another way, without any reason.

    The very same request is not judged any more then, whatever is wrong with it; another one at
    the same place may be judged and lack a right, unless all is refused.
    """
    shut = _shut(case)
    if shut is None:
        return
    same = any(is_same(one, shut.failed[0]) for one in shut.since)
    anyone = next(_to_everybody(shut.since, case), None)
    yield case.refused_for(
        "too-many-attempts",
        LIKELY if not same else STRONG if anyone is None else SHOWN,
        *_facts(shut, anyone),
        user=case.once(account_of),
        banned=case.sent.host if anyone is not None else "",
        wait=time_to_wait(case),
    )


def _facts(shut: Shut, anyone: Case | None) -> Iterator[Evidence]:
    last, status = shut.failed[0], shut.failed[0].heard.phrase
    tried = tr(
        "{count} tries were refused here before: {status}.", count=len(shut.failed), status=status
    )
    yield fact(tried, last.heard_line)
    if anyone is not None:
        open_to_all = tr("{path} needs no login, and is refused as well.", path=anyone.sent.path)
        yield fact(open_to_all, anyone.heard_line)
    token = bearer(last)
    ago = expired_by(last, token) if token is not None else None
    if token is not None and ago is not None:
        yield fact(tr("What was tried had expired {ago} before.", ago=span(ago)), token.place)


def _shut(case: Case) -> Shut | None:
    forbids = case.status == HTTPStatus.FORBIDDEN and case.heard.gives_no_reason
    if not forbids and case.status != HTTPStatus.TOO_MANY_REQUESTS:
        return None
    run = tuple(takewhile(lambda one: _is_refused(one, case), reversed(case.before)))
    failed = tuple(one for one in run if one.status == HTTPStatus.UNAUTHORIZED and one.sent.has_any)
    since = (case, *(one for one in run if one.status == case.status), *_goes_on(case))
    turned = [one for one in since if _was_a_try(one, failed)]
    here = any(one.sent.path == case.sent.path for one in failed)
    if len(failed) < _MANY or not turned or not (here or not case.sent.has_any):
        return None  # another credential may be known, and lack a right
    return Shut(failed, since)


def _is_refused(one: Case, case: Case) -> bool:
    return one.is_refused or one.status == case.status


def _goes_on(case: Case) -> Iterator[Case]:
    """Yield what is refused in the same way after it."""
    yield from takewhile(lambda one: one.status == case.status, case.after)


def _was_a_try(one: Case, failed: tuple[Case, ...]) -> bool:
    return any(one.repeats(other) and one.shares_credential(other) for other in failed)


def _to_everybody(since: tuple[Case, ...], case: Case) -> Iterator[Case]:
    """Yield what a server gives to everybody, by its path or as it did before."""
    for one in since:
        if one.sent.has_any or one.sent.cookies or not one.sent.is_safe:
            continue
        given = any(e.succeeded and e.repeats(one) and not e.sent.has_any for e in case.before)
        if given or one.sent.is_login_address or is_for_everybody(one.sent.path):
            yield one


_MANY = 3  # the lowest limit that products set


RULES = (shut_after_failures,)
