"""Nothing was sent: no header, key, cookie or login."""

from http import HTTPStatus

from inspector.diagnose.facts.accepted_elsewhere import worked_unseen
from inspector.diagnose.facts.authorization_requests import brought_back, calls_a_part_wrong
from inspector.diagnose.facts.browser import announced_authorization
from inspector.diagnose.facts.callers.ended_sessions import only_guessed
from inspector.diagnose.facts.callers.intermediate_servers import went_directly
from inspector.diagnose.facts.callers.missing_proofs import lacks_a_proof
from inspector.diagnose.facts.callers.written_logins import (
    kinds_of_login,
    lacks_a_login,
    lacks_a_signature,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import cookies_kept, is_a_flag, left_behind
from inspector.diagnose.facts.hosts.waiting_logins import waits_in_vain
from inspector.diagnose.facts.placement import (
    lost_in_address,
    misnamed_header,
    shows_nothing,
)
from inspector.diagnose.facts.refusing_pages import after_login, is_page_of_a_filter
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.things.path_keys import likely_key
from inspector.diagnose.weights import (
    BARELY,
    CLEAR,
    FAINT,
    FAIR,
    HALF,
    HINT,
    LIKELY,
    OPEN,
    PROVEN,
    RATHER,
    SHOWN,
    SOUND,
    STRONG,
)
from inspector.model.exchange import SIGN_IN
from inspector.model.finding import Evidence
from inspector.model.story import LETS_IN
from inspector.protocol.cookie.cookie_uses import may_stand_for_somebody
from inspector.protocol.field_names import is_caller_header
from inspector.protocol.stand_ins import CERTAIN, stand_in
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_CLAIM,
    OF_A_LACK,
    OF_A_SETTING,
    OF_A_WRONG_ONE,
    OF_AN_END,
    Names,
)
from inspector.reading.statuses import (
    ERRORS,
    MAY_REFUSE_CREDENTIAL,
    REFUSES_TOKEN_REQUEST,
    SERVER_ERRORS,
    SUCCESSES,
)
from inspector.reading.unnamed_keys import may_hold_a_key
from inspector.story.logins import is_login_callback
from inspector.wording import tr

_ASKS: Names = OF_A_LACK
_MORE_THAN_MISSING: Names = (
    *BESIDE_THE_CREDENTIAL, *OF_AN_END, *OF_A_CLAIM, *OF_A_WRONG_ONE, "signature",
)  # fmt: skip
_READS_COOKIES = frozenset({"cookie", "session"})  # named by a challenge: a cookie was looked at
_TOLD, _UNNAMED = CLEAR, FAIR


def nothing_sent(case: Case) -> Found:
    """Nothing at all was sent that says who calls."""
    if case.sent.method == "OPTIONS" or case.sent.is_token_request:
        return
    if case.exchange.purpose in SIGN_IN:  # a step that has proofs of its own
        return
    schemes = case.heard.schemes
    if case.sent.has_any and not (only_guessed(case) and _READS_COOKIES.isdisjoint(schemes)):
        return
    if case.exchange.reply is None or _holds_something(case):
        return
    if after_login(case) or is_login_callback(case) or brought_back(case)[0]:
        return
    elsewhere = misnamed_header(case) or lost_in_address(case) or kinds_of_login(case)
    weight = 0.0 if elsewhere is not None or _is_of_a_filter(case) else _weight(case)
    weight = min(weight, _most(case))
    if weight:
        yield case.refused_for(
            "no-credentials-sent",
            weight,
            _absence(case),
            *case.quote(*_ASKS, "session-expired"),
            *_challenges(case),
            absent=True,
            scheme=tr(" or ").join(case.heard.scheme_names),
        )


def _most(case: Case) -> float:
    """Return how sure it may be that nothing else of the request says who calls."""
    if case.sent_certificate:  # it does so, where it is known to the server
        return RATHER
    in_path = likely_key(case)
    if in_path is not None:
        return HALF if in_path.begins_an_api and not case.said(*_ASKS) else SOUND
    headers, cookies = case.sent.message.headers, case.sent.cookies
    unnamed = may_hold_a_key(headers, case.sent.query) or any(
        may_stand_for_somebody(name, value) for name, value, _ in cookies
    )
    return _UNNAMED if unnamed else PROVEN


def _is_of_a_filter(case: Case) -> bool:
    """Whether a success is the page of somebody in between, who asks for no credential."""
    return case.status in SUCCESSES and is_page_of_a_filter(case)


def _holds_something(case: Case) -> bool:
    """Whether an empty credential, a certificate or what a reply had handed out was sent."""
    unasked = case.sent_certificate and not case.heard.schemes
    shown = _holds_an_empty_one(case) or unasked
    return shown or _sends_what_was_handed_out(case)


