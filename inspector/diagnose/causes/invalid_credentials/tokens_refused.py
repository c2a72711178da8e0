"""Tokens that are refused: unknown, altered, of another kind, too old; requests for them too."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from inspector.diagnose.facts.accepted_elsewhere import (
    given_to_its_like,
    taken_before,
    taken_by_sister,
)
from inspector.diagnose.facts.browser import announced_authorization
from inspector.diagnose.facts.callers.other_schemes import header_called_bad
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.whose_clock import signed_by_own_clock
from inspector.diagnose.facts.placement import (
    client_method,
    names_client_method,
    shows_nothing,
    was_accepted,
)
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.token_claims import (
    bearer,
    expired_by,
    is_bearer,
    is_id_token,
    is_refresh_token,
    issued_in,
)
from inspector.diagnose.weights import (
    CLEAR,
    FAINT,
    FAIR,
    HALF,
    HINT,
    LESS,
    LIKELY,
    OPEN,
    PROVEN,
    RATHER,
    SHOWN,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.dates import loose_numeric_date
from inspector.protocol.oauth.device_reply import PENDING
from inspector.protocol.scheme_words import LOGINS
from inspector.protocol.tokens.claim_names import SCOPE
from inspector.reading.credential import Credential
from inspector.reading.meanings import Names
from inspector.reading.statuses import (
    MAY_FAIL_ON_CREDENTIAL,
    MAY_REFUSE_CREDENTIAL,
    NO_LONGER_THERE,
)
from inspector.wording import tr
from inspector.wording.dates import utc_clock
from inspector.wording.durations import exact, span

_LARGEST = 1_000_000


def token_refused(case: Case) -> Found:
    """The server does not accept the token and does not say why."""
    token = bearer(case)
    trust = case.said("token-refused", "unauthorized")
    if token is None and case.said("token-refused") and case.sent.credentials:
        token = case.sent.main
    if token is None or token.scheme in LOGIN_SCHEMES or case.sent.is_token_request:
        return
    if case.status != HTTPStatus.UNAUTHORIZED and not case.said("token-refused"):
        return
    weight = _weight(case, token)
    if case.said("missing", "account-gone", "unknown-key"):
        weight *= HALF
    if case.accepted_elsewhere or taken_before(case) or given_to_its_like(case) is not None:
        weight *= LESS
    yield case.suspect(
        "token-not-accepted",
        weight,
        *case.quote("token-refused"),
        fact(tr("A token was sent in {name}.", name=token.name), token.place),
        *([case.status_evidence] if trust or case.is_refused else []),
        usual=not trust,
        name=token.name,
    )


def _weight(case: Case, token: Credential) -> float:
    """Less for a JWT, which rules that read its claims speak for, and for one just issued."""
    if not token.claims:
        return RATHER if issued_in(case, token) is None else OPEN
    if issued_in(case, token) is not None:
        return HINT
    return HALF if case.said("token-refused") else OPEN


def token_altered(case: Case) -> Found:
    """The token differs from the one issued in this trace only in its signature."""
    token = bearer(case)
    if token is None or not token.claims:
        return
    body, _, signature = token.bare.rpartition(".")
    needle = body.encode("latin-1", "ignore")
    for other in case.neighbours:
        reply = other.exchange.reply
        if (
            reply is None
            or len(reply.body) > _LARGEST
            or needle not in reply.body
            or token.bare.encode() in reply.body
        ):
            continue
        yield case.refused_for(
            "token-altered",
            SHOWN,
            fact(tr("The signature is not the one that was issued with this token."), token.place),
            length=len(signature),
        )
        return


def malformed(case: Case) -> Found:
    """The server can't read the credential."""
    trust = case.said("malformed")
    if not trust or not case.sent.credentials or case.status not in MAY_FAIL_ON_CREDENTIAL:
        return
    sent = case.sent.credentials[0]
    told = case.quoted("malformed").lower()
    unseen = bool(sent.claims) and "missing or malformed" in told
    if unseen:  # "missing or malformed", and it is well-formed
        evidence = (*case.quote("malformed"), fact(_CAN_BE_READ, sent.place))
        yield case.refused_for("credential-not-recognised", FAIR, *evidence, name=sent.name)
    yield case.suspect(
        "credential-malformed",
        (HINT if unseen else _malformed_weight(case)) * trust,
        *case.quote("malformed"),
        fact(tr("{name} carries the credential.", name=sent.name), sent.place),
        name=sent.name,
    )


