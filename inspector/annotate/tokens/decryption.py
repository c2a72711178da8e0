"""Opens an encrypted token with a key somebody gave, within limits (RFC 7516 §5.2, joserfc)."""

import base64
import contextlib
import json
import warnings
import zlib
from datetime import UTC, datetime
from itertools import product
from typing import TYPE_CHECKING, Any, cast

import msgspec

from inspector.annotate.tokens.registry import decode
from inspector.model.token import Token, TokenRemark
from inspector.protocol.tokens import jose, jose_json
from inspector.wording import tr

if TYPE_CHECKING:
    from joserfc.jwe import FlattenedJSONSerialization, JWERegistry

MOST_ROUNDS = 300_000  # of PBKDF2: about 0.2 s; a hostile token asks for billions
MOST_UNPACKED = 250 * 1024  # bytes that joserfc unpacks at most
_MOST_CHARACTERS = 1_000_000
_MOST_KEYS = 20


class Decrypted(msgspec.Struct, frozen=True, kw_only=True):
    """content: what was inside, empty where it can't be opened; problem says why."""

    content: bytes = b""
    problem: str = ""

    def __repr__(self) -> str:
        return f"Decrypted(size={len(self.content)}, problem={self.problem!r})"


def decrypt(token: str, key: str) -> Decrypted:
    """Open a JWE, compact or JSON. key: JWK, JWKS, private PEM, password or shared secret.

    Never raises.
    """
    header = _header(token)
    if header is None:
        return Decrypted(problem=tr("It is no encrypted token."))
    if (problem := _too_much(header)) or (problem := _missing(key)):
        return Decrypted(problem=problem)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # joserfc's advice on how to choose keys
        return _tried(token, key)


def _tried(token: str, key: str) -> Decrypted:
    keys = _keys(key)
    if not keys:
        return Decrypted(
            problem=tr("This is no key: give a JWK, a private key as PEM, or the shared secret.")
        )
    problem = ""
    for form, each in product(_forms_of(token), keys[:_MOST_KEYS]):
        content, why = _open(form, each)
        if content is not None:
            return Decrypted(content=content)
        problem = max(problem, why, key=len)
    return Decrypted(problem=problem or tr("This key does not open it."))


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """token: with the parts of what is inside, or with the reason why not; inside: to be checked.

    What is inside is a signed token, or bare claims as one without header and signature.
    """

    token: Token
    inside: jose.Jws | None = None

    def __repr__(self) -> str:
        return f"Opened(token={self.token.title!r})"


def opened(token: str, key: str, now: datetime | None = None) -> Opened:
    """Open an encrypted token and take apart what is inside."""
    at = now or datetime.now(UTC)
    outer = decode(token, at)
    found = decrypt(token, key)
    if found.problem:
        remark = TokenRemark(text=found.problem, level="bad")
        return Opened(token=msgspec.structs.replace(outer, remarks=(*outer.remarks, remark)))
    text = found.content.decode("utf-8", "replace")
    if (read := jose.read(text)) is not None:
        inside = read if isinstance(read, jose.Jws) else None
        return Opened(token=_joined(outer, decode(text, at)), inside=inside)
    bare = jose.read(_unsigned(text))
    inside = bare if isinstance(bare, jose.Jws) and bare.claims is not None else None
    return Opened(token=_joined(outer, _claims_only(text, at)), inside=inside)


def _joined(outer: Token, inner: Token) -> Token:
    title = tr("Encryption")
    header = (
        msgspec.structs.replace(part, name="outer-header", title=title) for part in outer.parts
    )
    inside = (msgspec.structs.replace(part, start=None, end=None) for part in inner.parts)
    remarks = (msgspec.structs.replace(one, start=None, end=None) for one in inner.remarks)
    return msgspec.structs.replace(
        outer,
        title=inner.title,
        result=inner.result,
        todo=inner.todo,
        parts=(*header, *inside),
        issued=inner.issued,
        not_before=inner.not_before,
        expires=inner.expires,
        remarks=tuple(remarks),
    )


def _claims_only(text: str, now: datetime) -> Token:
    """Read bare claims as the payload of a token without header and signature."""
    read = decode(_unsigned(text), now)
    parts = tuple(part for part in read.parts if part.name == "payload")
    title = tr("Encrypted token (JWE)")
    return msgspec.structs.replace(read, title=title, result="", parts=parts, remarks=())


def _unsigned(text: str) -> str:
    payload = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return f"e30.{payload}."


