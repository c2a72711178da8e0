"""A credential was sent, but the server says that it found none where it looks."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.login_redirects import after_login, wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, HALF, HINT, OPEN, RATHER, SOUND, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.reading import places
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL, MISSES_CERTIFICATE
from inspector.wording import tr


def key_in_wrong_place(case: Case) -> Found:
    """A key or token stands in a place that the server does not read."""
    told = case.said("missing", "not-found-there")
    if case.status not in MAY_REFUSE_CREDENTIAL or not (told or case.said("not-authenticated")):
        return
    keys = [key for key in case.sent.keys if key.where != "header"]
    if case.sent.authorization is not None or not case.sent.keys:
        return
    key = (keys or list(case.sent.keys))[0]
    weight = STRONG if key.where == "body" else SOUND
    if key.where == "header":
        weight = RATHER
    yield case.suspect(
        "key-in-wrong-place",
        weight * (told or (SOUND if key.where != "header" else HALF)),
        *case.quote("missing", "not-found-there", "not-authenticated"),
        fact(
            tr(
                "The key stands in the {where} as {name}.",
                where=_where(key.where),
                name=key.name,
            ),
            key.place,
        ),
        name=key.name,
        where=_where(key.where),
    )


def not_recognised(case: Case) -> Found:
    """An Authorization header was sent, and the server says that it got none."""
    sent = case.sent.authorization
    if sent is None or not sent.value or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    if case.said("missing"):
        yield case.suspect(
            "credential-not-recognised",
            OPEN,
            *case.quote("missing"),
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


def led_to_a_login(case: Case) -> Found:
    """A key, token or password was sent, and the reply is the way to a login for people."""
    sent = next((one for one in case.sent.credentials if one.where == "header"), None)
    if sent is None or not sent.bare or case.sent.session_cookies or case.sent.is_login:
        return
    if not wants_login(case) or after_login(case) or case.is_refused:
        return
    evidence = (
        fact(tr("A credential was sent in {name}.", name=sent.name), sent.place),
        fact(tr("The reply leads to a login."), case.heard_line),
    )
    refused = "wrong-password" if sent.scheme in LOGIN_SCHEMES else "token-not-accepted"
    for slug, weight in (
        ("credential-not-recognised", HALF),
        (refused, OPEN),
        ("path-unknown", HINT),
    ):
        yield case.suspect(
            slug, weight, *evidence, scheme=sent.scheme, name=sent.name, user=sent.user
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
            *case.quote("missing", "not-found-there", "not-authenticated"),
            fact(tr("Only the cookie {name} was sent.", name=cookies[0].name), cookies[0].place),
            name=cookies[0].name,
        )


def client_certificate(case: Case) -> Found:
    """The server wants a client certificate."""
    trust = case.said("client-certificate")
    if not trust or case.status not in MAY_REFUSE_CREDENTIAL | MISSES_CERTIFICATE:
        return
    words = case.quoted("client-certificate").lower()
    asks = "match" not in words and any(
        word in words for word in ("required", "no ", "missing", "must", "not ")
    )
    yield case.suspect(
        "client-certificate-required",
        STRONG if asks else OPEN,
        *case.quote("client-certificate"),
        case.status_evidence,
    )
    yield case.suspect(
        "client-certificate-refused",
        HINT if asks else CLEAR,
        *case.quote("client-certificate"),
        case.status_evidence,
    )


def certificate_alert(case: Case) -> Found:
    """The connection ended with the alert that servers send for want of a client certificate."""
    failure = case.exchange.failure
    if failure is None or failure.kind not in {"tls", "reset", "certificate"}:
        return
    words = f"{failure.message} {failure.detail}".lower().replace("_", " ")
    if any(told in words for told in _CERTIFICATE_WANTED):
        yield case.suspect(
            "client-certificate-required",
            CLEAR,
            fact(failure.detail or failure.message, places.connection(case.index)),
        )


_CERTIFICATE_WANTED = ("certificate required", "bad certificate", "client auth cert needed")


def _where(place: str) -> str:
    return {"body": tr("body"), "query": tr("query"), "cookie": tr("cookies")}.get(
        place, tr("headers")
    )


RULES = (
    certificate_alert,
    key_in_wrong_place,
    not_recognised,
    led_to_a_login,
    only_a_session_cookie,
    client_certificate,
)
