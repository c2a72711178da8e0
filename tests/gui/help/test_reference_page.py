"""The reference lists all that replies are explained with, and finds a line by its words."""

import pytest

from inspector.annotate.annotators.status import meanings
from inspector.annotate.challenge_params import parameters
from inspector.annotate.error_codes import codes
from inspector.gui.screens.registry import screens


@pytest.fixture
def page(program):
    program.window.show()
    program.tools.actions.run(screens()["reference"].commands[0].id)
    return program.window.area.page(program.tools.tabs.active)


def _rows(page):
    """Return what is shown: under each heading the texts of its rows."""
    model = page.list.model()
    heads = [model.index(place, 0) for place in range(model.rowCount())]
    return {
        head.data(): [
            tuple(model.index(row, column, head).data() for column in range(model.columnCount()))
            for row in range(model.rowCount(head))
        ]
        for head in heads
    }


def test_all_that_is_known_is_listed(page):
    statuses, params, errors, schemes = _rows(page).values()
    assert [int(name.split()[0]) for name, *_ in statuses] == sorted(meanings())
    assert [name for name, *_ in params] == sorted(parameters())
    assert [name for name, *_ in errors] == sorted(codes())
    assert {"NTLM", "Negotiate", "DPoP"} <= {name for name, *_ in schemes}


def test_a_line_says_what_it_means_and_where_that_is_defined(page):
    rows = {row[0]: row[1:] for found in _rows(page).values() for row in found}
    assert rows["407 Proxy Authentication Required"] == (
        "A proxy wants a login, not the API",
        "RFC 9110 §15.5.8",
    )
    assert rows["496"][0] == "nginx: no client certificate was sent"
    assert rows["419"][1] == "The vendor's own"
    assert rows["stale"] == ("Whether only the nonce was too old", "RFC 7616 §3.3")
    assert rows["NTLM"][0] == "Curl computes it: --ntlm -u USER:PASSWORD"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("proxy login", ["407 Proxy Authentication Required"]),
        ("SLOW_DOWN", ["slow_down"]),
        ("rfc 9470 stronger", ["insufficient_user_authentication"]),
        ("hawk", ["Hawk"]),
    ],
)
def test_words_find_a_line(page, qtbot, typed, expected):
    qtbot.keyClicks(page.search, typed)
    assert [row[0] for rows in _rows(page).values() for row in rows] == expected


def test_nothing_found_is_said(page, qtbot):
    qtbot.keyClicks(page.search, "teapot")
    assert not page.list.isVisible()
    assert _rows(page) == {}