def _forms_of(token: str) -> list[str | dict[str, Any]]:
    """Return the token as joserfc takes it, once for each recipient."""
    found = jose.read(token)
    if isinstance(found, jose.Jwe):
        return [found.compact]
    members = json.loads(token)
    listed = members.pop("recipients", None)
    if not isinstance(listed, list):
        return [members]
    return [members | one for one in listed[:_MOST_KEYS] if isinstance(one, dict)]


def _header(token: str) -> dict[str, Any] | None:
    found = jose.read(token)
    if isinstance(found, jose.Jwe):
        return found.header
    content = jose_json.read(token)
    if content is None or not content.is_encrypted:
        return None
    first = content.recipients[0] if content.recipients else {}
    return {**first, **content.shared, **content.protected}


def _too_much(header: dict[str, Any]) -> str:
    rounds = header.get("p2c")
    if str(header.get("alg", "")).startswith("PBES2") and (
        not isinstance(rounds, int) or isinstance(rounds, bool) or not 0 < rounds <= MOST_ROUNDS
    ):
        return tr("It asks for {count} rounds of hashing (p2c), which is refused.", count=rounds)
    return ""


def _missing(key: str) -> str:
    if not key.strip():
        return tr("Paste the key first.")
    if "BEGIN PUBLIC KEY" in key or "BEGIN CERTIFICATE" in key:
        return tr("This is a public key. Only the private key opens a token.")
    return ""


def _keys(text: str) -> list[Any]:
    """Return the keys a text may stand for; a secret as typed and as decoded."""
    from joserfc import jwk  # noqa: PLC0415 - with the first token that is opened
    from joserfc.errors import JoseError  # noqa: PLC0415 - as above

    try:
        if text.lstrip().startswith("{"):
            content = json.loads(text)
            listed = content.get("keys", [content])
            return [jwk.import_key(one) for one in listed if isinstance(one, dict)]
        if "-----BEGIN" in text:
            return [_pem(text)]
    except (JoseError, ValueError, TypeError, KeyError, RecursionError, AttributeError):
        return []
    return [jwk.OctKey.import_key(form) for form in _forms(text.strip()) if form]


def _pem(text: str) -> Any:
    from joserfc import jwk  # noqa: PLC0415 - as above
    from joserfc.errors import JoseError  # noqa: PLC0415 - as above

    for kind in ("RSA", "EC", "OKP"):
        try:
            return jwk.import_key(text, kind)
        except (JoseError, ValueError, TypeError):
            continue
    raise ValueError(kind)


def _forms(secret: str) -> list[bytes]:
    forms = [secret.encode("utf-8", "surrogatepass")]
    for alphabet in (b"-_", b"+/"):
        try:
            padded = secret + "=" * (-len(secret) % 4)
            forms.append(base64.b64decode(padded, alphabet, validate=True))
        except ValueError:
            continue
    with contextlib.suppress(ValueError):
        forms.append(bytes.fromhex(secret))
    return list(dict.fromkeys(forms))


def _registry() -> "JWERegistry":
    from joserfc.jwe import JWERegistry  # noqa: PLC0415 - as above

    class Wide(JWERegistry):
        max_protected_header_length = 100_000
        max_encrypted_key_length = 10_000
        max_ciphertext_length = _MOST_CHARACTERS

    names = [name for listed in JWERegistry.algorithms.values() for name in listed]  # type: ignore[attr-defined] # a mapping of mappings
    return Wide(algorithms=names, strict_check_header=False)


def _open(token: str | dict[str, Any], key: Any) -> tuple[bytes | None, str]:
    from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap  # noqa: PLC0415 - as above
    from joserfc import jwe  # noqa: PLC0415 - as above
    from joserfc.errors import ExceededSizeError, JoseError  # noqa: PLC0415 - as above

    try:
        if isinstance(token, str):
            return jwe.decrypt_compact(token, key, registry=_registry()).plaintext, ""
        found = cast("FlattenedJSONSerialization", token)
        return jwe.decrypt_json(found, key, registry=_registry()).plaintext, ""
    except ExceededSizeError:
        return None, tr(
            "It is compressed, and unpacks to more than {count} bytes: not unpacked.",
            count=MOST_UNPACKED,
        )
    except (JoseError, InvalidTag, InvalidUnwrap, UnsupportedAlgorithm, zlib.error):
        return None, ""
    except (ValueError, TypeError, KeyError, AssertionError, AttributeError):
        return None, ""
