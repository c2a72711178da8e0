"""What matters most about a SAML document, and what to do about it."""

from datetime import datetime

from inspector.annotate.tokens.advice import as_title
from inspector.protocol.tokens import saml
from inspector.protocol.tokens.saml import SamlDocument
from inspector.protocol.tokens.saml_coverage import Coverage
from inspector.wording import tr

_BY_TIME = frozenset({"late", "early"})
_CARRY = frozenset({"Response", "Assertion", "EncryptedAssertion"})  # those that log somebody in


def title(found: SamlDocument) -> str:
    """Return what it is."""
    names = {
        "Response": tr("SAML response"),
        "Assertion": tr("SAML assertion"),
        "EncryptedAssertion": tr("Encrypted SAML assertion"),
        "AuthnRequest": tr("SAML login request"),
        "LogoutRequest": tr("SAML logout request"),
        "LogoutResponse": tr("SAML logout response"),
    }
    return names.get(found.kind) or tr("SAML {kind}", kind=found.kind)


def damaged(sentence: str) -> str:
    """Return the title of one that can't be read; sentence: why."""
    return tr("Damaged SAML: {reason}", reason=as_title(sentence))


def result(found: SamlDocument, signed: Coverage, now: datetime) -> str:
    """Return the worst that is said of it; empty where its times say enough."""
    name = title(found)
    refused = [one for one in saml.faults(found, now) if one.kind == "status"]
    if refused:
        status = found.status.rpartition(":")[2]
        return tr("The identity provider refused the login: {status}", status=status)
    if is_forged(signed):
        return tr("{name} can't be trusted: its signature covers something else", name=name)
    if found.kind in _CARRY and not found.is_signed and not _ends(found, now):
        return tr("{name} has no signature", name=name)
    return "" if found.not_on_or_after is not None else name


def todo(found: SamlDocument, signed: Coverage, now: datetime) -> str:
    """Return what to do about that."""
    if any(one.kind == "status" for one in saml.faults(found, now)):
        return tr("Ask who runs the identity provider why: it made no login.")
    if is_forged(signed):
        return tr("Do not use it. If your identity provider made it, it breaks the standard.")
    if _ends(found, now):
        return tr("Log in again: such a login counts for minutes, and only once.")
    if found.kind in _CARRY and not found.is_signed:
        return tr("Let the identity provider sign it; no careful service takes it as it is.")
    if found.kind in _CARRY:
        return tr("Check its signature with the certificate of its issuer.")
    return ""


def is_forged(signed: Coverage) -> bool:
    """Whether what is read is not what a signature covers."""
    return bool(signed.problems) or any(one.problems for one in signed.signatures)


def _ends(found: SamlDocument, now: datetime) -> bool:
    return any(one.kind in _BY_TIME for one in saml.faults(found, now))
