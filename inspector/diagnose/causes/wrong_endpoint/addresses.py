"""Addresses that differ by a slash, by http in place of https, or by a redirect."""

from urllib.parse import urlsplit

from inspector.diagnose import places
from inspector.diagnose.case import Case
from inspector.diagnose.suspicion import Found, Suspicion, fact
from inspector.model.finding import Cause
from inspector.wording import tr

_REFUSED = frozenset({400, 401, 403, 404})


def redirected_address(case: Case) -> Found:
    """The address asked is not the final one, and the detour lost the credential."""
    source = case.previous
    if source is None or not source.heard.is_redirect or case.status not in _REFUSED:
        return
    if source.heard.leads_to_login or not source.sent.has_any:
        return
    try:
        before, after = urlsplit(source.sent.url), urlsplit(case.sent.url)
    except ValueError:
        return
    slug = ""
    if before.scheme == "http" and after.scheme == "https":
        slug = "http-in-place-of-https"
    elif before.path.rstrip("/") == after.path.rstrip("/") and before.path != after.path:
        slug = "trailing-slash"
    elif before.netloc != after.netloc:
        slug = "moved-host"
    if slug:
        yield Suspicion(
            cause=Cause.WRONG_ENDPOINT,
            slug=slug,
            weight=0.4,
            evidence=(
                fact(
                    tr("{before} leads to {after}.", before=source.sent.url, after=case.sent.url),
                    source.heard.header_place("location"),
                ),
                case.status_evidence,
            ),
            values={"other": case.sent.url},
        )


def works_with_slash(case: Case) -> Found:
    """The same address with or without a slash at its end works."""
    if case.status not in _REFUSED:
        return
    for other in (*case.before, *case.after):
        same = other.sent.path.rstrip("/") == case.sent.path.rstrip("/")
        if (
            same
            and other.sent.path != case.sent.path
            and other.succeeded
            and (case.shares_credential(other))
        ):
            yield Suspicion(
                cause=Cause.WRONG_ENDPOINT,
                slug="trailing-slash",
                weight=0.93,
                evidence=(
                    fact(
                        tr(
                            "{path} answered {status}.",
                            path=other.sent.path,
                            status=other.heard.phrase,
                        ),
                        places.in_line(other.index, "request"),
                    ),
                    case.status_evidence,
                ),
                values={"other": other.sent.path},
            )
            return


RULES = (redirected_address, works_with_slash)
