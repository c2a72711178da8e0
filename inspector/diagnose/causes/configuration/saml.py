"""SAML answers whose conditions do not hold (SAML 2.0 core §2.5)."""

import base64
import binascii
import re
from datetime import UTC, datetime, timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import FAIR, HALF, SHOWN, STRONG
from inspector.model.annotation import Place
from inspector.reading import places
from inspector.wording import tr
from inspector.wording.spoken import clock, exact, span

_TIME = re.compile(r'\b(NotBefore|NotOnOrAfter|SessionNotOnOrAfter)="([^"]{10,40})"')
_AUDIENCE = re.compile(r"<(?:\w+:)?Audience>([^<]{1,300})</")
_PLACE = re.compile(r'\b(Destination|Recipient)="([^"]{1,400})"')
_STATUS = re.compile(r'<(?:\w+:)?StatusCode[^>]*Value="([^"]{1,200})"')
_SMALL = timedelta(seconds=1)


def conditions(case: Case) -> Found:
    """A condition of the answer does not hold at this server, by its own clock."""
    if not case.sent.has_saml or case.succeeded or case.heard.is_redirect:
        return
    text = decoded(case.sent.fields.get("SAMLResponse", ""))
    now = case.server_time
    place = places.in_body(case.index, "request")
    if text and now is not None:
        yield from _times(case, text, now, place)
    yield from _addresses(case, text, place)
    yield from _status(case, text, place)
    if text:
        yield case.suspect(
            "saml-answer-refused",
            HALF,
            fact(tr("A SAML answer was posted."), place),
            *case.quote("saml"),
            case.status_evidence,
        )


def decoded(value: str) -> str:
    """Return the XML of a posted SAML answer, empty where it is none."""
    try:
        return base64.b64decode(value + "=" * (-len(value) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _times(case: Case, text: str, now: datetime, place: Place) -> Found:
    for name, value in _TIME.findall(text):
        when = _moment(value)
        if when is None:
            continue
        early = name == "NotBefore" and when - now > _SMALL
        late = name == "NotOnOrAfter" and now - when > _SMALL
        if early or late:
            yield case.suspect(
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
                fact(tr("The server's clock said {time}.", time=clock(now)), case.date_place),
                case.status_evidence,
                off=span(when - now),
            )
            return


def _addresses(case: Case, text: str, place: Place) -> Found:
    here = case.sent.url.partition("?")[0].rstrip("/").lower()
    for name, value in _PLACE.findall(text):
        if value.partition("?")[0].rstrip("/").lower() != here:
            yield case.suspect(
                "saml-wrong-recipient",
                STRONG,
                fact(tr("The answer's {name} is {value}.", name=name, value=value), place),
                case.status_evidence,
                value=value,
            )
            return
    audience = _AUDIENCE.findall(text)
    if audience and case.said("audience"):
        yield case.suspect(
            "saml-wrong-audience",
            SHOWN,
            *case.quote("audience"),
            fact(tr("The answer's audience is {value}.", value=audience[0]), place),
            value=audience[0],
        )


def _status(case: Case, text: str, place: Place) -> Found:
    codes = [code.rpartition(":")[2] for code in _STATUS.findall(text)]
    if codes and codes[0] != "Success":
        slug = "saml-login-failed"
        yield case.suspect(
            slug,
            FAIR,
            fact(tr("The identity provider's status is {code}.", code=codes[-1]), place),
            case.status_evidence,
            code=codes[-1],
        )


def _moment(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


RULES = (conditions,)
