"""Makes Digest challenges and checks the answers (RFC 7616)."""

import hashlib
import hmac
import re
from collections.abc import Mapping

from inspector.mocklab.checks.logins import PASSWORD, REALM, USER
from inspector.mocklab.messages import LabRequest
from inspector.mocklab.scenario import Bench
from inspector.protocol.scheme_words import split_scheme

_PAIR = re.compile(r'(?<!\w)(\w+)\s{0,20}=\s{0,20}(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_HASHES = {
    "MD5": hashlib.md5,
    "SHA-256": hashlib.sha256,
    "SHA-512-256": lambda data=b"": hashlib.new("sha512_256", data),
}
OPAQUE = "cHJhY3RpY2U"


def fresh_nonce(bench: Bench) -> str:
    """Return a nonce that was not given before; the same ones in the same order each run."""
    number = bench.count("nonce")
    nonce = hashlib.sha256(f"practice-nonce-{number}".encode()).hexdigest()[:32]
    bench.memory.setdefault("nonces", set()).add(nonce)
    return nonce


def answer_of(request: LabRequest) -> dict[str, str]:
    """Return the parameters of a Digest answer, empty when there is none."""
    written = split_scheme(request.header("Authorization"))
    if written.scheme != "digest":
        return {}
    return {
        pair[1].lower(): re.sub(r"\\(.)", r"\1", pair[2] or "") or pair[3] or ""
        for pair in _PAIR.finditer(written.rest)
    }


def is_right(request: LabRequest, answer: Mapping[str, str], bench: Bench) -> bool:
    """Whether the answer is the practice login's, for a nonce given and for this target."""
    known = answer.get("nonce") in bench.memory.get("nonces", ())
    fits = answer.get("uri") == request.target and answer.get("realm") == REALM
    if not (known and fits and answer.get("username") == USER):
        return False
    expected = response(request, answer)
    return hmac.compare_digest(expected.encode(), answer.get("response", "").lower().encode())


def response(request: LabRequest, answer: Mapping[str, str]) -> str:
    """Return the response that the practice login has to give (RFC 7616 §3.4.1)."""
    name = answer.get("algorithm", "MD5").upper()
    make = _HASHES.get(name.removesuffix("-SESS"))
    if make is None:
        return ""

    def digest(text: str) -> str:
        return str(make(text.encode("utf-8")).hexdigest())

    first = digest(f"{USER}:{REALM}:{PASSWORD}")
    if name.endswith("-SESS"):
        first = digest(f"{first}:{answer.get('nonce')}:{answer.get('cnonce')}")
    second = f"{request.method}:{answer.get('uri')}"
    qop = answer.get("qop", "")
    if qop == "auth-int":
        second += ":" + str(make(request.body).hexdigest())
    parts = [answer.get("nonce", "")]
    parts += [answer.get("nc", ""), answer.get("cnonce", ""), qop] if qop else []
    return digest(":".join([first, *parts, digest(second)]))
