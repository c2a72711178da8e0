"""Digest: the password proves itself without being sent (RFC 7616)."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.digest import Digest
from inspector.wording import tr

ORDER = 5
KIND = Digest
_ALGORITHMS = ("MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "SHA-512-256-sess")


def fields() -> tuple[FormField, ...]:
    """User, password, and choices that are best left to the server's challenge."""
    strongest = (("", tr("Strongest offered")),)
    return (
        FormField("credential.user", tr("User name")),
        FormField("credential.password", tr("Password"), "secret"),
        FormField(
            "credential.algorithm",
            tr("Algorithm"),
            "choice",
            (*strongest, *((name, name) for name in _ALGORITHMS)),
            half=True,
        ),
        FormField(
            "credential.qop",
            tr("Protection"),
            "choice",
            (("", tr("As offered")), ("auth", "auth"), ("auth-int", "auth-int")),
            half=True,
        ),
    )


def explain(_credential: Credential) -> str:
    """Say why there are two requests."""
    return tr(
        "The first request goes out without it; the server's challenge is then answered with a "
        "hash. The password never leaves (RFC 7616)."
    )
