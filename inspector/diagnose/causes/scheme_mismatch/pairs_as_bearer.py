"""User and password, or a key and its secret, were sent behind the word Bearer."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import in_headers, was_accepted
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.token_claims import is_bearer
from inspector.diagnose.weights import SOUND, STRONG
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr

_PAIR = lazy_re(rb"[\x21-\x39\x3b-\x7e][\x20-\x39\x3b-\x7e]{0,80}:[\x20-\x7e]{1,200}")
# A program's own kind of token: what it was sealed with, and what is sealed.
# finds `4ecab8981ee9d52bb3cadca694a9ef01:7365a91bf0a30b3a`
# but not `lena:Wy7-kale-Thorn`
_SEALED = lazy_re(rb"(?:[0-9a-f]{2}){8,64}:(?:[0-9a-f]{2}){8,}")
_SHORTEST_LOGIN = 12


def basic_as_bearer(case: Case) -> Found:
    """The Bearer value decodes to a user name, a colon and a password."""
    for sent in in_headers(case):
        if not is_bearer(sent) or sent.claims or len(sent.value.strip()) < _SHORTEST_LOGIN:
            continue
        if sent.basic is None or not _PAIR.fullmatch(sent.basic) or sent.basic[:1] == b"{":
            continue
        if _SEALED.fullmatch(sent.basic) or was_accepted(case):
            continue
        yield case.refused_for(
            "basic-as-bearer",
            STRONG if "basic" in case.heard.schemes else SOUND,
            fact(
                tr(
                    "What follows {scheme} decodes to a user name, a colon and a password.",
                    scheme=sent.scheme.capitalize(),
                ),
                sent.place,
            ),
            sent=sent.scheme.capitalize(),
            wanted="Basic",
        )


# What a Bearer token is made of has no colon in it (b64token, RFC 6750 §2.1).
# finds `lena:Wy7-kale-Thorn`, `8f14e45fceea167a:5a36dedd4bea2543`
# but not `https://acme.example`, `sha256:8f14e45f`, `v1:8f14e45fceea`, `secret-token:8f14e45fceea`
_PLAIN_PAIR = lazy_re(r"(?!sha\d|urn:|v\d|secret-token:)([\w.@+-]{3,80}):(?!//)([^\s:]{6,200})")
# finds `8f14e45fceea167a`
# but not `lena.park`
_MADE = lazy_re(r"(?=[^\d]{0,80}\d)[\w.-]{8,80}")
# `{"` in Base64, in each way in which JSON begins
# finds `eyJ1c2VyIjoiYWxpY2UifQ`, `eyAidSI6IDF9`, `ewogICJ1Ijox`
# but not `8f14e45fceea167a`
_CODED_JSON = lazy_re(r"e(?:yJ|yAi|wog|w0K|wki)[\w-]{6,}={0,2}")
# finds `no user/secret pair in Bearer`
# but not `invalid Bearer token`
_PAIR_WANTED = lazy_re(
    r"(?i)\b(?:user|name|secret|password|pair)\b.{0,40}\bbearer\b"
    r"|\bbearer\b.{0,40}\b(?:user|secret|password|pair)\b"
)


def pair_as_bearer(case: Case) -> Found:
    """Two halves with a colon between them follow Bearer as they are, a login or key and secret."""
    for sent in in_headers(case):
        pair = _PLAIN_PAIR.fullmatch(sent.value.strip()) if sent.scheme == "bearer" else None
        if pair is None or sent.known_key is not None or was_accepted(case):
            continue
        if any(map(_CODED_JSON.fullmatch, pair.groups())):
            continue  # a program's own kind of token: what it claims, and the proof of it
        told = fact(tr("Two halves with a colon between them follow Bearer."), sent.place)
        rule = fact(tr("A Bearer token holds no colon (RFC 6750 §2.1)."), sent.place)
        spoken = next((one for one in case.heard.statements if _PAIR_WANTED.search(one.text)), None)
        if spoken is not None:  # this server reads both halves there, written in another way
            said_so = quoted(spoken)
            yield case.refused_for(
                "credential-malformed", STRONG, said_so, told, explains=True, name=sent.name
            )
        elif _MADE.fullmatch(pair[1]):
            yield case.refused_for(
                "key-sent-in-another-way", SOUND, told, rule, explains=True, sent="Bearer"
            )
        else:
            yield case.refused_for(
                "basic-as-bearer", SOUND, told, rule, explains=True, sent="Bearer", wanted="Basic"
            )


RULES = (basic_as_bearer, pair_as_bearer)
