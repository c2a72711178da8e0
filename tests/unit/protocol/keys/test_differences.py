"""What differs between the tables of keys and a request, for products of every topic."""

import pytest

from inspector.protocol.keys.difference_words import advised, against, said
from inspector.protocol.keys.differences import Asked, Part, differences

LONG = "q7RkZ2mW9xT4vB8nL5cJ3hG6"
HEX = "9f3b7c1d8e2a6405" * 8
INDEX = "pypi" + ".org"
UUID = "9f3b7c1d-8e2a-4405-b9f3-b7c1d8e2a640"


def asked(host, *parts, path="/v1/things", ways=()):
    return Asked(host, path, parts, frozenset(ways))


def found(*parts, host, **more):
    return [(one.kind, one.wanted) for one in differences(asked(host, *parts, **more))]


def header(name, value):
    return Part(value, f"header {name}")


OTHER_WAYS = [
    ("word", "api.deepl.com", Part(UUID, "bearer"), "DeepL-Auth-Key"),
    ("word", "api.opsgenie.com", Part(UUID, "basic"), "GenieKey"),
    ("word", "api.pexels.com", Part((LONG * 3)[:56], "bearer"), "bare"),
    ("place", "api.elevenlabs.io", Part("sk_" + HEX[:48], "bearer"), "header xi-api-key"),
    ("word", "api.themoviedb.org", Part(HEX[:32], "bearer"), "query api_key"),
    ("word", "api.clickup.com", Part("pk_" + "1234567_" + "Q7RKZ2MW" * 4, "bearer"), "bare"),
    ("word", "acme.zendesk.com", Part((LONG * 2)[:40], "bearer"), "password of */token"),
    ("slot", "api.cloudflare.com", header("X-Auth-Key", (LONG * 2)[:40]), "Bearer"),
    ("slot", "api.datadoghq.com", header("DD-API-KEY", HEX[:40]), "header DD-APPLICATION-KEY"),
    ("slot", "gitlab.acme.test", header("JOB-TOKEN", "glpat-" + LONG[:20]), "Bearer"),
    ("place", "api.figma.com", header("X-Api-Key", "figd_" + LONG * 2), "header X-Figma-Token"),
    ("place", "api.newsapi.org", Part(HEX[:32], "query token"), "header X-Api-Key"),
    ("place", "api.tinybird.co", header("X-Token", f"p.eyJ{LONG}.{LONG}"), "Bearer"),
    ("half", "api.mailgun.net", Part("key-" + HEX[:32], "user"), "password of api"),
    ("user", "acme.zendesk.com", Part((LONG * 2)[:40], "password", "lena@acme.test", False), "…/token"),
    ("user", f"upload.{INDEX}", Part("pypi-" + LONG * 4, "password", "lena", False), "__token__"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "host", "part", "wanted"), OTHER_WAYS)
def test_a_key_that_travels_in_another_way(kind, host, part, wanted):
    assert found(part, host=host)[:1] == [(kind, wanted)]


OTHER_PLACES = [
    ("owner", "api.github.com", Part("xoxb" + "-123456789012-" + LONG, "bearer"), "GitHub"),
    ("environment", "paper-api.alpaca.markets", header("APCA-API-KEY-ID", "AK7RKZ2MWXT4VBNL5QRS"), "test"),
    ("environment", "api.sandbox.midtrans.com", Part("Mid-server-" + LONG, "user"), "test"),
    ("environment", "api.stytch.com", Part("secret-test-" + LONG, "password", "x", False), "live"),
    ("environment", "api.paddle.com", Part("pdl_sdbx_apikey_" + "q7rkz2mwxt4vbnl5cjhgq7rkzz_" + LONG[:22] + "_Ab3", "bearer"), "live"),
    ("region", "us3.api.mailchimp.com", Part(HEX[:32] + "-us12", "bearer"), "us3"),
    ("region", "api.eu.onfido.com", Part("api_live_us." + LONG[:11] + "." + (LONG * 2)[:32], "token"), "eu"),
    ("path", "api.openai.com", Part("sk-admin-" + LONG, "bearer"), ""),
    ("path", "api.stripe.com", Part("pk_" + "live_" + LONG, "bearer"), ""),
    ("path", "gitlab.acme.test", header("JOB-TOKEN", "glcbt-" + LONG), ""),
    ("use", "api.stripe.com", Part("whsec_" + LONG, "bearer"), ""),
    ("damaged", "api.github.com", Part("ghp_" + LONG, "bearer"), ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "host", "part", "wanted"), OTHER_PLACES)
def test_a_key_that_went_to_another_place(kind, host, part, wanted):
    path = "/api/v4/projects/7/issues" if "JOB" in part.way else "/v1/charges"
    assert found(part, host=host, path=path)[:1] == [(kind, wanted)]


