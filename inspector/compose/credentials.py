"""Fills the variables of a credential and refuses one whose secret is empty."""

import msgspec

from inspector.compose.scope import Scope
from inspector.compose.variables import fill, secret_text
from inspector.model.credential import ApiKey, Basic, Bearer, Credential, Digest
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
    match credential:
        case Basic() | Digest():
            _check_password(credential, scope, problems)
            return _replace(credential, user=fill(credential.user, scope, problems).text)
        case Bearer():
            _check_token(credential.token, tr("The token is empty."), scope, problems)
            return _replace(credential, word=fill(credential.word, scope, problems).text)
        case ApiKey():
            _check_token(credential.value, tr("The API key is empty."), scope, problems)
            return _replace(credential, name=fill(credential.name, scope, problems).text)
        case _:
            return credential


def _check_password(credential: Basic | Digest, scope: Scope, problems: list[Failure]) -> None:
    """An empty password may be sent, but only where it was entered as an empty one."""
    if credential.password == NO_SECRET:
        problems.append(empty_secret(tr("The password is empty.")))
        return
    if secret_text(credential.password, scope, problems) is None:
        problems.append(unknown_secret(credential.password))


def _check_token(ref: SecretRef, message: str, scope: Scope, problems: list[Failure]) -> None:
    known = secret_text(ref, scope, problems)
    if known is None:
        problems.append(unknown_secret(ref))
    elif not known.strip():
        problems.append(empty_secret(message))


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
