"""What every export format does (the kind's conformance test), and what is particular to each."""

import csv
import io
import json
import shutil
import subprocess
from html.parser import HTMLParser
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.export.code.call import plain
from inspector.export.export import export
from inspector.export.options import Options
from inspector.export.redact import redact
from inspector.export.registry import all_formats, format_named
from inspector.export.snippets import curl_bash
from inspector.export.treatments import treatments
from inspector.intake import read
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict
from inspector.model.message import latin1, values
from tests.fixtures.odd_addresses import ADDRESSES
from tests.unit.export.conftest import BASIC, JWT, KEY, PASSWORD, SECRETS, SESSION

NAMES = [found.NAME for found in all_formats()]


@pytest.mark.parametrize("name", NAMES)
class TestEveryFormat:
    def test_it_says_what_it_is(self, name):
        found = format_named(name)
        assert found.title()
        assert found.SUFFIX.startswith(".")
        assert isinstance(found.ORDER, int)
        assert isinstance(found.WHOLE, bool)
        assert isinstance(found.ALL, bool)

    def test_a_long_trace_is_written_in_time(self, name, answer):
        exchanges = answer.attempt.exchanges + answer.attempt.exchanges[:1] * 997
        attempt = msgspec.structs.replace(answer.attempt, exchanges=exchanges)
        shown = SimpleNamespace(attempt=attempt, annotations=(), verdict=answer.verdict)
        text = export(shown, name).text
        if name in {"markdown", "html"}:
            assert "998 other exchanges are left out." in text
        assert text.count("old.example") >= (998 if format_named(name).ALL else 1)

    def test_it_shows_no_secret_however_treated(self, name, answer):
        for treatment in treatments():
            done = export(answer, name, Options(treatment=treatment))
            assert done.leaks == ()
            assert done.text.endswith("\n") or name == "html"
            for secret in (PASSWORD, KEY, SESSION, BASIC, JWT.rpartition(".")[2]):
                assert secret not in done.text
        assert JWT not in done.text

    def test_it_writes_secrets_only_when_asked(self, name, answer):
        if name not in {"html", "markdown"}:
            text = export(answer, name, Options(include_secrets=True)).text
            assert (BASIC if name == "curl" else KEY) in text
        assert export(answer, name, Options(include_secrets=True)).leaks == ()

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_it_writes_addresses_that_are_none(self, name, answer, address):
        sent, *others = answer.attempt.exchanges
        message = msgspec.structs.replace(sent.request, url=latin1(address), target="/")
        odd = msgspec.structs.replace(sent, request=message)
        attempt = msgspec.structs.replace(answer.attempt, exchanges=(odd, *others))
        shown = SimpleNamespace(attempt=attempt, annotations=(), verdict=answer.verdict)
        assert export(shown, name).text

    def test_it_is_the_same_each_time(self, name, answer):
        assert export(answer, name) == export(answer, name)

    def test_it_writes_an_answer_without_findings(self, name, answer):
        empty = SimpleNamespace(attempt=answer.attempt, annotations=(), verdict=Verdict())
        assert export(empty, name).text

    def test_it_writes_nothing_or_says_that_it_does_not_fit(self, name):
        empty = SimpleNamespace(attempt=Attempt(), annotations=(), verdict=Verdict())
        if format_named(name).fits(redact(empty)):
            assert export(empty, name).text

    def test_it_has_no_gap_where_a_reply_came_alone(self, name):
        alone = read(b"HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer realm=r\r\n\r\n{}").attempt
        answer = SimpleNamespace(attempt=alone, annotations=(), verdict=diagnose(alone))
        if not format_named(name).fits(redact(answer)):
            assert name in {"curl", "har"}, "these hold requests"
            return
        text = export(answer, name).text
        assert ("The request was not recorded" in text) is (name in {"markdown", "html", "junit"})
        for gap in ("` `", "```http\n \n", "<code> </code>", "<code></code>", 'name=" "', "://\n"):
            assert gap not in text

    def test_it_survives_any_bytes(self, name, answer):
        exchange = answer.attempt.exchanges[1]
        wild = "".join(map(chr, range(256)))
        message = msgspec.structs.replace(
            exchange.request, method=wild, target=wild, url=wild, body=bytes(range(256))
        )
        reply = msgspec.structs.replace(exchange.reply, reason=wild, body=bytes(range(256)))
        changed = msgspec.structs.replace(exchange, request=message, reply=reply)
        attempt = msgspec.structs.replace(answer.attempt, exchanges=(changed, changed))
        wild_answer = SimpleNamespace(attempt=attempt, annotations=(), verdict=answer.verdict)
        export(wild_answer, name).text.encode("utf-8")


def test_markdown_says_cause_proof_and_fix(answer):
    text = export(answer, "markdown").text
    assert text.startswith("# Your access token expired 27 minutes ago.\n")
    assert "**Certain: Invalid credentials** (`token-expired`)" in text
    assert "- (1) Server said error=" in text
    assert 'WWW-Authenticate: Bearer realm="a", error="invalid_token"  <- (1)' in text
    assert "- Refresh token and resend" in text
    assert "## Who does what" in text
    assert "- **API owner**: Nothing." in text
    assert "**How to avoid it**: Renew early." in text
    assert "Reference: RFC 6750 §3.1" in text
    assert "- Possible: It was revoked." in text
    assert "Account locked: The reply says nothing of a lock." in text
    assert "The connection was refused." in text
    only = export(answer, "markdown", Options(parts=("verdict",))).text
    assert "## " not in only.replace("## What to do", "").replace("## Who does what", "")


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.marked, self.inside, self.links = [], [], False, []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.inside = tag == "mark" or self.inside
        self.links += [value for name, value in attrs if name in {"href", "src"}]

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "mark"

    def handle_data(self, data):
        if self.inside:
            self.marked.append(data)


