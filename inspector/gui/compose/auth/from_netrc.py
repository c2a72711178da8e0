"""From ~/.netrc: the login that the person's own file holds for the host."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.from_netrc import FromNetrc
from inspector.wording import tr

ORDER = 11
KIND = FromNetrc


def fields() -> tuple[FormField, ...]:
    """How it is sent; whose it is, the address says."""
    return (
        FormField(
            "credential.sent_as",
            tr("Sent as"),
            "choice",
            (("basic", tr("Basic, user and password")), ("bearer", tr("Bearer, the password"))),
        ),
    )


def explain(_credential: Credential) -> str:
    """Say where it comes from, for whom, and what is not taken."""
    return tr(
        "Read when you send, from the file that NETRC names or ~/.netrc, and never written. Only "
        "the entry for the host of the address is taken, not the one for any host."
    )
