"""What `send` is given becomes a request; what is none is told."""

import pytest

from inspector.cli.inputs import NotReadable
from inspector.cli.source_reading import source_of


def test_a_url_is_sent_as_it_is():
    source = source_of("http://127.0.0.1/a", None, "")
    assert source.request.url == "http://127.0.0.1/a"
    assert source.request.method == "GET"
    assert not source.keyring


def test_a_curl_command_brings_its_secrets_along():
    source = source_of(None, "curl -u ada:practice-only-7421 http://127.0.0.1/a", "")
    assert source.request.url == "http://127.0.0.1/a"
    assert "practice-only-7421" in source.secrets.values()
    assert "practice-only-7421" not in repr(source.request)


@pytest.mark.parametrize(
    ("target", "curl", "environment"),
    [
        (None, None, ""),
        (None, "HTTP/1.1 401 Unauthorized\r\n\r\n", ""),
        (None, "nonsense", ""),
        ("http://127.0.0.1/", None, "staging"),
        (None, "curl http://127.0.0.1/", "staging"),
        ("missing.toml", None, ""),
    ],
)
def test_what_cant_be_sent_is_told(target, curl, environment):
    with pytest.raises(NotReadable) as caught:
        source_of(target, curl, environment)
    assert caught.value.problem.what
    assert caught.value.problem.todo


def test_a_url_that_ends_in_toml_is_a_url():
    assert source_of("http://h/pyproject.toml", None, "").request.url.endswith(".toml")
