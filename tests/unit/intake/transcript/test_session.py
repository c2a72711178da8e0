"""What a terminal showed: prompts, commands and output of several calls, as people paste it."""

import base64

import pytest

from inspector import intake
from inspector.diagnose.diagnosing import diagnose
from inspector.intake.shell import split

VERBOSE = """\
*   Trying 192.0.2.10:443...
* Connected to depot.example (192.0.2.10) port 443
* using HTTP/1.x
> GET /v2/bins HTTP/1.1
> Host: depot.example
> Accept: */*
>
* Request completely sent off
< HTTP/1.1 401 Unauthorized
< Date: Tue, 05 May 2026 10:00:00 GMT
< WWW-Authenticate: Basic realm="depot"
< Content-Length: 2
<
no
* Connection #0 to host depot.example left intact
"""
REPLY = (
    "HTTP/1.1 401 Unauthorized\nDate: Tue, 05 May 2026 10:00:00 GMT\nContent-Length: 7\n\nrefused"
)
PROMPTS = (
    "",
    "$ ",
    "# ",
    "% ",
    "> ",
    "❯ ",
    "ann@box:~/depot$ ",
    "[ann@box depot]$ ",
    "ann@Mac depot % ",
    "PS C:\\work> ",
    "C:\\work>",
    "(venv) ann@box:~$ ",
    "bash-5.2$ ",
    "/app # ",
    "~ $ ",
    "➜  depot git:(main) ✗ ",
)


def attempt_of(text, name=""):
    return intake.read(text.encode(), name).attempt


@pytest.mark.parametrize("name", ["", "paste.txt", "run.log"])
@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_prompt_changes_nothing_of_what_curl_printed(prompt, name):
    bare = attempt_of(VERBOSE).exchanges
    found = attempt_of(f"{prompt}curl -v https://depot.example/v2/bins\n{VERBOSE}", name).exchanges
    assert [(one.request, one.reply) for one in found] == [(one.request, one.reply) for one in bare]


@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_prompt_before_a_reply_or_alone(prompt):
    command = f"{prompt}curl -i -u ann:pw https://depot.example/v2/bins"
    (one,) = attempt_of(f"{command}\n{REPLY}\n").exchanges
    assert (one.request.method, one.request.url, one.reply.status) == (
        "GET",
        "https://depot.example/v2/bins",
        401,
    )
    assert intake.read(command.encode()).request.url == "https://depot.example/v2/bins"


def test_the_command_says_what_the_reply_does_not():
    command = (
        "$ curl -si -X PUT -u ann:pw -H 'X-Depot: 4' -d '{\"n\": 1}' \\\n"
        "> -b sid=abc https://depot.example/v2/bins/7?dry=1\n"
    )
    (one,) = attempt_of(command + REPLY).exchanges
    lines = {line.name.lower(): line.value for line in one.request.headers}
    assert (one.request.method, one.request.body) == ("PUT", b'{"n": 1}')
    assert lines["authorization"] == "Basic " + base64.b64encode(b"ann:pw").decode()
    assert (lines["x-depot"], lines["cookie"]) == ("4", "sid=abc")


def test_the_body_of_a_request_that_curl_does_not_print():
    text = VERBOSE.replace("> GET", "> POST").replace("port 443", "port 80")
    (one,) = attempt_of(f"$ curl -v -d name=x http://depot.example/v2/bins\n{text}").exchanges
    assert (one.request.method, one.request.body) == ("POST", b"name=x")


@pytest.mark.parametrize(
    "given", ['-H "Authorization: Bearer $TOKEN"', "-u ann:$PW", '--oauth2-bearer "$(token)"', "-u ann"]
)  # fmt: skip
def test_what_the_shell_filled_in_is_known_to_be_missing(given):
    (one,) = attempt_of(f"$ curl -i {given} https://depot.example/v2/bins\n{REPLY}").exchanges
    (line,) = [each for each in one.request.headers if each.name == "Authorization"]
    assert line.value.endswith(" ***")
    assert any("authorization" in part.name for part in one.blanked)


def test_nothing_sent_weighs_less_where_a_file_may_have_held_the_login():
    text = REPLY.replace("Date", 'WWW-Authenticate: Basic realm="d"\nDate')
    bare = f"$ curl -i https://depot.example/v2/bins\n{text}"
    (shown, *_) = diagnose(attempt_of(bare)).findings
    (unseen, *_) = diagnose(attempt_of(bare.replace("-i", "-i --netrc"))).findings
    assert (shown.slug, shown.certainty) == ("no-credentials-sent", "certain")
    assert unseen.certainty != "certain"


