"""The credential of the folder above, whatever it is."""

from typing import ClassVar

from inspector.model.credential_facts import CredentialFacts
from inspector.wording import tr


class InheritCredential(CredentialFacts, frozen=True, kw_only=True, tag="inherit"):
    """Use the credential of the folder or collection the request lies in."""

    is_given: ClassVar[bool] = False
    inherits: ClassVar[bool] = True

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("Inherit from the folder")
