"""The same credential works elsewhere, or the refusal is a bare 403 to a known caller."""

from datetime import timedelta
from http import HTTPStatus

from inspector.diagnose.facts.accepted_elsewhere import (
    alternates,
    given_to_its_like,
    taken_as_sent,
    taken_before,
)
from inspector.diagnose.facts.browser import from_another_site
from inspector.diagnose.facts.callers.asked_again import asks_again
from inspector.diagnose.facts.callers.ended_sessions import asks_for_no_cookie, renewed_elsewhere
from inspector.diagnose.facts.callers.intermediate_servers import is_for_the_program
from inspector.diagnose.facts.callers.logins_for_another import login_taken_for_another
from inspector.diagnose.facts.callers.other_schemes import asks_for_another
from inspector.diagnose.facts.callers.strangers import nobody_is_known
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import known_token
from inspector.diagnose.facts.hosts.behind_a_folder import (
    folder_before,
    given_below_another,
    unknown_below_folder,
)
from inspector.diagnose.facts.placement import refuses_a_key_alone
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.server_errors import lacks_a_right
from inspector.diagnose.facts.suspicion import Found, another_value, fact
from inspector.diagnose.facts.things.differing_paths import differing_word
from inspector.diagnose.facts.things.signed_paths import given_with_its_query
from inspector.diagnose.facts.token_claims import bearer, expired_by, issued_in
from inspector.diagnose.products.fingerprints import Known, limits
from inspector.diagnose.weights import CLEAR, FAIR, HALF, HINT, LIKELY, OPEN, RATHER, SOUND
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Cause, Evidence
from inspector.protocol.field_names import is_password_name
from inspector.protocol.patterns import word_set
from inspector.reading.errors.refusing_words import refuses_in_a_word
from inspector.reading.framing.inner_replies import given_beside_an_error
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_CLAIM,
    OF_A_LACK,
    OF_A_RIGHT,
    OF_A_SERVICE,
    OF_A_SETTING,
    OF_A_WRONG_ONE,
    OF_AN_END,
    WITHOUT_A_REASON,
    Names,
    without,
)
from inspector.reading.statuses import MISREAD_OR_NO_PLACE, TURNS_AWAY
from inspector.story.interruptions import interruption, shut_out
from inspector.story.parties import split_by_server
from inspector.wording import tr

_TOLD = CLEAR
_LISTED = HALF  # trusted less than that is what a page lists among several reasons
_STRONGER_REASON: Names = (
    *without(BESIDE_THE_CREDENTIAL, *OF_A_RIGHT), *OF_AN_END, *OF_A_CLAIM, *OF_A_SERVICE,
    *OF_A_SETTING, "scheme-refused", "https-wanted",
)  # fmt: skip
_OTHER_REASON: Names = (
    *_STRONGER_REASON, *without(OF_A_LACK, "not-found-there"), *OF_A_WRONG_ONE, "signature",
    "algorithm", "unknown-key", "malformed",
)  # fmt: skip


def works_elsewhere(case: Case) -> Found:
    """The credential is accepted for another address of the same host, before and after alike."""
    hidden = case.is_hidden_error and case.said(*WITHOUT_A_REASON)
    if not (case.status in TURNS_AWAY or hidden) or not case.sent.credentials:
        return
    if case.said(*_STRONGER_REASON) > _LISTED or not _valid(case) or _was_not_read(case):
        return
    other = case.accepted_elsewhere or _made_anew_elsewhere(case)
    if other is None or _has_no_rights(case) or _ended_since(case, other):
        return
    told = case.said("missing") >= _TOLD and not asks_again(case)
    main, as_sent = case.sent.credentials[0], taken_as_sent(case) if told else None
    if told and (as_sent is None or not (main.scheme or as_sent.sent.path == case.sent.path)):
        return  # a key of any name is read by some of a host's programs, and missed by others
    if split_by_server(case.trace.story, case) is not None:
        return
    if interruption(case.trace.story, case) or shut_out(case.trace.story, case):
        return
    # Who lacks a right is not asked to log in by another scheme.
    weight = HINT if asks_for_another(case) else _weight_beside(case, other)
    yield case.refused_for(
        "works-elsewhere",
        weight,
        _got_it(case, other),
        fact(tr("Here it was refused."), main.place),
        other=f"{other.sent.method} {other.sent.path}",
    )


def _has_no_rights(case: Case) -> bool:
    """Whether it was allowed by turns, or signs a path and says nothing of who asks."""
    return alternates(case) is not None or given_with_its_query(case) is not None


def _sets_another(case: Case, other: Case) -> bool:
    """Whether what was accepted then shows the secret once more, or sets a password: it ends so."""
    fields, secrets = other.sent.fields, {one.part.secret for one in case.sent.carried}
    shown = not secrets.isdisjoint(fields.values()) or any(map(is_password_name, fields))
    return shown and not other.sent.is_safe


def _was_not_read(case: Case) -> bool:
    """Whether a web server in front wrote the page, and only the program behind knows who calls."""
    return case.heard.content.page.is_of_web_server and is_for_the_program(case)


