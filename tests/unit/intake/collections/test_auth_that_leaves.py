"""Of every program's file: each request leaves with the auth that the program itself would send."""

import json

import pytest
import yaml

from inspector import intake
from inspector.library.coming_in import coming_in
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.secret import SecretRef

KEY = [{"key": "key", "value": "X-Key"}, {"key": "value", "value": "k-123"}]
POSTMAN = {
    "info": {"name": "P", "schema": "https://schema.postman.com/collection/json/v2.1.0/draft-07/"},
    "auth": {"type": "apikey", "apikey": KEY},
    "item": [
        {"name": "inherits", "request": {"url": "https://a/"}},
        {"name": "null", "request": {"url": "https://a/", "auth": None}},
        {"name": "none", "request": {"url": "https://a/", "auth": {"type": "noauth"}}},
        {
            "name": "F",
            "auth": {"type": "noauth"},
            "item": [{"name": "in none", "request": {"url": "https://a/"}}],
        },
        {"name": "hawk", "request": {"url": "https://a/", "auth": {"type": "hawk", "hawk": []}}},
    ],
}
POSTMAN_20 = {
    "info": {"name": "P", "schema": "https://schema.getpostman.com/json/collection/v2.0.0/"},
    "item": [
        {
            "name": "basic",
            "request": {
                "url": "https://a/",
                "auth": {"type": "basic", "basic": {"username": "u", "password": "p"}},
            },
        },
        {"name": "nothing", "request": "https://a/"},
    ],
}
INSOMNIA_4 = {
    "_type": "export",
    "__export_format": 4,
    "resources": [
        {"_id": "w", "_type": "workspace", "parentId": None, "name": "W"},
        {
            "_id": "f",
            "_type": "request_group",
            "parentId": "w",
            "name": "F",
            "authentication": {"type": "bearer", "token": "t"},
        },
        *(
            {
                "_id": name,
                "_type": "request",
                "parentId": parent,
                "name": name,
                "url": "https://a/",
                "authentication": auth,
                "metaSortKey": number,
            }
            for number, (name, parent, auth) in enumerate(
                [
                    ("inherits", "f", {}),
                    ("none", "f", {"type": "none"}),
                    ("off", "w", {"type": "basic", "username": "u", "disabled": True}),
                    ("ntlm", "w", {"type": "ntlm", "username": "u", "password": "p"}),
                    ("asap", "w", {"type": "asap", "username": "u", "password": "p"}),
                    ("top", "w", {}),
                ]
            )
        ),
    ],
}
INSOMNIA_5 = """
type: collection.insomnia.rest/5.0
name: W
collection:
  - name: F
    authentication: {type: apikey, key: X-Key, value: no, addTo: header}
    children:
      - {name: inherits, url: https://a/, method: GET}
      - {name: none, url: https://a/, method: GET, authentication: {type: none}}
      - name: off
        url: https://a/
        method: GET
        authentication: {type: basic, username: u, password: p, disabled: true}
"""
HOPPSCOTCH = {
    "v": 2,
    "name": "H",
    "auth": {"authType": "basic", "authActive": True, "username": "u", "password": "p"},
    "folders": [
        {
            "name": "F",
            "auth": {"authType": "inherit", "authActive": True},
            "folders": [],
            "requests": [
                {"name": "inherits", "endpoint": "https://a/", "auth": {"authType": "inherit"}},
                {"name": "none", "endpoint": "https://a/", "auth": {"authType": "none"}},
                {
                    "name": "off",
                    "endpoint": "https://a/",
                    "auth": {"authType": "bearer", "authActive": False, "token": "t"},
                },
            ],
        }
    ],
    "requests": [{"name": "hawk", "endpoint": "https://a/", "auth": {"authType": "hawk"}}],
}
OPENCOLLECTION = """
opencollection: 1.0.0
info: {name: O}
request:
  auth: {type: digest, username: u, password: p}
items:
  - info: {name: F, type: folder}
    items:
      - {info: {name: inherits, type: http}, http: {url: https://a/, method: GET, auth: inherit}}
      - {info: {name: nothing, type: http}, http: {url: https://a/, method: GET}}
      - info: {name: ntlm, type: http}
        http: {url: https://a/, method: GET, auth: {type: ntlm, username: u}}
"""
OPENAPI = """
openapi: 3.1.0
info: {title: A, version: '1'}
servers: [{url: https://a}]
security: [{oidc: [read]}]
paths:
  /inherits: {get: {responses: {}}}
  /none: {get: {security: [], responses: {}}}
  /or: {get: {security: [{tls: []}, {basic: []}], responses: {}}}
  /optional: {get: {security: [{}, {key: []}], responses: {}}}
  /both: {get: {security: [{key: [], bearer: []}], responses: {}}}
  /tls: {get: {security: [{tls: []}], responses: {}}}
components:
  securitySchemes:
    oidc: {type: openIdConnect, openIdConnectUrl: https://i/.well-known/openid-configuration}
    basic: {type: http, scheme: Basic}
    bearer: {type: http, scheme: BEARER}
    key: {type: apiKey, in: query, name: k}
    tls: {type: mutualTLS}
"""
SWAGGER = """
swagger: '2.0'
info: {title: A, version: '1'}
host: a.example
basePath: /v1
securityDefinitions:
  app: {type: oauth2, flow: application, tokenUrl: https://i/token, scopes: {}}
  basic: {type: basic}
security: [{basic: []}]
paths:
  /app: {get: {security: [{app: [read]}], responses: {}}}
  /inherits: {get: {responses: {}}}
"""
BRU = {
    "bruno.json": '{"version": "1", "name": "B", "type": "collection"}',
    "collection.bru": "auth {\n  mode: bearer\n}\n\nauth:bearer {\n  token: t\n}\n",
    "f/folder.bru": "meta {\n  name: F\n}\n\nauth {\n  mode: none\n}\n",
    "f/in-none.bru": "meta {\n  name: in none\n  type: http\n}\n\nget {\n  url: https://a/\n  auth: inherit\n}\n",
    "inherits.bru": "meta {\n  name: inherits\n  type: http\n  seq: 1\n}\n\nget {\n  url: https://a/\n  auth: inherit\n}\n",
    "nothing.bru": "meta {\n  name: nothing\n  type: http\n  seq: 2\n}\n\nget {\n  url: https://a/\n  auth: none\n}\n",
    "aws.bru": "meta {\n  name: aws\n  type: http\n  seq: 3\n}\n\npost {\n  url: https://a/\n  auth: awsv4\n}\n\nauth:awsv4 {\n  accessKeyId: A\n}\n",
}
V3 = {
    "Shop/.resources/definition.yaml": "$kind: collection\nname: Shop\nauth:\n  type: bearer\n  credentials:\n    - key: token\n      value: '{{t}}'\n",
    "Shop/Inherits.request.yaml": "$kind: http-request\nurl: https://a/\nmethod: GET\norder: 1000\n",
    "Shop/None.request.yaml": "$kind: http-request\nurl: https://a/\nmethod: GET\nauth:\n  type: noauth\norder: 2000\n",
    "Shop/Unquoted.request.yaml": "$kind: http-request\nurl: {{base}}/x\nmethod: GET\nauth:\n  type: basic\n  credentials: {username: u, password: p}\norder: 3000\n",
    "environments/Live.environment.yaml": "name: Live\nvalues:\n  - key: t\n    value: x\n",
}
YAAK = {
    "yaakSchema": 5,
    "resources": {
        "workspaces": [
            {
                "id": "w",
                "name": "W",
                "authenticationType": "apikey",
                "authentication": {"location": "query", "key": "k", "value": "v"},
            }
        ],
        "folders": [{"id": "f", "workspaceId": "w", "folderId": None, "name": "F"}],
        "httpRequests": [
            {
                "id": "1",
                "model": "http_request",
                "workspaceId": "w",
                "folderId": "f",
                "name": "inherits",
                "url": "https://a/",
            },
            {
                "id": "2",
                "workspaceId": "w",
                "name": "none",
                "url": "https://a/",
                "authenticationType": "none",
            },
            {
                "id": "3",
                "workspaceId": "w",
                "name": "off",
                "url": "https://${[ host ]}/",
                "authenticationType": "bearer",
                "authentication": {"token": "t", "disabled": True},
            },
            {
                "id": "4",
                "workspaceId": "w",
                "name": "aws",
                "url": "https://a/",
                "authenticationType": "awsv4",
                "authentication": {"accessKeyId": "A"},
            },
        ],
    },
}
POSTING = {
    "one.posting.yaml": "name: basic\nurl: https://a/\nauth:\n  type: basic\n  basic: {username: u}\n",
    "f/two.posting.yaml": "name: nothing\nurl: https://$host/\n",
    "live.env": "host=live.example.com\n",
}
FILES = [
    (
        YAAK,
        {"inherits": "api-key", "none": "none", "off": "none", "aws": "aws-sigv4"},
    ),
    (
        POSTMAN,
        {
            "inherits": "api-key",
            "null": "api-key",
            "none": "none",
            "in none": "none",
            "hawk": "hawk",
        },
    ),
    (POSTMAN_20, {"basic": "basic", "nothing": "none"}),
    (
        INSOMNIA_4,
        {
            "inherits": "bearer",
            "none": "none",
            "off": "none",
            "ntlm": "ntlm",
            "asap": "unsupported: asap",
            "top": "none",
        },
    ),
    (INSOMNIA_5, {"inherits": "api-key", "none": "none", "off": "api-key"}),
    (HOPPSCOTCH, {"inherits": "basic", "none": "none", "off": "none", "hawk": "hawk"}),
    (OPENCOLLECTION, {"inherits": "digest", "nothing": "none", "ntlm": "ntlm"}),
    (
        OPENAPI,
        {
            "GET /inherits": "oauth2",
            "GET /none": "none",
            "GET /or": "basic",
            "GET /optional": "api-key",
            "GET /both": "bearer",
            "GET /tls": "unsupported: mutualtls",
        },
    ),
    (SWAGGER, {"GET /app": "oauth2", "GET /inherits": "basic"}),
]
FOLDERS = [
    (POSTING, {"basic": "basic", "nothing": "none"}),
    (
        BRU,
        {
            "inherits": "bearer",
            "nothing": "none",
            "aws": "aws-sigv4",
            "in none": "none",
        },
    ),
    (V3, {"Inherits": "bearer", "None": "none", "Unquoted": "basic"}),
]


