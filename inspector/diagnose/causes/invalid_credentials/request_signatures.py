"""The signature of a request is refused, and what the server says that it signed instead.

S3 writes that into elements, other services of AWS into the message, Azure's storage into details.
"""

from datetime import timedelta
from http import HTTPStatus
from itertools import zip_longest

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.address_ends import SignedFor, address_over, signed_for
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, FAIR, HALF, HINT, OPEN, SHOWN, STATED, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import TOKEN_SCHEMES
from inspector.protocol.signatures import sigv4
from inspector.protocol.signatures.refusal_text import canonical_of_server, readable
from inspector.protocol.signatures.signed_text import shown
from inspector.reading import places
from inspector.reading.statuses import (
    MAY_FAIL_ON_CREDENTIAL,
    MAY_REFUSE_CREDENTIAL,
    NO_LONGER_THERE,
    REFUSES_SIGNATURE,
)
from inspector.wording import tr
from inspector.wording.dates import utc_clock
from inspector.wording.durations import exact, side_of, span


def signature_refused(case: Case) -> Found:
    """The signature of a signed request or token does not check out."""
    trust = case.said("signature", "algorithm")
    if not trust or not case.may_carry or _is_a_handshake(case):
        return
    token = _is_tokens(case)
    yield case.refused_for(
        "token-signature-wrong" if token else "request-signature-wrong",
        _weight_of_signature(case, trust, is_token=token),
        *case.quote("signature", "algorithm"),
        host=case.sent.host,
    )


def _is_a_handshake(case: Case) -> bool:
    """Whether a ticket was sent: its algorithms are those of the domain, and it signs nothing."""
    sent = case.sent.authorization
    return sent is not None and sent.is_negotiation


def _is_tokens(case: Case) -> bool:
    """Return whether the token's signature is meant: nothing else that was sent signs."""
    if any(credential.claims for credential in case.sent.credentials):
        return True
    sent = case.sent.authorization
    return sent is not None and sent.scheme in TOKEN_SCHEMES and not _names_a_signature(case)


def _names_a_signature(case: Case) -> bool:
    return any("sign" in key.name.lower() or "hmac" in key.name.lower() for key in case.sent.keys)


def _weight_of_signature(case: Case, trust: float, *, is_token: bool) -> float:
    """Weigh less where the same words say why: an unknown key, another algorithm."""
    told, key = case.says("signature"), case.says("unknown-key")
    if is_token and (told is None or (key is not None and key.statement == told.statement)):
        return OPEN
    sent = case.sent.authorization
    if sent is not None and sent.scheme in LOGIN_SCHEMES and _OF_A_JWT.search(case.heard.words):
        return HINT  # no token was sent whose signature could be wrong
    return CLEAR * trust


# finds `invalid jwt signature`
# but not `invalid signature`
_OF_A_JWT = lazy_re(r"(?i)\b(?:jwts?|json web tokens?|bearer)\b")


def nonce_refused(case: Case) -> Found:
    """A signed request's nonce is not accepted: used before, or not higher than the last."""
    if (
        case.said("nonce-wanted")
        and (_names_a_signature(case) or case.is_hidden_error)
        and not case.said("csrf")
    ):
        yield case.refused_for("request-signature-wrong", FAIR, *case.quote("nonce-wanted"))


# ---------------- What the server says that it signed
_LINE = 120
# finds `used following string to sign: 'GET`
_OTHERS = lazy_re(r"following string to sign: '([^']{1,16000})'")


def server_signed_otherwise(case: Case) -> Found:
    """The server says which text it signed: no signature but a wrong one has it told."""
    facts = _signed_by_server(case) if case.may_carry and case.is_refused else []
    if facts:
        yield case.refused_for("request-signature-wrong", STRONG, *facts, host=case.sent.host)


def _signed_by_server(case: Case) -> list[Evidence]:
    """Return what the text that the server signed says; nothing where it tells none."""
    told, about = canonical_of_server(case.heard.content.bytes), sigv4.signed_of(case.sent.message)
    if told and about is not None:
        own = sigv4.canonical_request(case.sent.message, about)
        return [_compared(case, told, own.strip())]
    other = _OTHERS.search(readable(case.heard.content.bytes))
    if other is None:
        return []
    lines = " ⏎ ".join(line for line in other[1].splitlines() if line)
    said = shown(lines, case.sent.message)[: 2 * _LINE]
    return [fact(tr("The server signed: {text}", text=said), case.heard_body)]


def _compared(case: Case, theirs: str, own: str) -> Evidence:
    """Return what two canonical requests say of one another."""
    pairs = zip_longest(theirs.splitlines(), own.splitlines(), fillvalue="")
    other = next(((one, two) for one, two in pairs if one.rstrip() != two.rstrip()), None)
    if other is None:
        text = tr("The server signed the same text, so the secret that signed it is another one.")
        return fact(text, case.heard_body)
    message = case.sent.message
    said, sent = (shown(line, message)[:_LINE] for line in other)
    text = tr("The server signed “{said}” where the request has “{sent}”.", said=said, sent=sent)
    return fact(text, case.heard_body)


