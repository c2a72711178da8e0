"""`run`: saved requests in their order, captures passed on, refusals explained once."""

import csv
import io
import json
from xml.etree.ElementTree import fromstring

import pytest

from inspector.cli.commands import run as command
from tests.fixtures.scripted import reply

LOGIN = '{"access_token": "planted-token-0123456789", "n": [7]}'
FILES = {
    "collection.toml": 'format = 1\nname = "Shop"\norder = ["log-in", "list", "health"]\n'
    '[variables]\nhost = "{host}"\n',
    "log-in.toml": 'name = "Log in"\nmethod = "POST"\nurl = "{{{{host}}}}/token"\n'
    'captures = [{{ variable = "access_token", path = "$.access_token" }}, '
    '{{ variable = "n", path = "$.n[0]" }}, {{ variable = "tag", source = "header", path = "etag" }}]\n',
    "list.toml": 'name = "List"\nurl = "{{{{host}}}}/list/{{{{n}}}}/{{{{tag}}}}"\n'
    'expectations = [{{ value = "2xx" }}, {{ of = "body", name = "$.id", value = "1" }}]\n'
    '[credential]\nkind = "bearer"\ntoken = "{{{{access_token}}}}"\n',
    "health.toml": 'name = "Health"\nurl = "{{{{host}}}}/health"\n',
}


@pytest.fixture
def shop(tmp_path, scripted, monkeypatch):
    """Return what makes the collection at a server that answers with these."""
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")

    def make(*replies):
        server = scripted(list(replies))
        folder = tmp_path / "shop"
        folder.mkdir()
        for name, text in FILES.items():
            (folder / name).write_text(text.format(host=f"http://127.0.0.1:{server.port}"))
        return folder, server

    return make


TOKEN = reply("200 OK", "Content-Type: application/json", "ETag: e1", body=LOGIN.encode())
ONE = reply("200 OK", "Content-Type: application/json", body=b'{"id": 1}')
FINE = reply("204 No Content")
REFUSED = reply("401 Unauthorized", 'WWW-Authenticate: Bearer error="invalid_token"')


def test_captured_values_reach_later_requests(shop, cli):
    folder, server = shop(TOKEN, ONE, FINE)
    ran = cli("run", str(folder), "--format", "json")
    assert ran.status == 0
    second = server.requests[1].decode()
    assert second.startswith("GET /list/7/e1 ")
    assert "Authorization: Bearer planted-token-0123456789" in second
    found = json.loads(ran.out)
    assert [each["path"] for each in found["requests"]] == [["Log in"], ["List"], ["Health"]]
    assert [each["status"] for each in found["requests"]] == [200, 200, 204]
    assert found["summary"]["passed"] == 3
    assert "planted" not in ran.out + ran.err


def test_a_refusal_is_explained_once_with_its_requests(shop, cli):
    folder, _ = shop(TOKEN, REFUSED, REFUSED)
    ran = cli("run", str(folder), "--format", "json")
    assert ran.status == 1
    found = json.loads(ran.out)
    assert found["requests"][1]["missed"] == ["The status is 401.", "$.id is not there."]
    assert sum(len(each["requests"]) for each in found["causes"]) == found["summary"]["refused"]
    assert ["List"] in [path for each in found["causes"] for path in each["requests"]]
    assert found["requests"][1]["verdict"]


def test_text_names_the_cause_and_the_requests(shop, cli):
    folder, _ = shop(TOKEN, REFUSED, FINE)
    ran = cli("run", str(folder))
    assert ran.out.startswith("1 of 3 refused, all for one reason.")
    assert "FAILED  401" in ran.out


def test_one_that_is_not_as_expected_has_no_cause(shop, cli):
    folder, _ = shop(TOKEN, reply("200 OK", body=b"{}"), FINE)
    ran = cli("run", str(folder), "--format", "json")
    found = json.loads(ran.out)
    assert (ran.status, found["causes"]) == (1, [])
    assert found["requests"][1]["missed"] == ["$.id is not there."]
    assert cli_never(cli, folder)


def cli_never(cli, folder):
    """Nothing listens any more, and nothing shall count."""
    return cli("run", str(folder), "--fail-on", "never").status == 0


def test_junit_is_xml_with_a_case_for_each(shop, cli):
    folder, _ = shop(TOKEN, REFUSED, FINE)
    suite = fromstring(cli("run", str(folder), "--format", "junit").out)
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert [case.get("name") for case in suite if case.find("failure") is not None] == ["List"]


def test_csv_has_a_row_for_each_and_no_formula(shop, cli):
    folder, _ = shop(TOKEN, REFUSED, FINE)
    file = folder / "list.toml"
    file.write_text(file.read_text().replace('name = "List"', 'name = "=cmd()"'))
    rows = list(csv.DictReader(io.StringIO(cli("run", str(folder), "--format", "csv").out)))
    assert [each["status"] for each in rows] == ["200", "401", "204"]
    assert [each["passed"] for each in rows] == ["true", "false", "true"]
    assert rows[1]["request"] == "'=cmd()"
    assert rows[1]["verdict"]


def test_markdown_and_lines_for_github(shop, cli, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    folder, _ = shop(TOKEN, REFUSED, FINE)
    ran = cli("run", str(folder), "--format", "markdown")
    assert "| ✗ List | 401 |" in ran.out
    assert "::error title=List::" in ran.err


def test_rows_of_data_and_repeats(shop, cli, tmp_path):
    folder, server = shop(*[FINE] * 4)
    data = tmp_path / "rows.csv"
    data.write_text(
        "host\n" + f"http://127.0.0.1:{server.port}/a\nhttp://127.0.0.1:{server.port}/b\n"
    )
    ran = cli("run", str(folder / "health.toml"), "--data", str(data), "--repeat", "2")
    assert ran.status == 0
    lines = [each.split(b" ")[1] for each in server.requests]
    assert lines == [b"/a/health", b"/b/health"] * 2


def test_several_at_once(shop, cli):
    folder, server = shop(*[FINE] * 6)
    ran = cli("run", str(folder / "health.toml"), "--repeat", "6", "--parallel", "3")
    assert (ran.status, len(server.requests)) == (0, 6)


def test_what_can_not_be_read_is_named(cli, tmp_path):
    ran = cli("run", str(tmp_path))
    assert ran.status == 2
    assert "no collection" in ran.err


def test_a_watch_says_when_a_verdict_flips_and_keeps_both(shop, cli, tmp_path, monkeypatch):
    folder, _ = shop(FINE, FINE, REFUSED)
    rounds = iter((0, 0))

    class Clock:
        def wait(self, _seconds):
            if next(rounds, None) is None:
                raise KeyboardInterrupt

    monkeypatch.setattr(command, "Event", Clock)
    kept = tmp_path / "kept"
    ran = cli("run", str(folder / "health.toml"), "--every", "5s", "--keep", str(kept))
    assert ran.status == 1
    said = [line.split()[1] for line in ran.out.splitlines()]
    assert said == ["ok", "FAILED"]
    assert sorted(path.name.rpartition("-")[2] for path in kept.iterdir()) == [
        "after.json",
        "before.json",
    ]


@pytest.mark.parametrize("text", ["soon", "5 weeks"])
def test_a_time_that_is_none_is_named(shop, cli, text):
    folder, _ = shop(FINE)
    ran = cli("run", str(folder), "--every", text)
    assert ran.status == 2
    assert text in ran.err
