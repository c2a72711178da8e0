"""The client's id and secret came to the token endpoint in a way that is not the registered one."""

from inspector.diagnose.facts.case import Case, said
from inspector.diagnose.facts.client_authentication import client_method, names_client_method
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.tokens import hosts
from inspector.diagnose.facts.weights import SOUND, STRONG
from inspector.model.annotation import Place
from inspector.model.finding import Evidence
from inspector.reading import places
from inspector.reading.meanings import Meaning
from inspector.reading.statuses import REFUSES_TOKEN_REQUEST
from inspector.wording import tr
from inspector.wording.spoken import listed

_SUPPORTED = "token_endpoint_auth_methods_supported"


def method_told(case: Case) -> Found:
    """The token endpoint says which way of authenticating the client it wants."""
    words = names_client_method(case)
    if words is None:
        return
    if client_method(case) == "none":  # then the secret itself is missing
        return
    yield _suspicion(case, STRONG, said(Meaning("client-refused", words, 1.0)))


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
        yield _suspicion(case, SOUND, proof)
        return


def taken_in_another_way(case: Case) -> Found:
    """The same secret was taken by this endpoint when it came in the other way."""
    if not case.sent.is_token_request or case.status not in REFUSES_TOKEN_REQUEST:
        return
    mine = _pair(case)
    for other in (*reversed(case.before), *case.after) if mine[1] else ():
        same = other.sent.is_token_request and other.succeeded and _pair(other) == mine
        if same and client_method(other) != client_method(case):
            proof = fact(
                tr("The same secret was accepted as {way}.", way=client_method(other)),
                other.heard_line,
            )
            yield _suspicion(case, STRONG, proof)
            return


def _pair(case: Case) -> tuple[str, str]:
    sent = case.sent.authorization
    if sent is not None and sent.scheme == "basic":
        user, _, password = (sent.basic or b"").decode("latin-1").partition(":")
        return user, password
    fields = case.sent.fields
    return fields.get("client_id", ""), fields.get("client_secret", "")


def _suspicion(case: Case, weight: float, proof: Evidence) -> Suspicion:
    used = client_method(case)
    return case.suspect(
        "client-method-mismatch",
        weight,
        proof,
        fact(tr("The client was authenticated by {method}.", method=used), _place(case)),
        case.status_evidence,
        sent=used,
        client=_pair(case)[0],
    )


def _place(case: Case) -> Place:
    sent = case.sent.authorization
    return sent.place if sent is not None else places.in_body(case.index, "request")


RULES = (method_told, method_not_offered, taken_in_another_way)
