"""Schemes whose credential is computed for each request or in rounds, and how curl sends them.

A token or key behind a word can be sent by anybody who has it. These can't: NTLM and Negotiate are
rounds ([MS-NTHT], RFC 4559), SCRAM too (RFC 7804); the others sign (RFC 9421, RFC 5849, AWS
Signature V4 and its kin), or prove that a key is there (RFC 9449, RFC 7486, RFC 9577).
"""

from typing import NamedTuple

from inspector.protocol.patterns import lazy_re

USER, PASSWORD = "USER", "PASSWORD"
_HEADER = "CREDENTIALS"


class Computed(NamedTuple):
    """A scheme that is computed. name: as its standard writes it.

    options: the words that curl needs, with words in capitals for what is the user's own.
    by_curl: whether curl computes it; else what is computed elsewhere is put into the header.
    """

    name: str
    options: tuple[str, ...]
    by_curl: bool = True


_ROUNDS = {
    "ntlm": Computed("NTLM", ("--ntlm", "-u", f"{USER}:{PASSWORD}")),
    "negotiate": Computed("Negotiate", ("--negotiate", "-u", ":")),
    "kerberos": Computed("Kerberos", ("--negotiate", "-u", ":")),
}
_DPOP = ("-H", "Authorization: DPoP ACCESS_TOKEN", "-H", "DPoP: PROOF")
_NAMES = {
    "acs3-hmac-sha256": "ACS3-HMAC-SHA256",
    "aws": "AWS Signature V2",
    "aws4-ecdsa-p256-sha256": "AWS Signature V4a",
    "bce-auth-v1": "BCE-Auth-V1",
    "concealed": "Concealed",
    "gnap": "GNAP",
    "hawk": "Hawk",
    "hmac": "HMAC",
    "hoba": "HOBA",
    "http-signature": "HTTP-Signature",
    "mac": "MAC",
    "mutual": "Mutual",
    "privatetoken": "PrivateToken",
    "scram-sha-1": "SCRAM-SHA-1",
    "scram-sha-256": "SCRAM-SHA-256",
    "sharedkey": "SharedKey",
    "sharedkeylite": "SharedKeyLite",
    "signature": "Signature",
    "vapid": "vapid",
    "wsse": "WSSE",
}
# As importers write them: curl's option, HTTPie's plugins.
_ALSO_CALLED = {
    "aws signature v4": "aws4-hmac-sha256",
    "aws-sigv4": "aws4-hmac-sha256",
    "aws4": "aws4-hmac-sha256",
    "aws4auth": "aws4-hmac-sha256",
    "spnego": "negotiate",
    "gssnegotiate": "negotiate",
    "ntlm-wb": "ntlm",
}
# What curl signs: the provider's word goes before "4-HMAC-SHA256" and into the names of headers.
_SIGV4 = lazy_re(r"([a-z]{2,10})4-hmac-sha256")
_HEADER_WORDS = {"aws": "amz"}
# Names of algorithms end the words of many providers' own signatures.
_SIGNS = lazy_re(r"[a-z0-9-]{0,60}(?:hmac|(?:rsa|ecdsa|ed25519)-sha)[a-z0-9-]{0,60}")


def computed(word: str) -> Computed | None:
    """Return what is known of a scheme that is computed; None for any other, whatever its case."""
    scheme = _ALSO_CALLED.get(word.strip().lower(), word.strip().lower())
    if scheme in _ROUNDS:
        return _ROUNDS[scheme]
    if scheme == "dpop":
        return Computed("DPoP", _DPOP, by_curl=False)
    signed = _SIGV4.fullmatch(scheme)
    if signed is not None:
        return _by_sigv4(signed[1])
    name = _NAMES.get(scheme) or (word.strip() if _SIGNS.fullmatch(scheme) else "")
    header = ("-H", f"Authorization: {word.strip()} {_HEADER}")
    return Computed(name, header, by_curl=False) if name else None


def known_schemes() -> tuple[Computed, ...]:
    """Return the schemes that are known by name, in the order of their names."""
    words = {*_ROUNDS, *_NAMES, "dpop", "aws4-hmac-sha256"}
    found = (computed(word) for word in words)
    return tuple(sorted((each for each in found if each), key=lambda each: each.name.lower()))


SENT_BY_CURL = ("aws4-hmac-sha256", "negotiate", "ntlm")
"""The words of those that people choose by name and curl computes."""


def is_computed(word: str) -> bool:
    """Whether a scheme is computed, so that no value that was typed can be sent as it."""
    return computed(word) is not None


def _by_sigv4(provider: str) -> Computed:
    header = _HEADER_WORDS.get(provider, provider)
    name = "AWS Signature V4" if provider == "aws" else f"{provider.upper()}4-HMAC-SHA256"
    signed = f"{provider}:{header}:REGION:SERVICE"
    return Computed(name, ("--aws-sigv4", signed, "-u", "ACCESS_KEY_ID:SECRET_ACCESS_KEY"))
