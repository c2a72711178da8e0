"""Names by which credentials travel."""

import pytest

from inspector.reading.names import is_csrf_name, is_key_name, looks_like_session


@pytest.mark.parametrize(
    "name", ["X-Api-Key", "apikey", "PRIVATE-TOKEN", "access_token", "Ocp-Apim-Subscription-Key"]
)
def test_keys(name):
    assert is_key_name(name)


@pytest.mark.parametrize(
    "name",
    ["X-CSRF-Token", "Sec-WebSocket-Key", "Idempotency-Key", "Accept", "next_page_token", "Host"],
)
def test_no_keys(name):
    assert not is_key_name(name)


def test_cookies_and_csrf():
    assert looks_like_session("JSESSIONID")
    assert looks_like_session("wordpress_logged_in_abc")
    assert not looks_like_session("csrftoken")
    assert not looks_like_session("theme")
    assert is_csrf_name("XSRF-TOKEN")
    assert is_csrf_name("Jenkins-Crumb")
