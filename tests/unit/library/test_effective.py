"""Whose credential leaves, and who lost against it and why."""

import pytest

from inspector.compose.precedence import decide
from inspector.library.effective import effective, where
from inspector.library.inherit import resolve
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.request import Options, Request, RequestHeader

INHERIT = InheritCredential()


def shop(collection=INHERIT, folder=INHERIT, environment=INHERIT):
    return Collection(
        name="Shop",
        credential=collection,
        folders=(Folder(name="Admin", path="admin", credential=folder),),
        environments=(Environment(name="Live", credential=environment),),
    )


def found(request, collection, *, url_has_user=False):
    resolved = resolve(request, collection, "admin", "Live")
    decided = decide(resolved.request, url_has_user=url_has_user)
    return effective(resolved.claims, decided), resolved


def losers(who):
    return [(one.place, one.name, one.kind) for one in who.losers]


def test_the_environment_is_the_last_to_be_asked():
    who, resolved = found(Request(credential=INHERIT), shop(environment=Basic(user="live")))
    assert resolved.request.credential == Basic(user="live")
    assert (who.state, who.place, who.name, who.losers) == ("sent", "environment", "Live", ())
    assert where(who) == "of the environment “Live”"
    assert resolve(Request(credential=INHERIT), shop(), "admin", "").request.credential == (
        NoCredential()
    )


def test_the_nearest_is_taken_and_every_other_is_told_with_its_reason():
    who, _ = found(
        Request(name="List", credential=Digest(user="me")),
        shop(collection=Bearer(), folder=Basic(user="f"), environment=Basic(user="e")),
        url_has_user=True,
    )
    assert (who.state, who.kind, who.place) == ("sent", "Digest", "request")
    assert losers(who) == [
        ("url", "", "user and password"),
        ("folder", "Admin", "Basic"),
        ("collection", "Shop", "Bearer token"),
        ("environment", "Live", "Basic"),
    ]
    assert who.losers[1].text == "Basic, of the folder “Admin”: the request is nearer"


def test_none_and_inherit_and_switched_off_are_three_things():
    below = shop(collection=Bearer(), folder=Basic(user="f"))
    none, _ = found(Request(credential=NoCredential()), below)
    assert (none.state, none.place) == ("none", "request")
    assert "says that nothing is sent" in none.losers[0].why
    inherited, _ = found(Request(credential=INHERIT), below)
    assert (inherited.state, inherited.place, inherited.name) == ("sent", "folder", "Admin")
    off, resolved = found(
        Request(credential=INHERIT, options=Options(send_credential=False)), below
    )
    assert (off.state, off.place, off.name) == ("switched-off", "folder", "Admin")
    assert resolved.request.credential == Basic(user="f")
    assert losers(off)[0] == ("folder", "Admin", "Basic")
    assert "switched off" in off.losers[0].why
    nobody, _ = found(Request(credential=INHERIT), shop())
    assert (nobody.state, nobody.losers) == ("none", ())


def test_a_folder_can_say_that_nothing_is_sent():
    who, resolved = found(
        Request(credential=INHERIT), shop(collection=Bearer(), folder=NoCredential())
    )
    assert (who.state, who.place, who.name) == ("none", "folder", "Admin")
    assert resolved.request.credential == NoCredential()
    assert losers(who) == [("collection", "Shop", "Bearer token")]


@pytest.mark.parametrize("has_user", [False, True])
def test_a_header_written_by_hand_wins(has_user):
    request = Request(credential=INHERIT, headers=(RequestHeader("Authorization", "Bearer mine"),))
    who, _ = found(request, shop(folder=Basic(user="f")), url_has_user=has_user)
    assert (who.state, who.kind, who.place) == ("sent", "Authorization", "header")
    assert losers(who)[0] == ("folder", "Admin", "Basic")
    assert ("url" in [place for place, *_ in losers(who)]) == has_user


def test_user_and_password_of_the_address():
    who, _ = found(Request(credential=NoCredential()), shop(), url_has_user=True)
    assert (who.state, who.place) == ("sent", "url")


def test_what_leaves_beside_it_is_named_and_what_finds_its_place_taken():
    request = Request(credential=Bearer(), also=(ApiKey(name="X-Key"), Basic(user="me")))
    who, _ = found(request, shop())
    assert who.also == ("Key in the header X-Key",)
    assert losers(who) == [("request", "", "Basic")]
    assert "Bearer token goes in Authorization already" in who.losers[0].text