_CAN_BE_READ = tr("The token that was sent is well-formed.")


def _malformed_weight(case: Case) -> float:
    sent = case.sent.credentials[0]
    well_formed = bool(sent.claims) and sent.scheme not in {"bearer", "dpop"}
    if sent.scheme == "basic" and b":" in (sent.basic or b""):
        well_formed = "basic" not in case.quoted("malformed").lower()
    well_formed = well_formed or header_called_bad(case) is not None
    return HINT if well_formed or issued_in(case, sent) is not None else FAIR


def wrong_kind(case: Case) -> Found:
    """An ID token or a refresh token was sent where an access token is due."""
    token = bearer(case)
    if token is None or not token.claims or case.sent.is_token_request:
        return
    if case.status not in MAY_REFUSE_CREDENTIAL:
        return
    told = case.said("token-kind") if not case.said("scope") else 0.0
    if is_refresh_token(token):
        yield _kind("refresh-token-used", SHOWN, token, case)
    elif is_id_token(token) or told:
        yield _kind("id-token-used", STRONG if told else _id_token_weight(case, token), token, case)


def _id_token_weight(case: Case, token: Credential) -> float:
    source = issued_in(case, token)
    if source is not None and source[1] == "id_token":
        return SHOWN
    if case.said(*_NOT_ITS_KIND) or expired_by(case, token) is not None or was_accepted(case):
        return HINT
    return CLEAR if _is_for_a_client(token) else LIKELY


def _is_for_a_client(token: Credential) -> bool:
    """Whether it names an access token that it came beside, and no scope (OpenID Connect §3.1.3.6).

    An API is never the audience of such a token.
    """
    return "at_hash" in token.claims and token.claims.keys().isdisjoint(SCOPE)


_NOT_ITS_KIND: Names = (
    "scope", "clock", "algorithm", "unknown-key", "issuer", "signature", "revoked",
)  # fmt: skip


def _kind(slug: str, weight: float, token: Credential, case: Case) -> Suspicion:
    sentence = (
        tr("The token says of itself that it is a refresh token.")
        if slug == "refresh-token-used"
        else tr("The token has the claims of an ID token.")
    )
    return case.suspect(
        slug, weight, fact(sentence, token.place), *case.quote("token-kind", "token-refused")
    )


def bare_refusal(case: Case) -> Found:
    """Another scheme's credential is refused without a reason."""
    sent = case.sent.authorization
    known = LOGINS
    if sent is None or is_bearer(sent) or sent.scheme in known or not sent.value.strip():
        return
    if case.status == HTTPStatus.UNAUTHORIZED:
        yield case.refused_for(
            "credentials-refused",
            HALF,
            fact(tr("Authorization was sent."), sent.place),
            usual=True,
            name=sent.name,
        )


def token_unseen(case: Case) -> Found:
    """A preflight announced Authorization, the export left it out, and it was refused."""
    place = announced_authorization(case)
    if place is None or case.status != HTTPStatus.UNAUTHORIZED or case.said("missing"):
        return
    yield case.refused_for(
        "token-not-accepted",
        RATHER,
        fact(tr("The preflight announced Authorization."), place),
        *case.quote("token-refused"),
        name="Authorization",
    )


# ---------------- Tokens and signed addresses whose time is over
_SAYS: Names = ("token-expired",)


