"""The server knows the caller and says that a scope, role or right is missing."""

from http import HTTPStatus

from inspector.diagnose.causes.insufficient_permissions.registry_access import token_source
from inspector.diagnose.facts.accepted_elsewhere import alternates, given_the_same_before
from inspector.diagnose.facts.callers.named_rights import names_no_right, only_denies_you
from inspector.diagnose.facts.callers.strangers import (
    is_shown_as_known,
    may_be_a_stranger,
    seen_as_nobody,
)
from inspector.diagnose.facts.callers.unread_tokens import may_be_unread
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.behind_a_folder import unknown_below_folder
from inspector.diagnose.facts.known_things import doubted_thing
from inspector.diagnose.facts.stale_tokens import forbids_a_write_with_a_token
from inspector.diagnose.facts.successes.taken_later import reason_left
from inspector.diagnose.facts.suspicion import Found, fact, said
from inspector.diagnose.facts.token_claims import (
    bearer,
    granted_and_accepted,
    names_scopes,
    scopes,
)
from inspector.diagnose.weights import (
    CLEAR,
    FAIR,
    HALF,
    HINT,
    LIKELY,
    OPEN,
    RATHER,
    SHOWN,
    SOUND,
    STATED,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.exchange import SIGN_IN
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import Names
from inspector.reading.plain_words import plain
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS, SUCCESSES
from inspector.wording import tr
from inspector.wording.durations import counted, in_seconds
from inspector.wording.numbers import listed

_INSTEAD: Names = (
    "csrf", "ip-refused", "waf", "locked", "captcha", "origin-refused", "token-expired",
    "session-expired", "key-refused", "bad-login", "missing", "not-authenticated", "captive",
    "proxy", "localhost-only", "audience", "token-refused", "scheme-refused", "revoked", "mfa",
    "client-certificate", "malformed", "signature", "key-expired", "too-many-attempts",
    "unreachable", "password-expired",
)  # fmt: skip


def scope_missing(case: Case) -> Found:
    """The token lacks a scope that the challenge names."""
    token = bearer(case)
    wanted, place = case.heard.parameter("scope")
    code = case.heard.error[0]
    told = code in {"insufficient_scope", "insufficient_permissions"}
    said = case.said("scope") or (0 if case.sent.is_token_request else case.said("invalid-scope"))
    if (not told and not said) or not case.may_carry or token_source(case) is not None:
        return
    if case.asks_provider and case.heard.error[0] == "invalid_scope":  # asked for, not had
        return
    has = scopes(token) if token is not None else frozenset[str]()
    lacking = sorted(set(wanted.split()) - has) if wanted else []
    yield case.suspect(
        "scope-missing",
        STATED if told else _weight_of_scope(case, said),
        *case.quote("scope", "invalid-scope"),
        *([fact(tr("The API wants the scope {scope}.", scope=wanted), place)] if wanted else []),
        *_own(case, has),
        scope=listed(lacking) or wanted,
        has=listed(sorted(has)),
    )


def _weight_of_scope(case: Case, said: float) -> float:
    """Words that say in so many words that a scope is lacking, and offer nothing else, prove it."""
    found = case.says("scope")
    words = found.statement.plain if found is not None else ""
    lacks = _LACKS_SCOPE.search(words) and " or " not in words and bool(case.sent.credentials)
    return (SHOWN if lacks else CLEAR) * said


# finds `missing the read:users scope`
# but not `the scope of this guide`
_LACKS_SCOPE = lazy_re(
    r"\b(?:missing|lacks?|lacking|insufficient|not contain|not include|not have)"
    r"(?: \S+){0,3} scopes?\b|\bnot (?:been )?granted(?: \S+){0,3} scopes?\b|"
    r"\bscopes? (?:\S+ ){0,4}(?:is |are )?(?:missing|not granted|insufficient)\b"
)


def scope_by_comparison(case: Case) -> Found:
    """The challenge names a scope that the token does not have, without saying so in words."""
    token = bearer(case)
    wanted, place = case.heard.parameter("scope")
    if token is None or not wanted or not names_scopes(token) or case.heard.error[0]:
        return
    lacking = sorted(set(wanted.split()) - scopes(token))
    if lacking and case.is_refused:
        yield case.suspect(
            "scope-missing",
            RATHER,
            fact(tr("The API wants the scope {scope}.", scope=wanted), place),
            *_own(case, scopes(token)),
            scope=listed(lacking),
        )


def _own(case: Case, has: frozenset[str]) -> list[Evidence]:
    token = bearer(case)
    if token is None or not has:
        return []
    return [fact(tr("The token has: {scopes}.", scopes=listed(sorted(has))), token.place)]


def _seconds(age: str) -> str:
    return counted(int(age), "second") if age.isdecimal() else in_seconds(age)


def step_up(case: Case) -> Found:
    """A stronger or more recent login is asked for (RFC 9470)."""
    told = case.heard.error[0] == "insufficient_user_authentication"
    trust = case.said("step-up")
    if not told and not trust:
        return
    acr, place = case.heard.parameter("acr_values")
    age, age_place = case.heard.parameter("max_age")
    yield case.suspect(
        "step-up-required",
        SHOWN if told else LIKELY * trust,
        *case.quote("step-up"),
        *([fact(tr("The API wants the level {acr}.", acr=acr), place)] if acr else []),
        *([fact(tr("The login may be {time} old.", time=_seconds(age)), age_place)] if age else []),
        acr=acr,
        age=age,
    )


def proof_asked_anew(case: Case) -> Found:
    """A second proof is asked of a token that was given the very same call before.

    The login is whole then, and for this call it is not recent enough any more.
    """
    if not case.said("mfa") or case.sent.is_login or not case.sent.credentials:
        return
    before = given_the_same_before(case)
    if before is None:
        return
    since = (one for one in case.after if one.succeeded and case.shares_credential(one))
    works, entry = next(since, None), str(before.index + 1)
    facts = [fact(tr("Entry {entry} was given the same before.", entry=entry), before.heard_line)]
    if works is not None:
        entry = str(works.index + 1)
        facts.append(fact(tr("Entry {entry} was let in since.", entry=entry), works.heard_line))
    weight = SOUND if works is not None else LIKELY
    yield case.refused_for("step-up-required", weight, *case.quote("mfa"), *facts)


def right_missing(case: Case) -> Found:
    """The words speak of permissions, roles or rights."""
    trust = case.said("permission")
    logs_in = case.sent.is_login and not case.sent.login.is_beside_a_call
    if not trust or not case.may_carry or logs_in:
        return
    if case.asks_provider and case.said("client-configuration"):
        return  # the client lacks it, no user does
    if case.sent.is_token_request and case.said(*_OF_A_RENEWAL):
        return  # what is forbidden is to renew by what was sent
    yield case.refused_for(
        "right-missing",
        min(_weight(case), SHOWN if may_be_a_stranger(case) is None else SOUND) * trust,
        *case.quote("permission", "credentials-ok"),
        said=case.quoted("permission"),
    )


_OF_A_RENEWAL: Names = ("refresh-refused", "refresh-expired", "refresh-reused")


def right_of_several_reasons(case: Case) -> Found:
    """One sentence lists a right among what may be wrong, and the rest is shown to be in order."""
    left = reason_left(case)
    if left is None:
        return
    entry = left.given.number
    again = tr("Entry {entry} sent the same credential for another thing, and got it.", entry=entry)
    yield case.refused_for(
        "right-missing",
        CLEAR,
        said(left.told),
        fact(again, left.given.heard_line),
        said=left.told.statement.short,
    )


def _weight(case: Case) -> float:
    if case.said(*_INSTEAD) or seen_as_nobody(case) is not None or _is_offered_a_login(case):
        return HINT  # what nobody may do says nothing of what the caller may
    if case.status == HTTPStatus.UNAUTHORIZED and not case.sent.credentials:
        return HINT if case.heard.schemes and names_no_right(case) else HALF
    if alternates(case) is not None or case.once(unknown_below_folder) is not None:
        return OPEN
    words = case.meanings["permission"].statement.plain
    return STRONG if _names_the_caller(case, words) else _by_words(case, words)


def _by_words(case: Case, words: str) -> float:
    if _OF_A_DEED.search(words):  # who is not known is asked for a login
        return HALF if case.heard.challenges else _plain(case, words)
    if names_no_right(case):
        return _vague(case)
    return _plain(case, words)


def _names_the_caller(case: Case, words: str) -> bool:
    """Whether the one who may not do it is called by the name that was sent: so it is known."""
    user = plain(case.sent.main.user if case.sent.main is not None else "")
    told = _MAY_NOT.search(words)
    return len(user) > 1 and told is not None and f" {user} " in f" {words[: told.start()]} "


# finds `bob is not authorized to access`, `user ann does not have access`
# but not `bob is not authorized`, `ann is not allowed to login`
_MAY_NOT = lazy_re(
    r"\b(?:(?:is|are) not (?:authorized|allowed|permitted|entitled) (?:to|for)"
    r"(?! (?:login|signin|authenticate|connect))|"
    r"(?:has|does) not? (?:have )?(?:\w+ ){0,2}(?:access|permissions?|rights?|privileges?)|"
    r"lacks? (?:\w+ ){0,3}(?:access|permissions?|rights?|privileges?|roles?)|"
    r"(?:may|can) not)\b"
)


def _is_offered_a_login(case: Case) -> bool:
    """Whether who sends a session gets a page with a form to log in: nobody is known by it."""
    only_a_session = bool(case.sent.session_cookies) and not case.sent.credentials
    return only_a_session and case.heard.is_login_page


def _plain(case: Case, words: str) -> float:
    """Weigh words that name a right: in a success, who is known to nobody has none, too."""
    if doubted_thing(case) is not None:
        return RATHER  # the same words say that it may not be there
    if case.status in SUCCESSES and case.accepted_elsewhere is None:
        return LIKELY if case.sent.has_any else HALF
    if case.status == HTTPStatus.UNAUTHORIZED and " or " in words and _OF_A_LOGIN.search(words):
        return OPEN  # the other of two reasons, which the status is for
    if may_be_unread(case) is not None:
        return RATHER
    if case.status == HTTPStatus.FORBIDDEN and " or " not in words and _LACKS_RIGHT.search(words):
        sent = case.sent.authorization
        unread = sent is not None and sent.may_be_passed_over
        unread = unread or (only_denies_you(words) and not is_shown_as_known(case))
        return SHOWN if case.sent.credentials and not unread else STRONG
    return STRONG if case.status == HTTPStatus.FORBIDDEN else CLEAR


# finds `push not authorized`
# but not `not authorized`
_OF_A_DEED = lazy_re(
    r"\b(?:read|write|push|pull|fetch|clone|commit|merge|delete|create|update|edit|list|upload|"
    r"download|publish)(?:ing)? (?:access )?(?:is |was )?"
    r"(?:not (?:authorized|permitted|allowed)|denied)\b"
)
# finds `could not authenticate, or the account lacks the right`
# but not `admins or owners only`
_OF_A_LOGIN = lazy_re(r"\b(?:authenticat\w{1,5}|log(?:ged)? ?in|passwords?|credentials)\b")
# Said to a known caller with 403, such a sentence leaves nothing open.
# finds `you need the admin role`
# but not `the role was saved`
_LACKS_RIGHT = lazy_re(
    r"\b(?:missing|lacks?|requires?|required|needs?|needed|insufficient|not have)"
    r"(?: \S+){0,4} (?:permissions?|privileges?|roles?)\b|"
    r"\b(?:permissions?|privileges?|roles?)(?: \S+){0,4} (?:missing|required|needed)\b"
)


def _vague(case: Case) -> float:
    """Weigh "forbidden" and the like: a 401 with the same challenge means a wrong login.

    On a web server's own page they are the name of the status, whoever asks.
    """
    sent = case.sent.authorization
    if case.status != HTTPStatus.UNAUTHORIZED:
        status_alone = case.heard.content.page.is_of_web_server
        return OPEN if status_alone or forbids_a_write_with_a_token(case) else FAIR
    if sent is not None and (case.heard.schemes or sent.scheme in LOGIN_SCHEMES):
        return HINT
    # A token that is not known gets these words, too, and more often with this status.
    words = case.meanings["permission"].statement.plain
    return HALF if "authorized" in words else RATHER


def consent_missing(case: Case) -> Found:
    """The user or an administrator has not agreed yet."""
    device = case.sent.is_token_request and "device" in case.sent.grant_type
    denied = device and case.heard.error[0] == "access_denied"
    if denied and case.exchange.purpose in SIGN_IN:
        return  # it was this program's person who was asked, and who declined
    trust = case.said("consent") or float(denied)
    if trust:
        yield case.refused_for("consent-missing", SOUND * trust, *case.quote("consent"))


def scope_not_allowed(case: Case) -> Found:
    """The login provider does not give out the scope asked for."""
    told = case.heard.error[0] == "invalid_scope"
    if case.asks_provider and (told or case.said("invalid-scope")):
        yield case.refused_for(
            "scope-not-allowed",
            CLEAR if told else LIKELY,
            *case.quote("invalid-scope"),
            scope=case.sent.fields.get("scope", ""),
        )


# ---------------- Headers of the reply list the token's scopes and those that the call accepts


def none_in_common(case: Case) -> Found:
    """What the call accepts and what the token has do not overlap."""
    found = granted_and_accepted(case) if case.status in MAY_BE_WRONG_ADDRESS else None
    if found is None:
        return
    granted, accepted = found
    hidden = case.status == HTTPStatus.NOT_FOUND
    yield case.refused_for(
        "not-found-hides-forbidden" if hidden else "scope-missing",
        RATHER if hidden else CLEAR,
        fact(
            tr("The token has: {scopes}.", scopes=listed(granted.names) or tr("(none)")),
            granted.place,
        ),
        fact(tr("The call accepts: {scopes}.", scopes=listed(accepted.names)), accepted.place),
        scopes=listed(accepted.names),
        missing=listed(accepted.names),
    )


RULES = (
    none_in_common,
    scope_missing,
    scope_by_comparison,
    step_up,
    proof_asked_anew,
    right_missing,
    right_of_several_reasons,
    consent_missing,
    scope_not_allowed,
)
