"""The login that the person's netrc file holds for the host of the request."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import CredentialFacts, Exposes
from inspector.wording import tr


class FromNetrc(CredentialFacts, frozen=True, kw_only=True, tag="netrc"):
    """User and password out of `~/.netrc`, or the file that NETRC names; it is only read.

    It is looked up for the host of the request alone, so that no file of somebody else's decides
    whose password goes where. sent_as: as Basic, or the password alone as a token.
    """

    exposes: ClassVar[Exposes] = "password"

    sent_as: Literal["basic", "bearer"] = "basic"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("From ~/.netrc")

    @property
    def scheme_word(self) -> str:
        """The word before the value in Authorization."""
        return {"basic": "Basic", "bearer": "Bearer"}[self.sent_as]
