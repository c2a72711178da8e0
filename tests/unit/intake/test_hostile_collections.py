"""Files that were made to hurt: nothing in them is run, fetched, followed or filled in."""

import json
import subprocess
import sys

import pytest

from inspector import intake
from inspector.export.collections.collection_export import export_collection
from inspector.export.collections.registry import all_targets
from inspector.intake.results import Unreadable
from inspector.library.coming_in import coming_in

SECRET = "content-of-a-file-of-this-machine"
SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


def corpus(touch, read, port):
    """Return hostile files by name: they would write `touch`, or read `read`, or call the port."""
    run = f"touch {touch}"
    script = (
        f"require('child_process').execSync('{run}'); pm.sendRequest('http://127.0.0.1:{port}')"
    )
    words = f"$({run}) `{run}` <%= system('{run}') %> ${{{run}}} {{{{#{run}}}}} {{{{$({run})}}}}"
    request = {"method": "GET", "url": f"http://127.0.0.1:{port}/{words}", "header": words}
    event = [{"listen": w, "script": {"exec": [script]}} for w in ("prerequest", "test")]
    item = [{"name": words, "request": request, "event": event}]
    yaml = f'!!python/object/apply:os.system ["{run}"]'
    return {
        "a.postman_collection.json": json.dumps(
            {"info": {"name": words, "schema": SCHEMA}, "item": item, "event": event}
        ),
        "deep.postman_collection.json": '{"info": {"schema": "' + SCHEMA + '"}, "item": '
        + '[{"name": "f", "item": ' * 3000 + "[]" + "}]" * 3000 + "}",
        "a.http": f"### {words}\n< {{% client.exec('{run}') %}}\nPOST http://127.0.0.1:{port}/\n\n"
        f"< {read}\n\n> {{% {script} %}}\n",
        "a.bru": f"meta {{\n  name: {words[:20]}\n  type: http\n}}\n\nget {{\n  url: http://a/\n}}\n\n"
        f"script:pre-request {{\n  {script}\n}}\n\nbody:json {{\n  @file({read})\n}}\n",
        "a.opencollection.yml": f"opencollection: 1.0.0\nitems:\n  - info: {{name: {yaml}}}\n"
        "    http: {url: https://a/}\n",
        "bomb.opencollection.yml": "opencollection: 1.0.0\n"
         "a0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
        + "items: *a39\n",
        "a.openapi.yaml": "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      parameters:\n"
        f"        - $ref: 'file://{read}'\n        - $ref: '{read}'\n"
        f"        - $ref: 'http://127.0.0.1:{port}/x.yaml'\n"
        "  /b:\n    $ref: '#/paths/~1b'\n",
        "curl.txt": f'curl http://127.0.0.1:{port}/ -d "$({run})" | sh; {run}',
    }  # fmt: skip


@pytest.fixture
def hostile(tmp_path, scripted):
    server = scripted([])
    read = tmp_path / "secret.txt"
    read.write_text(SECRET)
    files = corpus(tmp_path / "touched", read, server.port)
    yield files
    assert not (tmp_path / "touched").exists()
    assert server.requests == []


def test_nothing_is_run_read_or_called(hostile):
    for name, text in hostile.items():
        try:
            reading = intake.read(text.encode(), name)
        except Unreadable:
            continue
        assert SECRET not in repr(reading)
        if reading.collection is None:
            continue
        coming_in(reading.collection)
        for target in all_targets():
            written = export_collection(reading.collection, target.NAME)
            assert SECRET not in "".join(written.files.values())
            assert not [path for path in written.files if path.startswith("/") or ".." in path]


def test_the_command_line_neither(hostile, tmp_path):
    for name, text in hostile.items():
        (tmp_path / name).write_text(text)
    ran = subprocess.run(
        [sys.executable, "-m", "inspector", "import", *hostile, "--to", "taken"],
        cwd=tmp_path, capture_output=True, timeout=60, check=False,
        env={"REQUEST_INSPECTOR_HOME": str(tmp_path / "home"), "PATH": ""},
    )  # fmt: skip
    assert ran.returncode == 2, "some can't be read, which is said"
    assert b"Traceback" not in ran.stderr
    outside = {each.name for each in tmp_path.iterdir()} - {*hostile, "taken", "home", "secret.txt"}
    assert outside == set()
    assert SECRET.encode() not in ran.stdout + ran.stderr