def test_an_account_and_the_path_of_another():
    twilio = Part("AC" + HEX[:32], "user", alone=False)
    path = "/2010-04-01/Accounts/{}/Messages.json"
    mine, other = path.format(twilio.secret), path.format("AC" + "0" * 32)
    ways = {"password"}
    assert found(twilio, host="api.twilio.com", path=mine, ways=ways) == []
    assert found(twilio, host="api.twilio.com", path=other, ways=ways)[0][0] == "account"


def test_a_key_over_plain_http():
    token = Part("xoxb" + "-123456789012-" + LONG, "bearer")
    plain = Asked("slack.com", "/api/auth.test", (token,), secure=False)
    assert [one.kind for one in differences(plain)] == ["http"]
    assert differences(plain._replace(secure=True)) == ()


def test_a_kind_that_its_provider_took_back():
    assert found(Part("keyQ7w2Er9Ty4Ui6O", "bearer"), host="api.airtable.com") == [("retired", "")]


PARTNERS = [
    ("api.twitch.tv", Part("q7rkz2mw9xt4vb8nl5cj3hg6q7rkz2", "bearer"), "header Client-Id"),
    ("api.trello.com", Part("ATTA" + HEX[:60] + "0A1B2C3D", "query token"), "query key | body key"),
    ("www.okx.com", header("OK-ACCESS-KEY", UUID), "header OK-ACCESS-SIGN"),
    ("x.p.rapidapi.com", header("X-RapidAPI-Key", (LONG * 3)[:50]), "header X-RapidAPI-Host"),
    ("api.duffel.com", Part("duffel_test_" + (LONG * 2)[:43], "bearer"), "header Duffel-Version"),
    ("api.alpaca.markets", header("APCA-API-KEY-ID", "AK7RKZ2MWXT4VBNL5QRS"), "header APCA-API-SECRET-KEY | password"),
]  # fmt: skip


@pytest.mark.parametrize(("host", "part", "wanted"), PARTNERS)
def test_a_part_that_is_due_beside_it(host, part, wanted):
    assert found(part, host=host) == [("beside", wanted)]
    way = wanted.partition(" | ")[0].lower()
    missing = [one for _, one in found(part, host=host, ways={way})]
    assert wanted not in missing


RIGHT = [
    ("api.deepl.com", Part(UUID, "deepl-auth-key")),
    ("acme.zendesk.com", Part((LONG * 2)[:40], "password", "lena@acme.test/token", False)),
    ("api.cloudflare.com", Part((LONG * 2)[:40], "bearer")),
    ("gitlab.acme.test", header("PRIVATE-TOKEN", "glpat-" + LONG[:20])),
    ("api.binance.com", Part(HEX[:64], "query signature")),
    ("api.acme.test", Part(HEX[:32], "header X-Api-Key")),
    ("api.acme.test", Part("pk_" + "live_" + LONG, "bearer")),  # others begin theirs so as well
    ("api.github.com", Part("lena", "user", alone=False)),
    ("api.openai.com", Part("sk-proj-" + LONG, "bearer")),
    ("gitlab.acme.test", Part("glcbt-" + LONG, "header JOB-TOKEN")),
]


@pytest.mark.parametrize(("host", "part"), RIGHT)
def test_what_is_sent_as_it_should_be_differs_in_nothing(host, part):
    assert found(part, host=host, path="/api/v4/projects/7/packages") == []


def test_the_sentences_hold_no_secret():
    for kind, host, part, _ in (*OTHER_WAYS, *OTHER_PLACES):
        for one in differences(asked(host, part)):
            text = said(one) + against(one, host) + advised(one, host)
            assert part.secret not in text, kind
            assert "{" not in text
            assert text.count(".") > 0


def test_an_advice_names_the_way_that_is_read():
    (one,) = differences(asked("api.deepl.com", Part(UUID, "bearer")))
    assert advised(one, "api.deepl.com") == (
        "DeepL API key: api.deepl.com reads it as Authorization: DeepL-Auth-Key … or auth_key in the body."
    )


def _kinds(*parts, host="api.datadoghq.com"):
    asked = Asked(host, "/api/v1/validate", parts, frozenset())
    return [(one.kind, one.part.way) for one in differences(asked)]


def test_two_parts_that_stand_in_each_others_place():
    swapped = (header("DD-API-KEY", HEX[:40]), header("DD-APPLICATION-KEY", HEX[:32]))
    assert ("swapped", "header DD-API-KEY") in _kinds(*swapped)
    right = (header("DD-API-KEY", HEX[:32]), header("DD-APPLICATION-KEY", HEX[:40]))
    assert not _kinds(*right)


def test_one_part_in_both_places_or_alone_is_not_swapped():
    twice = (header("DD-API-KEY", HEX[:40]), header("DD-APPLICATION-KEY", HEX[:40][::-1]))
    alone = (header("DD-API-KEY", HEX[:40]),)
    for parts in (twice, alone):
        assert "swapped" not in [kind for kind, _ in _kinds(*parts)]
