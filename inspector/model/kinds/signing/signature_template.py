"""The credential that signs a request in a vendor's own way, which a template describes."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import AUTHORIZATION, CredentialFacts, Travels
from inspector.model.kinds.oauth import Group
from inspector.model.kinds.signed_jwt import KeyLock
from inspector.model.kinds.signing.signing_terms import Clock, SecretCoding
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr

TemplateAlgorithm = Literal[
    "hmac-sha256",
    "hmac-sha1",
    "hmac-sha384",
    "hmac-sha512",
    "rsa-sha256",
    "rsa-pss-sha256",
    "ed25519",
]
SignatureCoding = Literal["hex", "base64", "base64url"]

_SIGNED = "{method}\n{path}\n{query:sorted}\n{timestamp}\n{body|sha256}"
_HEADERS = "X-Key-Id: {key_id}\nX-Timestamp: {timestamp}\nX-Signature: {signature}"
_SIGNATURE = "{signature"


class Companion(Group, frozen=True, kw_only=True):
    """A second secret that goes along as it is: some exchanges want a passphrase of the key."""

    passphrase: SecretRef = NO_SECRET


class SignatureTemplate(CredentialFacts, frozen=True, kw_only=True, tag="signature-template"):
    """A signature over a text that is put together from named parts: `{timestamp}{method}{path}`.

    string_to_sign, canonical: texts with parts as `protocol/signatures/template.py` knows them; the
    canonical request can stand in the other as `{canonical|sha256}`. coding: how a shared secret is
    written; output: how the signature is. header_lines: `Name: value`, query_lines: `name=value`,
    both a line each, with parts too; `{signature}` stands in one of them.
    """

    texts: ClassVar[tuple[str, ...]] = (
        "key_id",
        "string_to_sign",
        "canonical",
        "header_lines",
        "query_lines",
    )

    algorithm: TemplateAlgorithm = "hmac-sha256"
    key: SecretRef = NO_SECRET
    coding: SecretCoding = "text"
    lock: KeyLock = KeyLock()
    key_id: str = ""
    companion: Companion = Companion()
    string_to_sign: str = _SIGNED
    canonical: str = ""
    output: SignatureCoding = "hex"
    header_lines: str = _HEADERS
    query_lines: str = ""
    clock: Clock = "own"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("Signature by a template")

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a key that was not entered."""
        return tr("The key that signs is empty.")

    @property
    def name_field(self) -> str:
        """The key's ID, where a part of the template is it."""
        parted = (self.string_to_sign, self.canonical, self.header_lines, self.query_lines)
        return "key_id" if any("{key_id" in text for text in parted) else ""

    @property
    def scheme_word(self) -> str:
        """The word before the signature, where it stands in Authorization."""
        lines = (line.partition(":") for line in self._signed_headers)
        own = (value for name, _, value in lines if name.strip().lower() == AUTHORIZATION.lower())
        words = next(own, "").partition("{")[0].split()
        return words[0] if words else ""

    @property
    def _signed_headers(self) -> tuple[str, ...]:
        lines = self.header_lines.splitlines()
        return tuple(line for line in lines if _SIGNATURE in line.partition(":")[2])

    @property
    def travels(self) -> Travels:
        """Where the signature goes, under its name."""
        names = self.headers
        if names:
            return Travels("header", names[0])
        lines = (line.partition("=") for line in self.query_lines.splitlines())
        found = (name.strip() for name, _, value in lines if _SIGNATURE in value)
        return next((Travels("query", name) for name in found), Travels())

    @property
    def headers(self) -> tuple[str, ...]:
        """Those that hold the signature; others that were written by hand stay."""
        return tuple(line.partition(":")[0].strip() for line in self._signed_headers)

    @property
    def described(self) -> str:
        """The algorithm and the key's name tell one from another."""
        parts = (self.label(), self.algorithm, self.key_id)
        return ", ".join(part for part in parts if part)
