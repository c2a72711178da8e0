"""One environment's cookies in this process: what is not in the file yet stays until it is."""

from datetime import UTC, datetime

import pytest

from inspector.protocol.cookie.cookie_rules import store
from inspector.protocol.cookie.cookies import parse
from inspector.protocol.cookie.kept import Contents, KeptCookie
from inspector.vault.cookies.cookie_file import Version
from inspector.vault.cookies.cookie_jar import CookieJar, is_worth_masking

NOW = datetime.now(UTC)


def kept(line):
    stored = store(parse(line, NOW), "https://shop.example/")
    return KeptCookie(stored=stored, made=NOW, changed=NOW)


@pytest.fixture
def learnt():
    return []


@pytest.fixture
def jar(learnt):
    return CookieJar("Staging", learnt.append)


def names(jar):
    return sorted(each.name for each in jar.contents.cookies)


def test_a_change_is_told_until_the_file_holds_it(jar):
    jar.put([kept("sid=one")])
    changes = jar.changes()
    assert changes
    jar.settle(changes.made_to(Contents()).contents, Version(), changes)
    assert names(jar) == ["sid"]
    assert not jar.changes()


def test_what_another_process_wrote_meanwhile_stays(jar):
    jar.put([kept("mine=1")])
    jar.settle(Contents(cookies=(kept("theirs=2"),)), Version())
    assert names(jar) == ["mine", "theirs"]
    assert [key.name for key in jar.changes().put] == ["mine"]


def test_what_is_deleted_here_is_not_brought_back_by_the_file(jar):
    one = kept("sid=one")
    jar.settle(Contents(cookies=(one,)), Version())
    assert jar.delete([one.key]) == (one,)
    jar.settle(Contents(cookies=(one,)), Version())
    assert names(jar) == []


def test_a_change_made_while_the_file_was_written_is_still_to_be_written(jar):
    jar.put([kept("sid=one")])
    before = jar.changes()
    jar.put([kept("sid=two")])
    jar.settle(before.made_to(Contents()).contents, Version(), before)
    assert [each.value for each in jar.contents.cookies] == ["two"]
    assert jar.changes()


def test_a_use_alone_is_not_worth_a_write(jar):
    one = kept("sid=one")
    jar.settle(Contents(cookies=(one,)), Version())
    jar.sent([one.key], NOW, 200)
    assert not jar.changes()


def test_a_locked_vault_forgets_what_the_file_holds_and_keeps_what_it_does_not(jar):
    jar.settle(Contents(cookies=(kept("old=1"),)), Version())
    jar.put([kept("new=2")])
    jar.forget()
    assert names(jar) == ["new"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("sid=q8w7e6r5t4y3u2i1", True),
        ("lang=german-austria", False),  # any text may hold such a word
        ("anything=german-austria; HttpOnly", True),
        ("sid=short", False),
    ],
)
def test_which_values_are_looked_for_elsewhere(jar, learnt, line, told):
    one = kept(line)
    jar.put([one])
    assert is_worth_masking(one) == told
    assert learnt == ([one.value] if told else [])
