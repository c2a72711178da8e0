"""What every annotator promises: places that exist, short texts, no secrets, no surprise."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector import intake
from inspector.annotate.registry import all_annotators, annotate
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply

ANNOTATORS = all_annotators()
CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.har"))
NAMES = [
    "Authorization", "Proxy-Authorization", "WWW-Authenticate", "Proxy-Authenticate", "Cookie",
    "Set-Cookie", "Date", "Server", "Via", "X-Request-Id", "X-Api-Key", "Origin", "Location",
    "Access-Control-Allow-Origin", "Access-Control-Request-Headers", "Content-Type", "",
    "Sec-WebSocket-Extensions",
]  # fmt: skip
WORDS = [
    "Basic ", "Bearer ", "Digest ", "YTpi", "eyJhbGciOiJIUzI1NiJ9.", "eyJleHAiOjF9", ".c2ln", ",",
    'realm="x"', "error=invalid_token", "scope=", "; ", "=", "a", "\xe9", "\x00", "\n", '"', " ",
    "Tue, 25 Nov 2025 14:32:41 GMT", "https://a.example",
]  # fmt: skip
values = st.lists(st.sampled_from(WORDS) | st.text(st.characters(max_codepoint=255), max_size=5),
                  max_size=5).map("".join)  # fmt: skip
headers = st.lists(st.builds(Header, st.sampled_from(NAMES), values), max_size=5).map(tuple)
messages = st.builds(
    Message,
    method=st.sampled_from(["GET", "POST", "OPTIONS", ""]),
    url=st.sampled_from(["https://a.example/x?token=abc", "", "http://[x", "/"]),
    target=st.sampled_from(["/x?token=abc&api_key=", "", "?", "/?key=%FF"]),
    headers=headers,
    body=st.binary(max_size=20),
)
replies = st.builds(
    Reply,
    status=st.sampled_from([101, 200, 302, 400, 401, 403, 407, 419, 500, 599]),
    headers=headers,
    body=st.sampled_from([b"", b"{", b'{"error": "invalid_token"}', b"[1]", b"<title>x</title>"])
    | st.binary(max_size=20),
)
exchanges = st.builds(
    Exchange,
    purpose=st.sampled_from(["main", "redirect", "preflight", "challenge-answer"]),
    request=messages,
    reply=st.none() | replies,
    redacted=st.sampled_from([(), ("request.headers.authorization", "request.headers.cookie")]),
)


def attempt_of(made):
    linked = [made[0], *(_answering(one, index) for index, one in enumerate(made[1:]))]
    return Attempt(exchanges=tuple(linked), source="sent")


def _answering(exchange, before):
    return Exchange(
        **{
            name: getattr(exchange, name)
            for name in exchange.__struct_fields__
            if name != "answers"
        },
        answers=before,
    )


@pytest.mark.parametrize("annotator", ANNOTATORS, ids=lambda one: one.__name__.rpartition(".")[2])
class TestAnnotator:
    @given(st.lists(exchanges, min_size=1, max_size=3).map(attempt_of))
    @settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
    def test_any_attempt(self, annotator, cut, attempt):
        for index in range(len(attempt.exchanges)):
            for note in annotator.annotate(attempt, index):
                assert note.place.entry == index
                cut(attempt, note)
                assert note.text
                assert note.kind

    @pytest.mark.once
    @pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
    def test_real_recordings(self, annotator, cut, path):
        attempt = intake.read(path.read_bytes()).attempt
        for index in range(len(attempt.exchanges)):
            for note in annotator.annotate(attempt, index):
                cut(attempt, note)
                assert len(note.text) < 160

    def test_secrets_stay_out_of_the_text(self, annotator):
        secret = "pl4nted5ecretValue"
        lines = [
            Header("Authorization", f"Bearer {secret}"),
            Header("Authorization", f"{secret}"),
            Header("Proxy-Authorization", f"Bearer Bearer \xe9{secret} "),
            Header("X-Api-Key", f' "{secret}" '),
            Header("Cookie", f"sid={secret}; sid={secret}"),
            Header("Origin", "https://b.example"),
            Header("Authorization", "Basic bWU6cGw0bnRlZDVlY3JldFZhbHVl"),
            Header("Authorization", f'Digest username="me", response="{secret}", uri="/y"'),
        ]
        message = Message(
            method="GET",
            url=f"https://a.example/?access_token={secret}",
            target=f"/?access_token={secret}",
            headers=tuple(lines),
        )
        reply = Reply(status=401, headers=(Header("Set-Cookie", f"sid={secret}x; Path=/"),))
        attempt = Attempt(exchanges=(Exchange(request=message, reply=reply),), source="sent")
        texts = " ".join(note.text for note in annotator.annotate(attempt, 0))
        assert not any(secret[at : at + 8] in texts for at in range(len(secret) - 7))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_refusals_are_never_left_without_a_remark(path):
    attempt = intake.read(path.read_bytes()).attempt
    noted = {note.place.entry for note in annotate(attempt)}
    refused = {
        index
        for index, one in enumerate(attempt.exchanges)
        if one.reply is None or one.reply.status >= 400
    }
    assert refused <= noted
