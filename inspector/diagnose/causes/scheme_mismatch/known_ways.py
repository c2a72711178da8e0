"""The same secret is taken elsewhere in another form, or shows itself that it goes in another."""

from http import HTTPStatus

from inspector.diagnose.causes.scheme_mismatch.logins_as_basic import (
    are_exchanged,
    halves_exchanged,
)
from inspector.diagnose.facts.accepted_elsewhere import (
    first_word,
    given_in_another_way,
    is_another_word,
    sent_as_asked,
    taken_as_sent,
)
from inspector.diagnose.facts.browser import can_set_no_headers
from inspector.diagnose.facts.callers.described_api import described_api
from inspector.diagnose.facts.callers.strangers import nobody_is_known
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import (
    client_method,
    client_pair,
    names_client_method,
    taken_as,
)
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact, quoted
from inspector.diagnose.facts.things.visitors_with_keys import key_of_a_visitor
from inspector.diagnose.facts.token_claims import expired_by, hosts, issued_in
from inspector.diagnose.weights import CLEAR, FAIR, HINT, LIKELY, OPEN, RATHER, SOUND, STRONG
from inspector.intake.removed import is_taken_out
from inspector.model.annotation import Place
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.model.kinds.api_key import ApiKey
from inspector.protocol.field_names import is_renewal_name
from inspector.protocol.keys.cut_values import sign_read_otherwise
from inspector.protocol.keys.difference_words import shown
from inspector.protocol.keys.differences import full_way
from inspector.protocol.keys.written_names import is_like_name
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.credential import Carried, Credential
from inspector.reading.meanings import (
    OF_A_LACK,
    OF_A_RIGHT,
    OF_A_WRONG_ONE,
    OF_AN_END,
    OF_THE_NETWORK,
    Names,
)
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, NO_SUCH_PLACE, REFUSES_TOKEN_REQUEST
from inspector.wording import tr
from inspector.wording.numbers import listed


def accepted_in_another_way(case: Case) -> Found:
    """The same secret was accepted by this host behind another word, or beside another user."""
    hides = case.status in NO_SUCH_PLACE and nobody_is_known(case)
    if not (case.is_refused or case.is_hidden_error or hides):
        return
    if can_set_no_headers(case) or _is_elsewhere(case) or taken_as_sent(case) is not None:
        return
    mine = case.sent.carried
    for other in _others(case):
        for theirs in _taken(other):
            same = [m for m in mine if m.part.secret == theirs.part.secret]
            if any(is_renewal_name(m.credential.name) for m in same):
                continue  # another token belongs there
            if any(_is_under_another_name(m, theirs) for m in same):
                return  # the scheme is the same, the name is not
            if same and _way(theirs) not in map(_way, same):
                yield _compared(case, same[0], other, theirs)
                return


def _is_under_another_name(mine: Carried, theirs: Carried) -> bool:
    """Whether the name before a secret is another one: misspelt, or of who has this password."""
    one, other = mine.part.user, theirs.part.user
    if is_like_name(one, other):
        return True
    apart = bool(one and other) and one not in {other, mine.part.secret}
    return apart and _OF_WORDS.fullmatch(mine.part.secret) is not None


# What people choose is of words; a key that any name may stand before is not.
# finds `reading-room`, `quay-91-lantern`
# but not `q8Zk2LwPx7VbN4tR`, `s3cr3t-of-ours`
_OF_WORDS = lazy_re(
    r"(?:[A-Za-z]?[a-z]{1,30}|\d{1,4})(?:[ _.-](?:[A-Za-z]?[a-z]{1,30}|\d{1,4})){0,8}"
)


def _is_elsewhere(case: Case) -> bool:
    """Whether the very same call was given to it in another place: that is told by itself.

    So is a key that nobody looked at where it stands.
    """
    if key_of_a_visitor(case) is not None:
        return True
    found = given_in_another_way(case)
    if found is None or is_another_word(found[1]):
        return False
    return found[0].accepted.index > case.index or not case.said(*_OVER)


def _others(case: Case) -> list[Case]:
    """Return who may have sent the same, who asked for the same thing first.

    Words of an end are no reason where it was taken later.
    """
    over = case.said(*_OVER) > 0
    before = [] if over or case.said(*_NOT_THE_FORM) else case.before[-_LOOK:]
    after = () if case.said(*_NOT_THE_FORM) else case.after[:_LOOK]
    return sorted((*reversed(before), *after), key=lambda other: not case.repeats(other))


def _taken(other: Case) -> list[Carried]:
    """Return what another request sent, where that is long enough to be a secret of its own.

    Two masks look alike whatever they hide.
    """
    if not other.succeeded or other.sent.is_login:
        return []
    legible = (one for one in other.sent.carried if not is_taken_out(one.part.secret))
    return [one for one in legible if len(one.part.secret) >= _SHORTEST]


def _way(one: Carried) -> tuple[str, str]:
    return full_way(one.part), one.credential.wrapping


def _written(one: Carried) -> str:
    """Return the way as one writes it, with what stands around the value."""
    way = shown(full_way(one.part))
    return way.replace("…", one.credential.wrapping) if way.count("…") == 1 else way


