"""Builds fixes of the address: the final one, another host, https; and what may go there."""

from urllib.parse import urlunsplit

from inspector.diagnose.facts.callers.written_logins import password_in_query
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.named_places import words_of
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.facts.things.taken_methods import likely_method
from inspector.diagnose.fixes.builders import asked, sends, sends_to
from inspector.model.fix import Change, Field, Fix
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import url_spans
from inspector.protocol.urls import is_downgrade, port_of, split
from inspector.wording import tr
from inspector.wording.numbers import listed

_ADDRESS = lazy_re(r"https?://[^\s\"'<>()]{3,300}")


def address(before: str, after: str) -> Change:
    """Return the change of an address; an unchanged query stays the request's own, unseen.

    A question mark in the new address says that its query is the whole query from then on.
    """
    old, _, old_query = before.partition("?")
    new, _, new_query = after.partition("?")
    if old_query == new_query:
        return Change(field=Field("url"), before=old, after=new)
    pairs = (pair for pair in new_query.partition("#")[0].split("&") if pair)
    open_pairs = [pair for pair in pairs if not url_spans(f"?{pair}")]
    return Change(field=Field("url"), before=old, after=f"{new}?{'&'.join(open_pairs)}")


def _plain(url: str) -> str:
    return url.partition("?")[0]


def keep_credential(case: Case, suspicion: Suspicion) -> Fix | None:
    """Let the credential, or what was held back, go to the host that the redirect leads to."""
    host = str(suspicion.values.get("to") or case.sent.host)
    if not host or _is_downgrade(case):
        return None
    what = str(suspicion.values.get("what") or tr("the credential"))
    return Fix(
        id="keep-credential",
        title=tr("Send {what} to {host} too", what=what, host=host),
        changes=(Change(field=Field("options", "keep_credential_for"), after=host),),
        sends=sends(case),
        risk="new-host",
    )


