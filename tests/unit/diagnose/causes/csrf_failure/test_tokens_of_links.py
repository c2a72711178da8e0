"""A link of a page does something with a token against forgery, which the request leaves out."""

import pytest

from inspector.diagnose import diagnose

LOGIN = "> Authorization: Basic b3RhOm1pbGwtcG9uZC03\n"
HTML = "< 200 OK\n< Content-Type: text/html\n<< "
REFUSED = f'{HTML}<p><a href="/">Deck</a></p><div><b>ERROR:</b>&nbsp;Invalid token<br></div>'
DONE = f"{HTML}<p>Done</p>"


def _page(link):
    return f'> GET https://mill.example/?page=deck\n{LOGIN}{HTML}<a href="{link}">on</a>'


def _asked(answer, query="do=light"):
    return f"> GET https://mill.example/?{query}\n{LOGIN}{answer}"


def _slugs(attempt, *calls):
    return [one.slug for one in diagnose(attempt("\n---\n".join(calls))).findings]


@pytest.mark.parametrize("name", ["token", "_wpnonce", "sectok", "form_token"])
@pytest.mark.parametrize("answer", [REFUSED, "< 403 Forbidden"])
def test_the_token_of_a_link_was_left_out(attempt, name, answer):
    page = _page(f"/?do=light&amp;{name}=328373221")
    assert _slugs(attempt, page, _asked(answer))[0] == "csrf-token-missing"


@pytest.mark.parametrize(
    "calls",
    [
        (_page("/?do=light&amp;token=328373221"), _asked(DONE)),
        (_page("/?do=light&amp;step=2"), _asked("< 403 Forbidden")),
        (_page("/?do=dark&amp;token=328373221"), _asked("< 403 Forbidden")),
        (
            _page("/?do=light&amp;token=328373221"),
            _asked("< 403 Forbidden", "do=light&token=328373221"),
        ),
    ],
)
def test_no_link_lacks_a_token(attempt, calls):
    assert "csrf-token-missing" not in _slugs(attempt, *calls)
