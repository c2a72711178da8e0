import pytest

from inspector.protocol.secret_names import is_secret_header, is_secret_name


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
