"""Both versions of a clash."""

import pytest
from PySide6.QtWidgets import QLabel

from inspector.gui.library.open_requests import Clash, ClashCard, Difference, differences
from inspector.gui.state.documents import RequestDocument
from inspector.model.request import JsonBody, Request, RequestHeader
from inspector.vault.vault import Vault

MINE = Request(name="List", url="http://mine")


@pytest.fixture
def card(panel_tools, qtbot):
    made = ClashCard(panel_tools)
    qtbot.addWidget(made)
    return made


def texts(card):
    return " | ".join(
        label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)
    )


def test_both_versions_are_shown(card, qtbot):
    clash = Clash(RequestDocument(MINE), Request(name="List", url="http://theirs"))
    card.show_clash(clash)
    qtbot.waitUntil(lambda: "Mine: http://mine" in texts(card))
    assert "File: http://theirs" in texts(card)
    with qtbot.waitSignal(card.ours_chosen) as chosen:
        card.ours.click()
    assert chosen.args == [clash]
    with qtbot.waitSignal(card.theirs_chosen):
        card.theirs.click()


def test_a_file_that_is_gone_is_said(card):
    card.show_clash(Clash(RequestDocument(MINE), None))
    assert "gone or damaged" in texts(card)


def test_it_hides_without_a_question(card):
    assert card.isHidden()
    card.show_clash(Clash(RequestDocument(MINE), None))
    card.show_clash(None)
    assert card.isHidden()


# ---------------- Where two versions differ
SECRET = "hidden-0123456789-value-of-the-vault"


@pytest.fixture
def vault():
    made = Vault.in_memory()
    yield made
    made.close()


def test_only_fields_that_differ_are_told(vault):
    found = differences(
        Request(name="a", url="http://x", method="GET"),
        Request(name="a", url="http://x", method="POST"),
        vault,
    )
    assert found == (Difference("Method", "GET", "POST"),)


def test_secrets_are_masked_and_long_values_cut(vault):
    vault.put(SECRET)
    found = differences(
        Request(headers=(RequestHeader("X", SECRET),), body=JsonBody(text="y" * 500)),
        Request(),
        vault,
    )
    assert [each.field for each in found] == ["Headers", "Body"]
    assert SECRET not in found[0].ours
    assert len(found[1].ours) < 100
