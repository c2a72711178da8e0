"""`.http` files: several requests with the variables of the file."""

import pytest

from inspector import intake
from inspector.intake import registry
from inspector.intake.readers import http_file
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.request import FileBody, FormBody, JsonBody, NoBody, RawBody
from inspector.model.secret import SecretRef
from tests.fixtures.processor_time import within

WHOLE = b"""\
@host = api.example.com
@base = https://{{host}}/v1
@apiToken = planted-token-0123456789

# the first comment
# @name login
# @no-redirect
POST {{base}}/login HTTP/1.1
Content-Type: application/json

{
  "user": "ada",
  "note": "a\\n\\nb"
}

> {%
  client.global.set("token", response.body.token);
%}

### List the orders
// @note Newest first
GET {{base}}/orders
    ?page=2
    &sort=desc
Authorization: Bearer {{login.response.body.$.token}}
# X-Off: 1
X-Trace: {{$guid}}

###
# only a comment

### Basic
GET https://api.example.com/basic
Authorization: Basic ada secret-pw-1

### Digest
GET https://api.example.com/digest
Authorization: Digest ada secret-pw-2

### Upload
PUT https://api.example.com/file
X-Api-Key: {{$processEnv API_KEY}}

< ./data.bin

### Form
POST https://api.example.com/form
Content-Type: application/x-www-form-urlencoded

name=foo
&city=bar baz

###
/only-a-path
Host: api.example.com
"""


@pytest.fixture(scope="module")
def reading():
    return intake.read(WHOLE, "orders.http")


@pytest.fixture(scope="module")
def requests(reading):
    return {request.name: request for request in reading.collection.requests}


def test_it_brings_a_collection(reading, requests):
    assert reading.kind == http_file.NAME
    assert (reading.request, reading.attempt, reading.token) == (None, None, "")
    assert list(requests) == [
        "login", "List the orders", "Basic", "Digest", "Upload", "Form", "GET /only-a-path",
    ]  # fmt: skip


def test_variables_stay_variables(reading):
    assert reading.collection.variables == {
        "host": "api.example.com",
        "base": "https://{{host}}/v1",
        "apiToken": "planted-token-0123456789",
        "API_KEY": SecretRef(place="environment", name="API_KEY"),
    }


def test_a_request_is_read_whole(requests):
    login, orders = requests["login"], requests["List the orders"]
    assert (login.method, login.url) == ("POST", "{{base}}/login")
    assert login.body == JsonBody(text='{\n  "user": "ada",\n  "note": "a\\n\\nb"\n}')
    assert not login.options.follow_redirects
    assert orders.url == "{{base}}/orders?page=2&sort=desc"
    assert orders.description == "Newest first"
    assert [(row.name, row.value) for row in orders.headers] == [("X-Trace", "{{uuid}}")]
    assert isinstance(orders.credential, Bearer)
    assert requests["GET /only-a-path"].url == "http://api.example.com/only-a-path"


def test_logins_become_credentials(reading, requests):
    basic, digest = requests["Basic"].credential, requests["Digest"].credential
    assert (type(basic), basic.user) == (Basic, "ada")
    assert (type(digest), digest.user) == (Digest, "ada")
    values = [reading.secrets[basic.password], reading.secrets[digest.password]]
    assert values == ["secret-pw-1", "secret-pw-2"]
    key = requests["Upload"].credential
    assert (type(key), key.value) == (ApiKey, SecretRef(place="text", name="{{API_KEY}}"))


def test_bodies(requests):
    assert requests["Upload"].body == FileBody(path="./data.bin")
    form = requests["Form"].body
    assert isinstance(form, FormBody)
    assert [(each.name, each.value) for each in form.fields] == [
        ("name", "foo"),
        ("city", "bar baz"),
    ]
    assert requests["Basic"].body == NoBody()


def test_what_could_not_be_read_is_said(reading):
    told = " ".join(reading.notes)
    assert "Scripts" in told
    assert "login.response.body" in told
    assert "API_KEY" not in told
    assert "planted" not in told


