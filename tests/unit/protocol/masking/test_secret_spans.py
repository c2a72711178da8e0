import pytest

from inspector.protocol.masking.secret_spans import text_spans

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ('{"access_token": "a\\"b", "token_type": "Bearer"}', ['a\\"b']),
        ('{"password": 12345678, "max_tokens": 4096}', ["12345678"]),
        ("{'api_key': 'abc'}", ["abc"]),
        ('{"headers": {"Authorization": "Basic dXNl", "Cookie": "a=b"}}', ["dXNl", "b"]),
        ('{"json": "{\\"access_token\\":\\"abc\\"}"}', ["abc"]),
        ('{"error": "invalid_token", "code": "NO_TOKEN"}', []),
        ("grant_type=password&username=u&password=p%20w&client_secret=s", ["p%20w", "s"]),
        ("/x?access_token=abc&page=2", ["abc"]),
        ("https://a/cb?code=abc&state=x#id_token=def", ["abc", "def"]),
        ("https://user:geheim@host/", ["geheim"]),
        ("https://ghtoken@host/", ["ghtoken"]),
        ("next=https%3A%2F%2Fa%2F%3Faccess_token%3Dabc%26b%3Dc", ["abc"]),
        ('<input type="hidden" name="csrf_token" value="abc">', ["abc"]),
        ('<input value="PHNhbWw" name="SAMLResponse">', ["PHNhbWw"]),
        ('<meta name="csrf-token" content="abc">', ["abc"]),
        ('{"crumb": "abc", "crumbRequestField": ".crumb"}', ["abc"]),
        ("X-OWA-CANARY: abc", ["abc"]),
        ('{"method": "auth.login", "params": ["delugg-77"], "id": 1}', ["delugg-77"]),
        ('{"method": "auth.list", "params": ["delugg-77"], "id": 1}', []),
        ("u=alice&p=amber-9&in=Login", ["amber-9"]),
        ("/rest/ping?p=amber-9&v=1&u=alice", ["amber-9"]),
        ("/topics?u=7&p=51", []),
        ("/topics?p=51&u=7", []),
        ("/rest/ping?u=alice&p=1234", ["1234"]),
        ("p=1234&u=alice", ["1234"]),
        ("/topics?p=amber&q=2", []),
        ('{"method": "host.get", "auth": "efcf3c28878bbac5", "id": 2}', ["efcf3c28878bbac5"]),
        ("<wsse:Password Type='x'>abc</wsse:Password>", ["abc"]),
        ('--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nabc\r\n--b--', ["abc"]),
        ("> X-Api-Key: abc\r\n> Accept: */*", ["abc"]),
        ("curl -H 'Authorization: Bearer abc' https://x", ["abc"]),
        (f"token was {JWT}!", [JWT]),
        ("used key sk-abcdefghijklmnopqrstuvwx here", ["sk-abcdefghijklmnopqrstuvwx"]),
        ("sent Basic dXNlcjpwYXNz", ["dXNlcjpwYXNz"]),
        ("The bearer token is missing. Bearer authentication failed", []),
        ('Bearer resource_metadata="https://a/", realm=x', []),
        ("Bearer authorization_uri=https://a/b", []),
        ("CSRF Failed: CSRF token missing.", []),
        ("https://login.example/error?code=700084", []),
        ("https://login.example/error?code=NOT_FOUND", []),
        ("Nothing to see", []),
        ("", []),
    ],
)
def test_secrets_are_found(text, secrets):
    assert [text[a:b] for a, b in text_spans(text)] == secrets


def test_short_names_count_only_in_forms():
    assert text_spans("code=abc&x=1") == ((5, 8),)
    assert text_spans("code=abc") == ()
    assert text_spans("code=abc", is_form=True) == ((5, 8),)


def test_letters_that_grow_do_not_shift_the_place():
    text = "İİİİ TOKEN=abc"
    assert text_spans(text) == ((11, 14),)


@pytest.mark.parametrize("word", ["digest", "basic", "token", "bearer"])
def test_the_version_after_a_path_that_ends_with_a_scheme_is_no_secret(word):
    assert not text_spans(f"GET /{word} HTTP/1.1\r\nHost: a.test\r\n")
    assert text_spans(f"GET /{word} aGVsbG86d29ybGQ")


RANDOM = "BKW2UHZ73GM9U68IIDG44DGNLVDNNOWI"


@pytest.mark.parametrize("name", ["ws_key", "devkey", "hostkey", "acctKey", "login_ticket_key"])
def test_a_random_value_under_a_name_that_may_be_that_of_a_key(name):
    for text in (f"/x?a=1&{name}={RANDOM}&b=2", f'{{"{name}": "{RANDOM}"}}', f"> {name}: {RANDOM}"):
        assert [text[a:b] for a, b in text_spans(text)] == [RANDOM]


@pytest.mark.parametrize(
    "text",
    [
        "/x?ws_key=products_of_the_month",
        f"/x?cache_key={RANDOM}",
        f"/x?object_key={RANDOM}&after_key={RANDOM}",
        f"/x?captcha_key={RANDOM}",
        f'{{"partitionKey": "{RANDOM}"}}',
        f'{{"keyword": "{RANDOM}"}}',
        f'{{"key": "{RANDOM}"}}',
    ],
)
def test_words_and_names_of_other_keys_stay(text):
    assert text_spans(text) == ()


@pytest.mark.parametrize(
    "name", ["ws_ticket", "wssid", "my_sid", "ws_auth", "proxyauth", "ws_pass", "upload_session"]
)
def test_a_random_parameter_whose_name_ends_as_those_of_keys_do(name):
    for text in (f"/x?a=1&{name}={RANDOM}", f"{name}={RANDOM}&b=2"):
        assert [text[a:b] for a, b in text_spans(text)] == [RANDOM]
