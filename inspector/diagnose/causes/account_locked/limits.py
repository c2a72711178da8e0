"""A login is refused because there were too many: a limit shows although the status is another."""

import re

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.retry_limits import (
    no_tries_left,
    refused_logins_before,
    tries_a_password,
    waits,
)
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import HALF, SHOWN, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_LATER = re.compile(
    r"\b(?:try|retry|again|wait)\b.{0,40}\b(?:later|in \d+|after|minutes?|seconds?|hours?)\b"
)


def login_limit(case: Case) -> Found:
    """Retry-After, no tries left or "try again later" beside a refused login."""
    if case.status not in MAY_REFUSE_CREDENTIAL or not tries_a_password(case):
        return
    told, changed = waits(case), _changed(case)
    if not told and not _later(case):
        return
    spent = no_tries_left(case)
    proofs = [fact(tr("The server names a time to wait for."), told)] if told else []
    proofs += [fact(tr("No tries are left: {name}.", name=spent[0]), spent[1])] if spent else []
    yield case.suspect(
        "too-many-attempts",
        _weight(told=bool(told), changed=bool(changed), spent=bool(spent)),
        *proofs,
        *changed,
        *_later(case),
        case.status_evidence,
        user=case.sent.login_user,
    )


def _weight(*, told: bool, changed: bool, spent: bool) -> float:
    return {0: HALF, 1: SOUND, 2: STRONG, 3: SHOWN}[told + changed + spent]


def limit_after_refusals(case: Case) -> Found:
    """Refused logins end in 429: the limit is on failures, and nobody looks at the password."""
    tries = refused_logins_before(case) if case.status == _TOO_MANY else ()
    if not tries:
        return
    yield case.suspect(
        "too-many-attempts",
        SHOWN,
        fact(
            tr("{count} tries were refused at this address before.", count=len(tries)),
            tries[-1].heard_line,
        ),
        case.status_evidence,
        user=case.sent.login_user,
        wait=case.heard.seconds_to_wait,
    )


_TOO_MANY = 429


def _changed(case: Case) -> list[Evidence]:
    """Return as evidence that the same login was refused in other words before."""
    reply = case.exchange.reply
    for other in reversed(case.same_request_before):
        theirs = other.exchange.reply
        if (
            theirs is None
            or reply is None
            or other.status not in MAY_REFUSE_CREDENTIAL
            or not tries_a_password(other)
        ):
            continue
        if theirs.body != reply.body:
            said = tr("The try before was refused in other words.")
            return [fact(said, places.in_body(other.index, "reply"))]
    return []


def _later(case: Case) -> list[Evidence]:
    found = next((s for s in case.heard.statements if _LATER.search(s.plain)), None)
    return [fact(tr("Server said: {text}", text=found.short), found.place)] if found else []


RULES = (login_limit, limit_after_refusals)