def test_a_file_that_the_command_names_is_not_opened(tmp_path):
    secret = tmp_path / "headers"
    secret.write_text("X-Key: of this machine")
    (one,) = attempt_of(
        f"$ curl -i -H @{secret} -d @{secret} https://a.example/\n{REPLY}"
    ).exchanges
    assert b"machine" not in one.request.body
    assert all("machine" not in line.value for line in one.request.headers)


def test_several_calls_after_each_other():
    text = (
        "ann@box:~$ curl -i -u ann:one https://depot.example/a\n"
        'HTTP/2 401\nContent-Type: application/json\n\n{"message": "no"}'
        "ann@box:~$ curl -v https://depot.example/v2/bins\n"
        f"{VERBOSE}"
        "ann@box:~$ curl -i -u ann:two https://depot.example/b https://depot.example/c\n"
        "HTTP/2 200\n\nok\nHTTP/2 200\n\nfine\n"
    )
    found = attempt_of(text).exchanges
    assert [(one.request.url.rpartition("/")[2], one.reply.status) for one in found] == [
        ("a", 401),
        ("bins", 401),
        ("b", 200),
        ("c", 200),
    ]
    assert found[0].reply.body == b'{"message": "no"}'
    assert found[2].reply.body == b"ok"


def test_a_login_that_curl_repeats_and_a_redirect_stay_rounds_of_one_command():
    text = (
        "$ curl -iL --digest -u ann:pw http://depot.example/a\n"
        "HTTP/1.1 302 Found\nLocation: /b\n\n"
        'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Digest realm="d", nonce="n"\n\n'
        "HTTP/1.1 200 OK\n\nok\n"
    )
    found = attempt_of(text).exchanges
    assert [(one.purpose, one.request.url[-2:]) for one in found] == [
        ("main", "/a"),
        ("redirect", "/b"),
        ("challenge-answer", "/b"),
    ]


def test_httpie_with_its_command():
    text = (
        "$ http POST https://depot.example/v2/bins name=x X-Depot:4 -a ann:pw\n"
        "HTTP/1.1 401 Unauthorized\nContent-Length: 2\n\nno\n\n"
        "$ http https://depot.example/v2/bins/7\nHTTP/1.1 200 OK\n\n{}\n"
    )
    first, second = attempt_of(text).exchanges
    assert (first.request.method, first.request.body) == ("POST", b'{"name": "x"}')
    assert {"Authorization", "X-Depot"} <= {line.name for line in first.request.headers}
    assert (second.request.method, second.request.url[-2:]) == ("GET", "/7")
    assert first.reply.body == b"no"


def test_a_command_that_met_no_server_stands_for_itself():
    text = (
        f"$ curl -i https://depot.example/a\n{REPLY}\n"
        "$ curl -i https://gone.example/b\ncurl: (6) Could not resolve host: gone.example\n"
    )
    first, second = attempt_of(text).exchanges
    assert (first.reply.status, first.failure) == (401, None)
    assert (second.request.url, second.failure.kind) == ("https://gone.example/b", "name-not-found")


def test_output_that_tells_nothing_is_said():
    text = (
        "$ curl https://depot.example/a\n{}\n"
        f"$ curl -v https://depot.example/v2/bins\n{VERBOSE}"
        "$ curl -i https://depot.example/b\n"
    )
    reading = intake.read(text.encode())
    assert len(reading.attempt.exchanges) == 1
    (note,) = reading.notes
    assert "line 1" in note


@pytest.mark.parametrize("name", ["", "paste.txt"])
def test_a_transcript_without_any_message_is_no_recording(name):
    text = "$ curl -v https://depot.example/\n* using HTTP/1.x\n* Request completely sent off\n"
    assert intake.read(text.encode(), name).attempt is None


@pytest.mark.parametrize(
    "body",
    ["Ask ann@box, then say: curl is fine", "<pre>curl https://depot.example/</pre>", "100 % curl"],
)
def test_words_of_a_body_are_no_command(body):
    (one,) = attempt_of(REPLY.replace("Content-Length: 7\n", "").replace("refused", body)).exchanges
    assert one.reply.body.decode() == body


def test_a_star_and_a_protocol_are_no_request_line():
    with pytest.raises(intake.Unreadable):
        intake.read(b"* using HTTP/1.1\n", "a.http")


@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_shell_leaves_the_prompt_out(prompt):
    assert split(f"{prompt}curl https://a.example/").words[0] == "curl"
