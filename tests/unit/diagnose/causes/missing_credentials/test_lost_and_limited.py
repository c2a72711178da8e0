"""A credential that a redirect lost, where the next host only says that there were too many calls."""

import pytest

from inspector.diagnose.diagnosing import diagnose

FIRST = (
    "> POST https://index.example/report\n> Authorization: Basic ZGV2OnBhdF9qNTlwam9ta2U=\n"
    "< 307 Temporary Redirect\n< Location: https://guide.example/report\n---\n"
    "> POST https://guide.example/report\n"
)


@pytest.mark.parametrize(
    ("again", "told"), [("", True), ("> Authorization: Basic ZGV2OnBhdF9qNTlwam9ta2U=\n", False)]
)
def test_who_came_without_it_is_told_so_beside_the_limit(attempt, again, told):
    reply = '< 429 Too Many Requests\n< Content-Type: application/json\n<< {"message": "Slow"}'
    slugs = [one.slug for one in diagnose(attempt(f"{FIRST}{again}{reply}")).findings]
    assert "rate-limited" in slugs
    assert ("authorization-dropped-on-redirect" in slugs) is told
