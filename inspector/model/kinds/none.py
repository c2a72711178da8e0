"""No credential at all: the request as it is."""

from typing import ClassVar

from inspector.model.credential_facts import CredentialFacts
from inspector.wording import tr


class NoCredential(CredentialFacts, frozen=True, kw_only=True, tag="none"):
    """Send the request as it is."""

    is_given: ClassVar[bool] = False

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("None")