def _made_anew_elsewhere(case: Case) -> Case | None:
    """Return what a token with the same claims got at another address, and nothing got here."""
    found = given_to_its_like(case)
    return found if found is not None and not found.repeats(case) else None


def _got_it(case: Case, other: Case) -> Evidence:
    values = {
        "status": other.heard.phrase,
        "method": other.sent.method,
        "path": other.sent.path,
    }
    told = (
        tr("The same credential got {status} for {method} {path}.", **values)
        if case.shares_credential(other)
        else tr("A token with the same claims got {status} for {method} {path}.", **values)
    )
    return fact(told, other.sent.main.place if other.sent.main else None)


def _ended_since(case: Case, other: Case) -> bool:
    """Whether what was accepted then was revoked, signed out or changed before it was refused.

    So it is where the very same was given, too: no address makes the difference.
    """
    if other.index < case.index and (_sets_another(case, other) or taken_before(case)):
        return True
    ends = (life.end for life in case.trace.story.lives.sent_in(case))
    return any(end and other.index < end.entry.index < case.index for end in ends)


def session_renewed_elsewhere(case: Case) -> Found:
    """A session that was renewed for another address moments ago is refused, or led to a login."""
    if not (case.status in TURNS_AWAY or wants_login(case)) or case.said(*_STRONGER_REASON):
        return
    other = renewed_elsewhere(case)
    if other is None or asks_for_no_cookie(case):
        return
    place = other.heard.header_place("set-cookie")
    yield case.refused_for(
        "works-elsewhere",
        SOUND if case.sent.is_safe else HALF,  # what writes may lack a token against forgery
        fact(tr("{path} renewed the same session just before.", path=other.sent.path), place),
        fact(tr("Here it was refused."), case.sent.session_cookies[0].place),
        other=f"{other.sent.method} {other.sent.path}",
    )


def login_for_another(case: Case) -> Found:
    """The same login was taken for another project, scope or tenant: it has no right in this one.

    Whatever the words say: many servers give one refusal for a wrong password and for this.
    """
    found = login_taken_for_another(case)
    if found is None or not (case.is_refused or case.said("bad-login")):
        return
    if case.said(*_STRONGER_REASON):
        return
    facts = (
        fact(tr("The same name and password were taken before."), found.taken.heard_line),
        another_value(found.name, found.here, found.there, case.sent_line),
    )
    yield case.refused_for("works-elsewhere", LIKELY, *facts, other=found.there)
    yield case.refused_for("wrong-tenant", OPEN, *facts)


def _weight_beside(case: Case, other: Case) -> float:
    """Less where a known CSRF token was left out, or the web server's own page refuses."""
    reading_only = other.sent.is_safe and not case.sent.is_safe
    left_out = not case.sent.csrf_tokens and known_token(case)[0] is not None
    if reading_only and (left_out or _written_from_another_site(case)):
        return OPEN
    same = other.sent.path == case.sent.path or given_below_another(case) is not None
    own_page = case.heard.content.page.is_of_web_server and same
    said = any(known.says.weight >= SOUND for known in case.known if _is_other(known))
    if own_page or said or case.said("wrong-host") or case.once(unknown_below_folder):
        return OPEN  # the product itself says what is wrong, or no word is of who calls
    general = case.said("not-authenticated") and not asks_again(case)
    unknown = case.status == HTTPStatus.UNAUTHORIZED and general and not case.said("permission")
    unknown = unknown or (reading_only and nobody_is_known(case))
    if unknown and (taken_as_sent(case) is None or any(map(_is_other, case.known))):
        return HINT  # nobody is known here; what answered may be open to all
    if case.status == HTTPStatus.UNAUTHORIZED and _is_same_elsewhere(case, other):
        return HALF
    known_since = other.index > case.index or case.status == HTTPStatus.FORBIDDEN
    known_since = known_since or _refused_before(case, other)
    # It was known then, and now nobody is.
    unknown_now = case.said(*_UNKNOWN) >= (_TOLD if known_since else HINT)
    if unknown_now and other.index < case.index:
        return HALF
    return SOUND if known_since else FAIR


def _is_same_elsewhere(case: Case, other: Case) -> bool:
    """Whether a path has one word otherwise, or the whole of the other one behind a beginning."""
    mine, theirs = case.sent.path, other.sent.path
    below = folder_before(mine, theirs) or folder_before(theirs, mine)
    return bool(below or differing_word(mine, theirs)[0])


def _refused_before(case: Case, other: Case) -> bool:
    """Whether the same address refused the credential before it was taken elsewhere, too."""
    asked = (case.sent.method, case.sent.path, case.status)
    earlier = (one for one in case.before if one.index < other.index)
    same = (one for one in earlier if (one.sent.method, one.sent.path, one.status) == asked)
    return any(map(case.shares_credential, same))


def _written_from_another_site(case: Case) -> bool:
    """Whether a write says that another site's page sent it, with what a browser adds unasked."""
    sent = case.sent.authorization
    unasked = sent is not None and sent.scheme in LOGIN_SCHEMES
    return unasked and from_another_site(case) is not None


_UNKNOWN: Names = OF_A_WRONG_ONE


