"""Without a request's own certificate the settings may show another: that tells nothing."""

import pytest

from inspector.diagnose.experiments.way.client_certificate import EXPERIMENT
from inspector.diagnose.trial.reply_comparison import main_case
from inspector.model.attempt import Attempt
from inspector.model.exchange import Certificate, Connection, Exchange
from inspector.model.message import Message, Reply
from inspector.model.request import Options, Request

OWN = Options(client_certificate="own.pem")


def attempt(status, options=OWN, shown=()):
    exchange = Exchange(
        purpose="main",
        request=Message(method="GET", url="https://api.example.com/", target="/"),
        reply=Reply(status=status, http_version="1.1"),
        connection=Connection(peer="192.0.2.1:443", tls_version="TLSv1.3", shown=shown),
    )
    return Attempt(id="1", request=Request(options=options), exchanges=(exchange,))


@pytest.mark.parametrize("status", [200, 401])
def test_nothing_follows_where_another_certificate_was_shown(status):
    before = main_case(attempt(401, shown=(Certificate(subject="CN=own"),)))
    listed = attempt(status, Options(), shown=(Certificate(subject="CN=listed"),))
    found = EXPERIMENT.observe(before, listed)
    assert (found.result, found.name) == ("failed", "")
    assert "settings" in found.shows


def test_without_any_it_tells():
    before = main_case(attempt(401, shown=(Certificate(subject="CN=own"),)))
    assert EXPERIMENT.observe(before, attempt(200, Options())).name == "without"
    shown = (Certificate(subject="CN=own"),)
    assert EXPERIMENT.observe(before, attempt(200, OWN, shown)).name == "with"