def _sends_what_was_handed_out(case: Case) -> bool:
    """Whether the request has somewhere what a reply before had handed out as a secret."""
    lives = case.trace.story.lives.sent_in(case)
    return any(life.kind in LETS_IN and life.birth is not None for life in lives)


def parameter_missing(case: Case) -> Found:
    """The reply misses a parameter that says who calls (RFC 5849 §3.2, SAML bindings §3.5.4)."""
    words = lacks_a_signature(case) or lacks_a_login(case)
    if words is not None and not case.may_be_stripped:
        told = quoted(words)
        yield case.refused_for("no-credentials-sent", SOUND, _absence(case), told, absent=True)


def proof_missing(case: Case) -> Found:
    """The reply speaks of a checksum or signature that failed, and the request has none at all."""
    words = None if case.may_be_stripped else lacks_a_proof(case)
    if words is not None:
        told = quoted(words)
        yield case.refused_for("no-credentials-sent", CLEAR, _absence(case), told, absent=True)


def client_not_named(case: Case) -> Found:
    """A token request names no client at all: no Basic login, no client_id, no assertion."""
    if not case.sent.is_token_request or case.status not in REFUSES_TOKEN_REQUEST:
        return
    if case.sent.credentials or any(name.startswith("client_") for name in case.sent.fields):
        return
    if calls_a_part_wrong(case):
        return
    told = case.heard.error[0] in {"invalid_request", "invalid_client", "unauthorized_client"}
    if told or case.heard.gives_no_reason:
        yield case.suspect(
            "no-credentials-sent",
            STRONG if told else FAIR,
            _absence(case),
            *case.quote("missing", "client-refused"),
            *_challenges(case),
            absent=True,
        )


def client_without_proof(case: Case) -> Found:
    """A client names itself and shows nothing, which the provider may want (RFC 6749 §3.2.1)."""
    if not case.asks_provider or case.heard.error[0] != "invalid_client" or not shows_nothing(case):
        return
    yield case.refused_for(
        "client-proof-missing",
        RATHER,
        fact(tr("The client only named itself, by client_id."), case.sent_body),
        *case.quote("client-refused"),
        client=case.sent.fields.get("client_id", ""),
    )


def _holds_an_empty_one(case: Case) -> bool:
    sent = case.sent.authorization
    return sent is not None and not sent.value.strip()


def _weight(case: Case) -> float:
    if only_guessed(case):
        return _weight_of_a_guess(case)
    asks = case.said(*_ASKS)
    against = _against(case, asks)
    if against is not None:
        return against
    if case.status in _BY_STATUS:
        told, bare = _BY_STATUS[case.status]
        unread = not asks and not case.heard.gives_no_reason and not case.heard.challenges
        return told if asks else min(bare, FAIR) if unread else bare
    if case.heard.is_redirect and case.heard.leads_to_login:
        return SOUND
    # In a success, nobody was named who could have the right.
    denied = case.is_hidden_error and case.said("permission", "denied")
    if not asks and (denied or case.said("unauthorized")):
        return FAIR
    return LIKELY if case.heard.is_login_page else CLEAR * asks


def _weight_of_a_guess(case: Case) -> float:
    """Return the weight where something was sent that only may be a credential."""
    if case.said(*_MORE_THAN_MISSING):
        return FAINT
    return LIKELY if case.heard.challenges else OPEN


def _against(case: Case, asks: float) -> float | None:
    """Return a lower weight where something speaks for another cause, else None."""
    announced = announced_authorization(case) is not None
    listed = case.heard.challenges
    unanswerable = bool(listed) and all(one.lacks for _, one in listed)
    if waits_in_vain(case) or case.status in SERVER_ERRORS or announced or unanswerable:
        return HINT
    if case.may_be_stripped and case.said(*_MORE_THAN_MISSING):
        return HINT
    if not asks and case.said("bad-login", "key-refused") > _TOLD:
        return RATHER
    if any(c.looks_like_session and c.value and not c.would_be_sent for c in cookies_kept(case)):
        return HALF
    if case.once(left_behind) is not None:
        return HALF
    return _against_by_others(case, asks)


def _against_by_others(case: Case, asks: float) -> float | None:
    """Return a lower weight where a login went before or someone in front answered."""
    if case.sent.proxy_authorization is not None and case.heard.names_proxy:
        return OPEN if case.heard.challenges and went_directly(case) else FAINT
    if case.said(*OF_A_SETTING):
        return FAINT
    if worked_unseen(case) is not None:
        return OPEN
    if any(_shows_another_way(case, c) for c in (*case.before, *case.after)):
        return HALF
    own_page = case.heard.content.page.is_of_web_server and case.status == HTTPStatus.FORBIDDEN
    return HINT if own_page and not asks else None


