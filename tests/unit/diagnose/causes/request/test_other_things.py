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
    (basic("ada:$2b$12$KIXQ4vHcV1xT6j3b0q8c9uYw2r5t7z"), "the hash of a password"),
    (basic("ada:pbkdf2_sha256$600000$salt$c2ln"), "the hash of a password"),
    ("X-Api-Key: ada@mills.example", "a mail address"),
    ("Authorization: Bearer https://mills.example/keys/7", "the address of a page"),
    (
        "Authorization: Bearer ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIQm7xT2pLw0sV",
        "a public key or certificate",
    ),
    (
        "Authorization: Bearer 407408718192-ab12cd34ef56.apps.googleusercontent.com",
        "the id of a client",
    ),
    (f"Authorization: Bearer 4/0A{LETTERS}", "a code to get a token with"),
    (f"Authorization: Bearer {CODED}", "a key that was encoded once more"),
]


@pytest.mark.parametrize(("line", "kind"), NOTHING)
def test_what_opens_nothing(attempt, line, kind):
    found = diagnose(attempt(call(line))).findings[0]
    assert (found.slug, found.certainty) == ("other-kind-of-key", "very-likely")
    assert found.title == f"Another kind of key is due than what was sent: {kind}"
    assert found.evidence[0].statement.endswith(f" holds {kind}")
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
    ("taken", "refused", "slug"),
    [
        (f'Token token="{LETTERS}"', f"Token {LETTERS}", "key-sent-in-another-way"),
        (f"Token token={LETTERS}", f"Token {LETTERS}", "key-sent-in-another-way"),
        (f"Bearer {LETTERS}", f'Bearer "{LETTERS}"', "quotes-in-credential"),
    ],
)
def test_what_stands_around_a_secret_is_part_of_the_way(attempt, taken, refused, slug):
    both = [
        call(f"Authorization: {taken}", reply="< 200 OK"),
        call(f"Authorization: {refused}", f"{URL}/7"),
    ]
    assert diagnose(attempt("\n---\n".join(both))).findings[0].slug == slug
    same = [
        call(f"Authorization: {taken}", reply="< 200 OK"),
        call(f"Authorization: {taken}", f"{URL}/7"),
    ]
    slugs = {one.slug for one in diagnose(attempt("\n---\n".join(same))).findings}
    assert "key-sent-in-another-way" not in slugs