def _compared(case: Case, one: Carried, other: Case, theirs: Carried) -> Suspicion:
    wanted, sent = _written(theirs), _written(one)
    if are_exchanged(one, theirs):
        return halves_exchanged(case, one, theirs, wanted)
    of_a_caller = _is_of_a_caller(one, theirs)
    moved = of_a_caller and _is_in_another_place(case, one, theirs)
    return case.refused_for(
        "key-in-wrong-place" if moved else "key-sent-in-another-way",
        _weight(case, other) if of_a_caller else _of_a_step(case, other),
        fact(tr("The same secret was accepted as {way}.", way=wanted), theirs.credential.place),
        fact(tr("Here it was sent as {way}.", way=sent), one.credential.place),
        name=one.credential.name,
        where=one.credential.where,
        wanted=wanted,
        sent=sent,
        other=other.sent.path,
        **(_to_be_sent_as(theirs.credential) if moved else {}),
    )


def _to_be_sent_as(there: Credential) -> dict[str, str]:
    """Return what a fix needs to send it where it was taken, if that is a place of keys."""
    if there.scheme or there.signs_a_message or there.where not in {"header", "query"}:
        return {}
    return {"accepted": ApiKey.tag(), "place": there.where, "key": there.name}


def _is_in_another_place(case: Case, mine: Carried, theirs: Carried) -> bool:
    """Whether it is looked for under another name, where nothing was found; or in another scheme.

    Who calls it wrong has read it where it stands, as another kind (RFC 6750 §3.1); so has who
    challenges for the scheme that was taken: it reads Authorization. So is a key in place of a
    password.
    """
    if case.heard.error[0] == "invalid_token":
        return False
    here, there = mine.credential, theirs.credential
    if (here.where, here.name.lower()) == (there.where, there.name.lower()):
        return False
    if LOGIN_SCHEMES & {here.scheme, there.scheme} or there.scheme in case.heard.schemes:
        return False
    return case.said(*OF_A_LACK) > 0 or not case.said(*_WAS_READ)


_WAS_READ: Names = (*OF_A_WRONG_ONE, "malformed", "token-kind", "scheme-refused", "signature")


def _weight(case: Case, other: Case) -> float:
    """Weigh less what came as it is asked for: another part may know other passwords."""
    if not sent_as_asked(case) or case.sent.path == other.sent.path:
        return STRONG
    return LIKELY if first_word(case) == first_word(other) else HINT


def _is_of_a_caller(*ways: Carried) -> bool:
    """Whether a secret went in a header here or there, where nothing goes but who calls."""
    return any(one.credential.where == "header" for one in ways)


def _of_a_step(case: Case, other: Case) -> float:
    """Weigh a value of bodies and addresses: each step of a login takes it in a way of its own."""
    return STRONG if case.sent.path == other.sent.path else FAIR


_NOT_THE_FORM: Names = ("scope", "locked", "too-many-attempts", "ip-refused")
_OVER: Names = ("token-expired", "revoked")
_LOOK, _SHORTEST = 40, 8


def other_word_accepted(case: Case) -> Found:
    """The reply found no credential in Authorization, and this host took another word there."""
    sent = case.sent.authorization
    if sent is None or not sent.scheme or not case.said("missing", "not-found-there"):
        return
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        theirs = other.sent.authorization
        if theirs is None or not other.succeeded or other.sent.is_login:
            continue
        if theirs.scheme in {"", sent.scheme}:
            continue
        yield case.refused_for(
            "other-scheme-wanted",
            STRONG,
            fact(tr("{word} was accepted here.", word=theirs.scheme.capitalize()), theirs.place),
            fact(tr("{word} was not found.", word=sent.scheme.capitalize()), sent.place),
            *case.quote("missing", "not-found-there"),
            explains=True,
            sent=sent.scheme.capitalize(),
            wanted=theirs.scheme.capitalize(),
        )
        return


