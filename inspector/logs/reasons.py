"""Why servers say in their error logs that they refused: each reason's slug and its words."""

from inspector.wording import tr


def reason_text(slug: str) -> str:
    """Return a reason in words."""
    return _texts().get(slug, slug)


def _texts() -> dict[str, str]:
    return {
        "password-mismatch": tr("The user is known, the password was wrong."),
        "user-not-found": tr("The server knows no user of that name."),
        "no-user": tr("No user name and password were sent."),
        "wrong-scheme": tr("The client used another scheme than the server asks for."),
        "not-authorised": tr("The user logged in, but may not go there."),
        "client-denied": tr("The server's rules refuse this client or path."),
        "nonce": tr("The Digest nonce was stale or invalid."),
        "digest": tr("The Digest answer did not match what the server asked."),
        "password-file": tr("The server could not read its password file."),
        "provider": tr("The server's user directory did not answer or refused."),
        "token": tr("The token was refused."),
        "subrequest": tr("The login service behind the server gave an unexpected answer."),
        "no-auth-type": tr("The server is not configured to log anybody in there."),
    }


def belongs_text(slug: str) -> str:
    """Return in words what speaks for a line belonging to an attempt."""
    return {
        "request-id": tr("same request id"),
        "time": tr("same second"),
        "time-close": tr("within seconds"),
        "time-around": tr("within a minute or so"),
        "time-other-zone": tr("same minute and second in another time zone"),
        "time-local": tr("same second in the server's local time"),
        "target": tr("same method, path and query"),
        "path": tr("same method and path"),
        "status": tr("same status"),
        "client": tr("same client address"),
        "user": tr("same user"),
        "agent": tr("same user agent"),
        "reason": tr("says why it was refused"),
    }.get(slug, slug)