def _shows_another_way(case: Case, other: Case) -> bool:
    """Whether a login went before, or the same request is answered to nobody at all."""
    if other.sent.is_login:
        return other.succeeded and other.index < case.index
    anonymous = not other.sent.has_any and not other.may_be_stripped
    return anonymous and case.repeats(other) and other.status in SUCCESSES


_BY_STATUS = {401: (PROVEN, SHOWN), 403: (SHOWN, HALF), 407: (HINT, BARELY), 511: (BARELY, BARELY)}


def _absence(case: Case) -> Evidence:
    cookies = case.sent.header("cookie")
    place = case.sent_line
    if not case.sent.was_recorded:
        return fact(tr("The request is not part of the record."), place)
    if cookies is not None:
        return fact(tr("The request has no Authorization, key or session cookie."), place)
    return fact(tr("The request has no Authorization, key or cookie."), place)


def _challenges(case: Case) -> list[Evidence]:
    return [
        fact(
            tr("The server asks for {scheme}.", scheme=challenge.scheme),
            case.heard.challenge_place(index, challenge),
        )
        for index, challenge in case.heard.challenges[:2]
        if challenge.scheme
    ]


# ---------------- The request was never sent, because a part of its credential is missing
_SLUGS = {
    "unclosed-variable": "unclosed-variable",
    "unresolved-variable": "unresolved-variable",
    "empty-secret": "empty-secret",
    "locked-vault": "locked-vault",
    "unreadable-file": "unreadable-file",
}


def not_composed(case: Case) -> Found:
    """A variable has no value, or a secret is empty or can't be read."""
    failure = case.exchange.failure
    if failure is not None and failure.kind in _SLUGS:
        yield case.suspect(
            _SLUGS[failure.kind],
            PROVEN,
            fact(failure.message, case.connection_place),
            detail=failure.message,
            name=failure.detail,
        )


# ---------------- What stands where the credential belongs is nothing, or a stand-in


def empty_authorization(case: Case) -> Found:
    """The header is there and holds no credential."""
    sent = case.sent.authorization
    if sent is None or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    user_and_password = sent.basic if sent.scheme == "basic" else None
    if not sent.value.strip() or user_and_password == b":":
        header = case.sent.header("authorization")
        place = places.in_header(case.index, "request", *header) if header else sent.place
        word = sent.scheme.capitalize()
        alone = tr("Authorization holds only the word {scheme}.", scheme=word)
        yield case.refused_for(
            "empty-credential",
            SHOWN,
            fact(alone if word else tr("The header {name} is empty.", name="Authorization"), place),
            *case.quote("missing", "not-authenticated"),
            explains=True,
            name="Authorization",
            scheme=word,
        )


def empty_key(case: Case) -> Found:
    """A header for a key is there and empty."""
    if case.status not in MAY_REFUSE_CREDENTIAL or case.sent.has_any:
        return
    for index, header in enumerate(case.sent.message.headers):
        if is_caller_header(header.name) and not header.value.strip():
            place = places.in_header(case.index, "request", index, header)
            yield case.refused_for(
                "empty-credential",
                SHOWN,
                fact(tr("The header {name} is empty.", name=header.name), place),
                explains=True,
                name=header.name,
            )


def filled_with_a_stand_in(case: Case) -> Found:
    """A variable that was not filled in, or a word like null, was sent as the credential."""
    if case.status not in ERRORS and not case.is_hidden_error:
        return
    told = case.status in MAY_REFUSE_CREDENTIAL or case.is_hidden_error
    for credential in (*case.sent.credentials, *case.sent.session_cookies):
        shown = _placeholder(case, credential)
        sure = bool(shown) and stand_in(shown) in CERTAIN
        if shown and (told or sure) and not is_a_flag(case, credential):
            whole = shown == credential.bare or credential.scheme == "basic"
            said = tr(
                "{name} holds {text} in place of a credential.", name=credential.name, text=shown
            )
            yield case.refused_for(
                "placeholder-credential",
                SHOWN if told and (whole or sure) else CLEAR,
                fact(said, credential.place),
                name=credential.name,
                text=shown,
            )


def _placeholder(case: Case, credential: Credential) -> str:
    if case.is_removed(credential):
        return ""
    texts = [credential.bare]
    if credential.scheme == "basic" and credential.basic:
        texts = [part.decode("latin-1") for part in credential.basic.split(b":", 1)]
        return next((text for text in texts if stand_in(text.strip()) in CERTAIN), "")
    first, colon, second = credential.bare.partition(":")
    if first and colon and second and not second.startswith("//"):
        texts += [first, second]  # an ID and a key in one, of which one is still the name
    return next((text for text in texts if stand_in(text.strip())), "")


RULES = (
    empty_authorization,
    empty_key,
    filled_with_a_stand_in,
    not_composed,
    nothing_sent,
    parameter_missing,
    proof_missing,
    client_not_named,
    client_without_proof,
)
