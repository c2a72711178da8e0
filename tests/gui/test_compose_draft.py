"""What is said of a request before it is sent."""

from inspector.gui.compose.draft import Draft, secret_of
from inspector.model.credential import Basic, Bearer, NoCredential
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef


def test_the_preview_shows_the_line_and_masks_the_secret(draft):
    assert draft.preview.startswith("Authorization: Bearer tok-012345")
    assert "abcdefghij" not in draft.preview


def test_added_headers_come_with_their_reason(draft):
    host = next(row for row in draft.added if row.name == "Host")
    assert host.value == "api.example.com"
    assert host.fixed
    assert "RFC 9110" in host.note


def test_it_says_who_wins(current, draft):
    headers = (RequestHeader("Authorization", "Basic x"),)
    current.replace(Request(url="http://a/", headers=headers, credential=Basic(user="a")), "x")
    draft.renew()
    assert "Your own Authorization header is sent" in draft.conflict


def test_it_looks_again_a_moment_after_an_edit(qtbot, current, compose_tools):
    draft = Draft(current, compose_tools)
    with qtbot.waitSignal(draft.renewed):
        current.replace(Request(url="http://b.example/"), "x")
    assert draft.check_of("token") is None


def test_a_pasted_scheme_word_is_remarked_on(current, draft, compose_tools):
    token = compose_tools.vault.put("Bearer abcdef")
    current.replace(Request(url="http://a/", credential=Bearer(token=token)), "x")
    draft.renew()
    assert "Bearer" in draft.check_of("token").text


def test_the_reference_in_a_credential_is_found():
    ref = SecretRef(place="keyring", name="a")
    assert secret_of(Bearer(token=ref)) == ref
    assert secret_of(NoCredential()) is None
