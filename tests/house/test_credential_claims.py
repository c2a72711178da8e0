"""No sentence calls a token valid but where a check of its signature stands behind it."""

import ast
import re
from pathlib import Path

from tests.house import _program as house

ROOT = Path(__file__).parents[2]
# A check found it; or it is a certificate that TLS checked; or the server is our own.
CHECKED = {
    "inspector/annotate/tokens/standing.py",
    "inspector/annotate/tokens/checks.py",
    "inspector/annotate/tokens/signatures.py",
    "inspector/send/tls/certificates.py",
    "inspector/diagnose/experiments/provider/issuer_keys.py",
}
OURS = "inspector/mocklab/"
VALID = re.compile(r"^Valid\b(?!ity)|\b(is|are|still) (still )?(valid|genuine)\b(?! only)")


def _sentences(path):
    for node in house.nodes(house.parsed(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"tr", "tr_n"}:
            for each in node.args:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield each.lineno, each.value


def test_valid_is_said_of_what_was_checked():
    found = []
    for path in sorted((ROOT / "inspector").rglob("*.py")):
        place = str(path.relative_to(ROOT))
        if place not in CHECKED and not place.startswith(OURS):
            found += [
                f"{place}:{line} {said}" for line, said in _sentences(path) if VALID.search(said)
            ]
    assert not found, found


def test_explanations_call_no_token_valid():
    token = re.compile(
        r"(?i)\btoken is (still )?valid\b(?! only)|by the clock it is (still )?valid"
    )
    found = [
        f"{path.name}:{number}"
        for path in sorted((ROOT / "resources/findings").glob("*.toml"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if token.search(line)
    ]
    assert not found, found
