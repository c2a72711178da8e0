"""`send --curl` against real nginx and Apache: status, challenge, cause, and the fix's way to 200."""

import json

import pytest

from inspector.cli.program import Faces, run
from inspector.cli.source_reading import source_of
from inspector.compose.scope import Scope
from inspector.workbench.build import build
from tests.fixtures.web_servers import PASSWORD, USER

NGINX = pytest.mark.server("nginx")
APACHE = pytest.mark.server("apache")
RIGHT, WRONG = f"-u '{USER}:{PASSWORD}'", f"-u '{USER}:battery staple'"


@pytest.fixture
def send(capsys):
    """Run `send --curl` and return its exit status and its JSON."""

    def send(url, login=""):
        faces = Faces(open_window=lambda _: 9, save_picture=lambda _: None)
        command = f"curl {login} {url}"
        status = run(["send", "--format", "json", "--curl", command], faces)
        printed = capsys.readouterr().out
        assert "battery" not in printed
        assert "correct horse" not in printed
        return status, json.loads(printed)

    return send


@pytest.fixture
def fix():
    """Send a curl command, carry out the first fix of its first cause, and send again."""

    def fix(url, login=""):
        source = source_of(None, f"curl {login} {url}", "")
        bench = build()
        try:
            bench.vault.hold(source.secrets)
            refused = bench.submit(bench.send(source.request, Scope())).result(60)
            chosen = refused.verdict.findings[0].fixes[0]
            fixed = bench.submit(bench.fix(source.request, chosen, Scope())).result(60)
            answer = bench.submit(bench.send(fixed.request, Scope())).result(60)
        finally:
            bench.close()
        return chosen.id, answer.attempt.exchanges[-1].reply.status

    return fix


@pytest.fixture
def place(request):
    """Turn `nginx/basic` into an address of the running server."""

    def place(name):
        server, _, path = name.partition("/")
        return f"{request.getfixturevalue(server).url}/{path}"

    return place


MISSING, INVALID, MISMATCH = "missing-credentials", "invalid-credentials", "scheme-mismatch"
BEARER = "--oauth2-bearer abcdef123456"
BASIC, DIGEST = "apache/basic/inside.txt", "apache/digest/inside.txt"
CASES = [
    pytest.param("nginx/basic", "", (401, "Basic", MISSING), marks=NGINX),
    pytest.param("nginx/basic", WRONG, (401, "Basic", INVALID), marks=NGINX),
    pytest.param("nginx/basic", BEARER, (401, "Basic", MISMATCH), marks=NGINX),
    pytest.param("nginx/basic", RIGHT, (200, "", ""), marks=NGINX),
    pytest.param(BASIC, "", (401, "Basic", MISSING), marks=APACHE),
    pytest.param(BASIC, WRONG, (401, "Basic", INVALID), marks=APACHE),
    pytest.param(BASIC, RIGHT, (200, "", ""), marks=APACHE),
    pytest.param(DIGEST, "", (401, "Digest", MISSING), marks=APACHE),
    pytest.param(DIGEST, RIGHT, (401, "Digest", MISMATCH), marks=APACHE),
    pytest.param(DIGEST, f"--digest {WRONG}", (401, "Digest", INVALID), marks=APACHE),
    pytest.param(DIGEST, f"--digest {RIGHT}", (200, "", ""), marks=APACHE),
]


@pytest.mark.parametrize(("name", "login", "expected"), CASES)
def test_status_challenges_and_cause(send, place, name, login, expected):
    code, sent = send(place(name), login)
    schemes = [one["scheme"] for one in sent["exchanges"][-1]["challenges"]]
    causes = [one["cause"] for one in sent["verdict"]["findings"]]
    assert (sent["status"], " ".join(schemes), " ".join(causes[:1])) == expected
    assert code == (1 if expected[2] else 0)


@APACHE
def test_the_fix_for_the_wrong_scheme_leads_to_200(fix, place):
    assert fix(place("apache/digest/inside.txt"), RIGHT) == ("switch-to-digest", 200)


@NGINX
@APACHE
@pytest.mark.parametrize("name", ["nginx/basic", "apache/digest/inside.txt"])
def test_the_fix_for_nothing_sent_asks_for_what_leads_to_200(send, place, name):
    """A password can't be made up: the fix names the scheme, and the person types the rest."""
    url = place(name)
    fix = send(url)[1]["verdict"]["findings"][0]["fixes"][0]
    kind = next(change["to"] for change in fix["changes"] if change["field"] == "credential.kind")
    code, sent = send(url, f"--{kind} {RIGHT}")
    assert (code, sent["status"]) == (0, 200)


@NGINX
@pytest.mark.parametrize("name", ["nginx/basic", "apache/basic/inside.txt"])
def test_the_fix_for_a_wrong_password_asks_for_it(send, place, name):
    fix = send(place(name), WRONG)[1]["verdict"]["findings"][0]["fixes"][0]
    fields = [change["field"] for change in fix["changes"]]
    assert fields == ["credential.user", "credential.password"]
    assert send(place(name), RIGHT)[1]["status"] == 200
