"""The files of products: well formed, with a source, and each entry can be reached."""

import re

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.products import fingerprints

PRODUCTS = fingerprints.catalogue()


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda one: one.product)
def test_each_file(product):
    assert product.source.startswith("https://")
    assert product.says or product.reads
    assert product.anywhere or product.hosts or product.headers or product.bodies or product.paths
    for says in product.says:
        assert says.codes or says.words
        for pattern in says.words:
            assert re.compile(pattern)
            words = pattern.replace("\\S", "")
            assert words == words.lower(), "plain words are in lower case"


def test_each_known_api_has_a_host():
    known = fingerprints.apis(frozenset())
    assert all(name == name.lower() for name in known)
    assert all(homes and all("." in home for home in homes) for homes in known.values())
    assert known["00000003-0000-0000-c000-000000000000"][0] == "graph.microsoft.com"
    assert not fingerprints.apis(frozenset({"Microsoft Entra ID"}))


def test_each_place_of_tokens_shows_by_something():
    for one in fingerprints.token_places():
        assert one.at.startswith("/")
        assert one.wanted or one.cookies or one.headers or one.words
        assert all(re.compile(pattern) for pattern in one.wanted)
        assert one.place("/elsewhere") == one.at


def test_limits_of_keys_are_those_of_products_that_are_read():
    assert "bucketid" in fingerprints.limits(frozenset())
    assert "bucketid" not in fingerprints.limits(frozenset({"Backblaze B2"}))


def test_names_are_unique():
    assert len({one.product for one in PRODUCTS}) == len(PRODUCTS) > 90


def test_a_product_shows_by_header_host_path_and_body(attempt):
    def shown(text):
        return Trace(attempt(text)).case(0).products

    assert "Jenkins" in shown("> GET https://a.test/\n< 403 No\n< X-Jenkins: 2.440")
    assert "Slack" in shown("> GET https://slack.com/api/x\n< 200 OK")
    assert "Keycloak" in shown("> GET https://a.test/realms/x/y\n< 401 No")
    assert shown("> GET https://a.test/\n< 401 No") == frozenset()


def test_codes_and_words_are_read(attempt):
    text = """
    > POST https://login.microsoftonline.com/common/oauth2/token
    < 400 Bad Request
    << {"error":"invalid_grant","error_description":"AADSTS50053: The account is locked"}
    """
    known = Trace(attempt(text)).case(0).known
    assert [(one.says.cause.value, one.says.finding) for one in known] == [
        ("account-locked", "too-many-attempts")
    ]


def test_a_reading_may_hang_on_what_was_sent(attempt):
    text = "> GET https://a.test/\n{}< 401 No\n< Server: istio-envoy\n<< Jwt is missing"
    without = Trace(attempt(text.format(""))).case(0).known
    having = Trace(attempt(text.format("> Authorization: Bearer abc\n"))).case(0).known
    assert without[0].says.finding == "no-credentials-sent"
    assert having[0].says.finding == "credential-not-recognised"


def test_a_reading_may_hang_on_the_scheme_sent(attempt):
    text = "> GET https://a.amazonaws.com/\n> Authorization: {}\n< 403 No\n< x-amzn-errortype: {}"
    code = "IncompleteSignatureException"
    found = {
        sent: {one.says.cause.value for one in Trace(attempt(whole)).case(0).known}
        for sent in ("Bearer abcdefgh12345678", "AWS4-HMAC-SHA256 Credential=AKIA/x")
        for whole in (text.format(sent, code),)
    }
    assert list(found.values()) == [{"scheme-mismatch"}, {"invalid-credentials"}]


def test_a_wrong_file_is_refused():
    table = {"product": "X", "source": "https://x", "says": [{"cause": "nonsense"}]}
    with pytest.raises(Exception, match="nonsense"):
        fingerprints._products({"x": table})


@pytest.mark.parametrize(
    ("path", "reply", "product", "shows"),
    [
        ("/api/v2/auth/login", "Fails.", "qBittorrent", True),
        ("/api/v2/auth/login", '{"message": "Unauthorized"}', "qBittorrent", False),
        ("/api/user/login", "<error><code>108006</code></error>", "Huawei HiLink routers", True),
        ("/api/user/login", '{"error": "no"}', "Huawei HiLink routers", False),
    ],
)
def test_a_path_that_others_have_too_shows_a_product_by_the_kind_of_its_reply(
    attempt, path, reply, product, shows
):
    made = attempt(f"> POST https://mill.test{path}\n< 401 Unauthorized\n<< {reply}")
    assert (product in Trace(made).case(0).products) is shows
