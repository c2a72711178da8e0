"""The logins that can be chosen for a proxy."""

from typing import get_args

import msgspec

from inspector.model.kinds.basic import Basic
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.secret import SecretRef
from inspector.wording import tr

# What can be answered to a proxy: a password goes by Digest, NTLM or Basic, as it is asked for,
# or by NTLM alone where that was chosen.
ProxyLogin = NoCredential | Basic | Ntlm | Negotiate

BY_PASSWORD, BY_TICKET = (Basic.tag(), Ntlm.tag()), (Negotiate.tag(),)


def choices() -> tuple[tuple[str, str], ...]:
    """Return the kinds with their words; user and password go by what the proxy asks for."""
    return (
        (Basic.tag(), tr("User and password")),
        (Ntlm.tag(), tr("User and password, by NTLM only")),
        (Negotiate.tag(), Negotiate.label()),
    )


def of_kind(tag: str, before: ProxyLogin) -> ProxyLogin:
    """Return a login of another kind, with the user and password of the one before."""
    if before.kind == tag:
        return before
    made = next((kind() for kind in get_args(ProxyLogin) if kind.tag() == tag), NoCredential())
    return with_password(made, before.user_name, before.secret_ref) if before.is_login() else made


def with_password(login: ProxyLogin, user: str, password: SecretRef) -> ProxyLogin:
    """Return a login for a user; one that has no password stays as it is."""
    if not login.is_login():
        return login
    return msgspec.structs.replace(login, user=user, password=password)
