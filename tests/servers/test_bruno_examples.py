"""Examples in Bruno's files, beside Bruno's own reader and writer of them."""

import json
import subprocess
from pathlib import Path

import pytest

from inspector import intake
from inspector.intake.collections.bruno import read
from inspector.model.request import Example, RequestHeader
from tests.fixtures.provider import MODULES

pytestmark = pytest.mark.server("oidc-provider")  # they share one folder of node's packages
LANG = MODULES / "@usebruno" / "lang" / "v2"
FILES = sorted((LANG / "tests" / "examples" / "fixtures" / "bru").glob("*.bru"))
_READ = """
const read = require("SOURCE/bruToJson.js");
const fs = require("fs");
const found = process.argv.slice(1).map((each) => read(fs.readFileSync(each, "utf8")));
console.log(JSON.stringify(found));
"""
_WRITE = """
const write = require("SOURCE/jsonToBru.js");
process.stdout.write(write(JSON.parse(require("fs").readFileSync(0, "utf8"))));
"""
ODD = "ünï {{x}} 日本"
EXAMPLES = (
    Example(name="Plain", url="https://a.example/v1?x=1", status=200, reason="OK", body="hello"),
    Example(
        name=f"Refused: {ODD}",
        url="https://a.example/{{id}}",
        status=401,
        reason="Unauthorized",
        headers=(
            RequestHeader("WWW-Authenticate", 'Bearer realm="r", error="invalid_token"'),
            RequestHeader("x:odd name", ODD),
        ),
        body='{\n  "error": {\n    "why": "}"\n  }\n}',
    ),
    Example(name="Nothing in it", url="https://a.example/", status=204, reason="No Content"),
    Example(name="An indented text", url="u", status=200, reason="OK", body="    four\n\n  two\n}"),
)


def _node(script, *words, given=""):
    source = script.replace("SOURCE", str(LANG / "src"))
    command = ["node", "-e", source, "--", *map(str, words)]
    ran = subprocess.run(
        command, input=given, text=True, capture_output=True, timeout=60, check=True
    )
    return ran.stdout


def _written(examples):
    """Return a request file with the examples, as Bruno writes it."""
    kept = [
        {
            "name": each.name,
            "request": {"url": each.url, "method": "get"},
            "response": {
                "headers": [{"name": row.name, "value": row.value} for row in each.headers],
                "status": str(each.status),
                "statusText": each.reason,
                "body": {"type": "json", "content": each.body},
            },
        }
        for each in examples
    ]
    given = {
        "meta": {"name": "Get", "type": "http", "seq": "1"},
        "http": {"method": "get", "url": "https://a.example/v1"},
        "examples": kept,
    }
    return _node(_WRITE, given=json.dumps(given)).encode()


def _examples(data):
    return read(data).collection.requests[0].examples


def test_what_bruno_writes_comes_in_as_it_was():
    assert _examples(_written(EXAMPLES)) == EXAMPLES


def test_a_file_with_examples_is_recognised_and_its_own_blocks_stay_its_own():
    reading = intake.read(_written(EXAMPLES))
    (request,) = reading.collection.requests
    assert (request.method, request.url) == ("GET", "https://a.example/v1")
    assert len(request.examples) == len(EXAMPLES)


def test_every_example_with_a_reply_of_brunos_own_files_comes_in():
    """Bruno's reader says what there is; a file without a request's block is none to us."""
    theirs = json.loads(_node(_READ, *FILES))
    counted = 0
    for file, said in zip(FILES, theirs, strict=True):
        if not said.get("http", {}).get("url"):
            continue
        kept = said.get("examples", ())
        wanted = [each for each in kept if "response" in each]
        reading = read(file.read_bytes())
        found = reading.collection.requests[0].examples
        lost = [each for each in reading.losses if "has no reply" in each.what]
        assert len(lost) == len(kept) - len(wanted), file.name
        assert [each.name for each in found] == [each["name"] for each in wanted], file.name
        assert [each.url for each in found] == [each["request"]["url"] for each in wanted]
        assert [each.body for each in found] == list(map(_body, wanted)), file.name
        assert [_headers(each) for each in found] == [
            [(row["name"], row["value"]) for row in each["response"].get("headers", ())]
            for each in wanted
        ]
        counted += len(found)
    assert counted >= 10


def _headers(example):
    return [(row.name, row.value) for row in example.headers]


def _body(example):
    return example["response"].get("body", {}).get("content", "")


def test_a_status_whose_number_and_words_were_swapped_is_read():
    (swapped,) = _examples(Path(next(f for f in FILES if "swapped" in f.name)).read_bytes())
    assert (swapped.status, swapped.reason) == (202, "Accepted")


BUNDLED = """opencollection: 1.0.0
info: {name: C}
bundled: true
items:
  - info: {name: Get, type: http}
    http: {method: GET, url: https://a.example/v1}
    examples:
      - name: Gone
        request: {url: https://a.example/v1?x=1, method: GET}
        response:
          status: 410
          statusText: Gone
          headers: [{name: X-A, value: "1"}]
          body: {type: text, data: nobody}
      - name: No reply
        request: {url: https://a.example/v1, method: GET}
"""


def test_a_bundled_collection_has_them_too():
    reading = intake.read(BUNDLED.encode(), "c.yml")
    (request,) = reading.collection.requests
    (found,) = request.examples
    assert found == Example(
        name="Gone",
        url="https://a.example/v1?x=1",
        status=410,
        reason="Gone",
        headers=(RequestHeader("X-A", "1"),),
        body="nobody",
    )
    assert ["No reply" in each.what for each in reading.losses] == [True]
