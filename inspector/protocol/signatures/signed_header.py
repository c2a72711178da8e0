"""Headers that sign a request, and whether the signature covers the method.

RFC 9421 and its drafts name what they cover. The signatures of clouds begin their text with the
method. What goes with a nonce (Hawk, OAuth 1.0a, EdgeGrid) is left out: it is good once, whatever
the method.
"""

from collections.abc import Iterable

from inspector.model.message import Header
from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.scheme_words import split_scheme

_BEGIN_WITH_IT = word_set(
    "aws aws4-hmac-sha256 aws4-ecdsa-p256-sha256 goog4-rsa-sha256 tc3-hmac-sha256 "
    "acs3-hmac-sha256 bce-auth-v1 sharedkey hmac-sha256"
)
# finds `headers="(request-target) date"`
# but not `headers="date digest"`
_TARGET = lazy_re(r'(?i)\bheaders\s{0,9}=\s{0,9}"[^"]{0,400}\(request-target\)')
# finds `sig1=("@method" "@path");created=1`
# but not `sig1=("@path");created=1`
_METHOD = lazy_re(r'\([^()]{0,400}"@method"')


def signature_header_of_method(headers: Iterable[Header]) -> str:
    """Return the name of the header whose signature covers the method, too; else empty."""
    for header in headers:
        name = header.name.lower()
        if name == "signature-input" and _METHOD.search(header.value):
            return "Signature"
        if name == "signature" and _TARGET.search(header.value):
            return header.name
        if name == "authorization" and _covers(header.value):
            return header.name
    return ""


def _covers(value: str) -> bool:
    scheme = split_scheme(value).scheme
    return scheme in _BEGIN_WITH_IT or (scheme == "signature" and bool(_TARGET.search(value)))