def test_html_is_whole_marks_the_proof_and_runs_nothing(answer):
    text = export(answer, "html").text
    page = Page()
    page.feed(text)
    assert "script" not in page.tags
    assert "&lt;script&gt;" in text
    assert "&lt;i&gt;Really" in text
    assert all(link.startswith("#pin-") for link in page.links)
    assert page.marked == [
        "limit=2",
        "3",
        "eyJhbGciOi••••••••EyMw",
        "2",
        'error="invalid_token"',
        "1",
    ]
    assert "prefers-color-scheme: dark" in text
    assert "http" not in text.partition("<style>")[2].partition("</style>")[0]


def test_json_is_the_shape_that_send_prints(answer):
    made = json.loads(export(answer, "json").text)
    assert made["status"] == 401
    assert made["exchanges"][1]["challenges"] == [
        {"scheme": "Bearer", "params": {"realm": "a", "error": "invalid_token"}}
    ]
    assert made["verdict"]["findings"][0]["finding"] == "token-expired"
    first = made["verdict"]["findings"][0]["evidence"][1]
    value = made["exchanges"][1]["request"]["headers"][1]["value"]
    assert value.encode()[first["start"] : first["end"]].decode() == "eyJhbGciOi••••••••EyMw"


def test_our_own_reader_opens_the_har(answer):
    attempt = read(export(answer, "har").text.encode(), "x.har").attempt
    assert [one.request.method for one in attempt.exchanges] == ["POST", "POST", "GET"]
    again, before = attempt.exchanges[1], answer.attempt.exchanges[1]
    assert [header.name for header in again.request.headers] == [
        header.name for header in before.request.headers
    ]
    assert values(again.request.headers, "x-note") == values(before.request.headers, "x-note")
    assert again.reply.status == 401
    assert again.reply.headers[1] == before.reply.headers[1]
    assert again.started == before.started
    assert again.timing.tls == 3.0
    assert "request.headers.authorization" in again.redacted
    assert attempt.exchanges[2].reply is None


def test_a_har_with_secrets_comes_back_with_equal_bytes(answer):
    text = export(answer, "har", Options(include_secrets=True)).text
    again = read(text.encode(), "x.har").attempt.exchanges[1]
    before = answer.attempt.exchanges[1]
    assert again.request.body == before.request.body
    assert again.reply.body == before.reply.body
    assert again.request.target == before.request.target
    assert values(again.request.headers, "authorization") == (f"Bearer {JWT}",)


def test_our_own_reader_opens_the_saved_attempt(answer):
    reading = read(export(answer, "saved-attempt").text.encode(), "x.attempt.json")
    assert reading.kind == "saved-attempt"
    assert reading.attempt.request.name == "Orders"
    assert (
        reading.attempt.exchanges[1].reply.headers
        == redact(answer).attempt.exchanges[1].reply.headers
    )


def test_curl_repeats_the_request_before_its_redirects(answer):
    text = export(answer, "curl").text
    assert "old.example" in text
    assert "-X POST" in text
    assert PASSWORD not in text


@pytest.mark.parametrize(
    "word", ["plain", "two words", "it's", "a\nb'\\", '$HOME `x` "q" !', "ü✓", "", "\x01\x7f"]
)
def test_bash_reads_each_word_back(word):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    done = subprocess.run(
        [bash, "-c", f"printf %s {curl_bash.quote(plain(latin1(word)))}"],
        capture_output=True,
        check=True,
        timeout=20,
    )
    assert done.stdout.decode() == word


def test_our_own_reader_opens_the_curl_command(answer):
    exchanges = (msgspec.structs.replace(answer.attempt.exchanges[1], answers=None),)
    attempt = msgspec.structs.replace(answer.attempt, exchanges=exchanges)
    shown = SimpleNamespace(attempt=attempt, annotations=(), verdict=Verdict())
    text = export(shown, "curl", Options(include_secrets=True)).text
    reading = read(text.encode(), "")
    assert reading.kind == "curl"
    assert reading.request.method == "POST"
    assert reading.request.url == attempt.exchanges[0].request.url or reading.secrets


@pytest.mark.parametrize("secret", SECRETS)
def test_every_secret_of_the_answer_is_known(secret, answer):
    assert secret in redact(answer).hidden


def test_a_table_has_a_row_for_each_exchange_with_what_was_found(answer):
    rows = list(csv.DictReader(io.StringIO(export(answer, "csv").text)))
    assert len(rows) == len(answer.attempt.exchanges)
    (told,) = [row for row in rows if row["finding"] == "token-expired"]
    assert told["certainty"] == "certain"
    assert told["title"] == "Your access token expired 27 minutes ago."


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1"])
def test_no_cell_of_a_table_is_a_formula(answer, text):
    finding = msgspec.structs.replace(answer.verdict.findings[0], title=text)
    verdict = msgspec.structs.replace(answer.verdict, findings=(finding,))
    shown = SimpleNamespace(attempt=answer.attempt, annotations=(), verdict=verdict)
    rows = list(csv.DictReader(io.StringIO(export(shown, "csv").text, newline="")))
    assert "'" + text in {row["title"] for row in rows}
    assert not [c for row in rows for c in row.values() if c[:1] in {*"=+-@\t\r"}]


def test_a_build_server_sees_what_was_refused(answer):
    suite = ET.fromstring(export(answer, "junit").text)
    cases = suite.findall("testcase")
    assert suite.get("tests") == str(len(cases)) == str(len(answer.attempt.exchanges))
    failed = [case.find("failure") for case in cases if case.find("failure") is not None]
    assert suite.get("failures") == str(len(failed))
    assert "token-expired" in {each.get("type") for each in failed}
