"""The credential is valid by the clock, or worked before, and is refused now."""

import base64
import binascii
import re
from datetime import timedelta
from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.proxies_asked import given_directly
from inspector.diagnose.facts.hosts.services_behind import is_internal_error
from inspector.diagnose.facts.named_places import words_of
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.shown_to_others import shown_to_another
from inspector.diagnose.facts.token_claims import bearer, expired_by, issued_in
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
    STRONG,
)
from inspector.model.finding import Evidence
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.field_names import is_of_an_application
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import LOGINS
from inspector.protocol.signatures.signed_address import is_signed
from inspector.reading.credential import Credential
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_CLAIM,
    OF_A_RIGHT,
    OF_A_SERVICE,
    OF_A_SETTING,
    OF_A_WRONG_ONE,
    OF_AN_END,
    Names,
    without,
)
from inspector.reading.statuses import CLIENT_ERRORS, MAY_REFUSE_CREDENTIAL, MISREAD_REQUEST
from inspector.story.clocks.round_ages import round_age
from inspector.story.entry import identity
from inspector.story.interruptions import is_same
from inspector.story.pairs import differs
from inspector.story.parties import split_by_server
from inspector.wording import tr
from inspector.wording.durations import span

_OTHER_REASON: Names = (
    *BESIDE_THE_CREDENTIAL, *without(OF_AN_END, "revoked"), *OF_A_CLAIM, *OF_A_SERVICE,
    *OF_A_SETTING,
    "unknown-key", "malformed", "account-gone", "nonce-wanted", "replayed",
)  # fmt: skip


def worked_before(case: Case) -> Found:
    """The same token worked for the same call earlier, and its time is not over."""
    token = _token(case)
    refused = case.status in MAY_REFUSE_CREDENTIAL or _is_refused_inside(case)
    named = case.status in CLIENT_ERRORS and case.said(*_UNKNOWN)  # with a status of its own
    if token is None or not (refused or named):
        return
    if case.said(*without(_OTHER_REASON, *_aside(case, token))):
        return
    if expired_by(case, token) is not None:
        return
    if split_by_server(case.trace.story, case) or shown_to_another(case) or given_directly(case):
        return  # or it came with another role then, or by another way
    same = [c for c in case.same_request_before if c.succeeded and identity(token) in c.identities]
    same = [c for c in same if _word(c) == _word(case) and not _names_what_differs(case, c)]
    if token.signs_a_message or _may_be_of_the_body(token):
        same = [c for c in same if is_same(c, case)]
    if not same:
        return
    last = same[-1]
    gap = _gap(last, case)
    ago = span(gap) if gap is not None else ""
    life = case.trace.story.lives.of(case, token)
    stated = life is not None and life.ends is not None
    old = gap is not None and gap >= _LIFETIME and not stated
    session = life is not None and life.is_session
    aged = old and not token.claims and not _lasts(token) and not session
    yield case.refused_for(
        "worked-before",
        _weight(case, token, last, aged=aged),
        _worked(last, ago),
        fact(tr("It was sent unchanged."), token.place),
        ago=ago,
    )
    if aged:
        ended = "session-ended" if life is not None and life.born_of_login else "token-expired"
        yield case.refused_for(ended, FAIR, _worked(last, ago), *case.quote("token-refused"))


def _aside(case: Case, token: Credential) -> Names:
    """Return what words may say of a token that was taken.

    It was well formed then; where it is called wrong, or nobody may come in, words of a right are
    what stands on every page of that status. What is signed was right to the last sign: who signed
    it is gone.
    """
    vague = case.status == HTTPStatus.UNAUTHORIZED or case.said(*_UNKNOWN) > 0
    signed = token.signs_a_message or is_signed([name for name, _ in case.sent.query])
    rights: Names = ("permission",) if vague else ()
    return ("malformed", *rights, *(("signature",) if signed else ()))


def _is_refused_inside(case: Case) -> bool:
    """Whether a success holds an error that may be of the caller, and not the server's own."""
    return case.is_hidden_error and not is_internal_error(case)


