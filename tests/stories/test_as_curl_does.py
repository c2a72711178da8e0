"""`send --curl` sends what the curl installed here sends, the order of header lines aside."""

import re
import shlex
import subprocess

import pytest

from inspector.cli.program import Faces, run
from tests.fixtures.scripted import reply

pytestmark = pytest.mark.server("curl")
BOUNDARY = re.compile(rb"-{20,}[0-9A-Za-z]{10,}")
DIGEST = (
    'WWW-Authenticate: Digest realm="r", nonce="n0nce", qop="auth", algorithm=SHA-256, opaque="o"'
)
COMMANDS = [
    "{url}/a?b=c",
    "-X PURGE {url}/a",
    "-I {url}/a",
    "-H 'Accept: text/plain' -H 'X-One: 1' -H 'x-one: 2' {url}",
    "-H 'Accept:' -H 'X-Empty;' -H 'User-Agent: mine' {url}",
    "-H 'Host: other.example' {url}",
    "-A 'my agent' -e http://from.example/ {url}",
    "-u ada:secret {url}",
    "-u 'ada:with:colon' -X DELETE {url}",
    "-u 'müller:größe' {url}",
    "--oauth2-bearer abc.def {url}",
    "-b 'a=1; b=2' {url}",
    "-d a=1 -d b=2 {url}",
    "-d 'a b&c' {url}",
    "--data-raw '@literal' {url}",
    "--data-urlencode 'q=a b&c' {url}",
    "--data-binary @{file} {url}",
    "-d @{file} {url}",
    "-G -d a=1 -d 'b=2' '{url}?z=0'",
    "-G --data-urlencode 'q=ä' {url}",
    "--url-query 'a=b c' --url-query '+x%20y' {url}",
    "--json '{{\"a\": 1}}' {url}",
    "-X PUT -d x -H 'Content-Type: text/plain' {url}",
    "-T {file} {url}/up",
    "-F a=1 -F 'f=@{file};type=text/plain' {url}",
    "-F 'a=x;type=application/json' -F 'f=@{file};filename=other.bin' {url}",
    "--compressed {url}",
    "--http1.0 {url}",
    "--http1.1 {url}",
    "-r 0-10 {url}",
    "--path-as-is '{url}/a/../b'",
    "'{url}/a/../b/./c'",
    "'{url}/ä'",
    "'{url}/a%20b?x=%zz'",
    "{url}#fragment",
]


