"""Addresses that carry their own signature, and whether it covers the method.

Where the text that is signed begins with the method (AWS Signature Version 4, and what clouds made
after it; the second version before it), an address is good for the one method it was made for.
Links whose signature covers path and time only (content delivery networks, shared access
signatures, whose rights stand beside them) are good for whatever is allowed.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from inspector.protocol.field_names import is_link_signature
from inspector.protocol.patterns import lazy_re

# finds `X-Amz-Signature`, `X-Goog-Signature`, `x-oss-signature`
# but not `X-Hub-Signature-256`
_FOURTH = lazy_re(r"(?i)^x-[a-z]{2,8}-signature$")
# finds `AWSAccessKeyId`, `GoogleAccessId`
# but not `Key-Pair-Id`
_SECOND = lazy_re(r"(?i)^[a-z]{2,12}access(?:key)?id$")


def signature_of_method(query: Mapping[str, str]) -> str:
    """Return the name of the parameter whose signature covers the method, too; else empty."""
    fourth = next((name for name in query if _FOURTH.match(name)), "")
    if fourth:
        return fourth
    second = any(_SECOND.match(name) for name in query)
    return next((name for name in query if second and name.lower() == "signature"), "")


def signs_an_address(name: str) -> bool:
    """Whether a parameter signs the address that it stands in: it means nothing elsewhere."""
    by_method = _FOURTH.match(name) is not None
    return by_method or (is_link_signature(name) and name.lower() != _MAY_BE_A_KEY)


def is_signed(names: Collection[str]) -> bool:
    """Whether these parameters make a signed address: a signature beside what it allows."""
    return len(names) > 1 and any(map(signs_an_address, names))


_MAY_BE_A_KEY = "token"


def is_list_of_parameters(value: str) -> bool:
    """Whether a credential is written as a signed address' query (`sr=…&sig=…&se=…`)."""
    names = [pair.partition("=")[0] for pair in value.split("&")]
    return len(names) > 1 and any(map(is_link_signature, names))


# ---------------- One that was copied out of a text in which & is written otherwise
class Escaped(NamedTuple):
    """sign: what stands in place of &. name: a parameter behind it, as it was meant."""

    sign: str
    name: str


def escaped(query: Iterable[tuple[str, str]]) -> Escaped | None:
    """Return what shows that a signed address is still written as XML, HTML or JSON has it.

    Its parameters then have other names, or are all one, so that none of them is read.
    """
    names, found = [], None
    for name, value in query:
        behind = name.removeprefix("amp;")
        joined = _IN_JSON.findall(value)
        names += [behind, *joined]
        if found is None and (joined or behind != name):
            found = Escaped("\\u0026", joined[0]) if joined else Escaped("&amp;", behind)
    return found if is_signed(names) else None


# finds `r\u0026se=2036`
# but not `r\u0026`
_IN_JSON = lazy_re(r"(?i)\\u0026([\w.-]{1,60})=")
