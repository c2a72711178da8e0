"""The credential is spoilt in itself: doubled words, quotes, line breaks, cut ends."""

import re
from collections.abc import Iterator

from inspector.diagnose.case import Case
from inspector.diagnose.credential import Credential
from inspector.diagnose.suspicion import Found, Suspicion, fact
from inspector.diagnose.tokens import is_bearer
from inspector.model.finding import Cause
from inspector.wording import tr

_REFUSED = frozenset({400, 401, 403, 407, 422, 500})
_DOUBLED = re.compile(r"(?i)^\s*(bearer|basic|token|digest)[\s:]+")
_SIGNATURE_BYTES = {
    "HS256": {32},
    "HS384": {48},
    "HS512": {64},
    "ES256": {64},
    "ES384": {96},
    "ES512": {132},
    "EdDSA": {64, 114},
    "RS256": {128, 256, 384, 512},
    "RS384": {128, 256, 384, 512},
    "RS512": {128, 256, 384, 512},
    "PS256": {128, 256, 384, 512},
    "ES256K": {64},
}
_JWT_HEAD = re.compile(r"^ey[\w-]{8,}(\.[\w-]*)*$")
_SAYS_OTHERWISE = (
    "token-expired",
    "scope",
    "ip-refused",
    "locked",
    "unreachable",
    "csrf",
    "audience",
    "issuer",
    "too-many-attempts",
    "password-expired",
    "rate-limited",
    "revoked",
    "captcha",
    "step-up",
    "session-expired",
    "clock",
)
_CLEARLY, _BLAMED = 0.94, 0.7
_WHOLE, _DOTS = 3, 2
_BLANK, _DELETE = 0x20, 0x7F


def _fault(slug: str, weight: float, sentence: str, credential: Credential) -> Suspicion:
    return Suspicion(
        cause=Cause.INVALID_CREDENTIALS,
        slug=slug,
        weight=weight,
        evidence=(fact(sentence, credential.place),),
        values={
            "name": credential.name,
            "scheme": credential.scheme.capitalize(),
            "user": credential.user,
        },
    )


def scheme_word_twice(case: Case) -> Found:
    """The scheme word stands twice."""
    for sent in _headers(case):
        doubled = _DOUBLED.match(sent.value)
        if sent.scheme and doubled:
            word = doubled.group(1)
            yield _fault(
                "scheme-word-twice",
                0.962,
                tr(
                    "{name} begins with the scheme word twice: {one} {two}.",
                    name=sent.name,
                    one=sent.scheme.capitalize(),
                    two=word,
                ),
                sent,
            )


def quoted(case: Case) -> Found:
    """Quotation marks stand around the credential."""
    for sent in _all(case):
        value = sent.value.strip()
        if len(value) > _WHOLE and value[0] in "\"'" and sent.scheme != "digest":
            yield _fault(
                "quotes-in-credential",
                0.94,
                tr("The value of {name} stands in quotation marks.", name=sent.name),
                sent,
            )


def line_break_or_blank(case: Case) -> Found:
    """A line break or blank was sent with the key or token."""
    for sent in _all(case):
        value = sent.value
        if sent.scheme in {"digest", "basic"} or not value or case.is_removed(sent):
            continue
        escaped = any(end in value for end in ("%0A", "%0D", "\\n", "\r", "\n", "%0a"))
        if escaped:
            yield _fault(
                "line-break-in-credential",
                0.94,
                tr("The value of {name} contains a line break.", name=sent.name),
                sent,
            )
        elif value != value.strip():
            yield _fault(
                "blank-around-credential",
                0.6,
                tr("Blanks stand around the value of {name}.", name=sent.name),
                sent,
            )
        elif is_bearer(sent) and " " in value and not _DOUBLED.match(value):
            yield _fault(
                "blank-in-credential", 0.85, tr("The token contains a blank.", name=sent.name), sent
            )


def colon_after_scheme(case: Case) -> Found:
    """A colon or an equals sign follows the scheme word."""
    for sent in _headers(case):
        word = sent.scheme or sent.value.partition(" ")[0].lower()
        if word in {"bearer:", "basic:", "token:", "bearer="} or re.match(
            r"(?i)^bearer[:=]", sent.value
        ):
            yield _fault(
                "colon-after-scheme",
                0.93,
                tr("A sign too many follows the scheme word in {name}.", name=sent.name),
                sent,
            )


def basic_form(case: Case) -> Found:
    """What follows the word Basic is not user:password in Base64."""
    for sent in _headers(case):
        if sent.scheme == "basic" and sent.value.strip() and not case.is_removed(sent):
            yield from _basic_faults(sent)


