"""What was sent is no credential by its form, or a known kind at a host that nobody knows."""

import base64

import pytest

from inspector.diagnose import diagnose

LETTERS = "Qm7xT2pLw0sVbK9yRc4HdAeZ31uNf8Gj5oIkWvBq"
URL = "https://mills.example/v1/sacks"


def call(line, url=URL, reply="< 401 Unauthorized"):
    return f"> GET {url}\n> {line}\n{reply}"


def basic(pair):
    return f"Authorization: Basic {base64.b64encode(pair.encode()).decode()}"


CODED = base64.b64encode(f"sk-proj-{LETTERS}".encode()).decode()
NOTHING = [
    basic("ada:$2b$12$KIXQ4vHcV1xT6j3b0q8c9uYw2r5t7z"),
    basic("ada:pbkdf2_sha256$600000$salt$c2ln"),
    "X-Api-Key: ada@mills.example",
    "Authorization: Bearer https://mills.example/keys/7",
    "Authorization: Bearer ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIQm7xT2pLw0sV",
    "Authorization: Bearer 407408718192-ab12cd34ef56.apps.googleusercontent.com",
    f"Authorization: Bearer 4/0A{LETTERS}",
    f"Authorization: Bearer {CODED}",
]


@pytest.mark.parametrize("line", NOTHING)
def test_what_opens_nothing(attempt, line):
    found = diagnose(attempt(call(line))).findings[0]
    assert (found.slug, found.certainty) == ("other-kind-of-key", "very-likely")
    accepted = diagnose(attempt(call(line, reply="< 200 OK") + "\n---\n" + call(line)))
    assert "other-kind-of-key" not in {one.slug for one in accepted.findings}


@pytest.mark.parametrize(
    "line",
    [
        basic("ada:$ecret$2b"),
        f"Authorization: Bearer {LETTERS}",
        f"Authorization: Bearer {base64.b64encode(LETTERS.encode()).decode()}",
        "X-Api-Key: https://mills.example/keys/7",
    ],
)
def test_what_may_open_something(attempt, line):
    slugs = {one.slug for one in diagnose(attempt(call(line))).findings}
    assert "other-kind-of-key" not in slugs


def test_a_known_shape_at_a_host_of_nobody_names_its_environment(attempt):
    text = call(f"X-Api-Key: live_{LETTERS[:30]}", "https://sandbox.mills.example/v1")
    assert diagnose(attempt(text)).findings[0].slug == "environment-mismatch"


def test_a_place_that_the_provider_reads_for_other_tokens(attempt):
    text = call(f"Authorization: Bearer figd_{LETTERS}", "https://api.figma.com/v1/me")
    assert diagnose(attempt(text)).findings[0].slug == "key-sent-in-another-way"


@pytest.mark.parametrize(
    ("taken", "refused"),
    [
        (f'Token token="{LETTERS}"', f"Token {LETTERS}"),
        (f"Token token={LETTERS}", f"Token {LETTERS}"),
        (f"Bearer {LETTERS}", f'Bearer "{LETTERS}"'),
    ],
)
def test_what_stands_around_a_secret_is_part_of_the_way(attempt, taken, refused):
    both = [
        call(f"Authorization: {taken}", reply="< 200 OK"),
        call(f"Authorization: {refused}", f"{URL}/7"),
    ]
    found = diagnose(attempt("\n---\n".join(both))).findings
    assert found[0].cause == "scheme-mismatch" or found[0].slug == "quotes-in-credential"
    same = [
        call(f"Authorization: {taken}", reply="< 200 OK"),
        call(f"Authorization: {taken}", f"{URL}/7"),
    ]
    slugs = {one.slug for one in diagnose(attempt("\n---\n".join(same))).findings}
    assert "key-sent-in-another-way" not in slugs
