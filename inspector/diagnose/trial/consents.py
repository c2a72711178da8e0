"""What the user must agree to before an experiment runs."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import Experiment
from inspector.model.question import Consent
from inspector.protocol.methods import SAFE
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import host_of, origin_of, port_of
from inspector.reading.meanings import OF_TRIES, Names
from inspector.reading.statuses import ERRORS
from inspector.story.logins import is_login_callback
from inspector.wording import tr
from inspector.wording.durations import counted

_ORDER: tuple[Consent, ...] = (
    "unsafe-method", "login-attempt", "new-host", "uses-up-token", "production",
)  # fmt: skip


def needs(experiment: Experiment, ground: Ground) -> tuple[Consent, ...]:
    """Return the consents an experiment needs here, in a fixed order; () = it runs unasked."""
    methods = experiment.methods(ground)
    found = set(experiment.asks(ground))
    if any(method not in SAFE for method in methods):
        found.add("unsafe-method")
    if experiment.carries and ground.is_login:
        found.add("login-attempt")
    if ground.scope.production and any(method != "GET" for method in methods):
        found.add("production")
    return tuple(consent for consent in _ORDER if consent in found)


def is_home(home: str, url: str) -> bool:
    """Whether a URL leads to the server that was asked, or to it over https instead of http."""
    if origin_of(home) == origin_of(url):
        return True
    upgraded = home.startswith("http://") and url.startswith("https://")
    ports = port_of(home), port_of(url)
    return upgraded and host_of(home) == host_of(url) and (ports[0] == ports[1] or ports == _USUAL)


_USUAL = (80, 443)


# ---------------- When to leave a server alone
_WORDS: Names = OF_TRIES
_TRUST = 0.5  # of a meaning: words that say something else as often are not counted
# finds `2 attempts remaining`
# but not `you tried`
_LEFT = lazy_re(
    r"(?i)\b\d+\s+(?:more\s+)?(?:login\s+)?(?:attempts?|tries|try)\s+(?:left|remaining|remain)|"
    r"(?:attempts?|tries)[\s_-]*(?:left|remaining)|remaining[\s_-]*(?:login[\s_-]*)?(?:attempts?|tries)"
)


def reason_to_stop(case: Case) -> str:
    """Return why nothing more must be sent after this reply, empty where there is no reason."""
    if case.succeeded:
        return ""  # what is given may speak of locks, too
    if shown := _without_words(case):
        return shown
    quoted = next((case.quoted(name) for name in _WORDS if case.said(name) >= _TRUST), "")
    if quoted:
        return tr('The server speaks of a lock or of too many attempts: "{words}"', words=quoted)
    if case.status in ERRORS and (seconds := case.heard.seconds_to_wait):
        return tr("The server asks to wait for {time}.", time=counted(seconds, "second"))
    return tr("The server counts the attempts that are left.") if counts_attempts(case) else ""


def _without_words(case: Case) -> str:
    """Return what the status or the request itself says against a repeat."""
    if case.status == HTTPStatus.LOCKED:
        return tr("The server answered 423 Locked.")
    if case.status == HTTPStatus.TOO_MANY_REQUESTS:
        return tr("The server answered 429 Too Many Requests.")
    if is_login_callback(case):
        return tr("It brings back a code that is good for one time only; a repeat tells nothing.")
    return ""


def counts_attempts(case: Case) -> bool:
    """Whether the reply says how many attempts are left before a lock."""
    names = " ".join(header.name for header in case.heard.headers)
    return bool(_LEFT.search(case.heard.words) or _LEFT.search(names))
