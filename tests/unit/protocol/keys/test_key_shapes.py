import random
import re
import string
from re import _parser
from re._constants import (
    ASSERT,
    ASSERT_NOT,
    AT,
    BRANCH,
    CATEGORY_DIGIT,
    CATEGORY_WORD,
    IN,
    LITERAL,
    MAX_REPEAT,
    MIN_REPEAT,
    RANGE,
    SUBPATTERN,
)

import pytest

from inspector.protocol.keys.key_checks import check
from inspector.protocol.keys.key_hosts import (
    belongs,
    carries_a_key,
    environment_at,
    kinds_at,
    provider_at,
)
from inspector.protocol.keys.key_shapes import (
    SHORTEST_FOUND,
    find,
    kinds_of_header,
    providers,
    recognise,
    shapes,
)

LETTERS = "a1B2c3D4e5F6g7H8i9J0"


@pytest.mark.parametrize(
    ("value", "slug"),
    [
        ("ghp_" + LETTERS * 2, "github-pat"),
        ("github_pat_" + LETTERS * 2, "github-fine"),
        ("glpat-" + LETTERS, "gitlab-pat"),
        ("xoxb-123456789012-abcdef", "slack-bot"),
        ("xoxp-123456789012-abcdef", "slack-user"),
        ("AKIAIOSFODNN7EXAMPLE", "aws-access"),
        ("ASIAIOSFODNN7EXAMPLE", "aws-temporary"),
        ("AIza" + LETTERS + "abcdefghijk1234", "google-key"),
        ("ya29." + LETTERS, "google-token"),
        ("sk_test_" + LETTERS, "stripe-test"),
        ("sk_live_" + LETTERS, "stripe-live"),
        ("pk_live_" + LETTERS, "stripe-publishable-live"),
        ("sk-" + LETTERS * 2, "sk-key"),
        ("sk-ant-" + LETTERS * 2, "anthropic"),
        ("SG." + LETTERS + "." + LETTERS * 2, "sendgrid"),
        ("npm_" + LETTERS + "abcdefghijklmnop", "npm"),
        ("dop_v1_" + "0123456789abcdef" * 4, "digitalocean"),
        ("pypi-" + LETTERS * 3, "pypi"),
        ("v4.public." + LETTERS * 2, "paseto"),
        ("MDAx" + LETTERS * 3, "macaroon"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", "jwt"),
        ("eyJhbGciOiJSU0EifQ1.a.b.c.dd", "jwe"),
        ("123e4567-e89b-12d3-a456-426614174000", "uuid"),
        ("0123456789abcdef0123456789ABCDEF", "hex"),
        ("1234567890", "number"),
        ("abcdefghijklmnopqr-_", "base64url"),
        ("abcdefghijklmnop/+qr==", "base64"),
    ],
)
def test_recognised(value, slug):
    assert recognise(value).slug == slug


@pytest.mark.parametrize("value", ["", "abc", "two words here", "Bearer", "a" * 200_000, "é" * 30])
def test_not_recognised(value):
    assert recognise(value) is None


def test_environment_and_nature():
    assert recognise("sk_test_" + LETTERS).environment == "test"
    assert recognise("rk_live_" + LETTERS).environment == "live"
    assert recognise("pk_test_" + LETTERS).nature == "identifier"
    assert recognise("ghp_" + LETTERS).environment == ""


def test_slugs_are_unique_and_every_entry_has_its_source():
    assert len({shape.slug for shape in shapes()}) == len(shapes()) > 150
    for shape in shapes():
        assert shape.kind
        assert shape.is_general or shape.source.startswith("https://")
        assert not shape.whole or not shape.is_general


# What follows the beginning of kinds whose pattern alone gives no fair value: A letters and digits, a small ones, h hexadecimal digits,
# H capital ones, d digits, B capitals and 2 to 7; all else stands for itself. No value is whole here.
RESTS = {
    "airtable": "A14 . h64", "alibaba-access": "A20", "anthropic": "api03- A40",
    "anthropic-admin": "01- A40", "anthropic-oauth": "01- A40", "anthropic-refresh": "01- A40",
    "asana": "1/ d16 : h32", "atlassian": "A180 = H8", "atlassian-admin": "A180 = H8",
    "atlassian-client-secret": "A60", "auth-tkt": "h32 65a0b1c2 lena! staff!", "aws-access": "B16",
    "aws-bedrock": "A120", "aws-temporary": "B16", "azure-secret": "A3 8Q~ A34", "azure-function": "A44 AzFu A6 ==",
    "azure-search": "A42 AzSeA A5", "azure-ai": "A52 JQQJ99 A18 ACOG A4",
    "azure-storage": "A86 ==", "bitbucket": "A32", "brevo": "h64 - A16", "brevo-smtp": "h64 - A16",
    "buildkite": "h40", "circleci": "A22 _ h40", "circleci-project": "A22 _ h40", "clerk-live": "A42",
    "clerk-test": "A42", "cloudflare-origin": "h24 - h146", "contentful": "A43", "crates": "A32",
    "databricks": "h32", "digitalocean": "h64", "digitalocean-oauth": "h64",
    "digitalocean-refresh": "h64", "discord": "M A23 . A6 . A27", "docker": "A27",
    "docker-organization": "A27", "doppler-personal": "A43", "doppler-service": "prd. A43",
    "dropbox": "A140", "figma": "A40", "flutterwave": "h32 -X", "flutterwave-public-test": "h32 -X",
    "flutterwave-test": "h32 -X", "fly": "A300", "fly-personal": "A43", "github-app": "A36",
    "github-fine": "A22 _ A59", "github-oauth": "A36", "github-pat": "A36", "github-refresh": "A76",
    "github-user": "A36", "gitlab-agent": "A50", "gitlab-app-secret": "h64", "gitlab-deploy": "A20",
    "gitlab-feed": "A20", "gitlab-job": "A20", "gitlab-pat": "A20", "gitlab-runner": "A20",
    "gitlab-trigger": "h40", "google-key": "A35", "google-refresh": "A60", "google-secret": "A28",
    "google-token": "A120", "grafana": "A32 _ h8", "grafana-cloud": "eyJ A120", "groq": "A52",
    "heroku": "AA A58", "hubspot": "na1- uuid", "huggingface": "A34", "jwe": "A12 . A4 . A4 . A4 . A4",
    "jwt": "A12 . A20 . A20", "launchdarkly-api": "uuid", "launchdarkly-mobile": "uuid",
    "launchdarkly-sdk": "uuid", "linear": "A40", "linear-oauth": "h64", "macaroon": "A60",
    "macaroon-2": "A60", "mailchimp": "h32 -us12", "mailgun": "h32", "mailgun-new": "h32 - h8 - h8",
    "mailgun-public": "h32", "mollie-live": "A30", "mollie-test": "A30", "newrelic": "H27",
    "notion": "A46", "notion-old": "A43", "npm": "A36", "nuget": "a43", "okta": "A40", "openai": "A60",
    "openai-admin": "A60", "openai-service": "A60", "openai-user": "A20 T3BlbkFJ A20",
    "openrouter": "v1- h64", "paseto": "public. A60", "paseto-1": "local. A60",
    "paseto-2": "local. A60", "paseto-3": "public. A60 . A20", "paystack-live": "h40",
    "paystack-public-live": "h40", "paystack-public-test": "h40", "paystack-test": "h40",
    "pem": "EC\\x20PRIVATE\\x20KEY----- A60", "perplexity": "A48", "plaid-live": "uuid",
    "plaid-test": "uuid", "planetscale": "A43", "postman": "h24 - h34",
    "proxmox-ticket": "lena@pam: H8 :: A200", "proxmox-token": "lena@pam!ci= uuid", "pulumi": "h40",
    "pypi": "A160", "razorpay-live": "A14", "razorpay-test": "A14", "replicate": "A37",
    "resend": "A8 _ A24", "rubygems": "h48", "sendgrid": "A22 . A43", "sentry": "A100", "sentry-user":
    "h64", "shopify": "h32", "shopify-custom": "h32", "shopify-private": "h32", "shopify-secret": "h32",
    "sk-key": "A48", "slack-app": "1-A0- A60", "slack-bot": "d12 - d12 - A24",
    "slack-browser": "d12 - h64", "slack-refresh": "1- A140", "slack-user": "d12 - d12 - h32",
    "square": "A60", "square-id": "A22", "square-id-test": "A22", "square-secret": "A43",
    "square-secret-test": "A43", "stripe-live": "A24", "stripe-publishable-live": "A24",
    "stripe-publishable-test": "A24", "stripe-restricted-live": "A24", "stripe-restricted-test": "A24",
    "stripe-test": "A24", "stripe-webhook": "A32", "supabase": "h40", "supabase-publishable": "A31",
    "supabase-secret": "A31", "tailscale": "A12 - A32", "tailscale-auth": "A12 - A32",
    "tailscale-client": "A12 - A32", "telegram": "d10 :AA A33", "tencent-access": "A32",
    "terraform": "A67", "terraform-whole": "A14 .atlasv1. A67", "twilio-account": "h32",
    "twilio-key": "h32", "typeform": "A44", "vault-batch": "A140", "vault-recovery": "A24",
    "vault-service": "A24", "woocommerce-key": "h40", "woocommerce-secret": "h40", "xai": "A80",
}  # fmt: skip
_PIECES = {
    "A": "q7RkZ2mW9xT4vB8nL5cJ3hG6",
    "a": "q7rkz2mw9xt4vb8nl5cj3hg6",
    "h": "9f3b7c1d8e2a6405b",
    "H": "9F3B7C1D8E2A6405B",
    "d": "4917362850",
    "B": "Q7RKZ2MWXT4VBNL5",
}


def made(slug, rest):
    """Build a value: the beginning of the kind from the data, the rest from runs of letters."""
    shape = next(one for one in shapes() if one.slug == slug)
    text = shape.starts
    for piece in rest.split():
        if piece == "uuid":
            text += "9f3b7c1d-8e2a-4405-b9f3-b7c1d8e2a640"
        elif run := re.fullmatch(r"([AahHdB])(\d+)", piece):
            letters, count = _PIECES[run[1]], int(run[2])
            text += (letters * (count // len(letters) + 1))[:count]
        else:
            text += piece.replace("\\x20", " ")
    return text


def grown(pattern):
    """Build a value that a pattern fits: of each choice the first, of each run the shortest."""
    return "".join(_piece(*part) for part in _parser.parse(pattern))


def _piece(kind, told):
    if kind is LITERAL:
        return chr(told)
    if kind is IN:
        return next(sign for sign in SIGNS if re.match(_of_class(told), sign))
    if kind in {MAX_REPEAT, MIN_REPEAT}:
        least, _, inner = told
        pieces = ["".join(_piece(*each) for each in inner) for _ in range(least)]
        run = IN in {each[0] for each in inner}
        signs = [sign for sign in SIGNS if run and re.match(_of_class(inner[0][1]), sign)]
        return "".join(signs[at % len(signs)] for at in range(least)) if run else "".join(pieces)
    if kind is SUBPATTERN:
        return "".join(_piece(*each) for each in told[-1])
    if kind is BRANCH:
        return "".join(_piece(*each) for each in told[1][0])
    assert kind in {ASSERT, ASSERT_NOT, AT}, kind
    return ""


def _of_class(told):
    text = ""
    for kind, value in told:
        if kind is LITERAL:
            text += re.escape(chr(value))
        elif kind is RANGE:
            text += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            text += {CATEGORY_DIGIT: r"\d", CATEGORY_WORD: r"\w"}[value]
    return f"[{text}]"


SIGNS = "q7r3k2m9w4t5v8n6c1h0abdefg" + "Q7R3K2M9W4T5V8N6" + string.printable
KINDS = [shape for shape in shapes() if not shape.is_general]


def value_of(shape):
    rest = RESTS.get(shape.slug)
    return made(shape.slug, rest) if rest else shape.starts + grown(shape.whole or shape.rest)


def told_apart(shape, value):
    """Whether a value is known for what it is, hidden where it should be, and whole."""
    if shape.local:
        return shape.slug in {one.slug for one in kinds_at(value, host_for(shape))}
    found = recognise(value)
    hidden = [(span, one.slug) for span, one in find(f"key: {value}")]
    seen = not found.is_searched or ((5, 5 + len(value)), shape.slug) in hidden
    return found.slug == shape.slug and seen and (found.checksum or not check(value).damage)


def test_each_kind_is_recognised_and_hidden():
    mistaken = [shape.slug for shape in KINDS if not told_apart(shape, value_of(shape))]
    assert not mistaken, mistaken


def host_for(shape):
    """Return a host of the provider's, made from the pattern."""
    owner = next(one for one in providers() if one.name == shape.provider)
    text = (shape.hosts or owner.hosts)[0]
    made_up = grown(text)
    return f"x{made_up}" if made_up.startswith(".") else made_up


def test_there_are_kinds_of_many_providers():
    assert len(KINDS) > 480
    assert len({shape.provider for shape in KINDS}) > 330
    assert sum(bool(shape.travels) for shape in KINDS) > 440


def test_a_value_that_many_have_is_known_by_its_host_alone():
    value = "q7r3k2m9w4t5v8n6c1h0abdefgq7r3k2"
    hexadecimal = "7392458610abcdef7392458610abcdef"
    assert recognise(hexadecimal).is_general
    assert not kinds_at(hexadecimal, "api.acme.test")
    assert [one.slug for one in kinds_at(hexadecimal, "api.datadoghq.com")] == ["datadog"]
    assert [one.slug for one in kinds_at(value, "api.mistral.ai")] == ["mistral"]


def test_a_header_of_one_provider_tells_the_kind_anywhere():
    assert {one.provider for one in kinds_of_header("private-token")} == {"GitLab"}
    assert kinds_of_header("x-api-key") == ()
    assert carries_a_key("header x-mbx-apikey", "api.acme.test")
    assert carries_a_key("query appid", "api.openweathermap.org")
    assert not carries_a_key("query appid", "api.acme.test")


def test_the_narrowest_host_says_whose_it_is():
    assert provider_at("acme.azure.com").name == "Azure"
    assert provider_at("dev.azure.com").name == "Azure DevOps"


def test_hosts_tell_whose_they_are():
    assert provider_at("api.github.com").name == "GitHub"
    assert provider_at("notgithub.com") is None
    shape = recognise(made("github-pat", "A36"))
    assert belongs(shape, "npm.pkg.github.com")
    assert not belongs(shape, "gitlab.com")
    assert environment_at("connect.squareupsandbox.com") == "test"
    assert environment_at("connect.squareup.com") == "live"
    assert environment_at("api.stripe.com") == environment_at("unknown.test") == ""


def test_every_provider_has_its_source_and_hosts_that_are_patterns():
    for provider in providers():
        assert provider.source.startswith("https://")
        assert provider.shapes
        for text in (*provider.hosts, *provider.environments):
            assert text.endswith("$")
            re.compile(text)


def test_nothing_that_is_searched_for_is_shorter_than_texts_that_are_passed_over():
    searched = [shape.pattern.pattern for shape in shapes() if shape.is_searched]
    assert min(_parser.parse(each).getwidth()[0] for each in searched) == SHORTEST_FOUND


def test_found_within_text_but_not_within_words():
    text = f"key=ghp_{LETTERS}; notghp_{LETTERS}"
    (found,) = find(text)
    assert text[slice(*found[0])] == "ghp_" + LETTERS


def test_private_keys_are_found_whole():
    text = "x -----BEGIN RSA PRIVATE KEY-----\nMIIEabcdefghijklmnopqrstuv\n-----END RSA PRIVATE KEY----- y"
    ((span, shape),) = find(text)
    assert shape.slug == "pem"
    assert text[slice(*span)].endswith("KEY-----")


def test_ordinary_words_hold_no_secret():
    generator = random.Random(1)
    words = " ".join("".join(generator.choices(string.ascii_lowercase, k=6)) for _ in range(3000))
    assert list(find(words)) == []
