"""A reply that is kept as an example: masked, and no longer than a file may be."""

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Example
from inspector.protocol.masking.masked_example import LONGEST, masked_example

SECRET = "planted-9f8e7d6c5b4a-secret"


def example(body=b"", *, known=(), **reply):
    asked = Message(method="GET", url=f"https://a.example/v1?token={SECRET}")
    return masked_example(
        "e", Exchange(request=asked, reply=Reply(status=200, body=body, **reply)), known
    )


def test_what_is_known_or_looks_secret_is_masked():
    made = example(f'{{"note": "{SECRET}"}}'.encode(), known=(SECRET,), reason="OK")
    assert SECRET not in repr(made)
    assert (made.status, made.reason, made.complete) == (200, "OK", True)
    headers = (Header("X-Count", "3"), Header("Set-Cookie", f"sid={SECRET}"))
    assert SECRET not in repr(example(headers=headers))
    assert example(headers=headers).headers[0].value == "3"


def test_a_long_body_is_cut_and_bytes_are_left_out():
    assert example(b"a" * LONGEST).complete
    cut = example(b"a" * (LONGEST + 1))
    assert (len(cut.body), cut.complete) == (LONGEST, False)
    assert example(b"\xff\xd8\xff") == Example(name="e", url=example().url, body="", complete=False)
    assert not example(b"a\0b").complete


def test_an_exchange_without_a_reply_says_so():
    asked = Message(method="GET", url="https://a.example")
    assert masked_example("e", Exchange(request=asked)).status == 0
