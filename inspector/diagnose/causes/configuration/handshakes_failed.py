"""TLS that came to no connection: the alert by its name (RFC 8446 §6.2), and who signed."""

from collections.abc import Iterator

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import CLEAR, FAIR, HALF, HINT, LIKELY, OPEN, PROVEN, SHOWN, STRONG
from inspector.model.exchange import Failure
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import REFUSES_IN_FRONT
from inspector.wording import tr

Told = tuple[tuple[str, float], ...]
_REQUIRED: Told = (("client-certificate-required", STRONG),)
_REFUSED: Told = (("client-certificate-refused", STRONG),)
_ANY_CERTIFICATE: Told = (
    ("client-certificate-refused", FAIR), ("client-certificate-required", HALF),
)  # fmt: skip
# What systems and browsers write of an alert, the narrower first. One that the server sends about a
# certificate means the client's: the server's own is judged by the client.
_ABOUT_A_CERTIFICATE = (
    r"alert (?:certificate (?:expired|revoked|unknown)|unknown ca|unsupported certificate|"
    r"decrypt error|access denied)|\bunknown ca alert"
)
_ABOUT_A_VERSION = (
    r"protocol version|insufficient security|inappropriate fallback|unsupported protocol|"
    r"no protocols available|version or cipher|no shared cipher"
)
_ALERTS: tuple[tuple[str, Told], ...] = (
    (r"certificate required|client auth cert needed|did not return a certificate", _REQUIRED),
    (r"bad ssl client auth cert|client auth signature", _REFUSED),
    (_ABOUT_A_CERTIFICATE, _ANY_CERTIFICATE),
    (r"bad certificate", (("client-certificate-required", CLEAR), *_ANY_CERTIFICATE[:1])),
    (r"unrecognized name", (("host-not-served", STRONG),)),
    (_ABOUT_A_VERSION, (("tls-failed", STRONG),)),
    (r"handshake failure", (("tls-failed", LIKELY), ("client-certificate-required", OPEN))),
)
_ALERT = tuple((lazy_re(pattern), told) for pattern, told in _ALERTS)
_KINDS = frozenset({"tls", "reset", "certificate"})


def alert(case: Case) -> Found:
    """The other side ended the handshake with an alert that has a name."""
    yield from _suspicions(case, _told(case))


def _told(case: Case) -> Told:
    failure = case.exchange.failure
    if failure is None or failure.kind not in _KINDS:
        return ()
    words = f"{failure.message} {failure.detail}".lower().replace("_", " ")
    told = next((told for pattern, told in _ALERT if pattern.search(words)), ())
    if case.sent_certificate and any(slug.startswith("client-certificate") for slug, _ in told):
        return _REFUSED
    return told


def cut_after_the_handshake(case: Case) -> Found:
    """A new connection by TLS 1.3 was cut before a byte of a reply came.

    There a server refuses the client's certificate, or that none came, after the handshake
    (RFC 8446 §4.4.2.4); its alert is lost where the rest of a request is still on its way.
    """
    failure, connection = case.exchange.failure, case.exchange.connection
    if failure is None or failure.kind != "reset" or connection is None or _told(case):
        return
    if connection.tls_version != "TLSv1.3" or connection.reused or case.exchange.reply is not None:
        return
    shown = case.sent_certificate
    slug = "client-certificate-refused" if shown else "client-certificate-required"
    yield from _suspicions(case, ((slug, FAIR if shown else HINT),))


def certificate_problem(case: Case) -> Found:
    """The connection failed over the server's certificate, or over TLS without a name."""
    failure = case.exchange.failure
    if failure is None or failure.kind not in {"certificate", "tls"} or _told(case):
        return
    if "CLIENT_AUTH" in failure.detail:  # what browsers call a client certificate
        yield from _suspicions(case, _REFUSED)
    elif failure.kind == "certificate":
        weight = STRONG if _signed_on_the_way(case) else PROVEN  # what was checked here
        yield from _suspicions(case, (("certificate-not-trusted", weight),))
    else:
        yield from _suspicions(case, (("tls-failed", LIKELY),))


def _suspicions(case: Case, told: Told) -> Iterator[Suspicion]:
    failure = case.exchange.failure
    for slug, weight in told if failure is not None else ():
        assert failure is not None  # noqa: S101 - asked the line before
        said = fact(failure.detail or failure.message, case.connection_place)
        faults = _faults(case, failure) if slug == "certificate-not-trusted" else {}
        made = case.suspect(slug, weight, said, detail=failure.message)
        yield msgspec.structs.replace(made, values={**made.values, **faults})


# What is wrong with a certificate whoever signed it, as OpenSSL and browsers say it.
_FAULTS = (
    ("expired", lazy_re(r"(?i)has expired|certificate expired|cert_date_invalid")),
    ("early", lazy_re(r"(?i)not (?:yet valid|valid yet)")),
    ("misnamed", lazy_re(r"(?i)not made for|mismatch|not valid for|common_name_invalid")),
    ("revoked", lazy_re(r"(?i)\brevoked\b")),
)


def _faults(case: Case, failure: Failure) -> dict[str, str]:
    """Return what is wrong with the server's certificate, by name, with its host."""
    words = f"{failure.message} {failure.detail}"
    return {name: case.sent.bare_host for name, pattern in _FAULTS if pattern.search(words)}


# ---------------- Programs and appliances that open TLS on the way
# finds `CN=Zscaler Intermediate Root CA`
# but not `CN=R3, O=Let's Encrypt`
_INSPECTORS = lazy_re(
    r"(?i)zscaler|netskope|fortinet|fortigate|palo ?alto|blue ?coat|symantec web|forcepoint|"
    r"websense|sophos|kaspersky|\beset\b|avast|bitdefender|mcafee|skyhigh|cisco umbrella|opendns|"
    r"check ?point|barracuda|watchguard|sonicwall|untangle|smoothwall|lightspeed|securly|"
    r"goguardian|iboss|menlo|mitmproxy|charles proxy|do_not_trust|fiddler|portswigger|burp|"
    r"owasp zap|proxyman|http toolkit|squid|ssl inspection|tls inspection|web gateway"
)


def opened_on_the_way(case: Case) -> Found:
    """The server's certificate was signed by a program that opens what passes through it."""
    failure, name = case.exchange.failure, _signed_on_the_way(case)
    if not name:
        return
    weight = HINT
    if failure is not None and failure.kind == "certificate":
        weight = SHOWN
    elif case.status in REFUSES_IN_FRONT:
        weight = HALF
    yield case.suspect(
        "traffic-inspected",
        weight,
        fact(tr("The certificate was signed by {name}.", name=name), case.connection_place),
        explains=weight == SHOWN,
        name=name,
    )


def _signed_on_the_way(case: Case) -> str:
    """Return the name of the program that signed the server's certificate; empty without one."""
    connection, failure = case.exchange.connection, case.exchange.failure
    signed = [one.issuer for one in connection.chain] if connection is not None else []
    if failure is not None and failure.kind in {"certificate", "tls"}:
        signed.append(failure.detail.replace(case.sent.bare_host, ""))
    return next((one[0] for text in signed if (one := _INSPECTORS.search(text))), "")


RULES = (alert, cut_after_the_handshake, certificate_problem, opened_on_the_way)