def _is_other(known: Known) -> bool:
    return known.says.cause is not Cause.INSUFFICIENT_PERMISSIONS


def forbidden(case: Case) -> Found:
    """A bare 403 to a request that carries a credential, or its words with another status."""
    may_hide = case.is_hidden_error or case.status in MISREAD_OR_NO_PLACE
    hidden = may_hide and case.said("denied")
    named = case.said("permission") > 0 or case.once(lacks_a_right) is None
    if case.status != HTTPStatus.FORBIDDEN and not hidden and named:
        return
    if not case.sent.has_any or case.said(*_OTHER_REASON):
        return
    if case.sent.has_saml or case.sent.is_login or case.sent.is_token_request or not _valid(case):
        return
    yield case.suspect(
        "forbidden",
        _weight_of_a_bare_one(case),
        case.status_evidence,
        fact(tr("A credential was sent in {name}.", name=case.sent.main.name), case.sent.main.place)
        if case.sent.main
        else case.status_evidence,
        usual=not case.said("denied", "permission"),
    )


def given_in_part(case: Case) -> Found:
    """A field is denied, and others of the same query are given (GraphQL §7.1.2, an error's path).

    Who is not known at all is told that it is so, by words or a code.
    """
    denied = case.is_hidden_error and case.said(*WITHOUT_A_REASON)
    if not denied or not case.sent.has_any or case.said(*_OTHER_REASON):
        return
    given = given_beside_an_error(case.heard.content)
    if given:
        names = ", ".join(given[:_FIRST_NAMES])
        yield case.refused_for(
            "forbidden",
            LIKELY,
            *case.quote(*WITHOUT_A_REASON),
            fact(tr("The reply does give {names}.", names=names), case.heard_body),
            given=names,
        )


_FIRST_NAMES = 3


def _weight_of_a_bare_one(case: Case) -> float:
    sent = case.sent.authorization
    unsure = sent is not None and sent.is_negotiation
    if not unsure and case.sent.main is not None and case.sent.main.claims and _was_given(case):
        return HALF  # what is signed is hardly ever taken back
    unsure = unsure or _was_given(case) or interruption(case.trace.story, case) is not None
    # Who answers a success with a word has no status for whoever is known.
    one_word = case.is_hidden_error and refuses_in_a_word(case.heard.content)
    if unsure or one_word or refuses_a_key_alone(case):
        return OPEN
    return RATHER if case.sent.is_safe or case.sent.credentials else HALF


def _was_given(case: Case) -> bool:
    """Whether the very same request was given before: there is the right, or there was."""
    before = taken_as_sent(case)
    if before is None or before.index > case.index or not before.repeats(case):
        return False
    mine, theirs = case.sent.message, before.sent.message
    return mine.url == theirs.url and mine.body == theirs.body


def _valid(case: Case) -> bool:
    token = bearer(case)
    return token is None or expired_by(case, token) is None


def limited_key(case: Case) -> Found:
    """The credential was handed out moments ago with limits, and is refused outside of them."""
    if case.status not in TURNS_AWAY or case.said(*_OTHER_REASON):
        return
    for credential in case.sent.credentials:
        source = issued_in(case, credential)
        if source is None:
            continue
        known = _LIMITS | limits(case.trace.left_out)
        named = [key for key in _keys(source[0].heard.content.json) if key.lower() in known]
        if named:
            yield case.refused_for(
                "key-is-limited",
                LIKELY,
                fact(
                    tr(
                        "The reply that handed it out names limits: {names}.",
                        names=", ".join(named[:3]),
                    ),
                    source[0].heard.header_place("date"),
                ),
                fact(tr("The credential was handed out in this trace."), credential.place),
                limits=", ".join(named[:3]),
            )
            return


def fresh_token_refused(case: Case) -> Found:
    """The server refuses, without a word against it, a token that it gave out moments ago."""
    token = case.sent.authorization
    if token is None or case.status not in TURNS_AWAY or not _valid(case):
        return
    source = issued_in(case, token)
    wordless = not case.heard.error[0] and not case.said(*_OTHER_REASON)
    if source is None or not wordless or source[0].sent.host != case.sent.host:
        return
    start, now = source[0].client_time, case.client_time
    if start is None or now is None or not timedelta(0) <= now - start <= _FRESH:
        return
    yield case.refused_for(
        "forbidden",
        RATHER,
        fact(tr("The server gave out this token itself moments before."), token.place),
    )


_FRESH = timedelta(minutes=1)
# What APIs in general call the limits of a key; a product's own are among what is known of it.
_LIMITS = word_set(
    "capabilities limits restrictions restricted permissions allowed_resources allowedresources "
    "restrictions_on restricted_to privileges"
)


def _keys(value: object, depth: int = 0) -> list[str]:
    if not isinstance(value, dict) or depth > _DEEP:
        return []
    found = [str(key) for key, inner in value.items() if inner not in (None, "", [])]
    for inner in value.values():
        found.extend(_keys(inner, depth + 1))
    return found


_DEEP = 3

RULES = (
    works_elsewhere,
    session_renewed_elsewhere,
    login_for_another,
    forbidden,
    given_in_part,
    limited_key,
    fresh_token_refused,
)
