"""Accounts that are locked, disabled, or wait for something from their owner."""

from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus

from inspector.diagnose.facts.about_access import speaks_of_others
from inspector.diagnose.facts.accepted_elsewhere import given_the_same_before
from inspector.diagnose.facts.callers.asked_again import asks_again, misses_its_user
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.server_errors import (
    no_tries_left,
    refused_logins_before,
    tries_a_password,
    waits,
)
from inspector.diagnose.facts.successes.logins_taken import is_for_the_password, login_taken_before
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact, quoted
from inspector.diagnose.facts.things.conflicts import locks_a_caller
from inspector.diagnose.facts.things.one_time_codes import code_field
from inspector.diagnose.facts.token_claims import bearer, expired_by
from inspector.diagnose.weights import (
    BARELY,
    CLEAR,
    FAINT,
    FAIR,
    HALF,
    HINT,
    LESS,
    LIKELY,
    OPEN,
    RATHER,
    SHOWN,
    SOUND,
    STATED,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import OF_TRIES, MeaningName, Names
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr
from inspector.wording.durations import span

_TOLD: tuple[tuple[MeaningName, str, float], ...] = (
    ("captcha", "captcha-required", STRONG),
    ("too-many-attempts", "too-many-attempts", STATED),
    ("password-expired", "password-expired", STRONG),
    ("mfa", "second-factor-required", CLEAR),
    ("locked", "account-disabled", SHOWN),
    ("quota", "quota-used-up", LIKELY),
)
_BLOCKED_IN_BETWEEN: Names = ("waf", "captive")


def told(case: Case) -> Found:
    """The reply speaks of a lock, a ban, a captcha, a second factor or an old password."""
    for meaning, slug, weight in _TOLD:
        trust = case.said(meaning)
        if not trust or (meaning == "captcha" and _is_robot_check(case)):
            continue
        if meaning == "mfa" and code_field(case):
            continue  # the code was sent, and is what is refused
        yield case.refused_for(
            slug,
            _weight(case, meaning, weight * trust),
            *case.quote(meaning),
            *(_tries(case) if meaning == "too-many-attempts" else []),
            user=account_of(case) if not banned_address(case, meaning) else "",
            banned=banned_address(case, meaning),
            wait=time_to_wait(case),
        )
        return


def banned_address(case: Case, meaning: MeaningName) -> str:
    """Return the host that locks an address out, not a user; empty where the words do not."""
    words = case.says(meaning)
    of_address = words is not None and _OF_AN_ADDRESS.search(words.statement.plain)
    return case.sent.host if of_address else ""


# finds `your ip has been blocked`, `from this address`
# but not `check the email address`
_OF_AN_ADDRESS = lazy_re(r"\bip\b|\b(?:network|remote|client|your|this) (?:addr|address|host)\b")


def _tries(case: Case) -> list[Evidence]:
    """Return as evidence the last login that this host refused before."""
    for other in reversed(case.before[-_LOOK:]):
        if tries_a_password(other) and (other.outcome == "refused" or other.said("bad-login")):
            return [fact(tr("A login was refused before."), other.heard_line)]
    return []


_LOOK = 40


def account_gone(case: Case) -> Found:
    """A token that is valid by the clock names an account that the server does not find.

    So does a key whose very call was answered before.
    """
    known = misses_its_user(case)
    token = case.sent.main if known else bearer(case)
    trust = case.said("account-gone")
    refused = case.is_refused or known
    if not trust or token is None or not refused or case.sent.is_token_request:
        return
    if expired_by(case, token) is not None:
        return
    worked = any(c.succeeded and case.shares_credential(c) for c in case.before)
    weight = (CLEAR if worked else RATHER) * trust
    yield case.refused_for(
        "account-disabled",
        min(weight, FAINT) if _may_miss_another(case) else weight,
        *case.quote("account-gone"),
        fact(tr("A token was sent in {name}.", name=token.name), token.place),
        user=account_of(case),
    )


def _may_miss_another(case: Case) -> bool:
    """Whether a right may lack as well, or the account is the one that the path is about."""
    words = case.says("account-gone")
    if words is None:
        return False
    missed = words.statement.plain
    whose = _WHOSE.search(case.sent.path.lower())
    return " or " in missed or (whose is not None and whose[1] in missed.split())


# finds `/users/alice/tokens`
# but not `/session`
_WHOSE = lazy_re(r"/(?:users?|accounts?|members?|people)/([^/]{1,80})")


def _is_robot_check(case: Case) -> bool:
    """Whether the captcha guards the site against robots, not an account after wrong passwords."""
    if case.said(*_BLOCKED_IN_BETWEEN):
        return True
    sent = case.sent.authorization
    password = case.sent.is_login or (sent is not None and sent.scheme in LOGIN_SCHEMES)
    return case.heard.content.is_html and not password


def _weight(case: Case, meaning: MeaningName, weight: float) -> float:
    """Weigh less what only stands beside "wrong password or", or without any account."""
    words, other = case.says(meaning), case.says("bad-login", "key-refused")
    if other is not None and words is not None and other.statement == words.statement:
        return OPEN if " or " in words.statement.plain else weight
    if meaning == "mfa" and not case.sent.is_login and given_the_same_before(case) is not None:
        weight = min(weight, HALF)  # whoever was let in had given it
    if meaning == "locked" and not locks_a_caller(case):
        weight = min(weight, FAIR)  # no word says whose lock it is
    return weight if _knows_user(case) else weight * LESS


def _knows_user(case: Case) -> bool:
    return case.may_carry or case.sent.is_login or case.sent.is_token_request


def account_of(case: Case) -> str:
    """Return the user whose login it is; empty where nobody is named."""
    if case.sent.login_user:
        return case.sent.login_user
    return case.sent.main.user if case.sent.main is not None else ""


def time_to_wait(case: Case) -> str:
    """Return how long the reply asks to wait, in words; empty where it does not say."""
    seconds = case.heard.seconds_to_wait
    if not seconds:
        return ""
    return span(timedelta(seconds=seconds))


def locked_status(case: Case) -> Found:
    """Status 423 to a login, or to a known caller: what somebody holds may be read (RFC 4918)."""
    if case.status == HTTPStatus.LOCKED and (_knows_user(case) or case.said("locked")):
        by_itself = FAIR if case.sent.is_safe else HALF
        yield case.suspect(
            "account-disabled",
            CLEAR if locks_a_caller(case) else by_itself,
            case.status_evidence,
            *case.quote("locked", "too-many-attempts"),
            user=account_of(case),
            wait=time_to_wait(case),
        )


def unpaid(case: Case) -> Found:
    """Status 402 to a known caller: the account has to be paid for."""
    if (
        case.status == HTTPStatus.PAYMENT_REQUIRED
        and case.sent.has_any
        and not speaks_of_others(case)
    ):
        yield case.suspect(
            "quota-used-up",
            CLEAR,
            case.status_evidence,
            *case.quote("quota", "locked"),
            user=account_of(case),
        )


def locked_by_tries(case: Case) -> Found:
    """After several wrong passwords the right one is refused, or the refusal has changed."""
    if not case.is_refused or case.said(*OF_TRIES):
        return
    user = case.once(account_of)
    tries = [c for c in case.before if c.once(account_of) == user] if user else []
    failed = [c for c in tries if c.outcome == "refused"]
    if len(failed) < _FEW:
        return
    worked = [c for c in tries if c.succeeded and _secret(c) == _secret(case)]
    changed = all(c.status != case.status for c in failed)
    if worked and _secret(failed[-1]) != _secret(case):
        yield _by_tries(case, failed, worked[-1], weight=STRONG)
    elif changed and _secret(failed[-1]) != _secret(case):
        yield _by_tries(case, failed, failed[-1], weight=CLEAR)


def _secret(case: Case) -> str:
    sent = case.sent.authorization
    if sent is not None:
        return sent.value
    named = (v for n, v in case.sent.fields.items() if "pass" in n.lower())
    return next(named, case.sent.content.text if case.sent.is_login else "")


def _by_tries(case: Case, failed: list[Case], other: Case, *, weight: float) -> Suspicion:
    return case.refused_for(
        "too-many-attempts",
        weight,
        fact(
            tr(
                "{count} tries of {user} were refused before.",
                count=len(failed),
                user=account_of(case),
            ),
            failed[-1].heard_line,
        ),
        fact(tr("The same user got {status} then.", status=other.heard.phrase), other.heard_line),
        user=account_of(case),
    )


_FEW = 2


def many_failures(case: Case) -> Found:
    """Several refused logins of the same user went before; the last one may have been right."""
    user = account_of(case)
    if not user or not tries_a_password(case) or not (case.is_refused or case.said("bad-login")):
        return
    failed = [one for one in case.before if _is_failed_try(one, user)]
    if len(failed) >= _MANY:
        told = tr("{count} tries of {user} were refused before.", count=len(failed), user=user)
        changed = all(_secret(one) != _secret(case) for one in failed)
        yield case.refused_for(
            "too-many-attempts",
            OPEN if changed else HINT,
            fact(told, failed[-1].heard_line),
            user=user,
        )


def _is_failed_try(one: Case, user: str) -> bool:
    failed = one.is_refused or one.said("bad-login") > 0
    return failed and tries_a_password(one) and account_of(one) == user


_MANY = 3


def quiet_alternative(case: Case) -> Found:
    """A locked account often looks like a wrong password."""
    sent = case.sent.authorization
    password = case.sent.is_login or (sent is not None and sent.scheme in LOGIN_SCHEMES)
    taken = login_taken_before(case) if password else None
    since = taken is not None and _turned_away_since(case, taken)
    denied = case.sent.is_login and case.said("denied") > 0 and not case.said("bad-login")
    if not password or not (since or (denied and taken) or _refuses_a_password(case)):
        return
    if taken is not None:
        said = tr("The same name and password were taken before.")
        weight = HINT if is_for_the_password(case) else RATHER if denied else HALF
        yield case.refused_for(
            "account-disabled", weight, fact(said, taken.heard_line), user=account_of(case)
        )
    elif case.status == HTTPStatus.UNAUTHORIZED:
        yield case.refused_for("account-disabled", BARELY, usual=True, user=account_of(case))


def _refuses_a_password(case: Case) -> bool:
    told = case.said("missing", "mfa", "captcha", "csrf", "scheme-refused")
    told = told or (case.said("not-authenticated") and not asks_again(case))
    return not told and (case.status == HTTPStatus.UNAUTHORIZED or case.said("bad-login") > 0)


def _turned_away_since(case: Case, taken: Case) -> bool:
    """Whether the very same message, of which nothing is said now, was answered then.

    With 403 it is the right that may be gone.
    """
    mine, theirs = case.sent.message, taken.sent.message
    same = (mine.url, mine.body) == (theirs.url, theirs.body)
    wordless = case.heard.gives_no_reason and case.status != HTTPStatus.FORBIDDEN
    return same and wordless and case.status in MAY_REFUSE_CREDENTIAL


# ---------------- A login is refused because there were too many
_LATER = lazy_re(
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
    yield case.refused_for(
        "too-many-attempts",
        _weight_of_a_limit(told=bool(told), changed=bool(changed), spent=bool(spent)),
        *proofs,
        *changed,
        *_later(case),
        user=case.sent.login_user,
    )


def _weight_of_a_limit(*, told: bool, changed: bool, spent: bool) -> float:
    return {0: HALF, 1: SOUND, 2: STRONG, 3: SHOWN}[told + changed + spent]


def limit_after_refusals(case: Case) -> Found:
    """Refused logins end in 429: the limit is on failures, and nobody looks at the password."""
    tries = refused_logins_before(case) if case.status == HTTPStatus.TOO_MANY_REQUESTS else ()
    if not tries:
        return
    yield case.refused_for(
        "too-many-attempts",
        SHOWN,
        _refused_here(tries, tries[-1]),
        user=case.sent.login_user,
        wait=case.heard.seconds_to_wait,
    )


def _refused_here(tries: Sequence[Case], shown: Case) -> Evidence:
    told = tr("{count} tries were refused at this address before.", count=len(tries))
    return fact(told, shown.heard_line)


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
            return [fact(said, other.heard_body)]
    return []


def _later(case: Case) -> list[Evidence]:
    found = next((s for s in case.heard.statements if _LATER.search(s.plain)), None)
    return [quoted(found)] if found else []


RULES = (
    login_limit,
    limit_after_refusals,
    locked_by_tries,
    told,
    account_gone,
    locked_status,
    unpaid,
    many_failures,
    quiet_alternative,
)
