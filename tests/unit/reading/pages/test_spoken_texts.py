"""What texts say that are mark-up, or scripts which show a message."""

import pytest

from inspector.reading.pages.spoken_texts import messages_of, shown_by, spoken

ENDED = "Your session has ended."


@pytest.mark.parametrize(
    "script",
    [
        f'ui.display_message("{ENDED}", "warning", 0);',
        f"/* it isn't run */ var a = {{\"b\": 1}};\nalert('{ENDED}');",
        f"$(function() {{ toastr.error('{ENDED}'); }});",
        f'$(document).ready(function () {{ notify("{ENDED}") }})',
        f'document.addEventListener("DOMContentLoaded", () => {{ flash("{ENDED}"); }});',
    ],
)
def test_a_message_is_shown_at_once(script):
    assert list(shown_by(script)) == [ENDED]


@pytest.mark.parametrize(
    "script",
    [
        f'function ended() {{ toastr.error("{ENDED}"); }}',
        f'if (late) {{ alert("{ENDED}"); }}',
        f'console.error("{ENDED}");',
        f'throw new Error("{ENDED}");',
        'ui.show_message("All of it was saved.", "confirmation");',
        'this.session_error("/login?_err=session");',
        f'// alert("{ENDED}")',
        f'translate("{ENDED}");',
    ],
)
def test_what_is_not_shown(script):
    assert list(shown_by(script)) == []


def test_quotes_within_a_message():
    assert list(shown_by(r"""alert("No user \"ann\" here")""")) == ['No user "ann" here']


def test_each_message_once():
    assert messages_of([f'alert("{ENDED}")', f'alert("{ENDED}")']) == (ENDED,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<div class="alert">Error: <b>Token</b> mismatch</div>', "Error: Token mismatch"),
        ("denied to &#039;ann&#039;<br/>", "denied to 'ann'"),
        ("HTTP/1.1 403 Forbidden", "Forbidden"),
        ("<urlopen error [Errno 111] refused>", "<urlopen error [Errno 111] refused>"),
        ("Expected 'Authorization: Bearer <JWT>'", "Expected 'Authorization: Bearer <JWT>'"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_words_of_mark_up(text, said):
    assert spoken(text) == (said, False)
