"""What a command sends, with all that belongs to it."""

import msgspec

from inspector.compose.scope import Scope
from inspector.library.inherit import Claim
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.redaction import NOBODY_JUDGED, JudgedNames


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A request, what its variables stand for, secrets read along with it, and remarks.

    keyring: whether references may have to be looked up in the vault. passphrase_file: what opens
    its file, if it is one; empty = ask. others: the other requests of its collection, among them
    perhaps one that fetches a token or logs in. claims: who says how it logs in, nearest first.
    commands: those that may be run for a credential, as argument lists.
    judged: names of headers that the user said are secret, or not. trusted_hosts: those
    that the user named as allowed to have the secrets.
    """

    request: Request
    scope: Scope = Scope()
    secrets: dict[SecretRef, str] = {}
    notes: tuple[str, ...] = ()
    keyring: bool = False
    passphrase_file: str = ""
    others: tuple[Request, ...] = ()
    claims: tuple[Claim, ...] = ()
    commands: tuple[tuple[str, ...], ...] = ()
    judged: JudgedNames = NOBODY_JUDGED
    trusted_hosts: tuple[str, ...] = ()


def without_cookies(source: Source) -> Source:
    """Return it with a request that neither sends nor keeps cookies."""
    options = msgspec.structs.replace(source.request.options, use_cookies=False)
    request = msgspec.structs.replace(source.request, options=options)
    return msgspec.structs.replace(source, request=request)
