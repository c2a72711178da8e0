"""The credential that signs a request for AWS and for what speaks its protocol."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import AUTHORIZATION, CredentialFacts, Travels
from inspector.model.kinds.oauth import Group
from inspector.model.kinds.signing.signing_terms import Clock
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr

KeysFrom = Literal["keys", "profile"]
Payload = Literal["signed", "unsigned"]


class AwsSession(Group, frozen=True, kw_only=True):
    """The token that goes along with keys which last for a while."""

    token: SecretRef = NO_SECRET


class AwsSignature(CredentialFacts, frozen=True, kw_only=True, tag="aws-sigv4"):
    """Signature Version 4 of AWS: keys sign method, address, headers and body.

    source: whether the keys are typed, or a profile of this computer's AWS files has them; without
    a name the one that AWS's own programs take. region, service: empty where the host names them.
    place: a query makes a presigned address that lasts `seconds`. payload: unsigned leaves the body
    out, which only S3 takes. Source: "AWS Signature Version 4 for API requests" (IAM User Guide).
    """

    scheme_name: ClassVar[str] = "AWS4-HMAC-SHA256"
    texts: ClassVar[tuple[str, ...]] = ("key_id", "profile", "region", "service")

    source: KeysFrom = "keys"
    key_id: str = ""
    secret: SecretRef = NO_SECRET
    session: AwsSession = AwsSession()
    profile: str = ""
    region: str = ""
    service: str = ""
    place: Literal["header", "query"] = "header"
    seconds: int = 3600
    payload: Payload = "signed"
    clock: Clock = "own"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("AWS Signature V4")

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a key that was not entered."""
        return tr("The secret access key is empty.")

    @property
    def is_nobody(self) -> bool:
        """Whether nothing needs to be entered, because a profile has the keys."""
        return self.source == "profile"

    @property
    def scheme_word(self) -> str:
        """The word before the signature; a presigned address needs none."""
        return self.scheme_name if self.place == "header" else ""

    @property
    def travels(self) -> Travels:
        """Where the signature goes."""
        if self.place == "query":
            return Travels("query", "X-Amz-Signature")
        return Travels("header", AUTHORIZATION)

    @property
    def described(self) -> str:
        """Service, region and profile tell one from another."""
        parts = (self.profile, self.service, self.region)
        return ", ".join((self.label(), *(part for part in parts if part)))
