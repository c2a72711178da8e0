"""Reads an `Authorization: Digest …` value and says what in it does not fit (RFC 7616 §3.4)."""

from collections.abc import Iterator

import msgspec

from inspector.protocol.challenges.parsing import parse
from inspector.protocol.challenges.records import Challenge, Span
from inspector.protocol.schemes.digest import DigestInput, Qop, answer, is_answerable

_WIRE_QOP: dict[str, Qop] = {"auth": "auth", "auth-int": "auth-int"}


class Mismatch(msgspec.Struct, frozen=True, kw_only=True):
    """A part that differs from what the server asked for or the request is.

    part: name of the parameter (uri, realm, nonce, algorithm, qop, nc, opaque, username,
    response, or `reading` where the value is none at all). span: in the header's value.
    """

    part: str
    sent: str
    expected: str
    span: Span


def read(value: str) -> Challenge | None:
    """Return the parts of a Digest credential (its grammar is that of a challenge), or None."""
    return next((one for one in parse(value) if one.is_scheme("Digest")), None)


def compare(
    sent: Challenge, challenge: Challenge | None, method_target: tuple[str, str]
) -> tuple[Mismatch, ...]:
    """Compare a credential with the challenge and the request's (method, target), without secrets.

    challenge: None where it isn't known; only the request is compared then.
    """
    return tuple(_differences(sent, challenge, method_target[1]))


def _differences(sent: Challenge, challenge: Challenge | None, target: str) -> Iterator[Mismatch]:
    if sent.get("uri") != target:
        yield _mismatch(sent, "uri", target)
    if challenge is None:
        return
    for name in ("realm", "nonce", "opaque"):
        if sent.get(name) != challenge.get(name):
            yield _mismatch(sent, name, challenge.get(name))
    wanted = challenge.get("algorithm") or "MD5"
    if (sent.get("algorithm") or "MD5").lower() != wanted.lower():
        yield _mismatch(sent, "algorithm", wanted)
    yield from _protection(sent, challenge)


def _protection(sent: Challenge, challenge: Challenge) -> Iterator[Mismatch]:
    offers = challenge.get("qop").replace(",", " ").lower().split()
    chosen = sent.get("qop").lower()
    if (offers or chosen) and chosen not in offers:
        yield _mismatch(sent, "qop", " ".join(offers))
    counter = sent.get("nc")
    if chosen and not _is_counter(counter):
        yield _mismatch(sent, "nc", "00000001")
    if chosen and not sent.get("cnonce"):
        yield _mismatch(sent, "cnonce", "")


def _is_counter(text: str) -> bool:
    digits = 8
    return len(text) == digits and all(c in "0123456789abcdefABCDEF" for c in text)


def verify(
    sent: Challenge, challenge: Challenge | None, given: DigestInput
) -> tuple[Mismatch, ...]:
    """Compare as `compare` does and check the response for a known user and password."""
    found = list(compare(sent, challenge, (given.method, given.uri)))
    expected = expected_response(sent, given)
    if expected != sent.get("response").lower():
        found.append(_mismatch(sent, "response", expected))
    return tuple(found)


def expected_response(sent: Challenge, given: DigestInput) -> str:
    """Return the response that goes with the credential's own realm, nonce, uri and counter."""
    if not is_answerable(sent):
        return ""
    counter = sent.get("nc")
    mine = msgspec.structs.replace(
        given,
        uri=sent.get("uri"),
        cnonce=sent.get("cnonce"),
        nc=int(counter, 16) if _is_counter(counter) else 1,
        qop=_WIRE_QOP.get(sent.get("qop").lower(), ""),
    )
    return answer(sent, mine).response


def _mismatch(sent: Challenge, part: str, expected: str) -> Mismatch:
    param = next((p for p in sent.params if p.name.lower() == part), None)
    return Mismatch(
        part=part,
        sent=param.value if param else "",
        expected=expected,
        span=param.span if param else sent.span,
    )
