"""Sign-in through a provider or a form: answered with an error, or nothing came of it."""

import base64
import binascii
from datetime import datetime, timedelta
from http import HTTPStatus

from inspector.diagnose.facts.authorization_requests import (
    NEEDS_A_LOGIN,
    asked_before,
    asked_of,
    brought_back,
    names_parameter,
)
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import leads_to_login, wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.things.saml_answers import other_audience
from inspector.diagnose.weights import CLEAR, FAIR, HALF, HINT, LIKELY, OPEN, RATHER, SHOWN, STRONG
from inspector.model.annotation import Place
from inspector.model.exchange import SIGN_IN
from inspector.model.finding import Evidence
from inspector.protocol.dates import iso_date
from inspector.protocol.oauth import error_reply
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import host_of, is_loopback
from inspector.reading.meanings import Names
from inspector.reading.statuses import (
    ERRORS,
    EXCHANGE_FAILED,
    REFUSES_TOKEN_REQUEST,
    SUCCESSES,
    TURNS_AWAY,
)
from inspector.story.logins import is_login_callback
from inspector.wording import tr
from inspector.wording.dates import utc_clock
from inspector.wording.durations import exact, span

_CLIENT = ("client-not-set-up", CLEAR)
_ADDRESS = ("client-not-set-up", SHOWN)
_REFUSED = ("sign-in-refused", STRONG)
_SESSION = ("session-ended", LIKELY)
_MEANS: dict[str, tuple[str, float]] = {
    "access_denied": ("consent-missing", LIKELY),
    "consent_required": ("consent-missing", STRONG),
    "invalid_scope": ("scope-not-allowed", CLEAR),
    "invalid_target": ("resource-refused", STRONG),
    "invalid_request": ("sign-in-request-refused", CLEAR),
    "unmet_authentication_requirements": ("step-up-required", CLEAR),
    "server_error": ("login-service-down", CLEAR),
    "temporarily_unavailable": ("login-service-down", STRONG),
    **dict.fromkeys(NEEDS_A_LOGIN, _SESSION),
    **dict.fromkeys(
        ("redirect_mismatch", "redirect_uri_mismatch", "invalid_redirect_uri"), _ADDRESS
    ),
}


def error_brought_back(case: Case) -> Found:
    """The provider's answer is an error, in the callback or in the redirect to it."""
    error, description = brought_back(case)
    if not error or case.status in SUCCESSES or not case.status:
        return
    slug, weight = _MEANS.get(error, _CLIENT)
    if error == "access_denied" and case.exchange.purpose == "sign-in":
        slug, weight = _REFUSED  # it was this program's person who was asked
    if error == "invalid_request" and "redirect" in description:
        slug, weight = _CLIENT  # its registration is what lacks the address
    words = f"{error}: {description}" if description else error
    side = "reply" if case.heard.is_redirect else "request"
    place = case.heard.header_place("location") if side == "reply" else None
    yield case.refused_for(
        slug,
        weight,
        fact(
            tr("The login provider sent back: {text}", text=words[:_LONGEST]),
            place or case.sent_line,
        ),
        *_address(case, weight),
        **_named(case),
    )


def _named(case: Case) -> dict[str, str]:
    """Return what was asked for, and of whom, by the names of the findings' words."""
    asked = asked_of(case)
    if asked is None:
        return {}
    found = {name: asked.parameters.get(name, "") for name in ("scope", "resource")}
    before = case.previous
    return {**found, **({"host": before.sent.host} if before is not None else {})}


def request_refused(case: Case) -> Found:
    """A parameter is refused, in a request that is pushed (RFC 9126 §2.3) or in one for a token."""
    pushed = case.asks_provider and ("response_type" in case.sent.fields or names_parameter(case))
    said = error_reply.of_fields(case.heard.content.object) if pushed else None
    if said is None or said.code not in _MEANS or "redirect" in said.words:
        return
    asked = {name: case.sent.fields.get(name, "") for name in ("scope", "resource")}
    words = tr("The login provider says: {text}", text=said.words[:_LONGEST] or said.code)
    yield case.refused_for(_MEANS[said.code][0], CLEAR, fact(words, case.heard.error[1]), **asked)


def device_declined(case: Case) -> Found:
    """This program's person left the sign-in that a code was shown for (RFC 8628 §3.5)."""
    error, words = case.heard.error[0], case.quote("consent")
    ours = case.exchange.purpose in SIGN_IN
    if ours and error == "access_denied" and "device_code" in case.sent.grant_type:
        yield case.refused_for("sign-in-refused", STRONG, *words)


def _address(case: Case, weight: float) -> list[Evidence]:
    """Return the redirect_uri that was asked for, where the provider says that it is the error."""
    asked = asked_of(case) if weight == _ADDRESS[1] else None
    if asked is None or "redirect_uri" not in asked.parameters:
        return []
    return [_way_back(asked.parameters["redirect_uri"], asked.place)]


