"""What the status bar says."""

import pytest
from msgspec.structs import replace

from inspector.gui.screens.registry import screens
from inspector.model.annotation import Annotation, Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection, Exchange
from inspector.model.finding import Cause, Certainty, Finding, Verdict
from inspector.model.message import Message, Reply
from inspector.model.story import HealthyEntry
from inspector.presentation.status.remark import Remark
from inspector.presentation.status.status_items import Screen, status_items
from inspector.vault.store import VaultStatus
from inspector.workbench.answer import Answer

KEYRING = VaultStatus(kind="keyring", text="Secrets are kept in the keyring.")


def answer(status=401, connection=None, findings=0, notes=(), certainty=Certainty.CERTAIN):
    reply = Reply(status=status) if status else None
    exchange = Exchange(
        request=Message(method="GET", url="http://x"), reply=reply, connection=connection
    )
    finding = Finding(cause=Cause.MISSING_CREDENTIALS, slug="x", certainty=certainty, score=1)
    return Answer(
        attempt=Attempt(exchanges=(exchange,)),
        annotations=notes,
        verdict=Verdict(findings=(finding,) * findings),
    )


def texts(*arguments):
    return {item.id: item.text for item in status_items(*arguments)}


def test_before_anything_is_sent():
    assert texts(None, KEYRING) == {
        "vault": "Vault: OS keyring",
        "idle": "Nothing is sent until you press Send",
        "private": "No telemetry, no account",
    }


@pytest.mark.parametrize(
    ("given", "text", "icon"),
    [
        (answer(findings=1), "1 cause found, 0 notes", "circle-x"),
        (answer(findings=2), "2 causes found, 0 notes", "circle-x"),
        (
            answer(findings=2, certainty=Certainty.POSSIBLE),
            "2 possible causes, 0 notes",
            "triangle-alert",
        ),
        (answer(200), "Nothing wrong, 0 notes", "circle-check"),
        (answer(401), "No cause found, 0 notes", "triangle-alert"),
        (answer(None), "No cause found, 0 notes", "triangle-alert"),
    ],
)
def test_the_worst_finding_comes_first(given, text, icon):
    first = status_items(given, KEYRING)[0]
    assert (first.text, first.icon, first.command) == (text, icon, "show-verdict")


@pytest.mark.parametrize(
    ("connection", "tls"),
    [
        (Connection(), "Not encrypted"),
        (Connection(tls_version="TLSv1.3", verified=True), "TLS verified"),
        (Connection(tls_version="TLSv1.3", verified=False), "Certificate not checked"),
    ],
)
def test_how_the_connection_was(connection, tls):
    said = texts(answer(connection=connection), KEYRING)
    assert said["tls"] == tls
    assert said["proxy"] == "No proxy"


def test_a_proxy_is_named():
    said = texts(answer(connection=Connection(proxy="proxy.example:3128")), KEYRING)
    assert said["proxy"] == "Proxy proxy.example:3128"


@pytest.mark.parametrize(
    "kind", ["keyring", "file", "memory", "locked", "refused", "older", "unreadable"]
)
def test_every_state_of_the_vault_has_words(kind):
    said = texts(None, VaultStatus(kind=kind, text="x"))
    assert said["vault"].startswith("Vault: ")
    assert said["vault"] != texts(None, VaultStatus(kind="unopened", text="x"))["vault"]


def test_the_clock_is_told_where_it_is_known():
    note = Annotation(place=Place(), text="Clock 0.3 s ahead of server", kind="clock-offset")
    assert texts(answer(notes=(note,)), KEYRING)["clock"] == "Clock 0.3 s ahead of server"
    assert "clock" not in texts(answer(), KEYRING)


def test_a_screen_says_what_it_shows():
    remark = Remark("equal-not", "text2", "7 differences, 16 the same", "show-verdict")
    first, *others = status_items(None, KEYRING, Screen(remark=remark))
    assert (first.id, first.text, first.command) == ("remark", remark.text, remark.command)
    assert [item.id for item in others] == ["vault", "private"]


@pytest.mark.parametrize(
    ("screen", "said", "command"),
    [
        (Screen(screens()["token"].promise), "Decoded on this computer", "about"),
        (Screen(screens()["compare-tokens"].promise), "Decoded on this computer", "about"),
        (Screen(screens()["compare"].promise, days=30), "Attempts kept for 30 days", "settings"),
        (Screen(screens()["compare"].promise, days=1), "Attempts kept for 1 day", "settings"),
        (Screen(screens()["compare"].promise), "Attempts kept without a time limit", "settings"),
        (
            Screen(screens()["compare"].promise, keeps=False, days=9),
            "Attempts are not kept",
            "settings",
        ),
        (Screen(screens()["log"].promise), "No telemetry, no account", "about"),
    ],
)
def test_it_says_what_becomes_of_what_is_shown(screen, said, command):
    remark = Remark("equal-not", "text2", "7 differences", "show-verdict")
    last = status_items(None, KEYRING, screen._replace(remark=remark))[-1]
    assert (last.text, last.command, last.right) == (said, command, True)


def test_a_refusal_within_what_went_well_is_no_cause_found():
    given = answer(findings=1)
    healthy = (HealthyEntry(entry=0, reason="It was the challenge that entry 2 answered."),)
    given = replace(given, verdict=replace(given.verdict, entry=0, healthy=healthy))
    assert status_items(given, KEYRING)[0].text == "Part of what went well, 0 notes"
