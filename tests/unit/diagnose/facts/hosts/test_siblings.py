"""Which environment a host says it is of, by its name."""

import pytest

from inspector.diagnose.facts.hosts.siblings import environment_of


@pytest.mark.parametrize(
    ("host", "environment"),
    [
        ("https://kubernetes.default.svc.cluster.local", ""),  # names of a network end so
        ("dc1.acme.local:8443", ""),
        ("local.acme.test:8443/x", "local"),
        ("localhost:3000", "local"),
        ("api-staging.acme.local", "staging"),
        ("api.acme.dev", ""),
        ("https://login.acme.test/", ""),  # set aside for such names (RFC 6761 §6.2)
        ("test.acme.example", "test"),
    ],
)
def test_the_last_label_is_no_environment(host, environment):
    assert environment_of(host) == environment