def _way_back(address: str, place: Place) -> Evidence:
    return fact(tr("The redirect_uri sent is {address}.", address=address), place)


def redirect_uri_differs(case: Case) -> Found:
    """The code is exchanged with another redirect_uri than it was asked for with."""
    sent = case.sent.fields.get("redirect_uri", "")
    if not sent or case.sent.grant_type != "authorization_code":
        return
    asked = asked_before(case) if case.status in REFUSES_TOKEN_REQUEST else None
    wanted = asked.parameters.get("redirect_uri", "") if asked is not None else ""
    if asked is None or not wanted or wanted == sent or case.said("client-refused"):
        return
    yield case.refused_for(
        "client-not-set-up",
        CLEAR,
        fact(
            tr("The code was asked for with redirect_uri={address}.", address=wanted), asked.place
        ),
        fact(tr("It is exchanged with redirect_uri={address}.", address=sent), case.sent_body),
    )


def comes_back_by_http(case: Case) -> Found:
    """The application asked to come back by http, where it was opened by https.

    Behind a proxy it takes the connection that it sees for the caller's.
    """
    asked = asked_of(case)
    wanted = asked.parameters.get("redirect_uri", "") if asked is not None else ""
    host = host_of(wanted)
    plain = wanted.startswith("http://") and not is_loopback(host)
    told = case.says("client-configuration")
    about = told is not None and "redirect" in told.statement.plain
    if asked is None or not plain or not (about or case.heard.gives_no_reason):
        return
    opened = next((one for one in case.neighbours if _is_by_https(one, host)), None)
    if opened is None:
        return
    yield case.refused_for(
        "comes-back-by-http",
        SHOWN if about else LIKELY,
        *case.quote("client-configuration"),
        _way_back(wanted, asked.place),
        fact(tr("{host} was opened by https.", host=host), opened.sent_line),
        address=wanted,
        name=host,
    )


def _is_by_https(case: Case, host: str) -> bool:
    return case.sent.url.startswith("https://") and case.sent.bare_host == host


_LONGEST = 200


# ---------------- The application can't make a login of what the provider gave it
_TOLD: Names = (
    "csrf", "unreachable", "connection-failed", "client-refused", "code-refused", "clock",
    "signature", "issuer", "audience", "permission", "locked",
)  # fmt: skip


def exchange_failed(case: Case) -> Found:
    """The callback with a code is answered with an error: the code was not exchanged.

    Applications hand on what the provider told them: of the code, or of their own secret.
    """
    back = is_login_callback(case)
    if case.status not in ERRORS or not (back or case.status == EXCHANGE_FAILED):
        return
    own = fact(tr("The request brings a code of the provider back."), case.sent_line)
    told = case.says("client-refused", "code-refused") if back else None
    if told is not None:
        slug = "code-refused" if told.name == "code-refused" else "login-exchange-failed"
        yield case.refused_for(slug, STRONG, own, *case.quote(told.name))
    if case.said(*_TOLD):
        return
    evidence = (own, case.status_evidence) if back else (case.status_evidence,)
    for slug, weight in _readings(case.status):
        yield case.suspect(slug, weight, *evidence)
    if back and case.status == HTTPStatus.FORBIDDEN and not case.sent.cookies:
        said = tr("No cookie came with it, by which the application knows the state that it gave.")
        yield case.refused_for(
            "csrf-cookie-not-sent", RATHER, own, fact(said, case.sent_line), absent=True
        )


def _readings(status: int) -> tuple[tuple[str, float], ...]:
    """Return what may be behind it: a wrong secret looks like a provider that fails."""
    config = RATHER if status == EXCHANGE_FAILED else HALF
    code = HALF if status == HTTPStatus.UNAUTHORIZED else HINT
    return (
        ("login-exchange-failed", config),
        ("token-endpoint-failed", OPEN),
        ("client-secret-refused", code),
    )


# ---------------- Logins that succeed and hand nothing over: no cookie, no token
_TOKEN = lazy_re(r"[\w+/=.:~-]{16,}")


def login_sets_nothing(case: Case) -> Found:
    """A login before was answered with success, yet nothing came with it to send from then on."""
    refused = case.status in TURNS_AWAY or wants_login(case)
    if not refused or case.may_carry or case.sent.is_login:
        return  # exports leave Set-Cookie out as they do Cookie
    login = next((c for c in reversed(case.before) if c.sent.is_login), None)
    if login is None or not _let_in(login) or _handed_over(login):
        return
    yield case.refused_for(
        "login-sets-no-cookie",
        CLEAR,
        fact(tr("The login was answered {status}.", status=login.heard.phrase), login.heard_line),
        fact(tr("Its reply sets no cookie and holds no token."), login.heard_line),
        plain="http" if case.sent.parts[0] == "http" else "",
    )


def _let_in(login: Case) -> bool:
    if login.heard.is_redirect:
        return not leads_to_login(login)
    return login.succeeded and not login.said("bad-login", "locked", "too-many-attempts")


