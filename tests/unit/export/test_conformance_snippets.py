"""What every language of snippets does (the kind's conformance test), and how each quotes."""

import pytest

from inspector.export.code.call import Call, Login, Secrets, Variable, call_of, plain
from inspector.export.code.snippet import language_named, languages, snippet
from inspector.export.snippets import curl_cmd, curl_powershell, go_net_http
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.message import Header, Message, latin1
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from tests.fixtures.odd_addresses import ADDRESSES

NAMES = [found.NAME for found in languages()]
SECRET = "MARKED-secret-0123456789"
REF = SecretRef(place="memory", name="x")


NONE = NoCredential()


def made(headers=(), body=b"", target="/x", credential=NONE, host="api.shop.example"):
    url = f"https://{host}{target}"
    message = Message(method="POST", url=url, target=target, headers=tuple(headers), body=body)
    request = Request(url=url, credential=credential)
    return Attempt(request=request, exchanges=(Exchange(request=message),))


PLANTED = [
    made([Header("Authorization", f"Bearer {SECRET}", "credential", ((7, 31),))]),
    made([Header("Authorization", f"Bearer {SECRET}")]),
    made([Header("X-Api-Key", SECRET), Header("Cookie", f"a=b; sid={SECRET}")]),
    made(target=f"/x?api_key={SECRET}"),
    made([Header("Content-Type", "application/json")], f'{{"password": "{SECRET}"}}'.encode()),
    made([Header("X-Unheard-Of", SECRET)], f"text {SECRET}".encode(), f"/{SECRET}/x"),
    made([Header(SECRET, "x")]),
]


@pytest.mark.parametrize("name", NAMES)
class TestEveryLanguage:
    def test_it_says_what_it_is(self, name):
        found = language_named(name)
        assert found.title()
        assert found.COMMENT
        assert isinstance(found.ORDER, int)

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_it_writes_addresses_that_are_none(self, name, address):
        message = Message(method="GET", url=latin1(address), target=latin1(address))
        attempt = Attempt(request=Request(url=address), exchanges=(Exchange(request=message),))
        code = snippet(attempt, name)
        assert code.text or code.refused

    @pytest.mark.parametrize("attempt", PLANTED)
    def test_it_shows_no_secret(self, name, attempt):
        code = snippet(attempt, name, Secrets((SECRET,)))
        assert SECRET not in code.text + code.refused
        assert code.refused or code.text.endswith("\n")
        assert all(each in code.text for each in code.variables)

    def test_it_says_all_of_a_request(self, name):
        headers = (Header("X-One", "first"), Header("Content-Type", "text/plain"))
        code = snippet(made(headers, b"the body"), name).text
        for said in ("POST", "X-One", "first", "text/plain", "the body", "shop.example/x"):
            assert said in code or (said == "POST" and name.startswith("curl"))

    def test_what_it_lacks_is_a_sentence(self, name):
        login = Login("digest", plain("ann"), Variable("SHOP_PASSWORD"))
        two = (("X-Two", plain("1")), ("X-Two", plain("2")))
        body = plain("\0\xff\n")
        call = Call(method="get", url=plain("http://a.example/"), headers=two, body=body)
        for each in (call, Call(method="GET", url=call.url, login=login)):
            lacks = language_named(name).lacks(each)
            assert lacks == "" or lacks.endswith(".")
            assert lacks or language_named(name).write(each)


def test_names_tell_what_is_wanted():
    def names(attempt, **more):
        return [each.name for each in call_of(attempt, Secrets(**more)).variables]

    assert names(PLANTED[0]) == ["SHOP_TOKEN"]
    assert names(PLANTED[0], named={SECRET: "MY_TOKEN"}) == ["MY_TOKEN"]
    assert names(PLANTED[2])[0] == "SHOP_API_KEY"  # one value, one variable
    assert names(PLANTED[2])[1:] == ["SHOP_A"]
    assert names(PLANTED[4]) == ["SHOP_PASSWORD"]
    for host, name in {"shop.co.uk": "SHOP", "127.0.0.1:80": "API", "localhost": "API"}.items():
        assert names(made([Header("X-Token", SECRET)], host=host)) == [f"{name}_TOKEN"]


def test_a_key_that_is_the_user_is_a_variable():
    basic = Basic(user="sk_key_of_a_service", password=REF)
    header = Header("Authorization", "Basic c2tfa2V5X29mX2Ffc2VydmljZTo=", "credential")
    call = call_of(made([header], credential=basic))
    assert call.login.user == (Variable("SHOP_USER"),)


def test_a_token_that_is_still_to_come_has_its_place():
    call = call_of(made(credential=OAuth2(issuer="https://login.example")))
    assert call.headers == (("Authorization", ("Bearer ", Variable("SHOP_TOKEN"))),)
    unsent = call_of(made(credential=Bearer(token=REF)), Secrets(sends_credential=False))
    assert unsent.headers == ()
    assert call_of(made(credential=ApiKey(value=REF, place="query"))).headers == ()


def test_digest_names_the_variable_of_the_credential():
    ref = SecretRef(place="environment", name="MY_PASSWORD")
    code = snippet(made(credential=Digest(user="ann", password=ref)), "curl").text
    assert '--digest -u ann:"$MY_PASSWORD"' in code


@pytest.mark.parametrize(
    ("quoting", "written"),
    [
        (curl_cmd.quote, '"a ""b"" 100%% \\\\""c\\\\"'),
        (curl_powershell.quote, '\'a "b" 100% \\"c\\\''),
        (go_net_http.write, '"http://a.example/a \\"b\\" 100% \\\\\\"c\\\\"'),
    ],
)
def test_quotes_percent_signs_and_backslashes(quoting, written):
    text = 'a "b" 100% \\"c\\'
    if quoting is go_net_http.write:
        call = Call(method="GET", url=plain(f"http://a.example/{text}"))
        assert written in quoting(call)
    else:
        assert quoting(plain(text)) == written


def test_powershell_doubles_each_sign_it_takes_for_a_quote():
    assert curl_powershell.quote(plain(latin1("it's ‘so’"))) == "'it''s ‘‘so’’'"
