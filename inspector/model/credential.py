"""The union of credentials: one record per kind, told apart by its tag `kind`.

A record states what is true of its kind; whoever builds, shows, tries or judges a credential asks
the record, so that a new kind is one record in `kinds`, one scheme that sends it and one form.
"""

from collections.abc import Callable
from typing import get_args

from inspector.model.credential_facts import Exposes
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.from_command import FromCommand
from inspector.model.kinds.from_netrc import FromNetrc
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.kinds.registry_token import RegistryToken
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.kinds.signing.http_signature import HttpSignature
from inspector.model.kinds.signing.message_signature import MessageSignature
from inspector.model.kinds.signing.oauth1 import OAuth1
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.model.kinds.signing.wsse import Wsse
from inspector.model.kinds.unsupported import Unsupported

Credential = (
    NoCredential
    | InheritCredential
    | Basic
    | Bearer
    | ApiKey
    | Digest
    | Wsse
    | Ntlm
    | Negotiate
    | OAuth2
    | SignedJwt
    | AwsSignature
    | OAuth1
    | MessageSignature
    | Hawk
    | SignatureTemplate
    | EdgeGrid
    | HttpSignature
    | FromCommand
    | RegistryToken
    | FromNetrc
    | Unsupported
)


def kinds() -> tuple[type[Credential], ...]:
    """Return every kind of credential, in the order of the union."""
    return get_args(Credential)


def kind_of(tag: str) -> type[Credential]:
    """Return the kind with a tag; NoCredential for a tag that none has."""
    return next((kind for kind in kinds() if kind.tag() == tag), NoCredential)


def kind_with(field: str) -> type[Credential] | None:
    """Return the first kind that can be sent and has a field of that name."""
    given = (kind for kind in kinds() if kind.is_given and kind.is_supported)
    return next((kind for kind in given if field in kind.__struct_fields__), None)


def by_exposure(kind: type[Credential]) -> int:
    """Return a place in an order: first what a listener learns the least from."""
    return get_args(Exposes).index(kind.exposes)


def kind_of_scheme(scheme: str) -> type[Credential] | None:
    """Return the kind that sends a scheme of a challenge; None where none does."""
    word = scheme.strip().lower()
    return next((kind for kind in kinds() if word and kind.scheme_name.lower() == word), None)


def kind_answering(scheme: str, parameter: Callable[[str], str]) -> type[Credential] | None:
    """Return the kind that is made for a challenge; None where none is.

    One that reads more of it than the name of its scheme goes first.
    """
    found = [kind for kind in kinds() if kind.answers(scheme, parameter)]
    return min(found, key=lambda kind: bool(kind.scheme_name), default=None)


# The words of Authorization with which a user proves a password, in lower case.
LOGIN_SCHEMES = frozenset(
    kind.scheme_name.lower() for kind in kinds() if kind.is_login() and kind.scheme_name
)


def all_secret_fields() -> frozenset[str]:
    """Return the names that the secret has in any kind."""
    return frozenset(name for kind in kinds() for name in kind.secret_fields())


# ---------------- A credential as the one kind that another program's format has a place for
def as_api_key(credential: Credential) -> ApiKey | None:
    """Return the key that a credential is; None for any other kind."""
    return credential if isinstance(credential, ApiKey) else None


def as_bearer(credential: Credential) -> Bearer | None:
    """Return the token that a credential is; None for any other kind."""
    return credential if isinstance(credential, Bearer) else None


def as_oauth(credential: Credential) -> OAuth2 | None:
    """Return the grant of OAuth 2.0 that a credential is; None for any other kind."""
    return credential if isinstance(credential, OAuth2) else None


def as_login(credential: Credential) -> Basic | Digest | None:
    """Return the user and password that a credential is; None for any other kind."""
    return credential if isinstance(credential, Basic | Digest) else None
