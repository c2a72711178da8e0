"""A credential was sent, but the server says that it found none where it looks."""

import re
from http import HTTPStatus

from inspector.diagnose.facts.callers.missing_proofs import misses_a_key, signature_missed
from inspector.diagnose.facts.callers.other_schemes import key_in_place_of_login, key_wanted_beside
from inspector.diagnose.facts.callers.strangers import seen_as_nobody, slug_of_the_unread
from inspector.diagnose.facts.callers.written_logins import (
    missing_login_fields,
    sent_beside_the_body,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import cookies_kept
from inspector.diagnose.facts.hosts.behind_portals import given_past_a_portal
from inspector.diagnose.facts.named_places import named_place, second_part
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.refusing_pages import after_login, wants_login
from inspector.diagnose.facts.suspicion import Found, fact, said
from inspector.diagnose.weights import (
    CLEAR,
    FAIR,
    HALF,
    HINT,
    LIKELY,
    MUCH_LESS,
    OPEN,
    RATHER,
    SOUND,
    STRONG,
)
from inspector.intake.removed import is_taken_out
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.reading.error_bodies import is_fault
from inspector.reading.meanings import OF_A_LACK, Meaning
from inspector.reading.statuses import (
    MAY_BE_WRONG_ADDRESS,
    MAY_REFUSE_CREDENTIAL,
    MISSES_CERTIFICATE,
)
from inspector.wording import tr
from inspector.wording.numbers import listed


def key_in_wrong_place(case: Case) -> Found:
    """A key or token stands in a place that the server does not read."""
    told = case.said("missing", "not-found-there")
    if case.status not in MAY_REFUSE_CREDENTIAL or not (told or case.said("not-authenticated")):
        return
    keys = [key for key in case.sent.keys if key.where != "header"]
    if case.sent.authorization is not None or not case.sent.keys or case.sent.is_login:
        return
    key = (keys or list(case.sent.keys))[0]
    if key.signs_a_message:
        return  # it stands where its sender puts it
    weight = STRONG if key.where == "body" else SOUND
    if key.where == "header":
        weight = RATHER
    if _is_read_elsewhere(case, key):
        weight *= MUCH_LESS
    yield case.suspect(
        "key-in-wrong-place",
        weight * (told or (SOUND if key.where != "header" else HALF)),
        *case.quote(*OF_A_LACK),
        fact(
            tr("The key stands in the {where} as {name}.", where=_where(key.where), name=key.name),
            key.place,
        ),
        name=key.name,
        where=_where(key.where),
    )


def _is_read_elsewhere(case: Case, key: Credential) -> bool:
    """Whether the host took the key in this very place for another call."""
    other = case.accepted_elsewhere
    taken = other.sent.keys if other is not None else ()
    return any(
        (one.where, one.name, one.value) == (key.where, key.name, key.value) for one in taken
    )


def not_recognised(case: Case) -> Found:
    """An Authorization header was sent, and the server says that it got none."""
    sent = case.sent.authorization
    refuses = case.status in MAY_REFUSE_CREDENTIAL or is_fault(case.heard)
    if sent is None or not sent.value or not refuses:
        return
    in_body = sent_beside_the_body(case)
    if in_body is not None or case.said("missing"):
        told = [said(Meaning("missing", in_body, 1.0))] if in_body else case.quote("missing")
        yield case.suspect(
            slug_of_the_unread(case) if in_body is None else "credential-not-recognised",
            SOUND if in_body is not None else RATHER if misses_a_key(case) else OPEN,
            *told,
            fact(
                tr(
                    "Authorization was sent with the scheme {scheme}.",
                    scheme=sent.scheme or tr("(none)"),
                ),
                sent.place,
            ),
            scheme=sent.scheme,
            name=sent.name,
        )


def taken_for_nobody(case: Case) -> Found:
    """A credential was sent, and the reply names an anonymous caller: it was never read.

    In Authorization it may have been read and found wrong, by a server that then lets nobody in.
    """
    told, main = seen_as_nobody(case), case.sent.main
    if told is None or main is None:
        return
    usual = case.sent.authorization is not None
    yield case.refused_for(
        "credential-not-recognised",
        LIKELY if usual else STRONG,
        said(Meaning("missing", told, 1.0)),
        fact(tr("A credential was sent in {name}.", name=main.name), main.place),
        explains=True,
        scheme=main.scheme,
        name=main.name,
    )


def led_to_a_login(case: Case) -> Found:
    """A key, token or password was sent, and the reply is the way to a login for people."""
    sent = next((one for one in case.sent.credentials if one.where == "header"), None)
    if sent is None or not sent.bare or case.sent.session_cookies or case.sent.is_login:
        return
    if not wants_login(case) or after_login(case) or case.is_refused:
        return
    if given_past_a_portal(case) is not None:
        return  # it is good, at this path
    evidence = (
        fact(tr("A credential was sent in {name}.", name=sent.name), sent.place),
        fact(tr("The reply leads to a login."), case.heard_line),
    )
    refused = "wrong-password" if sent.scheme in LOGIN_SCHEMES else "token-not-accepted"
    # what stands behind a scheme's word is in no wrong place: pages know sessions
    unread = "scheme-not-read" if sent.scheme else "credential-not-recognised"
    for slug, weight in (
        (unread, HALF),
        (refused, OPEN),
        ("path-unknown", HINT),
    ):
        yield case.suspect(
            slug, weight, *evidence, scheme=sent.scheme.capitalize(), name=sent.name, user=sent.user
        )


def only_a_session_cookie(case: Case) -> Found:
    """Only cookies were sent, and the server says that nobody is logged in."""
    cookies = case.sent.session_cookies
    if case.status not in MAY_REFUSE_CREDENTIAL or not cookies or case.sent.credentials:
        return
    if case.said("missing", "not-authenticated"):
        yield case.suspect(
            "credential-not-recognised",
            HINT,
            *case.quote(*OF_A_LACK),
            fact(tr("Only the cookie {name} was sent.", name=cookies[0].name), cookies[0].place),
            name=cookies[0].name,
        )


def client_certificate(case: Case) -> Found:
    """The server wants a client certificate."""
    trust = case.said("client-certificate")
    if not trust or case.status not in MAY_REFUSE_CREDENTIAL | MISSES_CERTIFICATE:
        return
    words = case.quoted("client-certificate").lower()
    looked_at = "match" in words or _LOOKED_AT.search(words) is not None
    asks = not looked_at and any(
        word in words for word in ("required", "no ", "missing", "must", "not ")
    )
    yield case.refused_for(
        "client-certificate-required", STRONG if asks else OPEN, *case.quote("client-certificate")
    )
    yield case.refused_for(
        "client-certificate-refused", HINT if asks else CLEAR, *case.quote("client-certificate")
    )


# finds `client certificate was revoked`, `certificate is not trusted`
# but not `client certificate required`, `invalid or missing client certificate`
_LOOKED_AT = lazy_re(
    r"^(?!.{0,400}\b(?:required|missing|no cert|not (?:sent|provided|presented|supplied)))"
    r".{0,400}\b(?:revoked|expired|untrusted|not (?:trusted|valid|accepted|recogni[sz]ed))\b"
)


def certificate_refused(case: Case) -> Found:
    """A client certificate was the only credential, and the reply refuses without a word of it."""
    if not case.sent_certificate or case.sent.has_any or not case.is_refused:
        return
    if case.said("client-certificate") or case.heard.schemes:
        return  # who asks for a login does not speak of the handshake
    only = fact(tr("The only credential was a client certificate."), case.connection_place)
    connection = case.exchange.connection
    taken = (
        case.status == HTTPStatus.FORBIDDEN and connection is not None and bool(connection.shown)
    )
    yield case.refused_for("client-certificate-refused", HALF if taken else RATHER, only)
    if taken:
        said = tr("The handshake took it, and 403 refuses a caller that is known.")
        yield case.refused_for("forbidden", RATHER, only, fact(said, case.connection_place))


def cookie_in_another_place(case: Case) -> Found:
    """What a reply had set as a cookie came back in a header, the query or the body instead."""
    shown = (one for one in cookies_kept(case) if not is_taken_out(one.value))
    kept = {one.value: one for one in shown if len(one.value) >= _SHORTEST}
    sent = {value for _, value, _ in case.sent.cookies}
    for key in case.sent.keys:
        one = kept.get(key.bare)
        if one is None or one.value in sent or was_accepted(case):
            continue
        yield case.refused_for(
            "key-in-wrong-place",
            STRONG,
            fact(tr("The reply set it as the cookie {name}.", name=one.name), one.place),
            fact(tr("It came back as {name}.", name=key.name), key.place),
            explains=True,
            name=key.name,
            wanted=f"Cookie: {one.name}=…",
        )
        return


_SHORTEST = 8


def _where(place: str) -> str:
    return {"body": tr("body"), "query": tr("query"), "cookie": tr("cookies")}.get(
        place, tr("headers")
    )


# ---------------- The reply names the header or parameter it looks at
_OF_A_KEY = lazy_re(r"(?i)key|token|secret")
_OF_A_CREDENTIAL = lazy_re(r"(?i)key|token|secret|auth|cred|sign|pass|session|cookie|jwt|cert")


def looked_for_elsewhere(case: Case) -> Found:
    """A credential was sent, but not under the name that the reply asks for."""
    if case.status not in MAY_BE_WRONG_ADDRESS and not case.is_hidden_error:
        return
    main = case.sent.main
    found = named_place(case) if main is not None and case.sent.credentials else None
    if main is None or found is None or signature_missed(case) is not None:
        return
    name, statement = found
    # Who challenges reads Authorization and met the wrong scheme there; who names another header
    # alone has found nothing. A token behind Bearer is the other credential.
    as_token = main.scheme == "bearer" and not main.claims and bool(_OF_A_KEY.search(name))
    as_token = as_token and bool(case.heard.challenges)
    slug = "key-sent-in-another-way" if as_token else "key-in-wrong-place"
    if main.name.lower() == "authorization" and not _OF_A_CREDENTIAL.search(name):
        slug = "second-part-missing"  # X-Tenant-Id is read beside a token, never in its place
    yield case.refused_for(
        slug,
        STRONG,
        said(Meaning("missing", statement, 1.0)),
        fact(
            tr(
                "{wanted} was not sent; the credential stands in {name}.",
                wanted=name,
                name=main.name,
            ),
            main.place,
        ),
        name=main.name,
        wanted=name,
        sent=main.scheme.capitalize(),
    )


def second_part_missing(case: Case) -> Found:
    """The reply asks for a second part, an ID or key of the application, beside what was sent."""
    main = case.sent.main
    if main is None or not case.sent.credentials:
        return
    if case.status not in MAY_BE_WRONG_ADDRESS and not case.is_hidden_error:
        return
    found = second_part(case)
    if found is None:
        return
    name, statement = found
    yield case.refused_for(
        "second-part-missing",
        CLEAR,
        said(Meaning("missing", statement, 1.0)),
        fact(tr("Only {name} was sent.", name=main.name), main.place),
        name=main.name,
        wanted=name,
    )


def key_missed_beside(case: Case) -> Found:
    """A key is missed though another call was given with what was sent, or a login was sent."""
    found = key_wanted_beside(case)
    key = found[0] if found is not None else key_in_place_of_login(case)
    if key is None:
        return
    took = tr("{path} took the same key there.", path=found[1].sent.path) if found else ""
    yield case.refused_for(
        "second-part-missing",
        LIKELY if found is not None else FAIR,
        *case.quote("missing"),
        *([fact(took, found[1].heard_line)] if found is not None else ()),
        fact(tr("Only {name} was sent.", name=key.name), key.place),
        name=key.name,
    )


# ---------------- A token request lacks a part that shows who asks: the token endpoint names it
_PARTS = (
    "client_secret", "client_assertion_type", "client_assertion", "client_id", "refresh_token",
    "code_verifier", "device_code", "assertion", "username", "password",
)  # fmt: skip
# finds `client_id is required`
# but not `client_id is unknown`
_LACKS = lazy_re(
    r"\b(?:missing|required|requires?|must (?:contain|include|be (?:provided|present|sent))|absent|"
    r"empty|"
    r"not (?:provided|present|supplied|sent|received|included|specified)|no value)\b"
)
_CODES = frozenset({"invalid_request", "invalid_client", "invalid_grant", "unauthorized_client"})


def part_missing(case: Case) -> Found:
    """The words name a parameter that was not sent, and no Basic login stands for it."""
    if not case.sent.is_token_request or case.heard.error[0] not in _CODES:
        return
    for statement in case.heard.statements:
        name = _named(statement.plain) if _LACKS.search(statement.plain) else ""
        if not name or _was_sent(case, name):
            continue
        yield case.refused_for(
            "second-part-missing",
            STRONG,
            said(Meaning("missing", statement, 1.0)),
            fact(tr("{name} is not in the request.", name=name), case.sent_body),
            name="client_id",
            wanted=name,
        )
        return


def _named(words: str) -> str:
    return next(
        (part for part in _PARTS if re.search(rf"\b{part.replace('_', ' ?')}\b", words)), ""
    )


def _was_sent(case: Case, name: str) -> bool:
    own = case.sent.authorization
    by_basic = own is not None and own.scheme == "basic" and name in {"client_id", "client_secret"}
    return by_basic or bool(case.sent.fields.get(name))


# ---------------- A login was sent, and its fields were not found where they are read
def login_fields_not_read(case: Case) -> Found:
    """The reply calls the very fields missing that the body has: it reads another kind of body."""
    names = missing_login_fields(case)
    if not names or case.said("bad-login", "locked"):
        return
    header = case.sent.header("content-type")
    kind = header[1].value if header is not None else tr("no named kind")
    yield case.refused_for(
        "credential-not-recognised",
        SOUND,
        fact(tr("{names} were sent, as {kind}.", names=listed(names), kind=kind), case.sent_body),
        *case.quote("missing"),
        name=names[0],
    )


RULES = (
    login_fields_not_read,
    looked_for_elsewhere,
    second_part_missing,
    key_missed_beside,
    certificate_refused,
    cookie_in_another_place,
    key_in_wrong_place,
    not_recognised,
    taken_for_nobody,
    led_to_a_login,
    only_a_session_cookie,
    client_certificate,
    part_missing,
)
