"""NTLM: a Windows login, proven on one connection ([MS-NTHT])."""

from inspector.gui.forms.form_field import FormField
from inspector.model.credential import Credential
from inspector.model.kinds.ntlm import Ntlm
from inspector.wording import tr

ORDER = 7
KIND = Ntlm


def fields() -> tuple[FormField, ...]:
    """User and password; the domain may stand in the user name, too."""
    return (
        FormField("credential.user", tr("User name")),
        FormField("credential.password", tr("Password"), "secret"),
        FormField("credential.domain", tr("Domain"), half=True),
        FormField("credential.workstation", tr("Workstation"), half=True),
    )


def explain(_credential: Credential) -> str:
    """Say what the server learns and why one connection is needed."""
    return tr(
        "Three messages on one connection, over HTTP/1.1: the password stays here, the server gets "
        "a proof of it (NTLMv2). Without a workstation the name of this computer isn't sent."
    )
