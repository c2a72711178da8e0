"""What one kind of credential can hand on to another, for fixes, experiments and forms."""

import msgspec

from inspector.model.credential import Credential, kind_of, kind_of_scheme
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.unsupported import Unsupported
from inspector.protocol.schemes.computed_schemes import is_computed


def sent_as(scheme: str) -> type[Credential]:
    """Return the kind of record that sends a scheme of Authorization, "" being a bare token."""
    known = kind_of_scheme(scheme)
    if known is not None:
        return known
    return Unsupported if is_computed(scheme) else Bearer


def carries(before: str, wanted: str) -> bool:
    """Whether what one kind of credential holds can be sent as another kind; both are tags."""
    return kind_of(before).holding == kind_of(wanted).holding != ""


def switched(credential: Credential, wanted: str) -> Credential:
    """Return a credential of the wanted kind, with what the old one can hand on to it.

    An unknown kind gives NoCredential.
    """
    chosen = kind_of(wanted)
    empty = chosen()
    if not chosen.holding or chosen.holding != credential.holds:
        return empty
    carried: dict[str, object] = {chosen.secret_field(): credential.secret_ref}
    if chosen.is_login():
        carried["user"] = credential.user_name
    return msgspec.structs.replace(empty, **carried)
