"""The icon of each cause."""

from inspector.model.finding import Cause, Finding

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
