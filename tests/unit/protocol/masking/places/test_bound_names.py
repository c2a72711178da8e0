"""What a name is bound to elsewhere: arguments and variables of GraphQL, values that scripts set."""

import json

import pytest

from inspector.protocol.masking.secret_spans import text_spans
from inspector.protocol.redaction import masked_text

QUERIES = (
    'mutation{login(password:"kelp tide"){t}}',
    'mutation { login(user: "bob", pass: "kelp tide") { t } }',
    'mutation{login(input: {apiKey: "kelp tide", a: 1}){t}}',
    'mutation{login(user: "bob", kennwort: "kelp tide"){t}}',
)


@pytest.mark.parametrize("query", QUERIES)
def test_an_argument_is_a_secret_by_its_name(query):
    assert [query[a:b] for a, b in text_spans(query)] == ["kelp tide"]
    body = json.dumps({"query": query, "variables": {"page": "one"}})
    assert [body[a:b] for a, b in text_spans(body)] == ["kelp tide"]


def test_an_argument_with_a_quote_is_whole():
    body = json.dumps({"query": 'mutation{login(password:"kelp \\"tide\\" 4"){t}}'})
    assert "tide" not in masked_text(body)


@pytest.mark.parametrize("variables", [{"p": "kelp tide"}, json.dumps({"p": "kelp tide"})])
def test_a_variable_bound_to_it_is_one_too(variables):
    query = "mutation($p: String!, $q: String){login(pass: $p, page: $q){t}}"
    body = json.dumps({"query": query, "variables": variables, "q": "open"})
    assert [body[a:b] for a, b in text_spans(body)] == ["kelp tide"]


@pytest.mark.parametrize(
    "query",
    [
        'query{login(name:"bob", first: 10){password token}}',
        "mutation($password: String!){login(password: $password){t}}",
        'query{lifts(pass:"day"){key code}}',
    ],
)
def test_other_arguments_stay(query):
    assert masked_text(query) == query


@pytest.mark.parametrize(
    "script",
    [
        'pm.environment.set("token", "SdTBUNrd Qz");',
        "pm.collectionVariables.set('api_key','SdTBUNrd Qz')",
        "bru.setEnvVar(`password`, `SdTBUNrd Qz`)",
        'postman.setEnvironmentVariable("smtp_pass","SdTBUNrd Qz");',
        'login("password", "SdTBUNrd Qz")',
    ],
)
def test_what_a_script_sets_under_a_secret_name(script):
    assert [script[a:b] for a, b in text_spans(script)] == ["SdTBUNrd Qz"]
    assert "SdTBUNrd" not in masked_text(json.dumps({"exec": [script]}))


@pytest.mark.parametrize(
    "script",
    [
        'pm.environment.set("token", pm.response.json().token);',
        'pm.environment.set("token", "{{other}}");',
        'pm.environment.set("page", "SdTBUNrd");',
        't("password", "Your password")',
    ],
)
def test_other_calls_stay(script):
    assert masked_text(script) == script


@pytest.mark.parametrize(
    "text",
    [
        '{"jsonrpc":"2.0","method":"login","params":["bob","kelp tide"]}',
        '{"method":"auth.login","params":["kelp tide"]}',  # Deluge has no users
        '{"params": ["db", "bob", "kelp tide", {}], "id": 1, "method": "common.authenticate"}',
        (
            "<methodCall><methodName>user.login</methodName><params>"
            "<param><value><string>bob</string></value></param>"
            "<param><value><string>kelp tide</string></value></param></params></methodCall>"
        ),
    ],
)
def test_the_last_argument_of_a_login_by_rpc(text):
    assert [text[a:b] for a, b in text_spans(text)] == ["kelp tide"]


@pytest.mark.parametrize(
    "text",
    [
        '{"jsonrpc":"2.0","method":"catalogue","params":["bob","kelp tide"]}',
        '{"method":"logins.count","params":["a","b"]}',
    ],
)
def test_other_calls_by_rpc_stay(text):
    assert masked_text(text) == text