def form_in_place_of_basic(case: Case) -> Found:
    """A login by Basic is answered 401 with a login page and no challenge: a form is read here."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "basic" or case.status != HTTPStatus.UNAUTHORIZED:
        return
    if case.heard.challenges or not case.heard.is_login_page or case.said("bad-login", "locked"):
        return
    yield case.refused_for(
        "other-scheme-wanted",
        FAIR,
        fact(tr("{scheme} was sent.", scheme="Basic"), sent.place),
        fact(tr("The reply is a login page, without a challenge."), case.heard_body),
        sent="Basic",
        wanted="",
    )


# ---------------- The client's secret came in a way that is not registered
_SUPPORTED = "token_endpoint_auth_methods_supported"


def method_told(case: Case) -> Found:
    """The token endpoint says which way of authenticating the client it wants."""
    words = names_client_method(case)
    if words is None:
        return
    if client_method(case) == "none":  # then the secret itself is missing
        return
    told = quoted(words)
    used = client_method(case)
    if not _TRIED.search(words.plain) or used.replace("_", " ") not in words.plain:
        yield _method_suspicion(case, STRONG, told)
        return
    # What was tried is named, not what is wanted: a wrong secret is told in the same words.
    is_usual = used == "client_secret_basic"  # every provider takes it (RFC 6749 §2.3.1)
    yield _method_suspicion(case, HINT if is_usual else SOUND, told)
    yield case.refused_for(
        "client-secret-refused", CLEAR if is_usual else HINT, told, client=client_pair(case)[0]
    )


# finds `the client can not authenticate with methods client secret basic`
# but not `client secret basic is not allowed for this client`
_TRIED = lazy_re(
    r"\b(?:can ?not|could not|failed to) authenticate (?:the client )?(?:with|using|by)\b"
)


def method_not_offered(case: Case) -> Found:
    """The provider's metadata in this trace do not list the way that was used (RFC 8414 §2)."""
    if not case.sent.is_token_request or case.heard.error[0] != "invalid_client":
        return
    used = client_method(case)
    for other in case.neighbours if used != "none" else ():
        listing = other.heard.content.object.get(_SUPPORTED)
        endpoint = hosts((str(other.heard.content.object.get("token_endpoint", "")),))
        if not isinstance(listing, list) or case.sent.host not in endpoint or used in listing:
            continue
        offered = listed(map(str, listing))
        proof = fact(
            tr("The metadata offer {names}.", names=offered),
            places.in_body(
                other.index, "reply", places.find(other.heard.content.bytes, _SUPPORTED)
            ),
        )
        yield _method_suspicion(case, SOUND, proof)
        return


def taken_in_another_way(case: Case) -> Found:
    """The same secret was taken by this endpoint when it came in the other way."""
    if not case.sent.is_token_request or case.status not in REFUSES_TOKEN_REQUEST:
        return
    other = taken_as(case)
    if other is None:
        return
    # A sign that Basic reads otherwise is reason enough: the way itself may well be allowed.
    raw = any(map(sign_read_otherwise, client_pair(case))) or _offers(case, client_method(case))
    proof = fact(
        tr("The same secret was accepted as {way}.", way=client_method(other)), other.heard_line
    )
    yield _method_suspicion(case, OPEN if raw else STRONG, proof)


def _offers(case: Case, used: str) -> bool:
    """Whether metadata in this trace list a way among those that the provider takes."""
    listings = (other.heard.content.object.get(_SUPPORTED) for other in case.neighbours)
    return any(isinstance(listing, list) and used in listing for listing in listings)


def _method_suspicion(case: Case, weight: float, proof: Evidence) -> Suspicion:
    used = client_method(case)
    return case.refused_for(
        "client-method-mismatch",
        weight,
        proof,
        fact(tr("The client was authenticated by {method}.", method=used), _place(case)),
        sent=used,
        client=client_pair(case)[0],
    )


def _place(case: Case) -> Place:
    sent = case.sent.authorization
    return sent.place if sent is not None else case.sent_body


# ---------------- A token that is bound to a key was sent as if whoever holds it could use it
_BOUND = frozenset({"dpop", "mac", "pop", "hawk"})
_OTHER_REASON: Names = (*OF_AN_END, *OF_A_RIGHT, *OF_THE_NETWORK, "audience")


def bound_as_bearer(case: Case) -> Found:
    """The token, its reply or the API says that it is bound to a key; it came as Bearer."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "bearer" or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    kind, proof = _binding(case, sent)
    if not kind or expired_by(case, sent) is not None:
        return
    weight = SOUND if case.sent.header("dpop") else STRONG
    yield case.refused_for(
        "bound-token-as-bearer",
        RATHER if case.said(*_OTHER_REASON) else weight,
        proof,
        fact(tr("It was sent behind the word Bearer."), sent.place),
        *case.quote("token-refused", "dpop", "malformed"),
        wanted=kind,
    )


def _binding(case: Case, sent: Credential) -> tuple[str, Evidence]:
    """Return the scheme that the token is meant for and what shows it; empty for Bearer."""
    bound = sent.claims.get("cnf")
    if isinstance(bound, dict) and "jkt" in bound:
        return "DPoP", fact(tr("The token is bound to a key: it holds cnf.jkt."), sent.place)
    source = issued_in(case, sent)
    kind = str(source[0].heard.content.object.get("token_type", "")) if source else ""
    if source is None or kind.lower() not in _BOUND:
        return _wanted_by_the_api(case)
    reply = source[0]
    place = places.in_body(reply.index, "reply", places.find(reply.heard.content.bytes, kind))
    return kind, fact(tr("The token's reply names token_type {kind}.", kind=kind), place)


def _wanted_by_the_api(case: Case) -> tuple[str, Evidence]:
    api = case.once(described_api)
    if api is None or not api.metadata.dpop_bound:
        return "", case.status_evidence
    return "DPoP", fact(tr("The API takes only tokens that are bound to a key (DPoP)."), api.place)


RULES = (
    bound_as_bearer,
    method_told,
    method_not_offered,
    taken_in_another_way,
    form_in_place_of_basic,
    accepted_in_another_way,
    other_word_accepted,
)
