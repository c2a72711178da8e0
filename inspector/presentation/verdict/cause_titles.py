"""The name and the icon of each cause."""

from inspector.export.words import cause_words
from inspector.model.finding import Cause, Finding
from inspector.wording import tr

_ICONS: dict[Cause, str] = {
    Cause.MISSING_CREDENTIALS: "key-round",
    Cause.INVALID_CREDENTIALS: "key-round",
    Cause.INSUFFICIENT_PERMISSIONS: "shield-alert",
    Cause.EXPIRED_SESSION: "cookie",
    Cause.CONFIGURATION: "sliders-horizontal",
    Cause.CSRF_FAILURE: "shield-ban",
    Cause.NETWORK_BLOCKED: "globe-lock",
    Cause.WRONG_ENDPOINT: "map-pin-off",
    Cause.REVOKED_TOKEN: "ban",
    Cause.PROVIDER_UNREACHABLE: "unplug",
    Cause.ACCOUNT_LOCKED: "user-lock",
    Cause.SCHEME_MISMATCH: "shuffle",
}

# Words of slugs that are written another way in a sentence.
_AS_WRITTEN = {
    "api": "API",
    "base64": "Base64",
    "basic": "Basic",
    "bearer": "Bearer",
    "captcha": "CAPTCHA",
    "cors": "CORS",
    "csrf": "CSRF",
    "digest": "Digest",
    "dpop": "DPoP",
    "http": "HTTP",
    "https": "HTTPS",
    "id": "ID",
    "ip": "IP",
    "jwt": "JWT",
    "kerberos": "Kerberos",
    "ntlm": "NTLM",
    "saml": "SAML",
    "tls": "TLS",
    "uri": "URI",
}


def slug_words(finding: Finding) -> str:
    """Return a finding's slug as words; empty where it is the family itself."""
    if finding.slug == finding.cause.value:
        return ""
    return " ".join(_AS_WRITTEN.get(word, word) for word in finding.slug.split("-"))


def headline(finding: Finding) -> str:
    """Return family and finding: "Invalid credentials: token expired"."""
    name, words = cause_words(finding.cause), slug_words(finding)
    return tr("{family}: {finding}", family=name, finding=words) if words else name


def short(finding: Finding) -> str:
    """Return the shortest name of a finding, for a list."""
    words = slug_words(finding)
    return words[:1].upper() + words[1:] if words else cause_words(finding.cause)


def family_icon(cause: Cause) -> str:
    """Return the icon of a family of causes."""
    return _ICONS[cause]


def icon(finding: Finding) -> str:
    """Return the icon of a finding."""
    if finding.cause is Cause.INVALID_CREDENTIALS and "expired" in finding.slug:
        return "timer-off"
    if finding.cause is Cause.CONFIGURATION and "audience" in finding.slug:
        return "target"
    return _ICONS[finding.cause]