def token_expired(case: Case) -> Found:
    """The token's exp lies before the server's clock, or the server says so."""
    token = bearer(case)
    if token is not None and case.sent.is_token_request and token.name == "refresh_token":
        token = None  # an old refresh token is a matter of the session
    ago = expired_by(case, token) if token is not None else None
    trust = case.said(*_SAYS)
    if ago is None and not trust:
        return
    if token is not None and any(token.bare == one.bare for one in case.sent.session_cookies):
        return  # a script repeats the cookie: it is the session that ended
    if ago is None and token is None and not (case.sent.credentials or case.may_be_stripped):
        return
    if (
        ago is not None
        and not trust
        and case.status not in MAY_FAIL_ON_CREDENTIAL | NO_LONGER_THERE
        and not case.is_hidden_error
    ):
        return
    if ago is not None and token is not None and token.where == "cookie" and not trust:
        return
    told = tuple(case.quote(*_SAYS)) or _error(case)
    handed_in = case.asks_provider and token is not None and "assertion" in token.name
    yield case.suspect(
        "assertion-expired" if handed_in else "token-expired",
        _weight_of_time(case, token, ago, trust),
        *told,
        *_times(case, token, ago),
        *(() if told else (case.status_evidence,)),
        **_values(case, token, ago),
    )


_OFF_UNNOTICED = timedelta(minutes=5)


def _weight_of_time(
    case: Case, token: Credential | None, ago: timedelta | None, trust: float
) -> float:
    if ago is not None:
        refuses = trust or case.heard.error[0] == "invalid_token"
        if not refuses and case.heard.date is None and ago < _OFF_UNNOTICED:
            return CLEAR  # by the client's clock alone, which may be off
        if case.status in NO_LONGER_THERE and not refuses:
            return LIKELY  # who is nobody is not shown a place; it may not be there either
        return PROVEN if refuses else SHOWN
    if token is not None and loose_numeric_date(token.claims.get("exp")) is not None:
        return RATHER * trust
    if token is None and signed_by_own_clock(case):
        return HINT * trust  # it has no lifetime that could be over: its date is what is too old
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
    end, now = loose_numeric_date(token.claims.get("exp")), case.server_time
    if end is None or now is None:
        return {}
    return {"ago": span(ago), "exp": utc_clock(end, now), "now": utc_clock(now, end)}


# ---------------- Requests for tokens that the token endpoint refuses (RFC 6749 §5.2)
def client_refused(case: Case) -> Found:
    """The client's own id or secret is wrong, as any step of a sign-in may find."""
    if not case.asks_provider:
        return
    trust = case.said("client-refused")
    if trust or case.heard.error[0] == "invalid_client":
        method = client_method(case)
        yield case.refused_for(
            _BY_METHOD.get(method, "client-secret-refused"),
            _weight_of_client(case, method),
            *case.quote("client-refused"),
            client=case.sent.fields.get("client_id", ""),
        )


_BY_METHOD = {
    "private_key_jwt": "client-assertion-refused",
    "tls_client_auth": "client-certificate-not-known",
}


def _weight_of_client(case: Case, method: str) -> float:
    """Weigh less where the way may be wrong, and where nothing was shown that could be."""
    if names_client_method(case) is not None or (method == "none" and shows_nothing(case)):
        return HALF
    return FAINT if case.once(taken_by_sister) is not None else CLEAR


def code_refused(case: Case) -> Found:
    """The authorization code is expired, used or does not fit."""
    kind = case.sent.fields.get("grant_type", "")
    is_code = (
        kind == "authorization_code"
        or "device_code" in kind
        or ("code" in case.sent.fields and case.sent.is_token_request)
    )
    if not is_code or case.heard.error[0] in PENDING:
        return
    told = case.said("code-refused")
    if case.exchange.failure is not None:
        return  # nobody came, which the sign-in said itself
    if told or case.heard.error[0] == "invalid_grant":
        yield case.refused_for(
            "code-refused", STRONG if told else LIKELY, *case.quote("code-refused", "token-refused")
        )


def assertion_refused(case: Case) -> Found:
    """The assertion of a JWT or SAML bearer grant is not accepted."""
    kind = case.sent.fields.get("grant_type", "")
    if kind.endswith(("jwt-bearer", "saml2-bearer")) and case.heard.error[0] == "invalid_grant":
        yield case.refused_for(
            "assertion-refused",
            FAIR,
            *case.quote("token-refused", "bad-login", "signature"),
            kind=tr("assertion"),
        )


RULES = (
    client_refused,
    code_refused,
    assertion_refused,
    token_expired,
    token_unseen,
    token_refused,
    token_altered,
    malformed,
    wrong_kind,
    bare_refusal,
)
