"""Which extensions of a WebSocket count as agreed on, and which have to end it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.model.message import Header
from inspector.protocol.streams.socket_extensions import (
    EXTENSIONS,
    Deflate,
    ExtensionError,
    agreed,
)

PLAIN = "permessage-deflate"
WITH_WINDOW = "permessage-deflate; client_max_window_bits"


def _agreed(offered, *answered):
    sent = (Header(EXTENSIONS, offered),) if offered else ()
    return agreed(sent, tuple(Header(EXTENSIONS.lower(), each) for each in answered))


@pytest.mark.parametrize(
    ("offered", "answered", "expected"),
    [
        (PLAIN, (), None),
        ("", (), None),
        (PLAIN, ("",), None),
        (PLAIN, ("permessage-deflate",), Deflate()),
        (PLAIN, ("Permessage-Deflate ; server_no_context_takeover",), Deflate(server_anew=True)),
        (PLAIN, ('permessage-deflate; server_max_window_bits="10"',), Deflate(server_bits=10)),
        (PLAIN, ("permessage-deflate; client_no_context_takeover",), Deflate(client_anew=True)),
        (
            WITH_WINDOW,
            ("permessage-deflate; client_max_window_bits=12; server_max_window_bits=8",),
            Deflate(client_bits=12, server_bits=8),
        ),
        (f"x-one, {WITH_WINDOW}, {PLAIN}", ("permessage-deflate",), Deflate()),
    ],
)
def test_what_both_sides_said_is_agreed(offered, answered, expected):
    assert _agreed(offered, *answered) == expected


@pytest.mark.parametrize(
    ("offered", "answered", "wrong"),
    [
        ("", ("permessage-deflate",), "permessage-deflate"),
        (PLAIN, ("x-webkit-deflate-frame",), "x-webkit-deflate-frame"),
        ("x-one", ("x-one",), "x-one"),
        (PLAIN, ("permessage-deflate", "permessage-deflate"), "permessage-deflate"),
        (PLAIN, ("permessage-deflate, x-one",), "permessage-deflate"),
        (PLAIN, ("permessage-deflate; client_max_window_bits=12",), "client_max_window_bits=12"),
        (PLAIN, ("permessage-deflate; server_max_window_bits=7",), "server_max_window_bits=7"),
        (PLAIN, ("permessage-deflate; server_max_window_bits=16",), "server_max_window_bits=16"),
        (PLAIN, ("permessage-deflate; server_max_window_bits",), "server_max_window_bits"),
        (PLAIN, ("permessage-deflate; server_no_context_takeover=1",), "server_no_context_takeove"),
        (PLAIN, ("permessage-deflate; x=1",), "x=1"),
        (
            PLAIN,
            ("permessage-deflate; server_no_context_takeover; server_no_context_takeover",),
            "server_no_context_takeover",
        ),
    ],
)
def test_anything_else_ends_it(offered, answered, wrong):
    with pytest.raises(ExtensionError, match=wrong):
        _agreed(offered, *answered)


@given(st.lists(st.text(st.characters(max_codepoint=255), max_size=40), max_size=3))
def test_any_answer_is_agreed_to_or_refused_in_few_characters(answered):
    assert len(_outcome(answered)) <= 60


def _outcome(answered):
    try:
        found = _agreed(WITH_WINDOW, *answered)
    except ExtensionError as error:
        return str(error)
    return type(found).__name__
