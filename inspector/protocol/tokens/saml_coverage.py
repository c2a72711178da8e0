"""What each signature of a SAML document covers, and whether that is what is read.

SAML 2.0 core §5.4; XML Signature §4.4.3. Nothing is verified here: `saml_signature` does. The
attacks that move signed content elsewhere and put forged content in its place ("signature
wrapping", XSW) show in the places alone.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from inspector.protocol.tokens.saml import local_name, parsed
from inspector.wording import tr

if TYPE_CHECKING:
    from lxml.etree import _Element

DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
_ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
_C14N = ("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
         "http://www.w3.org/2006/12/xml-c14n11")  # fmt: skip
_WEAK = ("#sha1", "#rsa-sha1", "#dsa-sha1", "#md5", "#rsa-md5")
_MOST = 20


class SignedPart(msgspec.Struct, frozen=True, kw_only=True):
    """One signature. place: path of its parent, for lxml. covered: the element it names.

    covered_id: its ID. is_root: whether that is the whole document. problems: sentences.
    """

    place: str
    covered: str = ""
    covered_id: str = ""
    is_root: bool = False
    algorithm: str = ""
    digest: str = ""
    is_weak: bool = False
    certificate: str = ""
    problems: tuple[str, ...] = ()


class ReadAssertion(msgspec.Struct, frozen=True, kw_only=True):
    """An assertion of the document. signatures: numbers of those that cover it.

    is_read: whether its values are the ones shown (the first of the document). inside: the
    element it stands in where none belongs, else empty.
    """

    assertion_id: str
    signatures: tuple[int, ...] = ()
    is_read: bool = False
    inside: str = ""


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed in a document. problems: what makes the signatures worthless."""

    signatures: tuple[SignedPart, ...] = ()
    assertions: tuple[ReadAssertion, ...] = ()
    problems: tuple[str, ...] = ()


def coverage(text: str) -> Coverage:
    """Return what the signatures of a SAML document cover, without checking them. Never raises."""
    root = parsed(text)
    if root is None:
        return Coverage()
    found = list(root.iter(f"{DSIG}Signature"))[:_MOST]
    covered = [_target(root, signature) for signature in found]
    signatures = tuple(
        _signature(root, one, target) for one, target in zip(found, covered, strict=True)
    )
    assertions = tuple(_assertions(root, found, covered))
    return Coverage(
        signatures=signatures,
        assertions=assertions,
        problems=tuple(_problems(signatures, assertions)),
    )


def _target(root: "_Element", signature: "_Element") -> "_Element | None":
    """Return the one element that a signature names, None where that is not clear."""
    references = list(signature.iterfind(f"{DSIG}SignedInfo/{DSIG}Reference"))
    if len(references) != 1:
        return None
    uri = references[0].get("URI")
    if uri == "":
        return root
    named = _named(root, uri)
    return named[0] if len(named) == 1 else None


def _named(root: "_Element", uri: str | None) -> "list[_Element]":
    if not uri or not uri.startswith("#"):
        return []
    wanted = uri[1:]
    return [one for one in root.iter("*") if one.get("ID") == wanted]


def _signature(root: "_Element", one: "_Element", target: "_Element | None") -> SignedPart:
    info = one.find(f"{DSIG}SignedInfo")
    algorithm = _attribute(info, f"{DSIG}SignatureMethod", "Algorithm")
    digest = _attribute(info, f"{DSIG}Reference/{DSIG}DigestMethod", "Algorithm")
    parent = one.getparent()
    holder = root if parent is None else parent
    certificate = one.find(f"{DSIG}KeyInfo/{DSIG}X509Data/{DSIG}X509Certificate")
    return SignedPart(
        place=root.getroottree().getelementpath(holder),
        covered=local_name(target) if target is not None else "",
        covered_id=target.get("ID", "") if target is not None else "",
        is_root=target is root,
        algorithm=algorithm.rpartition("#")[2],
        digest=digest.rpartition("#")[2],
        is_weak=algorithm.endswith(_WEAK) or digest.endswith(_WEAK),
        certificate="".join((certificate.text or "").split()) if certificate is not None else "",
        problems=tuple(_faults(root, one, target)),
    )


def _attribute(element: "_Element | None", path: str, name: str) -> str:
    found = element.find(path) if element is not None else None
    return found.get(name, "") if found is not None else ""


def _faults(root: "_Element", one: "_Element", target: "_Element | None") -> Iterator[str]:
    references = list(one.iterfind(f"{DSIG}SignedInfo/{DSIG}Reference"))
    if len(references) != 1:
        yield tr("It names {count} elements; SAML wants exactly one.", count=len(references))
        return
    uri = references[0].get("URI") or ""
    same = len(_named(root, uri)) if uri else 1
    if same > 1:
        yield tr(
            "{count} elements have the ID {id}: which one it covers is open.",
            count=same,
            id=uri[1:80],
        )
    elif target is None:
        yield tr("It names the ID {id}, which no element has.", id=uri.lstrip("#")[:80] or "–")
    elif one.getparent() is not target:
        yield tr("It stands outside of what it covers: signed content was moved.")
    for transform in references[0].iterfind(f"{DSIG}Transforms/{DSIG}Transform"):
        name = transform.get("Algorithm", "")
        if name != _ENVELOPED and not name.startswith(_C14N):
            yield tr("It leaves parts out by the transform {name}.", name=name[:100])


def _assertions(
    root: "_Element", found: "list[_Element]", covered: "list[_Element | None]"
) -> Iterator[ReadAssertion]:
    pairs = list(zip(found, covered, strict=True))
    listed = (one for one in root.iter("{*}Assertion") if local_name(one) == "Assertion")
    for number, one in enumerate(listed):
        if number >= _MOST:
            return
        above = [one, *one.iterancestors()]
        holders = tuple(
            index
            for index, (signature, target) in enumerate(pairs)
            if target is not None and target in above and signature not in above
        )
        parent = one.getparent()
        belongs = parent is None or (parent is root and local_name(root) == "Response")
        inside = "" if belongs or parent is None else local_name(parent)
        yield ReadAssertion(
            assertion_id=one.get("ID", ""),
            signatures=holders,
            is_read=number == 0,
            inside=inside,
        )


def _problems(
    signatures: tuple[SignedPart, ...], assertions: tuple[ReadAssertion, ...]
) -> Iterator[str]:
    for one in assertions:
        if one.inside and one.inside != "Advice":
            yield tr(
                "The assertion {id} stands inside {place}, where none belongs.",
                id=one.assertion_id or "–",
                place=one.inside,
            )
    if signatures:
        yield from _uncovered(signatures, assertions)
    if len(assertions) > 1:
        count = len(assertions)
        yield tr("It holds {count} assertions; readers may take different ones.", count=count)


def _uncovered(
    signatures: tuple[SignedPart, ...], assertions: tuple[ReadAssertion, ...]
) -> Iterator[str]:
    signed = next((one.covered_id for one in signatures if one.covered == "Assertion"), "")
    for one in assertions:
        if one.signatures:
            continue
        if one.is_read and signed:
            yield tr(
                "The signature covers the assertion {signed}, but the first one, which many "
                "readers take, is {read}: signature wrapping.",
                signed=signed,
                read=one.assertion_id or "–",
            )
        else:
            yield tr("No signature covers the assertion {id}.", id=one.assertion_id or "–")
