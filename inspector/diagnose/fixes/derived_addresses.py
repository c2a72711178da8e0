"""Derives the address that was meant from what is known, and says what it was derived from."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urlunsplit

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import words_of
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes.addresses import address
from inspector.diagnose.fixes.builders import sends_to
from inspector.diagnose.fixes.linked import links
from inspector.model.fix import Fix
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import same_site
from inspector.protocol.urls import authority_of, host_of, is_downgrade, joined, split
from inspector.wording import tr


class Derived(NamedTuple):
    """An address, and the sentence that says what it was derived from."""

    url: str
    because: str


def derived_address(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send to the address that the reply, the trace or the token itself names."""
    before = case.sent.url
    found = next((one for one in _derived(case, suspicion) if _is_another(before, one.url)), None)
    if found is None:
        return None
    new = authority_of(found.url) != authority_of(before)
    return Fix(
        id="use-derived-address",
        title=tr("Use {url}", url=found.url.partition("?")[0]),
        changes=(address(before, found.url),),
        because=found.because,
        sends=sends_to(case, found.url),
        risk="new-host" if new else "none",
    )


def _is_another(before: str, url: str) -> bool:
    return bool(split(url).netloc) and url != before and not is_downgrade(before, url)


def _derived(case: Case, suspicion: Suspicion) -> Iterator[Derived]:
    for way in (_told, _successor, _named_address, _version, _tenant, _works_beside):
        try:
            yield from way(case, suspicion)
        except ValueError:  # an address that can't be read leads nowhere
            continue


def _told(case: Case, suspicion: Suspicion) -> Iterator[Derived]:
    """The finding itself knows the host, the path or the whole address."""
    other = str(suspicion.values.get("other") or "")
    why = suspicion.evidence[0].statement if suspicion.evidence else ""
    if other.startswith(("http://", "https://")):
        yield Derived(other, why)
    elif other.startswith("/"):
        yield Derived(_with_path(case.sent.url, other), why)


def _with_path(url: str, path: str) -> str:
    return urlunsplit(split(url)._replace(path=path, fragment=""))


# ---------------- What the reply names
_SUCCESSORS = frozenset({"successor-version", "latest-version", "canonical", "alternate"})


def _successor(case: Case, _: Suspicion) -> Iterator[Derived]:
    """`Link: <…>; rel="successor-version"` (RFC 5829), or what Content-Location says."""
    lines = ", ".join(each.value for each in case.heard.headers if each.name.lower() == "link")
    for relation, target in links(lines):
        if relation in _SUCCESSORS:
            text = tr('The reply links to it as "{relation}".', relation=relation)
            yield Derived(joined(case.sent.url, target), text)


# finds `use /api/v2/orders instead` and `https://eu.acme.test/api/orders`
# but not `application/json`
_WHOLE = lazy_re(r"https?://[^\s\"'<>()\[\]{}|\\^`]{3,300}")
_PATH = lazy_re(r"(?<![\w/.:<])/(?:[\w.~-]{1,80}/){0,8}[\w.~-]{1,80}/?(?![\w/])")
_HOST = lazy_re(r"(?i)(?<![\w@/.-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?::\d{1,5})?(?![\w/@-])")
# finds `use /api/v2/orders instead` and `moved to`
# but not `the token is expired`
_LEADS = lazy_re(
    r"(?i)\b(?:use|try|call|did you mean|moved|available (?:at|under|via)|replaced by|migrat\w*|"
    r"instead|must be|should be|correct|belongs? to|hosted (?:at|on)|expected|is (?:at|on))\b"
)
# Hosts of pages to read or to log in at, beside an API.
# finds `docs.acme.test`
# but not `api.acme.test`
_PAGES = lazy_re(
    r"(?i)^(?:docs?|developers?|dev-docs|help|support|status|login|auth|accounts?|sso|portal|console|"
    r"app|community|learn|blog|www)\."
)


def _named_address(case: Case, _: Suspicion) -> Iterator[Derived]:
    """An address that the words lead to and that is alike: its path shares parts with this one."""
    for line in words_of(case).splitlines():
        if _LEADS.search(line):
            text = tr('The reply names it: "{words}"', words=" ".join(line.split())[:_QUOTED])
            yield from (Derived(url, text) for url in filter(None, _addresses(case, line)))


def _addresses(case: Case, line: str) -> Iterator[str]:
    """Yield the addresses in a line: whole ones, hosts alone, paths alone; "" for each unlike."""
    scheme, path = case.sent.parts[0], case.sent.path
    for found in _WHOLE.finditer(line):
        yield _for_this_path(case, found[0].rstrip(".,;:!?"))
    for found in _HOST.finditer(line):
        yield _for_this_path(case, f"{scheme}://{found[0]}")
    for found in _PATH.finditer(line):
        yield _with_path(case.sent.url, found[0]) if _is_alike(path, found[0]) else ""


_QUOTED = 120


def _for_this_path(case: Case, url: str) -> str:
    """Return where this request belongs at an address that was named; "" where it is a document.

    A base address is followed by the path that was asked for.
    """
    other, mine = split(url), split(case.sent.url)
    if "@" in other.netloc or not host_of(url):
        return ""
    if other.path == mine.path or _is_alike(mine.path, other.path):
        return urlunsplit((other.scheme, other.netloc, other.path, other.query or mine.query, ""))
    base = other.path.rstrip("/")
    is_base = not base or mine.path.startswith(base + "/")
    if is_base and _is_beside(other, mine):
        return urlunsplit((other.scheme, other.netloc, mine.path, mine.query, ""))
    return ""


