"""The command line as other programs use it: real processes, exit statuses, no Qt."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import jsonschema
import pytest

from inspector.mocklab import MockLab

ROOT = Path(__file__).parents[2]
REFUSED = b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n'
FINE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nfine"
WATCHED = """
import sys
from inspector.__main__ import main
try:
    status = main()
finally:
    loaded = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
    print("QT", loaded, file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture
def environment(tmp_path):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "REQUEST_INSPECTOR_HOME": str(tmp_path / "home"),
        "REQUEST_INSPECTOR_VAULT": "memory",
    }


@pytest.fixture
def program(environment, tmp_path):
    def program(*arguments, given=b"", watched=False):
        start = ["-c", WATCHED] if watched else ["-m", "inspector"]
        return subprocess.run(
            [sys.executable, *start, *map(str, arguments)],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=environment,
            timeout=50,
            check=False,
        )

    return program


@pytest.fixture
def started(environment, tmp_path):
    """Start the program and leave it running; it is ended with the test, however that ends."""
    running = []

    def started(*arguments):
        process = subprocess.Popen(
            [sys.executable, "-m", "inspector", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment,
        )
        running.append(process)
        return process

    yield started
    for process in running:
        process.kill()
        process.stdout.close()
        process.stderr.close()
        process.wait(60)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "refused.txt").write_bytes(REFUSED)
    (tmp_path / "fine.txt").write_bytes(FINE)
    (tmp_path / "nonsense.txt").write_bytes(b"\x00\x01\x02")
    return tmp_path


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_mistake_of_the_program(environment, tmp_path, closed):
    reply = tmp_path / "reply.txt"
    reply.write_text("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic\n\n")
    for given, status in ((reply, 1), ("-", 2)):
        start = f"exec {sys.executable} -m inspector diagnose {given} {closed}"
        ended = subprocess.run(
            ["/bin/sh", "-c", start], stdin=subprocess.DEVNULL, capture_output=True,
            cwd=tmp_path, env=environment, timeout=50, check=False,
        )  # fmt: skip
        assert ended.returncode == status, ended.stderr
        assert b"program failed" not in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("names", "status"),
    [
        (["fine.txt"], 0),
        (["refused.txt"], 1),
        (["fine.txt", "refused.txt"], 1),
        (["refused.txt", "nonsense.txt", "fine.txt"], 2),
        (["missing.txt"], 2),
    ],
)
def test_diagnose_tells_by_its_status(program, files, names, status):
    assert program("diagnose", *names).returncode == status


def test_the_others_are_answered_where_one_is_unreadable(program, files):
    names = ["refused.txt", "nonsense.txt", "fine.txt"]
    ran = program("diagnose", *names, "--format", "jsonl")
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [line["file"] for line in lines] == names
    assert list(lines[1]["error"]) == ["what", "where", "todo"]
    assert lines[0]["verdict"]["findings"][0]["cause"] == "missing-credentials"
    assert lines[2]["verdict"]["entry"] is None
    assert lines[2]["verdict"]["findings"] == []
    assert b"nonsense.txt" in ran.stderr


def test_standard_input_is_read_for_a_stroke(program):
    ran = program("diagnose", "-", "--format", "json", given=REFUSED)
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["file"] == "-"


@pytest.mark.parametrize(
    "arguments",
    [
        ["diagnose", "refused.txt"],
        ["diagnose", "refused.txt", "--format", "markdown"],
        ["decode", "Basic YWRhOnByYWN0aWNl"],
        ["schema"],
        ["send", "http://127.0.0.1:9/"],
        ["--version"],
        ["nothing.har"],
    ],
)
def test_qt_stays_out(program, files, arguments):
    assert program(*arguments, watched=True).stderr.splitlines()[-1] == b"QT []"