@pytest.fixture
def both(scripted, capsys, tmp_path):
    """Run a command with curl and with us, against servers that answer alike."""
    file = tmp_path / "data.txt"
    file.write_bytes(b"line one\r\nline two\n\xff")

    def received(start, replies, command):
        server = scripted(replies)
        start(command.format(url=server.url, file=file))
        return [normal(request, server.port) for request in server.requests]

    def by_curl(command):
        subprocess.run(
            ["curl", "-s", "-q", "-o", "/dev/null", *shlex.split(command)],
            check=False,
            timeout=30,
            env={"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        )

    def by_us(command):
        faces = Faces(open_window=lambda _: 9, save_picture=lambda _: None)
        run(["send", "--curl", f"curl {command}"], faces)
        capsys.readouterr()

    def both(command, replies):
        return received(by_us, replies, command), received(by_curl, replies, command)

    return both


def normal(request, port):
    """A request as (first line, header lines, body), chance left out.

    Left out too: the order of lines, blanks at their ends, the case of percent-encoding.
    """
    request = request.replace(f":{port}".encode(), b":PORT")
    found = re.search(rb"boundary=(\S+)", request)
    if found:
        request = request.replace(found[1], b"BOUNDARY")
        request = re.sub(rb"Content-Length: \d+", b"Content-Length: N", request)
    request = re.sub(rb"User-Agent: curl/[\d.]+", b"User-Agent: curl", request)
    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    first = re.sub(rb"%[0-9a-f]{2}", lambda found: found[0].upper(), first)
    return first, sorted(line.strip() for line in lines), body


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_bytes_are_sent(both, command):
    ours, theirs = both(command, [reply(body=b"ok")])
    assert ours == theirs


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 x", "308 x"])
@pytest.mark.parametrize(
    "command",
    [
        "-L {url}/a",
        "-L -d a=1 {url}/a",
        "-L -X PUT -d a=1 {url}/a",
        "-L -X POST {url}/a",
        "-L -I {url}/a",
        "{url}/a",
    ],
)
def test_redirects_are_followed_as_curl_does(both, command, status):
    replies = [reply(status, "Location: /next?x=1"), reply(body=b"there")]
    ours, theirs = both(command, replies)
    assert ours == theirs


@pytest.mark.parametrize(
    "command",
    [
        "--digest -u ada:secret {url}/a?b=c",
        "-u ada:secret {url}/a",
        "--anyauth -u ada:secret {url}",
    ],
)
def test_challenges_are_answered_only_when_asked(both, command):
    replies = [reply("401 Unauthorized", DIGEST), reply(body=b"in")]
    ours, theirs = both(command, replies)
    assert [first for first, _, _ in ours] == [first for first, _, _ in theirs]
    names = [[line.split(b":")[0] for line in lines] for _, lines, _ in ours]
    assert names == [[line.split(b":")[0] for line in lines] for _, lines, _ in theirs]


JAR = "127.0.0.1\tFALSE\t/\tFALSE\t0\tlb\tone\n"
COOKIES = [
    "-b '' {url}/a",
    "-c {file}.jar {url}/a",
    "-b {file}.in -c {file}.jar {url}/a",
    "-b {file}.in {url}/a",
    "-b {file}.none {url}/a",
    "-b 'x=1' {url}/a",
    "-b 'x=1' -b '' {url}/a",
    "-j -b {file}.in {url}/a",
    "{url}/a",
]


@pytest.mark.parametrize("command", COOKIES)
@pytest.mark.parametrize("head", ["-L", "--digest -u ada:secret"])
def test_cookies_are_returned_only_where_curl_does_so(both, tmp_path, head, command):
    (tmp_path / "data.txt.in").write_text(JAR)
    cookies = ("Set-Cookie: lb=two; Path=/", "Set-Cookie: n=3; Path=/")
    first = reply("302 Found", "Location: /in", *cookies)
    if "digest" in head:
        first = reply("401 Unauthorized", DIGEST, *cookies)
    ours, theirs = both(f"{head} {command}", [first, reply(body=b"in")])
    assert [_cookie(one) for one in ours] == [_cookie(one) for one in theirs]
    assert len(ours) == 2


def _cookie(request):
    found = next((line for line in request[1] if line.startswith(b"Cookie:")), b"Cookie:")
    return sorted(one.strip() for one in found[7:].split(b";") if one.strip())


def test_only_the_jar_that_curl_is_asked_for_is_written(scripted, capsys, tmp_path):
    server = scripted([reply("200 OK", "Set-Cookie: sid=planted; Path=/", body=b"in")])
    jar = tmp_path / "jar.txt"
    faces = Faces(open_window=lambda _: 9, save_picture=lambda _: None)
    run(["send", "--curl", f"curl -c {jar} {server.url}"], faces)
    assert "-c writes no file here" in capsys.readouterr().err
    assert not jar.exists()


@pytest.mark.parametrize("keep", ["", "--location-trusted"])
def test_the_login_goes_to_another_origin_only_when_trusted(scripted, both, keep):
    there = scripted([reply(body=b"there")])
    replies = [reply("302 Found", f"Location: {there.url}/next")]
    both(f"-L {keep} -u ada:secret {{url}}/a", replies)
    ours, theirs = (b"Authorization:" in request for request in there.requests)
    assert ours == theirs == bool(keep)


def test_a_proxy_gets_its_login(both):
    """curl sends it at once, we as the answer to the proxy's 407: what comes through is alike."""

    def proxy(request):
        if b"\nProxy-Authorization: " in request:
            return reply(body=b"through")
        return reply("407 Who", 'Proxy-Authenticate: Basic realm="p"')

    ours, theirs = both("-x {url} -U 'proxy:pw' -u ada:secret http://origin.example/a?b", [proxy])
    first, lines, body = theirs[-1]
    lines.remove(b"Proxy-Connection: Keep-Alive")
    assert ours[-1] == (first, lines, body)
