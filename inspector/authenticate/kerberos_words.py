"""What Kerberos libraries say went wrong, as a failure that says what to do."""

from inspector.model.exchange import Failure
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr

# The texts of MIT's and Heimdal's libraries; the narrower first.
_KINDS = (
    ("kerberos-no-library", lazy_re(r"\Ano library\Z")),
    ("kerberos-clock", lazy_re(r"(?i)clock skew|not yet valid")),
    (
        "kerberos-ticket-ended",
        lazy_re(r"(?i)(?:ticket|credentials?) (?:is |have )?expired"),
    ),
    ("kerberos-service-unknown", lazy_re(r"(?i)\bserver\b.{0,300}not found in \S+ database")),
    ("kerberos-client-unknown", lazy_re(r"(?i)\bclient\b.{0,300}not found in \S+ database")),
    (
        "kerberos-wrong-key",
        lazy_re(r"(?i)pre-?authentication failed|integrity check|wrong key|key version|password"),
    ),
    (
        "kerberos-no-kdc",
        lazy_re(r"(?i)contact any kdc|(?:find|locate|resolve).{0,40}(?:kdc|realm)|unable to reach"),
    ),
    (
        "kerberos-no-ticket",
        lazy_re(r"(?i)no (?:kerberos )?credentials|cache.{0,300}not found|no key ?table|keytab"),
    ),
)


def failure_of(said: str) -> Failure:
    """Return the failure for the library's own words, which stay in its detail."""
    kind = next((kind for kind, words in _KINDS if words.search(said)), "kerberos-failed")
    return Failure(stage="compose", kind=kind, message=_sentence(kind), detail=said)


def _sentence(kind: str) -> str:
    return {
        "kerberos-no-library": tr("This system has no library for Kerberos (GSS-API)."),
        "kerberos-clock": tr("The clock of this machine differs too much from the KDC's."),
        "kerberos-ticket-ended": tr("The Kerberos ticket has ended; kinit fetches a new one."),
        "kerberos-service-unknown": tr("The realm has no service of that name (SPN)."),
        "kerberos-client-unknown": tr("The realm doesn't know whom the ticket is for."),
        "kerberos-wrong-key": tr("The key table or password is not the one the realm has."),
        "kerberos-no-kdc": tr("No KDC of the realm was reached."),
        "kerberos-no-ticket": tr("There is no Kerberos ticket; kinit fetches one."),
    }.get(kind, tr("Kerberos made no ticket for the service."))
