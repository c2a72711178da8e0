"""Negotiate: the person's Kerberos ticket (RFC 4559)."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.negotiate import Negotiate
from inspector.wording import tr

ORDER = 7
KIND = Negotiate


def fields() -> tuple[FormField, ...]:
    """Everything may stay empty: then it is the person's own ticket for the called host."""
    delegations = (
        ("none", tr("No")),
        ("policy", tr("Where the realm allows it")),
        ("always", tr("Always")),
    )
    return (
        FormField("credential.service", tr("Service (SPN)"), placeholder="HTTP@api.example.com"),
        FormField("credential.principal", tr("Principal"), placeholder="ann@EXAMPLE.COM"),
        FormField("credential.cache", tr("Ticket cache"), placeholder="FILE:/tmp/krb5cc_1000"),
        FormField("credential.keytab", tr("Key table"), "file"),
        FormField("credential.delegation", tr("May act for you"), "choice", delegations),
    )


def explain(_credential: Credential) -> str:
    """Say where the ticket comes from and that NTLM never takes its place."""
    return tr(
        "Your Kerberos ticket (kinit) proves you; no password is entered or sent, and NTLM never "
        "takes its place. The server's own proof is checked. Empty fields are the system's."
    )
