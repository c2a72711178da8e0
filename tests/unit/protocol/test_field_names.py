import pytest

from inspector.protocol.field_names import (
    csrf_parameter,
    has_password,
    is_account_name,
    is_caller_header,
    is_csrf_field,
    is_csrf_header,
    is_csrf_name,
    is_key_header,
    is_key_name,
    is_key_parameter,
    is_login_name,
    is_password_name,
    is_renewed,
    is_secret_header,
    is_secret_name,
    looks_like_session,
    may_be_secret,
    password_among,
)


@pytest.mark.parametrize(
    "name",
    [
        "X-Api-Key",
        "apikey",
        "X-Auth-Token",
        "x-csrf-token",
        "Ocp-Apim-Subscription-Key",
        "X-Amz-Security-Token",
        "Private-Token",
        "X-Auth",
        "X-Functions-Key",
        "X-Session-Id",
        "Key",
        "X-Consumer-Secret",
        "X-Vault-Token",
        "X-JWT-Assertion",
        "X-Hub-Signature-256",
        "Mcp-Session-Id",
    ],
)
def test_secret_headers(name):
    assert is_secret_header(name)


@pytest.mark.parametrize(
    "name",
    [
        "Sec-WebSocket-Key",
        "Idempotency-Key",
        "Surrogate-Key",
        "X-Token-Type",
        "X-Token-Expires",
        "Content-Type",
        "WWW-Authenticate",
        "Access-Control-Allow-Headers",
        "DPoP-Nonce",
        "X-Auth-User",
        "X-Access-Key-Id",
        "Monkey",
        "X-RateLimit-Tokens-Remaining",
        "ETag",
        "Host",
        "X-Request-Id",
    ],
)
def test_harmless_headers(name):
    assert not is_secret_header(name)


@pytest.mark.parametrize(
    "name",
    [
        "access_token",
        "refreshToken",
        "id_token",
        "client_secret",
        "password",
        "user[password]",
        "newPassword",
        "api_key",
        "apiKey",
        "SAMLResponse",
        "client_assertion",
        "device_code",
        "csrfmiddlewaretoken",
        "__RequestVerificationToken",
        "PHPSESSID",
        "JSESSIONID",
        "secretKey",
    ],
)
def test_secret_fields(name):
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "token_type",
        "token_endpoint",
        "max_tokens",
        "total_tokens",
        "expires_in",
        "code",
        "key",
        "error",
        "client_assertion_type",
        "password_reset_url",
        "session",
        "name",
        "",
        "___",
    ],
)
def test_harmless_fields(name):
    assert not is_secret_name(name)


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
    assert looks_like_session("Authorization")
    assert not looks_like_session("author")
    assert not looks_like_session("csrftoken")
    assert not looks_like_session("theme")
    assert is_csrf_name("XSRF-TOKEN")
    assert is_csrf_name("Jenkins-Crumb")
    assert is_csrf_name("X-Transmission-Session-Id")
    assert not is_caller_header("X-Transmission-Session-Id")


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "PASSWD",
        "j_password",
        "user[password]",
        "new_password",
        "userpwd",
        "x-acme-pass",
    ],
)
def test_passwords(name):
    assert is_password_name(name)


@pytest.mark.parametrize("name", ["compass", "bypass", "password_hint", "passage", "pw_id"])
def test_no_passwords(name):
    assert not is_password_name(name)


def test_the_plainest_password_of_a_form():
    assert password_among(["user", "old_password", "password"]) == "password"
    assert password_among(["user"]) == ""


@pytest.mark.parametrize(
    ("names", "old"),
    [
        (["newPassword", "currentPassword"], "currentPassword"),
        (["new_password", "old_password", "confirm_password"], "old_password"),
        (["retype_pwd", "new_pwd", "my_old_password"], "my_old_password"),
    ],
)
def test_where_a_password_is_changed_the_old_one_says_who_asks(names, old):
    assert password_among(names) == old
    assert password_among(names[:1]) == names[0]


def test_logins():
    assert is_login_name("user[email]")
    assert not is_login_name("comment")
    assert is_account_name("X-Auth-User")
    assert not is_account_name("User-Agent")
    assert has_password('{"passphrase": "x"}')
    assert has_password("/login?pwd=x")
    assert not has_password('{"compass": "x"}')


def test_fields_of_pages():
    assert is_csrf_field("user_token", hidden=False)
    assert is_csrf_field("nonce", hidden=True)
    assert not is_csrf_field("nonce", hidden=False)
    assert not is_csrf_field("csrf-param", hidden=False)
    assert csrf_parameter("/go?a=1&_wpnonce=abc") == "_wpnonce"
    assert csrf_parameter("/go?page=1") == ""


def test_headers_handed_out_against_forgery():
    assert is_csrf_header("X-Transmission-Session-Id")
    assert not is_csrf_header("X-Request-Id")


def test_keys_by_their_place():
    assert is_key_parameter("sig")
    assert not is_key_name("sig")
    assert is_key_header("Private-Token")
    assert not is_key_header("X-Acme-Token")
    assert may_be_secret("X-Auth-User")
    assert not may_be_secret("Accept")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("X-Api-Key", True),
        ("Shelf-Key", True),
        ("store_key", True),
        ("X-Acme-Pass", True),
        ("satoken", True),
        ("usertoken", True),
        ("pageToken", False),
        ("Idempotency-Key", False),
        ("Sort-Key", False),
        ("Sec-WebSocket-Key", False),
        ("X-Cache-Key", False),
        ("X-CSRF-Token", False),
        ("Authorization", False),
        ("User-Agent", False),
        ("Keyboard", False),
    ],
)
def test_a_header_may_say_who_calls_under_a_name_of_its_own(name, says):
    assert is_caller_header(name) is says


def test_a_refusal_renews_a_token_against_forgery_and_that_of_a_user():
    assert is_renewed("X-CSRF-Token")
    assert is_renewed("X-Shop-UserToken")
    assert not is_renewed("X-Api-Key")
