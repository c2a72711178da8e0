"""What a name promises (a secret, key, session, CSRF token, login) is asked of one module."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from inspector.reading.meanings import MeaningName
from tests.house import _program as house

PACKAGE = Path(__file__).parents[2] / "inspector"
QUESTIONS = "protocol/field_names.py"
LISTS = "protocol/naming/"  # what it answers from
# What secrets, sessions and CSRF tokens are called by, and what is written between the words of it.
JOINT = r"[-_.? \[\]]{0,6}"
WORD = re.compile(
    rf"(?i)csrf|xsrf|crumb|wp{JOINT}nonce|passwd|password|passphrase|(?<![a-z])pwd|"
    rf"sess(?:ion)?{JOINT}id|sess{JOINT}key|(?:api|auth|access|secret){JOINT}key|"
    rf"(?:api|auth|access|refresh|private){JOINT}token|client{JOINT}secret|(?<![a-z])sid(?![a-z])"
)
MEANINGS = frozenset(get_args(MeaningName))
SEARCHES = frozenset(
    {"lazy_re", "compile", "search", "match", "fullmatch", "sub", "finditer", "findall"}
)
# Others that know such words, and do not ask what a name promises.
ALLOWED = {
    "diagnose/causes/missing_credentials/not_found_by_server.py": "parameters of RFC 6749",
    "protocol/oauth/client_proof.py": "client methods of RFC 8414",
    "diagnose/facts/about_access.py": "words of sentences",
    "reading/error_bodies.py": "words of sentences",
    "protocol/scheme_words.py": "scheme words",
    "protocol/stand_ins.py": "values that stand for a key",
    "model/story.py": "kinds of credentials",
    "diagnose/facts/callers/logins_for_tokens.py": "kinds of credentials",
    "diagnose/facts/callers/newer_values.py": "kinds of credentials",
    "workbench/applying/companions.py": "addresses of pages with a form",
    "workbench/applying/known_forms.py": "kinds of credentials",
    "diagnose/causes/story/account_changes.py": "addresses of what is changed",
    "gui/compose/rows_tab.py": "headers that are offered while one is typed",
    "story/triage.py": "words and marks in the bytes of a page",
}


def lists_of_names(text):
    """Yield the line of each list or pattern that knows two such words, or asks by an end."""
    tree = house.parsed(text)
    kinds = {id(node.slice) for node in house.nodes(tree) if isinstance(node, ast.Subscript)}
    for node in house.nodes(tree):
        words = list(_words(node)) if id(node) not in kinds else []
        found = {_bare(found[0]) for word in words for found in WORD.finditer(word)}
        if len(found) >= (1 if _is_end(node) else 2):
            yield node.lineno


def _words(node):
    """Return the texts of a list, of a pattern with a choice, or of the ends that are looked for."""
    if isinstance(node, ast.Set | ast.Tuple | ast.List):
        written = map(_text, node.elts)
        return [each for each in written if each not in MEANINGS and " " not in each]
    if not isinstance(node, ast.Call):
        return []
    texts = [_text(each) for arg in node.args for each in ast.walk(arg)]
    named = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if named == "split" and not texts:
        return _text(node.func.value).split() if isinstance(node.func, ast.Attribute) else []
    if named == "word_set":
        return " ".join(texts).split()
    if named in SEARCHES:
        return texts if any("|" in each for each in texts) else []
    return [each for each in texts if " " not in each] if _is_end(node) else []


def _is_end(node):
    return getattr(getattr(node, "func", None), "attr", "") in {"endswith", "startswith"}


def _text(node):
    value = getattr(node, "value", "")
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(node, ast.Constant) and isinstance(value, str) else ""


def _bare(word):
    return re.sub(r"[^a-z]", "", word.lower())


@pytest.mark.parametrize(
    "text",
    [
        'KEYS = frozenset({"x-api-key", "private-token"})',
        'PASSWORDS = ("passwd", "pwd")',
        'SESSIONS = re.compile(r"(?i)phpsess|session[-_]?id|sid")',
        'TOKENS = re.compile("csrf|xsrf")',
        'TOKENS = re.compile(rf"csrf|{OTHERS}|crumb")',
        'name.lower().endswith("password")',
        'name.startswith(("x-csrf", "x-other"))',
        'KEYS = "api_key access_token".split()',
        'KEYS = word_set("apikey sessionid")',
    ],
)
def test_each_way_is_found(text):
    assert list(lists_of_names(text))


@pytest.mark.parametrize(
    "text", ['said("csrf", "password-expired")', 'name == "password"', 're.compile("csrf")']
)
def test_one_word_is_left_alone(text):
    assert not list(lists_of_names(text))


def test_names_are_asked_of_one_module():
    seen = {
        (path.relative_to(PACKAGE).as_posix(), line)
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in lists_of_names(path.read_text(encoding="utf-8"))
    }
    own = {QUESTIONS, *ALLOWED}
    others = sorted(
        f"{path}:{line}" for path, line in seen if path not in own and not path.startswith(LISTS)
    )
    assert not others, f"ask inspector/{QUESTIONS}: " + ", ".join(others)
    assert not ALLOWED.keys() - {path for path, _ in seen}, "no longer needed"
