"""Verifies the signatures of a SAML document with the issuer's certificate (signxml)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from inspector.protocol.patterns import lazy_re
from inspector.protocol.tokens.saml import parsed
from inspector.protocol.tokens.saml_coverage import Coverage, SignedPart, coverage
from inspector.wording import tr
from inspector.wording.dates import iso_day

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from lxml.etree import _Element

SamlState = Literal["valid", "invalid", "unchecked"]
_BARE = lazy_re(r"[A-Za-z0-9+/=\s]+")


class SamlSignature(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found. state: valid only where what is read is covered and unaltered.

    covers: a sentence for each signature: what it covers, and whether it holds. problems: what
    makes them worthless, or why nothing could be checked. notes: what to know besides.
    """

    state: SamlState
    covers: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def verify(text: str, certificate: str, now: datetime | None = None) -> SamlSignature:
    """Check every signature. certificate: PEM or bare Base64, of the issuer. Never raises.

    now: the time to judge the certificate at (UTC).
    """
    root = parsed(text)
    if root is None:
        return _unchecked(tr("It can't be read as SAML."))
    trusted = loaded(certificate)
    if trusted is None:
        return _unchecked(tr("This is no certificate: paste it as PEM or Base64."))
    found = coverage(text)
    if not found.signatures:
        return SamlSignature(state="invalid", problems=(tr("It has no signature."),))
    answers = [_holds(root, one, trusted) for one in found.signatures]
    problems = *found.problems, *(why for one in found.signatures for why in one.problems)
    good = [index for index, answer in enumerate(answers) if answer == ""]
    return SamlSignature(
        state="valid" if _is_read_covered(found, good, answers) else "invalid",
        covers=tuple(_sentence(one, answers[i]) for i, one in enumerate(found.signatures)),
        problems=problems,
        notes=tuple(_notes(found, answers, trusted, now or datetime.now(UTC))),
    )


def loaded(text: str) -> "Certificate | None":
    """Return a certificate given as PEM or as the bare Base64 of metadata; None for others."""
    from cryptography import x509  # noqa: PLC0415 - heavy, and seldom needed

    body = text.strip()
    if "-----BEGIN" not in body:
        if not body or not _BARE.fullmatch(body):
            return None
        lines = "".join(body.split())
        body = f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"
    try:
        return x509.load_pem_x509_certificate(body.encode())
    except ValueError:
        return None


def _unchecked(problem: str) -> SamlSignature:
    return SamlSignature(state="unchecked", problems=(problem,))


def _holds(root: "_Element", one: SignedPart, trusted: "Certificate") -> str:
    """Return "" where a signature holds, else why not."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - as above
    from lxml.etree import LxmlError  # noqa: PLC0415 - as above
    from signxml.exceptions import InvalidDigest, SignXMLException  # noqa: PLC0415 - as above
    from signxml.verifier import XMLVerifier  # noqa: PLC0415 - as above

    if not one.covered:
        return tr("what it covers is not clear")
    try:
        XMLVerifier().verify(
            root, x509_cert=trusted, id_attribute="ID", expect_config=_config(one.place, trusted)
        )
    except InvalidDigest:
        return tr("what it covers was altered")
    except (SignXMLException, UnsupportedAlgorithm):
        return tr("another key made it, or it was altered")
    except (LxmlError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return tr("it can't be checked")
    return ""


def _config(place: str, trusted: "Certificate") -> Any:
    """Accept SHA-1 too, which is reported apart, and certificates that have expired, as well."""
    from signxml.algorithms import DigestAlgorithm, SignatureMethod  # noqa: PLC0415 - as above
    from signxml.verifier import SignatureConfiguration  # noqa: PLC0415 - as above

    begin, end = trusted.not_valid_before_utc, trusted.not_valid_after_utc
    methods = (method for method in SignatureMethod if not method.name.startswith("HMAC"))
    return SignatureConfiguration(
        location="./" if place == "." else f"./{place}/",
        signature_methods=frozenset(methods),
        digest_algorithms=frozenset(DigestAlgorithm),
        verification_time=begin + (end - begin) / 2,
        ignore_ambiguous_key_info=True,
    )


def _is_read_covered(found: Coverage, good: list[int], answers: list[str]) -> bool:
    """Whether every assertion, or the document where there is none, is under a signature."""
    if found.problems or any(one.problems for one in found.signatures) or any(answers):
        return False
    if not found.assertions:
        return any(found.signatures[index].is_root for index in good)
    return all(set(one.signatures) & set(good) for one in found.assertions)


def _notes(
    found: Coverage, answers: list[str], trusted: "Certificate", now: datetime
) -> Iterator[str]:
    if any(one.is_weak for one in found.signatures):
        yield tr("A signature is made with SHA-1, which careful services refuse.")
    covered = any(one.is_root for one in found.signatures)
    if not covered and found.assertions and not any(answers):
        yield tr("The reply around the assertion is not signed: anybody can alter its status.")
    if trusted.not_valid_after_utc <= now:
        when = iso_day(trusted.not_valid_after_utc)
        yield tr("The certificate has expired on {date}.", date=when)


def _sentence(one: SignedPart, answer: str) -> str:
    what = one.covered or tr("something unknown")
    named = f"{what} {one.covered_id}".strip()
    if one.is_root:
        named = tr("the whole {kind} {id}", kind=what, id=one.covered_id).strip()
    if answer:
        return tr("A signature over {what} does not hold: {reason}.", what=named, reason=answer)
    return tr("A signature over {what} holds ({algorithm}).", what=named, algorithm=one.algorithm)