def test_one_request_without_variables_opens_as_one():
    reading = intake.read(b"# @name one\nGET https://api.example.com/\n", "one.http")
    assert reading.collection is None
    assert (reading.request.name, reading.request.url) == ("one", "https://api.example.com/")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"GET / HTTP/1.1\nHost: a.example\n\n", "http-text"),
        (b"HTTP/1.1 401 No\n\n### not\n", "http-text"),
        (b"GET / HTTP/1.1\nHost: a\n\nHTTP/1.1 401 No\n\n", "http-text"),
        (b"https://api.example.com/\n", "url"),
        (b"GET https://a.example/\n###\nGET https://b.example/\n", "http-file"),
        (b"@a = 1\nGET https://a.example/\n", "http-file"),
    ],
)
def test_it_takes_only_what_is_its_own(data, kind):
    assert kind == registry._best(data, "x.http")[0].NAME


@pytest.mark.parametrize(
    "data", [b"### Heading\n\nSome words.\n", b"@only = 1\n", b"### a\n### b\n", b"# @name x\n"]
)
def test_words_are_no_requests(data):
    assert http_file.fit(data) == 0.0


def test_parts_that_are_no_request_are_counted():
    data = b"### a\nGET https://a.example/\n### b\nnothing of use\n### c\nGET https://c.example/\n"
    reading = http_file.read(data)
    assert [each.name for each in reading.collection.requests] == ["a", "c"]
    assert reading.notes == ("1 part of the file is no request and was left out.",)


def test_an_encoded_form_stays_as_it_is():
    data = (
        b"### a\nPOST https://a.example/\n"
        b"Content-Type: application/x-www-form-urlencoded\n\na=%20&b=c\n### b\nGET https://b.example/"
    )
    assert http_file.read(data).collection.requests[0].body == RawBody(text="a=%20&b=c")


@pytest.mark.parametrize(
    "line",
    [b"GET https://a.example/" + b" " * 60_000 + b"x", b"> {%\n" * 15_000, b"{{$a" * 15_000,
     b"@a = " + b" " * 60_000 + b"b", b"# @a" + b" \t" * 30_000 + b"b", b"A" * 60_000 + b":"],
    ids=range(6),
)  # fmt: skip
def test_long_lines_are_read_in_no_time(line):
    data = b"### a\nGET https://a.example/\n" + line + b"\n### b\n" + line
    within(1, http_file.fit, data)
    within(1, http_file.read, data)


HTTPYAC = b"""\
/*
### Not a divider: a remark

GET https://remark.example.com
*/
@oauth2_tokenEndpoint = https://login.example.com/token
@oauth2_scope = read
  {{@request
    request.headers.x = 1
}}
# @name oauth
GET https://api.example.com/a
Authorization: oauth2 client_credentials
###
# @name signed
GET https://api.example.com/b
Authorization: AWS AKIAEXAMPLE secret-key-1 token:session-1 region:eu-west-1 service:s3
###
# @name windows
GET https://api.example.com/c
Authorization: NTLM ada secret-pw-3
###
# @name as-it-is
GET https://api.example.com/d
Authorization: AWS AKIAEXAMPLE:signature=
"""


def test_remarks_scripts_and_shorthands_of_httpyac():
    reading = http_file.read(HTTPYAC)
    found = {each.name: each for each in reading.collection.requests}
    assert list(found) == ["oauth", "signed", "windows", "as-it-is"]
    oauth, signed, windows = (found[name].credential for name in ("oauth", "signed", "windows"))
    assert (oauth.kind, oauth.grant, oauth.endpoints.token) == (
        "oauth2",
        "client-credentials",
        "{{oauth2_tokenEndpoint}}",
    )
    assert (signed.kind, signed.key_id, signed.region) == ("aws-sigv4", "AKIAEXAMPLE", "eu-west-1")
    assert reading.secrets[signed.secret] == "secret-key-1"
    assert (windows.kind, windows.user) == ("ntlm", "ada")
    kept = found["as-it-is"]
    assert [(row.name, row.value) for row in kept.headers] == [
        ("Authorization", "AWS AKIAEXAMPLE:signature=")
    ]


def test_a_remark_that_never_ends_is_none():
    reading = http_file.read(b"@a = 1\n/*\n###\nGET https://api.example.com/a\n")
    assert reading.collection.requests[-1].url == "https://api.example.com/a"
