"""A program that asked an API was given the page of its front end: nothing serves that path."""

from inspector.diagnose.facts.case import Case
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import NO_LONGER_THERE, SUCCESSES


def page_for_program(case: Case) -> Case | None:
    """Return what the host answered in JSON at a path that begins otherwise; None where it did not.

    A front end answers for all paths that it does not know with the page that starts it.
    """
    if not _asks_an_api(case) or not _is_front_end(case):
        return None
    found: Case | None = None
    for other in (*case.after, *reversed(case.before)):
        if other.heard.content.json is None or not other.came:
            continue
        if _begins(other) == _begins(case):
            return None
        found = found or other
    return found


def _asks_an_api(case: Case) -> bool:
    """Whether a program asks, and says who it is by what no browser sends by itself."""
    sent, wanted, mode = case.sent, case.sent.header("accept"), case.sent.header("sec-fetch-mode")
    if wanted is None or "html" in wanted[1].value or (mode and mode[1].value == "navigate"):
        return False
    held = any(one.where == "header" for one in sent.credentials)
    return held and not sent.is_login and _FILE.search(sent.path) is None


def _is_front_end(case: Case) -> bool:
    content = case.heard.content
    fits = case.status in SUCCESSES or case.status in NO_LONGER_THERE
    whole = fits and content.is_html and not case.heard.is_login_page
    return whole and _STARTS_AN_APP.search(content.text) is not None


def _begins(case: Case) -> str:
    return case.sent.path.strip("/").partition("/")[0]


# finds `/partials/menu.html`
# but not `/v2/orders`
_FILE = lazy_re(r"\.[A-Za-z]\w{0,5}$")
# finds `<div id="root"></div>`, `src="/_next/static/main.js"`, `<app-root>`, `type=module`
# but not `<div id="content">`
_STARTS_AN_APP = lazy_re(
    r"(?i)<div[^<>]{0,200}\bid\s?=\s?[\"']?(?:root|app|__next|__nuxt|svelte|q-app|react-root)\b|"
    r"<(?:[\w]{1,20}-)?app(?:-root)?>|/_next/static/|/_nuxt/|\bng-app\b|"
    r"<script[^<>]{0,80}\btype=[\"']?module\b|/assets/index[-.][\w-]{4,20}\.js"
)