# ---------------- What the signature leaves out
_NOT_SIGNED = lazy_re(r"<HeadersNotSigned>([^<]{1,400})</HeadersNotSigned>")
_SIGNED_ALWAYS = ("x-amz-",)  # "Create a signed AWS API request": these must be signed


def header_not_signed(case: Case) -> Found:
    """A header that must be signed is not; the reply may name it."""
    about = sigv4.signed_of(case.sent.message)
    if about is None or case.status not in REFUSES_SIGNATURE:
        return
    told = _NOT_SIGNED.search(readable(case.heard.content.bytes))
    lines = enumerate(case.sent.message.headers)
    left_out = [
        (index, header)
        for index, header in lines
        if header.name.lower().startswith(_SIGNED_ALWAYS) and header.name.lower() not in about.names
    ]
    if not told and not left_out:
        return
    name = told[1].strip() if told is not None else left_out[0][1].name
    facts = [fact(tr("The server names {name}.", name=name), case.heard_body)] if told else []
    for index, header in left_out[:1]:
        place = places.in_header(case.index, "request", index, header)
        facts.append(fact(tr("{name} is not among the signed headers.", name=header.name), place))
    yield case.refused_for("header-not-signed", SHOWN if told else HALF, *facts, name=name)


# ---------------- An address that was signed for a time
def address_expired(case: Case) -> Found:
    """A signed address is past its end."""
    now, end = case.server_time, case.once(address_over)
    refused = case.status in MAY_FAIL_ON_CREDENTIAL or case.status in NO_LONGER_THERE
    if refused and end is not None and now is not None:
        # What was there may have been taken away besides.
        gone = case.status == HTTPStatus.NOT_FOUND and not any(
            c.succeeded for c in case.same_request_before
        )
        yield case.refused_for(
            "signed-address-expired",
            CLEAR if gone else SHOWN,
            fact(
                tr("The signed address was valid until {time}.", time=utc_clock(end)),
                case.sent.keys[0].place if case.sent.keys else case.sent_line,
            ),
            fact(tr("The server's clock said {time}.", time=utc_clock(now)), case.date_place),
            ago=span(now - end),
            exp=utc_clock(end),
        )


# ---------------- A shared access signature in a header
_OFF = timedelta(minutes=5)


def parameters_over(case: Case) -> Found:
    """The end in `SharedAccessSignature sr=…&sig=…&se=…` is over by the server's clock."""
    signed = signed_for(case) if case.status in MAY_REFUSE_CREDENTIAL else None
    now = case.heard.date
    if signed is None or now is None or now <= signed.end:
        return
    if _is_good_by_own_clock(case, signed):
        yield from _by_a_wrong_clock(case, signed)
        return
    yield case.refused_for(
        "token-expired",
        STATED if case.said("token-expired") else SHOWN,
        *case.quote("token-expired"),
        fact(tr("It was valid until {time}.", time=utc_clock(signed.end)), signed.credential.place),
        fact(tr("The server's clock said {time}.", time=utc_clock(now)), case.date_place),
        ago=span(now - signed.end),
        exp=utc_clock(signed.end, now),
        now=utc_clock(now, signed.end),
    )


def resource_of_another_address(case: Case) -> Found:
    """`sr` in a shared access signature names what it is made for, and the call goes elsewhere."""
    signed = signed_for(case) if case.status in MAY_REFUSE_CREDENTIAL else None
    resource = signed.resource.lower() if signed is not None else ""
    resource = resource.rpartition("://")[2].rstrip("/")
    asked = f"{case.sent.host}{case.sent.path}".lower()
    if signed is None or "." not in resource or f"{asked}/".startswith(f"{resource}/"):
        return
    yield case.refused_for(
        "signed-for-another-address",
        STRONG,
        fact(tr("The signature is made for {name}.", name=resource), signed.credential.place),
        fact(tr("The request went to {path}.", path=asked), case.sent_line),
    )


def _is_good_by_own_clock(case: Case, signed: SignedFor) -> bool:
    own, off = case.client_time, case.skew
    return own is not None and off is not None and abs(off) > _OFF and own < signed.end


def _by_a_wrong_clock(case: Case, signed: SignedFor) -> Found:
    own, now = case.client_time, case.heard.date
    if own is None or now is None:
        return
    late = exact(now - signed.end)
    yield case.suspect(
        "clock-differs",
        SHOWN,
        fact(tr("It was valid by the client's clock when it was sent."), signed.credential.place),
        fact(tr("By the server's clock it was over {time} before.", time=late), case.date_place),
        off=span(now - own),
        direction=side_of(own - now),
    )


RULES = (
    address_expired,
    parameters_over,
    resource_of_another_address,
    nonce_refused,
    signature_refused,
    server_signed_otherwise,
    header_not_signed,
)
