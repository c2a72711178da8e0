"""What was sent is no credential at all, by its form: a name, an address, a hash, a public key."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import MAIL_ADDRESS, spoilable, was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR
from inspector.protocol.keys import key_shapes
from inspector.protocol.patterns import lazy_re
from inspector.reading.credential import Credential
from inspector.wording import tr

# finds `$2b$12$KIXQ4v`, `{SSHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=`, `pbkdf2_sha256$600000$a$b`
# but not `$ecret`
_HASH = lazy_re(
    r"\$(?:2[abxy]|argon2\w{1,2}|[156]|y|scrypt)\$\S{8,400}|\{S?SHA\d{0,3}\}\S{16,400}"
    r"|(?:pbkdf2|bcrypt|argon2|scrypt)[\w$:]{0,40}\$\S{8,400}"
)
# finds `ssh-ed25519 AAAAC3NzaC1lZDI1`, `-----BEGIN PUBLIC KEY-----`
# but not `ssh`
_PUBLIC = lazy_re(
    r"(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S{1,30}) AAAA[\w+/=]{8,4000}(?: .{0,200})?"
    r"|-----BEGIN (?:PUBLIC KEY|CERTIFICATE)-----.{0,8000}"
)
# finds `https://mills.example/key`
# but not `https:`
_ADDRESS = lazy_re(r"https?://[\w.-]{3,200}(?:[:/?]\S{0,800})?")
# finds `407408718192-ab12.apps.googleusercontent.com`
# but not `407408718192`
_CLIENT_ID = lazy_re(r"\d{6,20}-\w{8,60}\.apps\.googleusercontent\.com")
# finds `4/0AX4XfWh`
# but not `4/5`
_CODE = lazy_re(r"4/0[\w-]{20,200}")


def no_credential_at_all(case: Case) -> Found:
    """The value has the form of something that opens nothing."""
    for sent in spoilable(case):
        if case.is_removed(sent) or was_accepted(case):
            continue
        kind = _kind(sent)
        if kind:
            yield case.refused_for(
                "other-kind-of-key",
                CLEAR,
                fact(tr("{name} holds {thing}.", name=sent.name, thing=kind), sent.place),
                explains=True,
                kind=kind,
            )
            return


def _kind(sent: Credential) -> str:
    if sent.scheme == "basic":
        _, _, password = sent.login_text.partition(":")
        return tr("the hash of a password") if _HASH.fullmatch(password) else ""
    if sent.where == "body" or sent.claims:
        return ""
    value = sent.bare
    forms = (
        (_HASH, tr("the hash of a password")),
        (_PUBLIC, tr("a public key or certificate")),
        (MAIL_ADDRESS, tr("a mail address")),
        (_CLIENT_ID, tr("the id of a client")),
        (_CODE, tr("a code to get a token with")),
    )
    found = next((kind for form, kind in forms if form.fullmatch(value)), "")
    if not found and _ADDRESS.fullmatch(value) and not _may_be_one(sent):
        return tr("the address of a page")
    return found or (tr("a key that was encoded once more") if _is_coded_key(sent) else "")


def _may_be_one(sent: Credential) -> bool:
    """Whether an address is in its place there: some keys are called after the page they are at."""
    return sent.where == "query" or not sent.scheme


def _is_coded_key(sent: Credential) -> bool:
    """Whether the value is Base64 of a key whose kind the tables know by its first letters."""
    inner = (sent.basic or b"").decode("latin-1") if sent.known_key is None else ""
    known = key_shapes.recognise(inner.strip()) if inner.isascii() else None
    return known is not None and not known.is_general and len(known.starts) >= _TELLING


_TELLING = 3
RULES = (no_credential_at_all,)
