"""Where APIs lay their own description, and how what it asks for stands to what was sent."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.intake.collections.api_security import Asked, AskedOfCallers, asked_of_callers
from inspector.model.credential import LOGIN_SCHEMES, Credential
from inspector.model.credential_facts import AUTHORIZATION
from inspector.model.kinds.bearer import Bearer
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import host_and_path, origin_of
from inspector.wording import tr

# What a refusal shows of the framework that made it.
# finds `"timestamp":1,"status":401,"error":"Unauthorized","path":"/orders"`
# but not `"timestamp":1`
_SPRING = lazy_re(r'"timestamp".{0,200}"path"|\bJSESSIONID\b')
# finds `Server: Kestrel`, `"traceId":"00-1"`
# but not `"trace":"00-1"`
_ASP_NET = lazy_re(r'\bKestrel\b|"traceId"|X-Powered-By: ASP\.NET')
# finds `"status_code":401,"detail":"No"`
# but not `"detail":"No"`
_LITESTAR = lazy_re(r'"status_code".{0,200}"detail"')
# finds `"statusCode":401,"error":"Unauthorized"`
# but not `"error":"Unauthorized"`
_FASTIFY = lazy_re(r'"statusCode".{0,200}"error"')
# finds `Vary: Accept, Cookie`
# but not `Vary: Accept`
_DJANGO = lazy_re(r"(?i)\bvary: .{0,40}cookie")


class Place(NamedTuple):
    """Where a framework lays it. sign: what the refusal shows of that framework, None for many."""

    path: str
    sign: re.Pattern[str] | None = None


_PLACES = (
    Place("/v3/api-docs", _SPRING),  # springdoc-openapi, "Getting Started"
    Place("/swagger/v1/swagger.json", _ASP_NET),  # Swashbuckle.AspNetCore, "Getting Started"
    Place("/schema/openapi.json", _LITESTAR),  # Litestar, "OpenAPI": the path of its controller
    Place("/documentation/json", _FASTIFY),  # @fastify/swagger-ui, its routePrefix
    Place("/api/schema/?format=json", _DJANGO),  # drf-spectacular, "Take it for a spin"
    # FastAPI, Hono, NestJS and others; the name that the OpenAPI Specification recommends
    Place("/openapi.json"),
    Place("/swagger.json"),  # Swagger 2.0: Flask-RESTX, go-swagger and much that is older
)
MOST = 2
"""Addresses that are asked."""


def addresses(case: Case) -> tuple[str, ...]:
    """Return where to look at the server that was asked, what the refusal points to first."""
    shown = "\n".join(f"{one.name}: {one.value}" for one in case.heard.headers)
    shown += f"\n{case.heard.content.text[:_LOOK]}"
    pointed = [one.path for one in _PLACES if one.sign and one.sign.search(shown)]
    usual = [one.path for one in _PLACES if one.sign is None]
    origin = origin_of(case.sent.url)
    return tuple(origin + path for path in (*pointed[:1], *usual))[:MOST]


_LOOK = 2_000  # bytes of the refusal


def read_description(case: Case, body: bytes) -> AskedOfCallers | None:
    """Return what a description asks of the request that was refused; None where it is none."""
    return asked_of_callers(body, case.sent.method, host_and_path(case.sent.url)[1])


# ---------------- Beside what was sent
def lacking(case: Case, found: AskedOfCallers) -> Asked | None:
    """Return what the way that needs the least more asks for; None where one was gone in full."""
    ways = [[one for one in way if not _is_sent(case, one.credential)] for way in found.ways if way]
    if not ways or not all(ways):
        return None
    return min(ways, key=len)[0]


def _is_sent(case: Case, wanted: Credential) -> bool:
    """Whether a credential of that kind was sent in that place, whatever its value."""
    place, name = wanted.travels
    if has_own_name(wanted):
        return name.lower() in {one.lower() for one in _names(case, place)}
    sent = case.sent.authorization
    if sent is not None and not wanted.scheme_name:  # any word may stand before such a token
        return sent.scheme not in LOGIN_SCHEMES
    return sent is not None and sent.scheme == word_of(wanted).lower()


def has_own_name(wanted: Credential) -> bool:
    """Whether a credential goes under a name of the API's own, and not into Authorization."""
    return wanted.travels != ("header", AUTHORIZATION)


def word_of(wanted: Credential) -> str:
    """Return the word that a credential stands behind in Authorization; a token behind Bearer."""
    return wanted.scheme_name if wanted.is_login() else Bearer.scheme_name


def _names(case: Case, place: str) -> Iterator[str]:
    if place == "query":
        yield from (name for name, _ in case.sent.query)
    elif place == "cookie":
        yield from (name for name, _, _ in case.sent.cookies)
    else:
        yield from (header.name for header in case.sent.message.headers)


def asked_in_words(wanted: Credential) -> str:
    """Return where a credential goes, in words that fit into a sentence."""
    place, name = wanted.travels
    if has_own_name(wanted):
        return {
            "query": tr("the parameter {name} of the address", name=name),
            "cookie": tr("the cookie {name}", name=name),
            "body": tr("the field {name} of the body", name=name),
        }.get(place) or tr("the header {name}", name=name)
    return tr("Authorization, behind the word {word}", word=word_of(wanted))