def _weight(case: Case, token: Credential, last: Case, *, aged: bool) -> float:
    """An opaque token that was last seen long ago may as well have ended by itself."""
    told = case.is_hidden_error and case.said("denied", *OF_A_RIGHT)  # a 403 within a success
    if (case.status == HTTPStatus.FORBIDDEN or told) and not case.said(*_UNKNOWN):
        # It was read: a right went. What is signed is good by itself; to take it back is rare.
        right = case.said("denied", *OF_A_RIGHT) or token.claims
        return OPEN if right else HALF
    refused = case.meanings.get("token-refused")
    if refused is not None and _GONE.search(refused.statement.plain):
        return STRONG  # what only ended would be called so
    # Who lacks a right is mostly told so with 403.
    by_right = case.status == HTTPStatus.UNAUTHORIZED and case.said("permission") > 0
    if by_right or (case.status in MISREAD_REQUEST and case.heard.gives_no_reason):
        # A request may be wrong in many ways, unless it was right to the last byte before.
        return FAIR if by_right or is_same(last, case) else OPEN
    life = case.trace.story.lives.of(case, token)
    if life is not None and life.ends is None and round_age(life, case) is not None:
        return HALF  # it ended by itself, as it seems
    if life is not None and life.is_session and "exp" not in token.claims:
        return HALF  # sessions end by themselves more often than by somebody's hand
    return CLEAR if token.claims else (RATHER if aged else SOUND)


# finds `acl token not found`, `unknown token`
# but not `token not found in request`
_GONE = lazy_re(
    r"\b(?:no such|unknown) (?:token|key)\b|"
    r"\b(?:token|key) (?:(?:is |was )?not found|does not exist)\b(?! (?:in|on|within)\b)"
)


def _lasts(token: Credential) -> bool:
    """Whether it is a key of a known kind that lives for months, and no access token of OAuth."""
    known = token.known_key
    return known is not None and not re.search(r"OAuth|short-lived|temporary", known.shape.kind)


def _may_be_of_the_body(token: Credential) -> bool:
    """Whether what stands in the body may be its own signature: it is as long as a hash."""
    return token.where == "body" and _HASH.fullmatch(token.bare) is not None


# finds `0fV2noa0oZfPo07n3FIEEdFL1F9D0RNaeVdU0UGOXmc=`
# but not `q8Zk2fT0bLw7Xn5ctGhRv1yM`
_HASH = lazy_re(r"[A-Za-z0-9+/_-]{27}=|[A-Za-z0-9+/_-]{43}=|[A-Za-z0-9+/_-]{86}==|[0-9a-f]{128}")


def _names_what_differs(case: Case, other: Case) -> bool:
    """Whether a header or value was another one then, or not there, that the reply speaks of.

    Which application calls is looked at as the key is, whatever the reply speaks of.
    """
    words = words_of(case).lower()
    before = {*other.sent.fields.items(), *other.sent.query}
    changed = (one for one in (*case.sent.fields.items(), *case.sent.query) if one not in before)
    parts = (part for _, text in changed for part in text.lower().split(","))
    if any(len(part) >= _TELLING and part in words for part in parts):
        return True
    apart = tuple(differs(case, other))
    in_address = case.sent.main is not None and case.sent.main.where == "query"
    if in_address and any(one.what == "query" and not one.refused for one in apart):
        return True  # what stood beside it in the address is not there any more
    headers = (one.name for one in apart if one.what == "header")
    return any(name in words or is_of_an_application(name) for name in headers)


_TELLING = 4  # characters; shorter values stand in words by chance


def _word(case: Case) -> str:
    """Return the word before the token, whose letters some compare; also within a key's header."""
    if case.sent.authorization is not None:
        return case.sent.authorization.word
    return case.sent.main.wrapping.partition("…")[0] if case.sent.main is not None else ""


def _gap(last: Case, case: Case) -> timedelta | None:
    start, end = last.server_time, case.server_time
    return end - start if start is not None and end is not None else None


_LIFETIME = timedelta(minutes=15)


def _worked(last: Case, ago: str) -> Evidence:
    main = last.sent.main
    return fact(
        tr("The same call with the same credential worked {ago} before.", ago=ago),
        main.place if main else None,
    )


def _token(case: Case) -> Credential | None:
    found = bearer(case)
    if found is not None:
        return found if found.where != "cookie" else None
    if case.sent.authorization is not None and case.sent.authorization.scheme in LOGINS:
        return None
    return case.sent.main if case.sent.credentials else None


def valid_by_clock(case: Case) -> Found:
    """invalid_token for a JWT whose time is not over and whose form is right."""
    token = bearer(case)
    if token is None or not token.claims or case.heard.error[0] != "invalid_token":
        return
    if case.said(*_OTHER_REASON, "signature", "revoked"):
        return
    if loose_numeric_date(token.claims.get("exp")) is None or expired_by(case, token) is not None:
        return
    yield case.suspect(
        "refused-though-valid",
        HALF,
        fact(tr("By the clock the token has not expired."), token.place),
        *case.quote("token-refused"),
    )


# ---------------- What in the trace took a credential back
_NOT_TAKEN_BACK: Names = (
    "token-expired", "permission", "scope", "csrf", "locked", "audience", "issuer",
)  # fmt: skip
_UNKNOWN: Names = OF_A_WRONG_ONE