def read(file):
    if isinstance(file, dict) and all(isinstance(each, str) for each in file.values()):
        return intake.read_folder({path: text.encode() for path, text in file.items()}, "x")
    return intake.read((file if isinstance(file, str) else json.dumps(file)).encode(), "x.json")


@pytest.mark.parametrize(("file", "wanted"), [*FILES, *FOLDERS])
def test_each_request_leaves_with_its_auth(file, wanted):
    found = coming_in(read(file).collection)
    assert {each.request.name: each.auth for each in found} == wanted


def test_off_is_told_from_none():
    every = {each.request.name: each for each in coming_in(read(HOPPSCOTCH).collection)}
    assert (every["off"].switched_off, every["none"].switched_off) == (True, False)
    assert isinstance(every["off"].credential, Bearer)


def test_an_unknown_scheme_is_kept_with_its_settings_and_told():
    reading = read(INSOMNIA_4)
    every = {each.request.name: each for each in coming_in(reading.collection)}
    credential = every["asap"].credential
    assert isinstance(credential, Unsupported)
    assert [(row.name, row.value) for row in credential.kept.rows] == [
        ("username", "u"),
        ("password", ""),
    ]
    assert reading.secrets[credential.kept.rows[1].secret] == "p"
    assert [(loss.where, "asap" in loss.what) for loss in reading.losses] == [("asap", True)]


