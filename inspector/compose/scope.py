"""What `{{names}}` and secret references stand for while one request is composed."""

from collections.abc import Mapping

import msgspec

from inspector.model.experiment import Aids
from inspector.model.request import Request
from inspector.model.secret import Secret, SecretRef


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """Values for the length of one send.

    variables: plain values by name. secret_variables: names whose value is a secret.
    secrets: the resolved secrets; a reference that is missing here could not be resolved.
    environment: the name of the environment the values come from. production: whether what is
    sent there is real, so that experiments ask before they send anything but GET. aids: what
    experiments may use beside the request itself. login: the requests that log in for it. place:
    the folder of the collection that the request lies in, empty for one of no collection.
    """

    variables: Mapping[str, str] = {}
    secret_variables: Mapping[str, SecretRef] = {}
    secrets: Mapping[SecretRef, Secret] = {}
    environment: str = ""
    production: bool = False
    aids: Aids = Aids()
    login: tuple[Request, ...] = ()
    place: str = ""

    def revealed(self, ref: SecretRef) -> str | None:
        """Return the value of a resolved secret, None when it is not known."""
        secret = self.secrets.get(ref)
        return None if secret is None else secret.reveal()

    def with_secrets(self, more: Mapping[SecretRef, Secret]) -> "Scope":
        """Return a scope that knows these secrets as well."""
        return msgspec.structs.replace(self, secrets={**self.secrets, **more})
