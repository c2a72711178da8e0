"""What was not agreed to does not leave."""

import pytest

from inspector.model.message import Message
from inspector.workbench.guard import Guard, Objection

HOME = "https://api.test/orders"
ALL = frozenset({"unsafe-method", "new-host", "production"})


def message(method="GET", url=HOME):
    return Message(method=method, url=url)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_at_home(method):
    Guard(home=HOME).check(message(method))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND", "get-all"])
def test_other_methods_need_consent(method):
    with pytest.raises(Objection, match=method.upper()):
        Guard(home=HOME).check(message(method))
    Guard(home=HOME, consent=ALL).check(message(method))


@pytest.mark.parametrize(
    "url", ["https://other.test/", "https://api.test:8443/", "http://api.test/orders", "bad"]
)
def test_another_host_needs_consent(url):
    with pytest.raises(Objection):
        Guard(home=HOME).check(message(url=url))
    Guard(home=HOME, consent=ALL).check(message(url=url))
    Guard(home=HOME).check(message(url=url), known_host=True)


def test_production_is_only_read_by_get():
    guard = Guard(home=HOME, production=True)
    guard.check(message())
    with pytest.raises(Objection, match="production"):
        guard.check(message("OPTIONS"))