def replaced_by_sign_in(case: Case) -> Found:
    """The same account signed in once more, got another token, and the first is refused since."""
    if not (case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error):
        return
    if case.said(*(name for name in _NOT_TAKEN_BACK if name != "token-expired")):
        return
    for credential in (*case.sent.credentials, *case.sent.session_cookies):
        source = issued_in(case, credential)
        later = _signed_in_again(case, credential, source[0]) if source is not None else None
        if source is None or later is None or expired_by(case, credential) is not None:
            continue
        if case.said("token-expired") and not _ended_by(case, later):
            continue
        yield case.refused_for(
            "replaced-by-sign-in",
            _weight_of_a_sign_in(case, later),
            fact(tr("It came from a sign-in before."), source[0].heard_line),
            fact(tr("The same sign-in was repeated and gave another one."), later.heard_line),
            fact(tr("The first one was sent."), credential.place),
        )
        return


def _ended_by(case: Case, later: Case) -> bool:
    """Whether what is called expired was accepted until just before another login was answered.

    It was a few minutes old: a lifetime as short as that is rare, one token an account is not.
    """
    worked = _accepted_before(case)
    start, now = worked[-1].client_time if worked else None, case.client_time
    if not worked or start is None or now is None or later.sent.is_token_request:
        return False
    return worked[-1].index < later.index and now - start <= _LIFETIME


def _weight_of_a_sign_in(case: Case, later: Case) -> float:
    """A token endpoint gives out many tokens that live side by side; a login seldom does so."""
    if later.sent.is_token_request:
        return FAIR if _accepted_before(case) else HINT
    return SHOWN if _accepted_before(case) else LIKELY


def _signed_in_again(case: Case, credential: Credential, first: Case) -> Case | None:
    """Return a later sign-in of the same account that handed out something else, or None."""
    for other in reversed(case.neighbours):
        between = first.index < other.index < case.index
        if not (between and first.repeats(other) and _is_same_login(first, other)):
            continue
        reply = other.exchange.reply
        if other.succeeded and reply is not None and credential.bare.encode() not in reply.body:
            return other
    return None


def _is_same_login(first: Case, other: Case) -> bool:
    """Whether two sign-ins name one account: by the same body, the same query, the same user."""
    body, query = first.sent.message.body, first.sent.query
    if body or other.sent.message.body:
        same = body == other.sent.message.body
    else:
        same = first.sent.is_login and bool(query) and query == other.sent.query
    user = first.sent.login_user
    return same or bool(first.sent.is_login and user and user == other.sent.login_user)


def _accepted_before(case: Case) -> list[Case]:
    return [c for c in case.before if c.succeeded and case.shares_credential(c)]


def lasting_key_refused(case: Case) -> Found:
    """A key that lives for months was accepted before, and nobody knows it now."""
    key = case.sent.main
    if key is None or case.status != HTTPStatus.UNAUTHORIZED or not _key_lasts(key):
        return
    worked = _accepted_before(case)
    since = any(c.succeeded and case.shares_credential(c) for c in case.after)
    if not worked or since or not case.said(*_UNKNOWN) or case.said(*_NOT_TAKEN_BACK):
        return
    shown = _made_public(case, key)
    accepted = fact(tr("The same key was accepted before."), worked[-1].heard_line)
    yield case.refused_for(
        "key-made-public" if shown else "key-revoked",
        STRONG if shown else CLEAR,
        accepted,
        *shown,
        *case.quote(*_UNKNOWN),
        name=key.name,
        kind=key.known_key.shape.kind if key.known_key else "",
    )


def _key_lasts(key: Credential) -> bool:
    known = key.known_key if "exp" not in key.claims else None
    return known is not None and not _SHORT_LIVED.search(known.shape.kind)


_SHORT_LIVED = lazy_re(r"OAuth|short-lived|temporary|installation|session")


def _made_public(case: Case, key: Credential) -> list[Evidence]:
    """Return as evidence a request before that wrote the key into what it stored."""
    for other in reversed(case.before):
        stored = other.succeeded and not other.sent.is_safe
        if stored and any(_holds(text, key.bare) for text in other.sent.fields.values()):
            said = tr("This request stored the key itself.")
            return [fact(said, other.sent_body)]
    return []


def _holds(text: str, key: str) -> bool:
    """Whether a text holds a key among other words, in Base64 too."""
    if key in text:
        return len(text) > len(key)
    try:
        return len(text) <= _LARGEST and key.encode() in base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False


_LARGEST = 1_000_000


RULES = (replaced_by_sign_in, lasting_key_refused, worked_before, valid_by_clock)