def test_all_schemes_of_an_alternative_leave():
    every = {each.request.name: each for each in coming_in(read(OPENAPI).collection)}
    both = every["GET /both"]
    assert isinstance(both.credential, Bearer)
    (key,) = both.request.also
    assert (key.place, key.name, key.value) == ("query", "k", SecretRef(place="ask", name="key"))
    issuer = every["GET /inherits"].credential
    assert isinstance(issuer, OAuth2)
    assert (issuer.issuer, issuer.scope) == ("https://i", "read")


def test_words_of_yaml_stay_words():
    every = {each.request.name: each for each in coming_in(read(INSOMNIA_5).collection)}
    reading = read(INSOMNIA_5)
    (folder,) = reading.collection.folders
    assert every["inherits"].credential.value.place == "memory"
    assert reading.secrets[folder.credential.value] == "no"


def test_an_unquoted_variable_is_told_with_its_line():
    reading = read(V3)
    assert any("Line 2: {{base}}/x" in loss.what for loss in reading.losses)
    urls = {each.request.name: each.request.url for each in coming_in(reading.collection)}
    assert urls["Unquoted"] == "{{base}}/x"
    assert [each.name for each in reading.collection.environments] == ["Live"]


@pytest.mark.parametrize(("file", "wanted"), FILES)
def test_a_file_in_utf_16_leaves_with_the_same_auth(file, wanted):
    words = file if isinstance(file, str) else json.dumps(file)
    found = coming_in(intake.read(words.encode("utf-16"), "x").collection)
    assert {each.request.name: each.auth for each in found} == wanted


ODD = (None, 5, "text", [None, 5, [], {"key": 5, "value": ["x"]}], {"a": None})


def places(value, at=()):
    """Yield the way to every value in an object."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for name, each in members:
        yield (*at, name)
        if isinstance(each, dict | list):
            yield from places(each, (*at, name))


@pytest.mark.parametrize("file", [file for file, _ in FILES])
def test_a_value_of_another_type_is_read_or_told(file):
    whole = yaml.safe_load(file) if isinstance(file, str) else file
    for way in places(whole):
        for odd in ODD:
            changed = json.loads(json.dumps(whole))
            inner = changed
            for name in way[:-1]:
                inner = inner[name]
            inner[way[-1]] = odd
            try:
                said = intake.read(json.dumps(changed).encode(), "x").kind
            except intake.Unreadable as error:
                said = error.problem.what
            assert said, (way, odd)
