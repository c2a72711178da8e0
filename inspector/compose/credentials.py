"""Fills the variables of a credential and refuses one whose secret is empty."""

import msgspec

from inspector.compose.scope import Scope
from inspector.compose.variables import fill, secret_text
from inspector.model.credential import Basic, Credential
from inspector.model.exchange import Failure
from inspector.model.secret import NO_SECRET, Secret, SecretRef
from inspector.wording import tr

URL_PASSWORD = SecretRef(place="memory", name="url-password")
_replace = msgspec.structs.replace


def from_url(user: str, password: str, scope: Scope) -> tuple[Basic, Scope]:
    """Return user and password of a URL as Basic, with a scope that knows the password."""
    known = scope.with_secrets({URL_PASSWORD: Secret(password)})
    return Basic(user=user, password=URL_PASSWORD), known


def filled(credential: Credential, scope: Scope, problems: list[Failure]) -> Credential:
    """Return the credential with its variables filled in; add a problem for an empty secret."""
    if not credential.is_given or not credential.is_supported:
        return credential
    _check(credential, scope, problems)
    names = credential.texts
    texts = {name: fill(getattr(credential, name), scope, problems).text for name in names}
    return _replace(credential, **texts)


def _check(credential: Credential, scope: Scope, problems: list[Failure]) -> None:
    """An empty password may be sent, but only where it was entered as an empty one."""
    ref, is_login = credential.secret_ref, credential.is_login()
    if is_login and ref == NO_SECRET:
        problems.append(empty_secret(credential.nothing_entered()))
        return
    known = secret_text(ref, scope, problems)
    if known is None:
        problems.append(unknown_secret(ref))
    elif not is_login and not known.strip():
        problems.append(empty_secret(credential.nothing_entered()))


def empty_secret(message: str) -> Failure:
    """Say that nothing was entered."""
    return Failure(stage="compose", kind="empty-secret", message=message)


def unknown_secret(ref: SecretRef) -> Failure:
    """Say that the value behind a reference could not be found."""
    messages = {
        "environment": tr("The environment variable {name} is not set.", name=ref.name),
        "ask": tr("The secret was not entered."),
    }
    lost = tr("The secret is no longer in the keyring. Enter it again.")
    return empty_secret(messages.get(ref.place, lost))