def final_address(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send straight to the address that the detour leads to; never from https to http.

    Where it leads astray, the address that was asked stays, with the path that was meant.
    """
    source = case.previous
    meant = str(suspicion.values.get("other_path") or "")
    target = case.sent.url
    if meant and source is not None:
        target = urlunsplit(split(source.sent.url)._replace(path=meant))
    if source is None or source.sent.url == target or _is_downgrade(case):
        return None
    new = source.sent.host != case.sent.host
    return Fix(
        id="use-final-address",
        title=tr("Use the final address {url}", url=_plain(target)),
        changes=(address(source.sent.url, target),),
        sends=sends_to(case, target),
        risk="new-host" if new else "none",
    )


def _is_downgrade(case: Case) -> bool:
    """Whether the request that led here was encrypted and this one is not."""
    return is_downgrade(asked(case).sent.url, case.sent.url)


def other_host(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send to the host that knows the credential: one of the trace, or one that the reply names."""
    host = str(suspicion.values.get("other") or "")
    scheme, _, path, query = case.sent.parts
    path = str(suspicion.values.get("other_path") or path)
    if not host or "/" in host:
        scheme, host = _named(case)
    url = f"{scheme}://{host}{path}" + (f"?{query}" if query else "")
    if not host or not scheme or is_downgrade(case.sent.url, url):
        return None
    return Fix(
        id="use-other-host",
        title=tr("Send to {host}", host=host),
        changes=(address(case.sent.url, url),),
        because=suspicion.evidence[0].statement if suspicion.evidence else "",
        sends=sends_to(case, url),
        risk="new-host",
    )


def _named(case: Case) -> tuple[str, str]:
    """Return scheme and host of an address in the reply that shares the path asked for."""
    for found in _ADDRESS.finditer(words_of(case)):
        named = split(found[0].rstrip(".,;"))
        same = named.netloc.lower() == case.sent.host or "@" in named.netloc
        if named.netloc and not same and case.sent.path.startswith(named.path.rstrip("/")):
            return named.scheme, named.netloc.lower()
    return "", ""


def use_https(case: Case, _: Suspicion) -> Fix | None:
    """Ask by https in place of http; at a port that speaks http the user types another one."""
    source = case.previous if case.previous is not None else case
    before = source.sent.url
    if not before.startswith("http://"):
        return None
    after = "https://" + before[len("http://") :]
    spoken = http_port(source)
    change = Change(field=Field("url"), before=_plain(before), ask=True)
    return Fix(
        id="use-https",
        title=tr("Use https"),
        changes=(change if spoken else address(before, after),),
        sends=tr("{method} to the new address", method=source.sent.method)
        if spoken
        else sends_to(case, after),
    )


def http_port(case: Case) -> int:
    """Return the port in the address where http was answered, so that it can't speak https; else 0.

    A server that says that its port wants https is taken at its word.
    """
    port = port_of(case.sent.url) or 0
    reached = case.exchange.reply is not None and case.sent.url.startswith("http://")
    return port if reached and port != _HTTP_PORT and not _WANTS_TLS.search(words_of(case)) else 0


_HTTP_PORT = 80
# nginx, Apache and Go answer a request in clear text at their port for https.
_WANTS_TLS = lazy_re(
    r"(?i)plain http (?:request|to an)|http request to an https|speaking plain http|https port"
)


def correct_address(case: Case, _: Suspicion) -> Fix:
    """Type the address anew."""
    return Fix(
        id="correct-address",
        title=tr("Correct the address"),
        changes=(Change(field=Field("url"), before=_plain(case.sent.url), ask=True),),
        sends=tr("{method} to the new address", method=case.sent.method),
    )


def other_method(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the same by the method that the reply asks for, of several the likeliest."""
    wanted = str(suspicion.values.get("wanted", "") or likely_method(case))
    if not wanted:
        return None
    change = Change(field=Field("method"), before=asked(case).sent.method, after=wanted)
    by_form = wanted == "POST" and password_in_query(asked(case))  # a login is posted as a form
    moved = Change(field=Field("body"), operation="transform", transform="as-form")
    return Fix(
        id="other-method",
        title=tr("Send it by {method}", method=wanted),
        changes=(change, moved) if by_form else (change,),
        sends=tr("the same by {method}", method=wanted),
    )


# ---------------- The name in Host where it is not that of the address (RFC 9110 §7.2)
_DEFAULTS = {"http": ":80", "https": ":443", "ws": ":80", "wss": ":443"}


def host_written(case: Case) -> str:
    """Return the Host that was sent in place of the address's own; empty where it is its own."""
    found = case.sent.header("host")
    scheme, host, _, _ = case.sent.parts
    default = _DEFAULTS.get(scheme, "")
    written = found[1].value.strip().lower().removesuffix(default) if found is not None else ""
    return written if written and host and written != host.removesuffix(default) else ""


def own_host(case: Case, _: Suspicion) -> Fix | None:
    """Leave out a Host that was written by hand, so that the one of the address goes out."""
    written = host_written(asked(case))
    if not written:
        return None
    host = asked(case).sent.host
    return Fix(
        id="own-host",
        title=tr("Send Host: {host} and resend", host=host),
        changes=(
            Change(field=Field("headers", "Host"), before=written, after=host, operation="remove"),
        ),
        because=tr("Host was {written}, the address leads to {host}.", written=written, host=host),
        sends=sends(case),
    )


def own_origin(case: Case, _: Suspicion) -> Fix | None:
    """Send Origin and Referer of the site itself, as its own pages do.

    Some take pages below their own folder only, where what is asked for lies as well.
    """
    scheme, host, path, _query = case.sent.parts
    if not host:
        return None
    origin = f"{scheme}://{host}"
    return Fix(
        id="own-origin",
        title=tr("Send the site's own Origin and resend"),
        changes=(
            Change(field=Field("headers", "Origin"), after=origin),
            Change(field=Field("headers", "Referer"), after=origin + (path or "/")),
        ),
        sends=sends(case),
    )


def around_cache(case: Case, _: Suspicion) -> Fix | None:
    """Ask caches on the way for an answer of the server's own (RFC 9111 §5.2.1.4)."""
    asked = case.sent.header("cache-control")
    if asked is not None and "no-cache" in asked[1].value.lower():
        return None
    return Fix(
        id="around-cache",
        title=tr("Ask past the cache and resend"),
        changes=(Change(field=Field("headers", "Cache-Control"), after="no-cache"),),
        sends=sends(case),
    )


def origin_where_none(case: Case, suspicion: Suspicion) -> Fix | None:
    """Send the site's own Origin where none was sent, and no word names a token that is missed.

    Some compare nothing else, and take a write without it for one of another site's page.
    """
    sent = case.sent.header("origin") or case.sent.header("referer")
    if sent is not None or case.sent.is_safe or case.said("csrf"):
        return None
    return own_origin(case, suspicion)


def without_origin(case: Case, _: Suspicion) -> Fix | None:
    """Leave out where the request says it comes from, where the same was accepted without that."""
    near = (*reversed(case.before), *case.after)
    given = (one for one in near if one.succeeded and one.repeats(case))
    other = next((one for one in given if not _named_origins(one)), None)
    named = _named_origins(case)
    if other is None or not named:
        return None
    changes = (Change(field=Field("headers", name), operation="remove") for name in named)
    return Fix(
        id="without-origin",
        title=tr("Leave {names} out and resend", names=listed(named)),
        changes=tuple(changes),
        because=tr("Entry {entry} was given the same without it.", entry=other.number),
        sends=sends(case),
    )


def _named_origins(case: Case) -> tuple[str, ...]:
    return tuple(name for name in ("Origin", "Referer") if case.sent.header(name.lower()))


def without_proxy(case: Case, _: Suspicion) -> Fix:
    """Go straight to the server, past the proxy."""
    return Fix(
        id="without-proxy",
        title=tr("Send without the proxy"),
        changes=(Change(field=Field("options", "proxy"), after="none"),),
        sends=sends(case),
    )