def test_without_a_display_the_window_is_refused_in_plain_words(program):
    ran = program()
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert b"no display" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_a_reader_that_leaves_early_is_no_error(started, files):
    process = started("diagnose", *["refused.txt"] * 500, "--format", "jsonl")
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) not in (0, 1, 2)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_mock_serves_until_it_is_told_to_end(started, end):
    process = started("mock", "--scenario", "nothing-sent")
    address = process.stdout.readline().split()[-1].decode()
    shown = [process.stdout.readline() for _ in range(4)]
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{address}/scenario/nothing-sent/x", timeout=60)
    caught.value.close()
    logged = process.stdout.readline()
    process.send_signal(end)
    rest, complaints = process.communicate(timeout=60)
    assert caught.value.code == 401
    assert f"{address}/scenario/nothing-sent/".encode() in b"".join(shown)
    assert logged.endswith(b"GET /scenario/nothing-sent/x -> 401\n")
    assert (process.returncode, rest, complaints) == (0, b"", b"")


def test_mock_goes_on_when_nobody_reads_its_log(started):
    process = started("mock", "--scenario", "nothing-sent")
    address = process.stdout.readline().split()[-1].decode()
    assert [process.stdout.readline() for _ in range(4)][-1].startswith(b"Press Ctrl+C")
    process.stdout.close()
    for _ in range(2):
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"{address}/scenario/nothing-sent/x", timeout=60)
        caught.value.close()
        assert caught.value.code == 401


def test_mock_says_that_a_port_is_taken(program):
    with MockLab() as lab:
        port = lab.address.rpartition(":")[2]
        ran = program("mock", "--port", port)
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert port.encode() in ran.stderr


def test_send_says_what_the_practice_server_refused(program, tmp_path):
    with MockLab() as lab:
        curl = f"curl -u ada:practice-only-0000 {lab.address}/scenario/wrong-password/account"
        ran = program("send", "--curl", curl, "--format", "json", "--save", "attempt.json")
    sent = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert sent["status"] == 401
    assert sent["exchanges"][0]["challenges"][0]["scheme"] == "Basic"
    assert sent["verdict"]["findings"][0]["cause"] == "invalid-credentials"
    saved = (tmp_path / "attempt.json").read_bytes()
    for text in (ran.stdout, saved):
        assert b"practice-only-0000" not in text
        assert b"cHJhY3RpY2Utb25seS0wMDAw" not in text
    again = program("diagnose", "attempt.json", "--format", "json")
    assert again.returncode == 1
    assert json.loads(again.stdout)["verdict"]["findings"]


def test_a_failed_connection_is_a_finding_and_is_saved(program, tmp_path):
    ran = program("send", "http://127.0.0.1:9/", "--format", "json", "--save", "attempt.json")
    sent = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert sent["status"] is None
    assert sent["verdict"]["findings"]
    assert (tmp_path / "attempt.json").is_file()


def test_what_is_accepted_has_no_findings(program):
    with MockLab() as lab:
        curl = f"curl -u ada:practice-only-7421 {lab.address}/scenario/wrong-password/account"
        ran = program("send", "--curl", curl)
    assert ran.returncode == 0
    assert b"200 OK" in ran.stdout
    assert ran.stderr == b""


def test_decode_takes_anything(program):
    assert program("decode", "what is this").returncode == 0
    ran = program("decode", "-", "--format", "json", given=b"Basic YWRhOnByYWN0aWNl\n")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["kind"] == "basic"


def test_the_demo_prints_a_diagnosis_and_leaves_a_picture(program, tmp_path):
    ran = program("demo")
    assert ran.returncode == 0, ran.stderr.decode()
    assert b"27 minutes" in ran.stdout
    picture = tmp_path / "request-inspector-demo.png"
    assert str(picture).encode() in ran.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_what_is_printed_is_as_the_schemas_say(program, files):
    schemas = {
        name: json.loads(program("schema", name).stdout)
        for name in ("verdict", "send", "saved-attempt")
    }
    assert json.loads(program("schema").stdout) == schemas["verdict"]
    printed = program("diagnose", "refused.txt", "nonsense.txt", "--format", "jsonl").stdout
    for line in printed.splitlines():
        jsonschema.validate(json.loads(line), schemas["verdict"])
    with MockLab() as lab:
        for slug in ("missing-credentials", "wrong-password"):
            url = f"{lab.address}/scenario/{slug}/v1/orders"
            sent = program(
                "send", "--curl", f"curl -L -u a:b {url}", "--format", "json", "--save", slug
            )
            jsonschema.validate(json.loads(sent.stdout), schemas["send"])
            saved = json.loads((files / slug).read_bytes())
            jsonschema.validate(saved, schemas["saved-attempt"])
