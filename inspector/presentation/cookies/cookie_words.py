"""What is said of cookies: results in two words, reasons in short, the title of the page."""

from datetime import UTC, datetime

from inspector.model.message import Header
from inspector.protocol.cookie.choosing import Chosen
from inspector.protocol.cookie.cookie_reasons import ReasonKind
from inspector.protocol.cookie.cookie_rules import Rule
from inspector.protocol.cookie.kept import KeptCookie, RefusedCookie
from inspector.protocol.field_names import looks_like_session
from inspector.wording import tr, tr_n
from inspector.wording.dates import day, day_and_time, time_of_day
from inspector.wording.durations import span
from inspector.workbench.kept_cookies import CookiesNow

Row = Chosen | RefusedCookie
_LONGEST = 60


def short(name: str) -> str:
    """Return a cookie's name as it fits into a sentence."""
    shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    return shown or tr("without a name")


def rule_words() -> dict[Rule, str]:
    """Return what each rule is called, in their order."""
    return {
        "domain": tr("Domain"),
        "path": tr("Path"),
        "secure": tr("Secure"),
        "site": tr("Site"),
        "time": tr("Time"),
    }


def name_of(row: Row) -> str:
    """Return the cookie's name."""
    return row.name if isinstance(row, RefusedCookie) else row.kept.name


def goes_to(row: Row) -> tuple[str, str]:
    """Return the host, with a dot before a whole domain, and the path."""
    if isinstance(row, RefusedCookie):
        return row.host, row.path
    stored = row.kept.stored
    return ("" if stored.is_host_only else ".") + stored.host, stored.path


def result(row: Row, now: CookiesNow) -> tuple[str, str]:
    """Return what becomes of it, and why or until when; the first is empty without a request."""
    if isinstance(row, RefusedCookie):
        return tr("Refused when set"), _refused(row.kind)
    if now.exchange is None:
        return "", until(row.kept)
    if row.reason is not None:
        return tr("Withheld"), _withheld(row)
    if is_written(row, now):
        return tr("Withheld"), tr("Your own header has it")
    if not is_sent(row, now):
        return tr("Withheld"), tr("Cookies are switched off")
    return tr("Sent"), until(row.kept)


def is_sent(row: Row, now: CookiesNow) -> bool:
    """Whether the request takes it along."""
    if isinstance(row, RefusedCookie) or now.exchange is None or not row.is_sent:
        return False
    return row.kept.name in now.leaving and not is_written(row, now)


def is_written(row: Chosen, now: CookiesNow) -> bool:
    """Whether a Cookie header written by hand keeps it out."""
    return row.kept.name in now.written


def cookie_header(now: CookiesNow) -> Header:
    """Return the Cookie header that leaves, not masked; an empty one where none does."""
    headers = now.exchange.request.headers if now.exchange is not None else ()
    return next((one for one in headers if one.name.lower() == "cookie"), Header("Cookie", ""))


def _withheld(row: Chosen) -> str:
    stored, why = row.kept.stored, row.reason
    assert why is not None  # noqa: S101 - asked of one that is withheld
    ended = stored.cookie.expires
    if why.kind == "expired" and ended is not None:
        return tr("Ended {time} ago", time=span(datetime.now(UTC) - ended))
    words: dict[ReasonKind, str] = {
        "host-only": tr("Only to {host}", host=stored.host),
        "not-domain": tr("Only to {host}", host=stored.host),
        "not-path": tr("Only below {path}", path=stored.path),
        "secure-only": tr("Only over https"),
        "strict": tr("Not from another site"),
        "lax": tr("Not from another site"),
    }
    return words.get(why.kind, why.message)


