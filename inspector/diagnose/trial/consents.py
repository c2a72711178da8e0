"""What the user must agree to before an experiment runs."""

from inspector.diagnose.trial.ground import Ground
from inspector.diagnose.trial.part import Experiment
from inspector.model.experiment import Consent
from inspector.protocol.urls import host_of, origin_of, port_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ORDER: tuple[Consent, ...] = (
    "unsafe-method",
    "login-attempt",
    "new-host",
    "uses-up-token",
    "production",
)


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