def _basic_faults(sent: Credential) -> Iterator[Suspicion]:
    decoded = sent.basic
    if _DOUBLED.match(sent.value):
        return
    if decoded is None or (b":" not in decoded and not _printable(decoded)):
        yield _fault(
            "basic-not-base64", 0.94, tr("What follows Basic is not Base64 of user:password."), sent
        )
    elif b":" not in decoded:
        yield _fault(
            "basic-without-colon",
            0.94,
            tr("The decoded value has no colon between user and password."),
            sent,
        )
    elif decoded.endswith((b"\n", b"\r")):
        yield _fault(
            "basic-trailing-newline",
            0.965,
            tr("The decoded user:password ends with a line break."),
            sent,
        )
    elif b"\n" in decoded or b"\r" in decoded or b"\x00" in decoded:
        yield _fault(
            "line-break-in-credential",
            0.93,
            tr("The decoded user:password contains a line break."),
            sent,
        )
    else:
        yield from _basic_oddities(sent, decoded)


def _basic_oddities(sent: Credential, decoded: bytes) -> Iterator[Suspicion]:
    user, _, password = decoded.partition(b":")
    if password != password.strip() or user != user.strip():
        yield _fault(
            "blank-around-credential",
            0.85,
            tr("A blank stands at an end of the decoded user or password."),
            sent,
        )
    elif password[:1] in {b'"', b"'"} and password[:1] == password[-1:]:
        yield _fault(
            "quotes-in-credential",
            0.88,
            tr("The decoded password stands in quotation marks."),
            sent,
        )
    elif re.search(rb"%[0-9A-Fa-f]{2}", password) or re.search(rb"%(40|2B|3A)", user):
        yield _fault(
            "percent-encoded", 0.7, tr("The decoded user or password is percent-encoded."), sent
        )
    elif not decoded.isascii():
        yield _fault(
            "basic-charset",
            0.82 if _is_latin(decoded) else 0.5,
            tr(
                "The decoded value holds characters beyond ASCII ({charset}).",
                charset="ISO-8859-1" if _is_latin(decoded) else "UTF-8",
            ),
            sent,
        )


def _is_latin(decoded: bytes) -> bool:
    try:
        decoded.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _printable(decoded: bytes) -> bool:
    return all(_BLANK <= byte < _DELETE for byte in decoded)


def cut_token(case: Case) -> Found:
    """A JWT whose end is missing, or whose signature has an impossible length."""
    for sent in _all(case):
        value = sent.bare
        if value.startswith("ey") and _JWT_HEAD.match(value) and value.count(".") < _DOTS:
            yield _fault(
                "token-cut",
                0.9,
                tr("The token has {count} of three parts.", count=value.count(".") + 1),
                sent,
            )
        elif value.endswith(("...", "…")) and not case.is_removed(sent):
            yield _fault(
                "token-cut", 0.7, tr("The value of {name} ends with dots.", name=sent.name), sent
            )
        elif sent.claims:
            yield from _odd_signature(case, sent)


def _odd_signature(case: Case, sent: Credential) -> Iterator[Suspicion]:
    algorithm = str(sent.jose_header.get("alg", ""))
    usual = _SIGNATURE_BYTES.get(algorithm)
    length = len(getattr(sent.token, "signature", b""))
    blamed = case.said("signature", "malformed", "token-refused") > _BLAMED
    if usual is not None and length not in usual:
        yield _fault(
            "token-cut",
            (0.93 if length < min(usual) else 0.85) if blamed else 0.4,
            tr(
                "The signature has {length} bytes, which {alg} never makes.",
                length=length,
                alg=algorithm,
            ),
            sent,
        )
    elif algorithm.lower() == "none":
        yield _fault(
            "token-unsigned", 0.85, tr('The token says alg "none": it is not signed.'), sent
        )


def two_authorizations(case: Case) -> Found:
    """Two Authorization headers were sent."""
    lines = [h for h in case.sent.message.headers if h.name.lower() == "authorization"]
    sent = case.sent.authorization
    if len(lines) > 1 and sent is not None and case.status in _REFUSED:
        yield _fault(
            "two-authorization-headers",
            0.8,
            tr("{count} Authorization headers were sent.", count=len(lines)),
            sent,
        )


def _all(case: Case) -> Iterator[Credential]:
    if case.said(*_SAYS_OTHERWISE) > _CLEARLY:
        return
    if case.status in _REFUSED or case.is_hidden_error:
        yield from case.sent.credentials
        if case.sent.proxy_authorization is not None:
            yield case.sent.proxy_authorization


def _headers(case: Case) -> Iterator[Credential]:
    return (sent for sent in _all(case) if "authorization" in sent.name.lower())


RULES = (
    scheme_word_twice,
    quoted,
    line_break_or_blank,
    colon_after_scheme,
    basic_form,
    cut_token,
    two_authorizations,
)
