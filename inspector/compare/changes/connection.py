"""Another way there: proxy, redirects, version of HTTP."""

from collections.abc import Iterator

from msgspec.structs import replace

from inspector.compare.records import Delta
from inspector.compare.side import Side
from inspector.model.request import Request
from inspector.protocol.redaction import masked_url
from inspector.wording import tr

RANK = 35
IDS = ("proxy", "redirects", "http-version")


def found(before: Side, after: Side) -> Iterator[Delta]:
    """Return what differs about the way."""
    mine, theirs = _proxy(before), _proxy(after)
    if mine != theirs:
        yield Delta(
            id="proxy",
            words=tr("without proxy") if not theirs else tr("another proxy"),
            sentence=tr(
                "The proxy was the cause: {name} refused it", name=masked_url(mine) or tr("none")
            ),
        )
    one, other = _redirects(before), _redirects(after)
    if one != other:
        yield Delta(
            id="redirects",
            words=tr("sent directly") if other < one else tr("redirected"),
            sentence=tr("The redirect was the cause: sent directly, it was accepted"),
        )
    versions = before.request.http_version, after.request.http_version
    if versions[0] != versions[1] and all(versions):
        yield Delta(
            id="http-version",
            words=tr("HTTP/{version}", version=versions[1]),
            sentence=tr(
                "The version of HTTP was the cause: {version} was accepted", version=versions[1]
            ),
            weight="plain",
        )


def take(request: Request, other: Request, change: str) -> Request | None:
    """Return the request sent by the other's way."""
    options = request.options
    if change == "proxy":
        taken = replace(
            options, proxy=other.options.proxy, proxy_credential=other.options.proxy_credential
        )
        return replace(request, options=taken)
    if change == "http-version":
        return replace(request, options=replace(options, http_version=other.options.http_version))
    return None


def _proxy(side: Side) -> str:
    connection = side.exchange.connection
    return connection.proxy if connection is not None else ""


def _redirects(side: Side) -> int:
    return sum(each.purpose == "redirect" for each in side.attempt.exchanges)