def _refused(kind: ReasonKind) -> str:
    words: dict[ReasonKind, str] = {
        "public-suffix": tr("For a public suffix"),
        "other-domain": tr("For another domain"),
        "secure-over-http": tr("Secure, over http"),
        "none-without-secure": tr("SameSite=None, not Secure"),
        "partitioned-without-secure": tr("Partitioned, not Secure"),
        "prefix-secure": tr("__Secure- wants Secure"),
        "prefix-host": tr("__Host- wants Secure, Path=/, no domain"),
        "hides-secure": tr("Would hide a Secure one"),
        "too-long": tr("Longer than 4096 bytes"),
        "control": tr("A control character in it"),
        "empty": tr("Neither name nor value"),
    }
    return words.get(kind, "")


def until(kept: KeptCookie) -> str:
    """Return how long it is kept."""
    ends = kept.stored.cookie.expires
    if ends is None:
        return tr("No end is set")
    local = ends.astimezone()
    if local.date() == datetime.now().astimezone().date():
        return tr("Until {time}", time=time_of_day(local))
    return tr("Until {day}", day=day(local))


def said(row: Row, now: CookiesNow) -> str:
    """Return a row as it is read aloud."""
    word, why = result(row, now)
    host, path = goes_to(row)
    where = tr("to {host}{path}", host=host, path=path)
    return ", ".join(part for part in (short(name_of(row)), where, word, why) if part)


def headline(now: CookiesNow, request: str, *, sends: bool) -> str:
    """Return the title: what matters most for the request."""
    if not request or now.exchange is None:
        return tr("Cookies")
    if not sends:
        return tr("No cookie is sent with {request}", request=request)
    if (ended := ended_session(now)) is not None and ended.kept.stored.cookie.expires:
        time = span(datetime.now(UTC) - ended.kept.stored.cookie.expires)
        return tr("The session cookie is not sent: it ended {time} ago", time=time)
    count = sum(is_sent(row, now) for row in now.cookies)
    if not count:
        return tr("No cookie is sent with {request}", request=request)
    return tr_n(
        "{count} cookie is sent with {request}",
        "{count} cookies are sent with {request}",
        count,
        request=request,
    )


def ended_session(now: CookiesNow) -> Chosen | None:
    """Return the session cookie that only its end keeps back, None where there is none."""
    ended = (row for row in now.cookies if row.broken == "time")
    return next((row for row in ended if looks_like_session(row.kept.name)), None)


def remark_of(now: CookiesNow) -> str:
    """Return the counts for the status bar."""
    if now.exchange is None:
        return tr_n("{count} cookie", "{count} cookies", len(now.cookies))
    sent = sum(is_sent(row, now) for row in now.cookies)
    return tr(
        "{sent} sent, {withheld} withheld, {refused} refused",
        sent=sent,
        withheld=len(now.cookies) - sent,
        refused=len(now.refused),
    )


def set_by(kept: KeptCookie) -> str:
    """Return who set it and when."""
    when = day_and_time(kept.changed.astimezone())
    if not kept.by:
        return tr("Typed or taken in, {time}", time=when)
    return tr("Set by {request}, {time}", request=kept.by, time=when)


def last_sent(kept: KeptCookie) -> str:
    """Return when it was sent last, and what that was answered with."""
    if kept.used is None:
        return tr("not yet")
    when = day_and_time(kept.used.astimezone())
    if not kept.status:
        return tr("{time}, no answer", time=when)
    return tr("{time}, answered {status}", time=when, status=kept.status)


def rule_reason(rule: Rule, row: Chosen) -> str:
    """Return what a rule says of a cookie that it lets go."""
    stored = row.kept.stored
    cookie = stored.cookie
    site = {"strict": "Strict", "lax": "Lax", "none": "None", "": tr("not set")}[cookie.same_site]
    return {
        "domain": tr("{host} is its host", host=stored.host),
        "path": tr("{path} covers the path", path=stored.path),
        "secure": tr("the connection is secure") if cookie.is_secure else tr("not Secure"),
        "site": tr("{site}, and no other site asks", site=site),
        "time": until(row.kept),
    }[rule]
