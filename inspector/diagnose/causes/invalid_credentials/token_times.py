"""Tokens and signed addresses whose time is over."""

from datetime import timedelta
from typing import Any

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.timestamps import address_end
from inspector.diagnose.facts.tokens import bearer, expired_by, moment
from inspector.diagnose.facts.weights import CLEAR, PROVEN, RATHER, SHOWN
from inspector.model.finding import Evidence
from inspector.reading.credential import Credential
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import MAY_FAIL_ON_CREDENTIAL
from inspector.wording import tr
from inspector.wording.spoken import clock, exact, span

_SAYS: tuple[MeaningName, ...] = ("token-expired",)


def token_expired(case: Case) -> Found:
    """The token's exp lies before the server's clock, or the server says so."""
    token = bearer(case)
    if token is not None and case.sent.is_token_request and token.name == "refresh_token":
        token = None  # an old refresh token is a matter of the session
    ago = expired_by(case, token) if token is not None else None
    trust = case.said(*_SAYS)
    if ago is None and not trust:
        return
    if ago is None and token is None and not (case.sent.credentials or case.may_be_stripped):
        return
    if (
        ago is not None
        and not trust
        and case.status not in MAY_FAIL_ON_CREDENTIAL
        and not case.is_hidden_error
    ):
        return
    if ago is not None and token is not None and token.where == "cookie" and not trust:
        return
    told = tuple(case.quote(*_SAYS)) or _error(case)
    yield case.suspect(
        "token-expired",
        _weight(case, token, ago, trust),
        *told,
        *_times(case, token, ago),
        *(() if told else (case.status_evidence,)),
        **_values(case, token, ago),
    )


def _weight(case: Case, token: Credential | None, ago: timedelta | None, trust: float) -> float:
    if ago is not None:
        refuses = trust or case.heard.error[0] == "invalid_token"
        return PROVEN if refuses else SHOWN
    if token is not None and moment(token.claims.get("exp")) is not None:
        return RATHER * trust
    return CLEAR * trust


def _times(case: Case, token: Credential | None, ago: timedelta | None) -> list[Evidence]:
    if token is None or ago is None:
        return []
    # One fact with two places: what the token says, and the clock it is held against.
    said = tr("The token's exp is {time} before the server's Date", time=exact(ago))
    return [fact(said, place) for place in (token.place, case.date_place) if place is not None]


def _error(case: Case) -> tuple[Evidence, ...]:
    code, place = case.heard.error
    return (fact(tr('Server said error="{code}"', code=code), place),) if code else ()


def _values(case: Case, token: Credential | None, ago: timedelta | None) -> dict[str, Any]:
    if token is None or ago is None:
        return {}
    end, now = moment(token.claims.get("exp")), case.server_time
    if end is None or now is None:
        return {}
    return {"ago": span(ago), "exp": clock(end, now), "now": clock(now, end)}


def address_expired(case: Case) -> Found:
    """A signed address is past its end."""
    now = case.server_time
    if case.status not in MAY_FAIL_ON_CREDENTIAL or now is None:
        return
    end = address_end(dict(case.sent.query))
    if end is not None and now > end:
        yield case.suspect(
            "signed-address-expired",
            SHOWN,
            fact(
                tr("The signed address was valid until {time}.", time=clock(end)),
                case.sent.keys[0].place if case.sent.keys else None,
            ),
            fact(tr("The server's clock said {time}.", time=clock(now)), case.date_place),
            case.status_evidence,
            ago=span(now - end),
            exp=clock(end),
        )


RULES = (token_expired, address_expired)