def _is_beside(one: SplitResult, other: SplitResult) -> bool:
    """Whether two addresses are one owner's, as regions and environments of one are.

    A host of pages is none of them; another port of the same host is.
    """
    here, there = (host_of(urlunsplit(each)) for each in (one, other))
    if here == there:
        return one.netloc.lower() != other.netloc.lower()
    return same_site(here, there) and not _PAGES.match(here)


def _is_alike(mine: str, other: str) -> bool:
    """Whether two paths differ in little: one in a part of the other, or all but one part equal."""
    here, there = (path.strip("/").split("/") for path in (mine, other))
    if here == there or not other.strip("/"):
        return False
    shared = len(set(here) & set(there))
    return (shared >= max(1, max(len(here), len(there)) - 1) and here[-1:] == there[-1:]) or (
        len(here) == len(there) and shared == len(here) - 1
    )


# ---------------- Which version the reply, or what works beside it, says
_OF_PATH = lazy_re(r"(?i)^v\d{1,4}(?:\.\d{1,3}){0,2}$")
# finds `supported versions: v2, v3` and `use v2`
_VERSIONS = lazy_re(r"(?i)\bv?\d{1,4}(?:\.\d{1,3}){0,2}\b")
_SPEAKS = lazy_re(r"(?i)\bversions?\b|\bv\d")
_SUPPORTED = "api-supported-versions"  # of ASP.NET's API versioning


def _version(case: Case, _: Suspicion) -> Iterator[Derived]:
    """The version that is served, in place of the one in the path or the query."""
    parts = case.sent.path.split("/")
    at = next((i for i, part in enumerate(parts) if _OF_PATH.match(part)), -1)
    for named, text in _versions(case):
        if at >= 0 and named.lstrip("vV") != parts[at].lstrip("vV"):
            mark = parts[at][:1]
            made = "/".join([*parts[:at], mark + named.lstrip("vV"), *parts[at + 1 :]])
            yield Derived(_with_path(case.sent.url, made), text)


def _versions(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the versions that the reply says are served, the newest first."""
    listed = case.heard.header(_SUPPORTED)
    for version in reversed([one.strip() for one in listed.split(",") if one.strip()]):
        yield version, tr("The header {name} lists {version}.", name=_SUPPORTED, version=version)
    for line in words_of(case).splitlines():
        if _SPEAKS.search(line):
            text = tr('The reply says: "{words}"', words=" ".join(line.split())[:_QUOTED])
            for found in reversed(list(_VERSIONS.finditer(line))):
                if found[0][:1] in "vV":
                    yield found[0], text


# ---------------- Which tenant or realm the token says
_TENANT_CLAIMS = ("tid", "tenant", "tenant_id", "org", "org_id", "organization", "realm", "account")
_BEFORE_TENANT = frozenset(
    {"tenants", "tenant", "realms", "realm", "orgs", "organizations", "accounts", "t", "projects"}
)
_ID = lazy_re(r"(?i)^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def _tenant(case: Case, _: Suspicion) -> Iterator[Derived]:
    """The tenant that the token belongs to, in place of the one in the path."""
    sent = case.sent.main
    if sent is None or not sent.claims:
        return
    parts = case.sent.path.split("/")
    for claim, own in _tenants_of(sent.claims):
        at = _place_of_tenant(parts, own)
        if at >= 0 and parts[at] != own:
            made = "/".join([*parts[:at], quote(own, safe=""), *parts[at + 1 :]])
            text = tr("The token says {claim}: {value}.", claim=claim, value=own)
            yield Derived(_with_path(case.sent.url, made), text)


def _tenants_of(claims: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name in _TENANT_CLAIMS:
        value = claims.get(name)
        if isinstance(value, str) and value and "/" not in value:
            yield name, value
    issuer = split(str(claims.get("iss") or "")).path.strip("/").split("/")
    for before, own in pairwise(issuer):
        if before.lower() in _BEFORE_TENANT:
            yield "iss", own


def _place_of_tenant(parts: list[str], own: str) -> int:
    """Return which part of a path names the tenant: after its word, or alike in form; else -1."""
    for index in range(1, len(parts)):
        if parts[index - 1].lower() in _BEFORE_TENANT:
            return index
    alike = (i for i, part in enumerate(parts) if _ID.match(part) and _ID.match(own))
    return next(alike, -1)


# ---------------- What works beside it
def _works_beside(case: Case, _: Suspicion) -> Iterator[Derived]:
    """The base of requests of this trace that were accepted, where this one's base is another."""
    mine = split(case.sent.url)
    parts = mine.path.split("/")
    for other in (*reversed(case.before), *case.after):
        theirs = other.sent.path.split("/")
        at = next((i for i, part in enumerate(theirs) if _OF_PATH.match(part)), -1)
        own = next((i for i, part in enumerate(parts) if _OF_PATH.match(part)), -1)
        same = other.succeeded and other.sent.host == case.sent.host and at >= 0
        if same and own == at and theirs[:at] == parts[:at] and theirs[at] != parts[at]:
            made = "/".join([*parts[:at], theirs[at], *parts[at + 1 :]])
            text = tr("{path} was accepted at the same host.", path=other.sent.path)
            yield Derived(_with_path(case.sent.url, made), text)
