"""A late pattern answers as the compiled one does, and is compiled when it is first asked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.diagnose.products.fingerprints import catalogue
from inspector.protocol.keys.key_shapes import providers
from inspector.protocol.patterns import (
    LazyPattern,
    LetteredPattern,
    have,
    in_small_letters,
    lazy_re,
    needles,
)
from inspector.reading.meanings import _patterns

TEXT = "one Two, three"
CALLS = {
    "search": (TEXT,),
    "match": (TEXT, 4),
    "fullmatch": ("one",),
    "findall": (TEXT,),
    "split": (TEXT,),
    "sub": ("-", TEXT),
    "subn": ("-", TEXT, 1),
}


def shown(result):
    return result.span() if isinstance(result, re.Match) else result


@pytest.mark.parametrize("method", CALLS)
@pytest.mark.parametrize(("text", "flags"), [(r"t\w+", re.IGNORECASE), (r"[a-z]+", 0)])
def test_each_method_answers_as_ever(method, text, flags):
    late, usual = lazy_re(text, flags), re.compile(text, flags)
    for _ in range(2):
        found = getattr(late, method)(*CALLS[method])
        assert shown(found) == shown(getattr(usual, method)(*CALLS[method]))
    assert (late.pattern, late.flags, late.groups) == (usual.pattern, usual.flags, usual.groups)
    assert [one.span() for one in late.finditer(TEXT)] == [
        one.span() for one in usual.finditer(TEXT)
    ]


def test_bytes_are_searched_too():
    assert lazy_re(rb"\d").search(b"a1").start() == 1


def test_nothing_is_compiled_before_it_is_asked_and_then_once(monkeypatch):
    compiled, usual = [], re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or usual(*given))
    late = lazy_re("a+", re.ASCII)
    assert compiled == []
    assert late.search("baa")
    assert late.search("aa")
    assert late.match("x") is None
    assert compiled == [("a+", re.ASCII)]


def test_a_wrong_one_says_so_when_it_is_asked():
    wrong = lazy_re("(")
    with pytest.raises(re.error):
        wrong.search("")
    assert isinstance(wrong, LazyPattern)


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("session token", (("session token",),)),
        ("code (?:has )?expired", (("code ",), ("expired",))),
        ("tokens? are", (("token",), (" are",))),
        ("\\w{0,12}gone", (("gone",),)),
        ("ab{2,3}c", (("ab",),)),
        ("ab{0,3}cd", (("cd",),)),
        ("ab*?cd+", (("cd",),)),
        ("x[yz(]{0,3} locked", ((" locked",),)),
        ("[]a|b]one", (("one",),)),
        (r"[^\]a]two\.de", (("two.de",),)),
        ("((?:aa|bb) c)? now(?! or (?:never))", ((" now",),)),
        ("(?:one|two|one) no", (("one", "two"), (" no",))),
        ("one|(?:two|three) more", (("one", " more"),)),
        ("(?:one|\\d)", ()),
        ("(?:one|)x", ()),
        ("(?m)\\b(?:so it is)", (("so it is",),)),
        ("(?P<name>word)(?<!no)", (("word",),)),
        ("one\\x41two", ()),
        ("(a)(?(1)bb|cc)", ()),
        ("(?x)two words", ()),
        ("a?", ()),
        ("", ()),
    ],
)
def test_letters_that_every_match_has(pattern, letters):
    assert needles(pattern) == letters


def every_pattern():
    """Return the patterns of the shipped tables, each with whether small letters stand for all."""
    words = [each.pattern for one in _patterns() for each in (*one.words, *one.unless)]
    signs = [
        pattern
        for one in catalogue()
        for listed in (one.hosts, one.paths, one.bodies, *(says.words for says in one.says))
        for pattern in listed
    ]
    hosts = [text for one in providers() for text in one.hosts]
    return sorted({*words, *hosts}), sorted(set(signs))


EXACT, FOLDED = every_pattern()


@given(data=st.data(), pattern=st.sampled_from(EXACT))
def test_every_match_of_a_shipped_pattern_has_its_needles(data, pattern):
    text = data.draw(st.from_regex(pattern))
    assert have(needles(pattern), text)


@given(data=st.data(), pattern=st.sampled_from(FOLDED))
def test_so_has_one_where_small_letters_stand_for_all(data, pattern):
    text = data.draw(st.from_regex(f"(?i){pattern}", alphabet=st.characters(max_codepoint=0x7F)))
    assert have(needles(pattern.casefold()), text.casefold())


def test_most_shipped_patterns_have_needles():
    assert sum(not needles(each) for each in EXACT) < 0.05 * len(EXACT)


@pytest.mark.parametrize(
    ("text", "found"),
    [(b'{"Error": 1}', True), (b"\xe9 DENIED by rule 9", True), (b"all is well", False)],
)
def test_a_pattern_for_small_letters_finds_the_same(text, found):
    pattern = lazy_re(rb'(?i)"ERR(?:or)?"\s*:|[\x80-\xff] Denied\b|\d{3}')
    assert bool(pattern.search(text)) is found
    assert bool(in_small_letters(pattern).search(text.lower())) is found


@pytest.mark.parametrize("text", [rb"denied", rb"(?i)\Sdenied", "(?i)denied"])
def test_only_a_pattern_that_means_the_same_is_made_for_small_letters(text):
    with pytest.raises(ValueError, match="only for"):
        in_small_letters(lazy_re(text))


class TestLetteredPattern:
    @given(st.text('invalderokns_ .":0', max_size=30).map(str.encode))
    def test_it_finds_what_the_pattern_finds(self, text):
        pattern = rb"(?i)invalid|no.(?:valid|more)|error\b(?!s)|den(?:ied|y)|\"code\":\s*0"
        wanted = re.search(pattern, text) is not None
        assert LetteredPattern(pattern).search(text) == wanted

    def test_a_pattern_that_may_do_without_letters_is_none(self):
        with pytest.raises(ValueError, match="no letters"):
            LetteredPattern(rb"(?i)invalid|\d+").search(b"5")
