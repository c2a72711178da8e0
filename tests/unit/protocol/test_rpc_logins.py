"""A call's login stands where its API has it; masks know it, too."""

import pytest

from inspector.protocol.masking.secret_spans import text_spans
from inspector.protocol.naming.rpc_logins import rpc_login, weblog_login


def call(method, *values):
    params = "".join(f"<param><value>{value}</value></param>" for value in values)
    return f"<methodCall><methodName>{method}</methodName><params>{params}</params></methodCall>"


POST = "<struct><member><name>title</name><value><string>Tides</string></value></member></struct>"


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("wp.getUsersBlogs", ("<string>bob</string>", "<string>kelp 42</string>")),
        ("wp.getPost", ("<int>1</int>", "bob", "kelp 42", "<string>7</string>")),
        ("metaWeblog.newPost", ("<string>1</string>", "bob", "kelp 42", POST, "<boolean>1</boolean>")),
        ("blogger.editPost", ("0a", "7", "bob", "kelp 42", "<string>Tides</string>", "1")),
        ("blogger.getUserInfo", ("0a", "bob", "kelp 42")),
    ],
)  # fmt: skip
def test_the_login_of_a_weblog(method, values):
    text = call(method, *values)
    login = weblog_login(text)
    assert (text[slice(*login.user)], text[slice(*login.password)]) == ("bob", "kelp 42")
    assert [text[slice(*span)] for span in text_spans(text)] == ["kelp 42"]


@pytest.mark.parametrize(
    ("method", "values"),
    [
        ("shelf.put", ("<string>start</string>", "<string>kelp 42</string>")),
        ("wp.getPost", ("<int>1</int>", "bob")),
        ("wp.getPost", ("<int>1</int>", "bob", "<int>42</int>")),
        ("system.listMethods", ()),
    ],
)
def test_other_calls_show_what_they_hold(method, values):
    text = call(method, *values)
    assert weblog_login(text) is None
    assert list(text_spans(text)) == []


def test_any_other_call_may_end_with_its_login():
    text = call("shelf.list", "<int>1</int>", "bob", "kelp 42", POST)
    assert [text[slice(*span)] for span in rpc_login(text)] == ["bob", "kelp 42"]
    assert rpc_login(call("shelf.list", "one")) is None