def _handed_over(login: Case) -> bool:
    if login.heard.header("set-cookie") or login.sent.session_cookies:
        return True
    if any("token" in header.name.lower() for header in login.heard.headers):
        return True
    texts = [str(value) for _, value in login.heard.content.scalars()]
    return any(_TOKEN.fullmatch(text) for text in texts)


# ---------------- SAML answers whose conditions do not hold (SAML 2.0 core §2.5)
_TIME = lazy_re(r'\b(NotBefore|NotOnOrAfter|SessionNotOnOrAfter)="([^"]{10,40})"')
_AUDIENCE = lazy_re(r"<(?:\w+:)?Audience>([^<]{1,300})</")
_PLACE = lazy_re(r'\b(Destination|Recipient)="([^"]{1,400})"')
_STATUS = lazy_re(r'<(?:\w+:)?StatusCode[^<>]{0,400}Value="([^"]{1,200})"')
_SMALL = timedelta(seconds=1)


def conditions(case: Case) -> Found:
    """A condition of the answer does not hold at this server, by its own clock."""
    posted = _posted(case)
    if posted is None:
        return
    text = decoded(posted.sent.fields.get("SAMLResponse", ""))
    now = posted.server_time
    place = posted.sent_body
    if text and now is not None:
        yield from _times(case, text, now, place)
    yield from _addresses(case, text, place)
    yield from _status(case, text, place)
    if text:
        yield case.refused_for(
            "saml-answer-refused",
            HALF,
            fact(tr("A SAML answer was posted."), place),
            *case.quote("saml"),
        )


def _posted(case: Case) -> Case | None:
    """Return what posted the answer: this request, or the one whose redirect led to its page."""
    if case.sent.has_saml:
        return None if case.succeeded or case.heard.is_redirect else case
    came = case.previous
    told = case.said("saml", "clock", "bad-login", "token-refused") > 0
    return came if came is not None and came.sent.has_saml and told else None


def decoded(value: str) -> str:
    """Return the XML of a posted SAML answer, empty where it is none."""
    try:
        return base64.b64decode(value + "=" * (-len(value) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _times(case: Case, text: str, now: datetime, place: Place) -> Found:
    for name, value in _TIME.findall(text):
        when = iso_date(value)
        if when is None:
            continue
        early = name == "NotBefore" and when - now > _SMALL
        late = name == "NotOnOrAfter" and now - when > _SMALL
        if early or late:
            yield case.refused_for(
                "saml-not-yet-valid" if early else "saml-no-longer-valid",
                SHOWN,
                fact(
                    tr(
                        "The answer's {name} is {time} {direction} the server's clock.",
                        name=name,
                        time=exact(when - now),
                        direction=tr("after") if early else tr("before"),
                    ),
                    place,
                ),
                fact(tr("The server's clock said {time}.", time=utc_clock(now)), case.date_place),
                off=span(when - now),
            )
            return


def _addresses(case: Case, text: str, place: Place) -> Found:
    here = case.sent.url.partition("?")[0].rstrip("/").lower()
    for name, value in _PLACE.findall(text):
        if value.partition("?")[0].rstrip("/").lower() != here:
            yield case.refused_for(
                "saml-wrong-recipient",
                STRONG,
                fact(tr("The answer's {name} is {value}.", name=name, value=value), place),
                value=value,
            )
            return
    audience = _AUDIENCE.findall(text)
    if audience and case.said("audience"):
        yield case.suspect(
            "saml-wrong-audience",
            SHOWN,
            *case.quote("audience"),
            _made_for(audience[0], place),
            value=audience[0],
        )


def made_for_another(case: Case) -> Found:
    """The answer's audience is not who had asked; many services say no word of it, and go on."""
    found = None if case.said("audience") else case.once(other_audience)
    if found is None:
        return
    yield case.refused_for(
        "saml-wrong-audience",
        SHOWN if found.posted.index == case.index else STRONG,
        _made_for(found.audience, found.posted.sent_body),
        fact(tr("{issuer} had asked for it.", issuer=found.wanted), found.asked.heard_line),
        value=found.audience,
    )


def _made_for(audience: str, place: Place) -> Evidence:
    return fact(tr("The answer's audience is {value}.", value=audience), place)


def _status(case: Case, text: str, place: Place) -> Found:
    codes = [code.rpartition(":")[2] for code in _STATUS.findall(text)]
    if codes and codes[0] != "Success":
        slug = "saml-login-failed"
        yield case.refused_for(
            slug,
            FAIR,
            fact(tr("The identity provider's status is {code}.", code=codes[-1]), place),
            code=codes[-1],
        )


RULES = (
    error_brought_back,
    request_refused,
    device_declined,
    redirect_uri_differs,
    comes_back_by_http,
    exchange_failed,
    login_sets_nothing,
    conditions,
    made_for_another,
)
