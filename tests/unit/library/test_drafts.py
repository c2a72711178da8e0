"""Open tabs survive a restart without their secrets lying in the file."""

import msgspec
import pytest

from inspector.library.drafts import Draft, Drafts, OpenTab, Session
from inspector.library.refs import refs_of
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import RawBody, Request, RequestHeader

SECRET = "s3cr3t-Value-0123456789-abcdef"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "drafts.json"


@pytest.fixture
def drafts(path, vault):
    return Drafts(path, vault)


def test_tabs_come_back(drafts, path, vault):
    session = Session(
        tabs=(
            Draft(request=Request(url="http://a"), saved="orders/list", edited=True),
            Draft(request=Request()),
        ),
        active=1,
    )
    assert drafts.save(session) == ()
    assert Drafts(path, vault).load() == (session, ())
    assert drafts.clear() == ()
    assert drafts.load() == (Session(), ())


def test_without_a_file_there_are_no_tabs(drafts, path):
    assert drafts.load() == (Session(), ())
    assert drafts.clear() == ()
    assert not path.exists()


def test_secrets_lie_in_the_vault_and_go_with_the_tab(drafts, path, vault):
    password = vault.put(SECRET + "2")
    request = Request(
        headers=(RequestHeader("Authorization", f"Bearer {SECRET}"),),
        credential=Basic(user="u", password=password),
    )
    for _ in range(3):
        drafts.save(Session(tabs=(Draft(request=request),)))
    assert SECRET not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    (tab,) = drafts.load()[0].tabs
    assert len(refs_of(tab)) == 2
    assert set(vault.names().result(60)) == {ref.name for ref in refs_of(tab)}
    drafts.save(Session())
    assert vault.names().result(60) == ()
    assert vault.peek(password) == SECRET + "2"


class Own(msgspec.Struct):
    """What a kind of tab keeps of its own, which no one else knows."""

    asked: Request
    tried: tuple[Bearer, ...]


def test_secrets_of_a_tabs_own_record_are_hidden_and_stay_until_it_is_back(drafts, path, vault):
    """It is read as plain objects, and written so again while its tab is awaited."""
    header = RequestHeader("Authorization", f"Bearer {SECRET}")
    own = Own(asked=Request(headers=(header,)), tried=(Bearer(token=vault.put(SECRET + "2")),))
    drafts.save(Session(others=(OpenTab(place=0, kind="any", own=own),)))
    assert SECRET not in path.read_text()
    names = vault.names().result(60)
    assert len(names) == 2
    for _ in range(2):
        awaited, _ = drafts.load()
        drafts.save(awaited)
        assert vault.names().result(60) == names
    drafts.save(Session())
    assert vault.names().result(60) == ()


def test_what_a_file_uses_stays_when_the_tab_goes(drafts, vault):
    password = vault.put(SECRET)
    drafts.save(Session(tabs=(Draft(request=Request(credential=Basic(password=password))),)))
    vault.persist([password]).result(60)
    drafts.save(Session())
    assert vault.names().result(60) == (password.name,)


def test_half_typed_passwords_do_not_stay_in_the_store(drafts, vault):
    for length in range(1, len(SECRET) + 1):
        password = vault.put(SECRET[:length])
        request = Request(credential=Basic(password=password))
        drafts.save(Session(tabs=(Draft(request=request),)))
    assert vault.names().result(60) == (password.name,)


def test_secrets_of_practice_tabs_are_not_persisted(drafts, vault):
    request = Request(headers=(RequestHeader("Authorization", f"Bearer {SECRET}"),))
    drafts.save(Session(tabs=(Draft(request=request, practice="expired-token"),)))
    assert vault.names().result(60) == ()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff", b'{"tabs": 1}', b'{"format": 2}', b"[" * 9999]
)
def test_a_damaged_file_is_kept_aside_and_told(drafts, path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    session, (problem,) = drafts.load()
    assert session == Session()
    assert "drafts.json.damaged-1" in problem.todo
    assert not problem.what.endswith("..")
    assert (path.parent / "drafts.json.damaged-1").read_bytes() == data


def test_a_folder_that_cannot_be_written_is_told(path, vault):
    path.parent.parent.joinpath("state").write_text("a file in the way")
    assert Drafts(path, vault).save(Session())[0].what


def test_halves_of_characters_are_no_reason_to_lose_the_tabs(tmp_path, vault):
    request = Request(name="n\ud800", url="http://h/\udcff", body=RawBody(text="b\ud800"))
    drafts = Drafts(tmp_path / "drafts.json", vault)
    assert drafts.save(Session(tabs=(Draft(request=request),))) == ()
    (tab,) = drafts.load()[0].tabs
    assert (tab.request.name, tab.request.url) == ("n?", "http://h/?")
