"""Everything that is said of a token at one moment."""

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.expected import Expected
from inspector.annotate.tokens.signatures import check
from inspector.gui.tokens.token_page import judged
from inspector.protocol.tokens import jose
from tests.gui.token_samples import NOW, SECRET, token

TEXT = token()
EXPECTED = Expected(sent=NOW, server=NOW, audience="orders", scope="write")


def test_a_signed_token_is_checked_in_every_way():
    made = judged(decode(TEXT), EXPECTED, NOW, jose.read(TEXT), check(TEXT, SECRET))
    assert made.headline.text == "Access token expired 10 minutes ago"
    assert made.levels == {"audience": "good", "scope": "bad"}
    assert made.closing.startswith("scope, exp fail.")
    assert made.late.level == "bad"
    assert made.marks is not None
    assert (made.counted.failed, made.counted.odd) == (2, 0)
    notes = {row.name: row.note for part in made.token.parts for row in part.rows}
    assert notes["signature"] == "Valid"


def test_another_text_is_only_described():
    made = judged(decode("opaque-value-123456"), Expected(), NOW, None, None)
    assert (made.levels, made.marks) == ({}, None)
    assert made.closing.startswith("Ask its issuer")
    assert made.counted.total == 0
