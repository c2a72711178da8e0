"""The same command given to curl and to the reader: the same request must go out."""

import contextlib
import shutil
import socket
import subprocess
import threading

import pytest

from inspector import intake
from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.secret import Secret
from inspector.protocol.schemes import basic

REPLY = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
COMMANDS = [
    "curl {url}/a",
    "curl {url}/a?b=c#d",
    "curl -u me:p:w {url}/a",
    "curl -u me: {url}/a",
    "curl http://me:p%40w@{host}/a",
    "curl --oauth2-bearer tok {url}/a",
    "curl -H 'Authorization: Bearer tok' {url}/a",
    "curl -H 'X-Api-Key: k' -H 'x-api-key2: K' {url}/a",
    "curl -d a=1 -d 'b=2 3' {url}/a",
    "curl -d '{{\"a\": \"é\"}}' -H 'Content-Type: application/json' {url}/a",
    "curl --data-urlencode 'a=b c&d' --data-urlencode '=x y' --data-urlencode 'é' {url}/a",
    "curl --json '{{\"a\":' --json '1}}' {url}/a",
    "curl -G -d a=1 --data-urlencode 'b=c d' '{url}/a?x=y'",
    "curl -G -I -d a=1 {url}/a",
    "curl -I {url}/a",
    "curl -XDELETE {url}/a",
    "curl -X PUT -d x {url}/a",
    "curl -A me -e http://r/ -b 'a=1; b=2' -r 0-9 {url}/a",
    "curl -A '' -H 'Accept:' -H 'X-Empty;' -H 'X-Gone:' {url}/a",
    "curl -b a=1 -b b=2 {url}/a",
    "curl --url-query 'q=a b' --url-query '+c=%20' {url}/a",
    "curl $'-HX: \\'\\x41\\u00e9' {url}/a",
    "curl -T {file} {url}/a",
    "curl -d @{file} {url}/a",
    "curl --data-binary @{file} {url}/a",
    "curl --data-binary @{file} -d x {url}/a",
    "curl -H @{file}.headers {url}/a",
    "curl -sSkiv --compressed --http1.1 {url}/a -o /dev/null",
    "curl -0 {url}/a",
    "curl --url {url}/a",
    "curl \\\n  {url}/a \\\n  -H 'A: b'",
    'curl -H "A: \\"b\\" \\$c" {url}/a',
    "curl {host}/a",
]


@pytest.fixture
def listener():
    """Answer every connection with 200 and keep what was received; give address and messages."""
    messages = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(10)

    def serve():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = server.accept()
                with connection:
                    messages.append(_message(connection))
                    connection.sendall(REPLY)

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"127.0.0.1:{server.getsockname()[1]}", messages
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(60)


def _message(connection):
    connection.settimeout(5)
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line.partition(b":")[2]) for line in head.split(b"\r\n")
         if line.lower().startswith(b"content-length:")), 0,
    )  # fmt: skip
    while len(body) < length:
        body += connection.recv(65536)
    start, *lines = head.decode("latin-1").split("\r\n")
    headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    method, target, _ = start.split(" ", 2)
    return method, target, _comparable(headers), body


def _comparable(headers):
    left_out = {"user-agent", "accept-encoding", "expect"}
    return sorted((n.lower(), v) for n, v in headers if n.lower() not in left_out)


def _ours(command):
    reading = intake.read(command.encode())
    scope = Scope(secrets={ref: Secret(value) for ref, value in reading.secrets.items()})
    assembled = assemble(reading.request, scope)
    assert not assembled.problems
    message = assembled.message
    headers = [(header.name, header.value) for header in message.headers]
    match assembled.credential:
        case Basic(user=user, password=ref):
            headers.append(("Authorization", basic.header(user, scope.revealed(ref))))
        case Bearer(word=word, token=ref):
            headers.append(("Authorization", f"{word} {scope.revealed(ref)}"))
        case ApiKey(name=name, value=ref):
            headers.append((name, scope.revealed(ref)))
    return message.method, message.target, _comparable(headers), message.body


@pytest.mark.server("curl")
@pytest.mark.parametrize("template", COMMANDS)
def test_the_same_request_goes_out(template, listener, tmp_path):
    host, messages = listener
    file = tmp_path / "data.txt"
    file.write_bytes(b"a b\r\nc\n")
    (tmp_path / "data.txt.headers").write_text("X-One: 1\nX-Two: 2\n")
    command = template.format(url=f"http://{host}", host=host, file=file)
    subprocess.run(
        [shutil.which("bash"), "-c", command + " --max-time 5"],
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        cwd=tmp_path,
    )
    (theirs,) = messages
    assert _ours(command) == theirs
