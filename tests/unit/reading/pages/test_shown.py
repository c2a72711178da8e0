"""What a page's own mark-up hides, or leaves to a script, is not shown."""

import pytest

from inspector.reading.page import page_of
from inspector.reading.pages.shown import hides


@pytest.mark.parametrize(
    ("tag", "attributes", "hidden"),
    [
        ("div", {"hidden": ""}, True),
        ("div", {"style": "color: red; display: none"}, True),
        ("p", {"class": "error d-none"}, True),
        ("p", {"v-if": "failed"}, True),
        ("p", {"ng-show": "form.failed"}, True),
        ("p", {"data-bind": "css: {error: wrong}, visible: tooOften()"}, True),
        ("p", {"data-bind": "text: visibleName"}, False),
        ("p", {"class": "hidden-xs"}, False),
        ("p", {"class": "error"}, False),
        ("body", {"style": "display: none"}, False),
        ("p", {}, False),
    ],
)
def test_an_element(tag, attributes, hidden):
    assert hides(tag, attributes) is hidden


def test_what_is_hidden_is_not_among_the_words():
    page = page_of(
        "<html><h1>Log in</h1><div style='display:none'><p class=error>Too many tries"
        "<div>Locked</div></p><br></div><template><b>Blocked</b></template><p>Hello</p></html>"
    )
    assert page.text.split() == ["Log", "in", "Hello"]
    assert page.notices == ()


BOX = '<div id="{name}" class="alert error">{words}</div>'
WORDS = ("Wrong password.", "Your token is over.", "Too many tries, wait.", "Wrong code.")


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ([BOX.format(name=f"e{at}", words=one) for at, one in enumerate(WORDS)], 0),
        ([BOX.format(name="e1", words=WORDS[0])], 1),
        ([BOX.format(name=f"e{at}", words=one) for at, one in enumerate(WORDS[:2])], 2),
        # Field by field the same, and messages without names of their own.
        ([BOX.format(name=f"e{at}", words="This field is required.") for at in range(4)], 4),
        ([f'<div class="alert error">{one}</div>' for one in WORDS], 4),
    ],
)
def test_texts_for_every_case_are_not_said(boxes, said):
    page = page_of(f"<html><h1>Log in</h1>{''.join(boxes)}<p>Welcome</p></html>")
    assert len(page.notices) == said
    assert (WORDS[0] in page.text) == (said > 0 and WORDS[0] in "".join(boxes))
    assert "Welcome" in page.text


@pytest.mark.parametrize(
    ("hidden", "size", "login"),
    [("", 0, True), (" hidden", 0, True), ("", 210_000, True), (" hidden", 210_000, False)],
)
def test_a_dialog_of_a_whole_application_asks_for_no_login(hidden, size, login):
    form = f"<div{hidden}><form><input name=user><input type=password name=pw></form></div>"
    page = page_of(f"<html><title>Press</title>{form}{'<i>a</i>' * (size // 8)}</html>")
    assert page.is_login is login
