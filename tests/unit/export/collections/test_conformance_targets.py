"""What every format does that collections are written in, whatever it can hold."""

import msgspec
import pytest

from inspector.export.collections.collection_export import export_collection, read_back
from inspector.export.collections.flat import flat, leaving
from inspector.export.collections.portable import portable
from inspector.export.collections.registry import all_targets, target_named
from inspector.export.collections.saving import save
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.credential import kinds
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.from_command import FromCommand
from inspector.model.kinds.from_netrc import FromNetrc
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.kinds.registry_token import RegistryToken
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.signing.edgegrid import EdgeGrid
from inspector.model.kinds.signing.hawk import Hawk
from inspector.model.kinds.signing.http_signature import HttpSignature
from inspector.model.kinds.signing.message_signature import MessageSignature
from inspector.model.kinds.signing.oauth1 import OAuth1
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.model.kinds.signing.wsse import Wsse
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
    Script,
)
from inspector.model.secret import SecretRef
from tests.fixtures.odd_addresses import ADDRESSES

NAMES = [each.NAME for each in all_targets()]
PLANTED = "planted-Zq7xW2mK9vB4nT6r"
KEPT = SecretRef(place="keyring", name="secret-0123456789ab")
CREDENTIALS = {
    "basic": Basic(user="u", password=KEPT),
    "bearer": Bearer(token=KEPT),
    "api-key": ApiKey(name="X-Key", value=KEPT),
    "digest": Digest(user="u", password=KEPT),
    "ntlm": Ntlm(user="u", password=KEPT, domain="CORP"),
    "negotiate": Negotiate(service="HTTP@intra.example.com"),
    "wsse": Wsse(user="u", password=KEPT),
    "oauth2": OAuth2(grant="device-code", client_id="c"),
    "signed-jwt": SignedJwt(key=KEPT),
    "oauth1": OAuth1(consumer_key="c", secret=KEPT),
    "message-signature": MessageSignature(key=KEPT, key_id="k"),
    "hawk": Hawk(key_id="k", key=KEPT),
    "signature-template": SignatureTemplate(key_id="k", key=KEPT),
    "edgegrid": EdgeGrid(client_token="c", secret=KEPT, access_token="a"),
    "http-signature": HttpSignature(key_id="k", key=KEPT),
    "aws-sigv4": AwsSignature(key_id="AKID", secret=KEPT, region="eu-west-1"),
    "from-command": FromCommand(command=("gcloud", "auth", PLANTED)),
    "registry-token": RegistryToken(user="u", password=KEPT),
    "netrc": FromNetrc(),
    "unsupported": Unsupported(scheme="hawk", user="u", secret=KEPT),
}


def one(**changes):
    return Collection(
        name="Shop", requests=(Request(name="one", url="https://api.example.com/a", **changes),)
    )


def test_every_kind_of_credential_is_here():
    assert set(CREDENTIALS) == {each.tag() for each in kinds() if each.is_given}


@pytest.mark.parametrize("name", NAMES)
class TestEveryFormat:
    def test_it_says_what_it_is(self, name):
        found = target_named(name)
        assert found.title()
        assert found.SUFFIX.startswith(".") or not found.SUFFIX
        assert not found.KINDS - set(kinds())

    @pytest.mark.parametrize("kind", CREDENTIALS)
    def test_no_credential_becomes_none(self, name, kind):
        given = one(credential=CREDENTIALS[kind])
        written = export_collection(given, name)
        came = flat(read_back(target_named(name), written.files, "x"))[0].request
        headers = {row.name for row in came.headers}
        stands = CREDENTIALS[kind].travels.name in headers
        assert leaving(came).is_given or stands
        assert type(leaving(came)) is type(CREDENTIALS[kind]) or stands or written.lost

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_an_address_that_is_none_is_written(self, name, address):
        given = Collection(name="Shop", requests=(Request(name="one", url=address),))
        written = export_collection(given, name)
        assert written.lost or len(flat(read_back(target_named(name), written.files, "x"))) == 1

    def test_what_is_inherited_stays_what_it_is(self, name):
        inside = Request(name="in", url="https://h.example/1", credential=InheritCredential())
        open_ = Request(name="open", url="https://h.example/2")
        locked = Folder(name="locked", credential=InheritCredential(), requests=(inside, open_))
        plain = Folder(
            name="plain",
            credential=NoCredential(),
            requests=(msgspec.structs.replace(inside, name="un", url="https://h.example/3"),),
        )
        given = Collection(name="Shop", credential=Bearer(token=KEPT), folders=(locked, plain))
        came = flat(read_back(target_named(name), export_collection(given, name).files, "x"))
        sent = {each.request.url.rpartition("/")[2]: leaving(each.request) for each in came}
        assert isinstance(sent["1"], Bearer)
        assert not sent["2"].is_given
        assert not sent["3"].is_given

    def test_no_secret_is_in_it_wherever_it_stood(self, name):
        folder = Folder(
            name="f",
            description=f"curl -H 'Authorization: Bearer {PLANTED}'",
            headers=(RequestHeader("Authorization", f"Bearer {PLANTED}"),),
            scripts=(Script(text=f"const token = '{PLANTED}'"),),
            requests=(
                Request(
                    name=f"with {PLANTED}",
                    url=f"https://u:{PLANTED}@api.example.com/{PLANTED}?token={PLANTED}",
                    query=(QueryParam("api_key", PLANTED), QueryParam(PLANTED, "1")),
                    headers=(RequestHeader("X-Api-Key", PLANTED),),
                    body=JsonBody(text=f'{{"password": "{PLANTED}"}}'),
                    credential=Bearer(token=SecretRef(place="text", name=PLANTED)),
                    description=PLANTED,
                ),
                Request(
                    name="form",
                    url="https://api.example.com",
                    body=FormBody(fields=(FormField("password", PLANTED),)),
                    credential=Basic(user=PLANTED, password=SecretRef(place="memory", name="m")),
                ),
            ),
        )
        given = Collection(
            name="Shop",
            variables={"token": PLANTED},
            folders=(folder,),
            environments=(Environment(name="live", values={"secret": PLANTED}),),
        )
        written = export_collection(given, name, (PLANTED,))
        text = "\n".join((*written.files, *written.files.values()))
        assert PLANTED not in text
        assert not any(PLANTED[at : at + 8] in text for at in range(len(PLANTED) - 8))

    def test_it_is_written_where_it_was_asked_for(self, name, tmp_path):
        written = export_collection(one(), name)
        place = tmp_path / f"new{written.suffix}"
        assert save(written, place) is None
        assert place.is_dir() is not bool(written.suffix)
        if not written.suffix:
            assert save(written, place).todo == "Name a new folder, or an empty one."


def test_a_reference_is_one_variable_wherever_it_stands():
    given = one(
        credential=Bearer(token=KEPT),
        headers=(RequestHeader("X-Trace", f"{{{{vault.{KEPT.name}}}}}"),),
    )
    made = portable(given)
    request = made.collection.requests[0]
    assert request.headers[0].value == request.credential.token.name
    assert len(made.variables) == 1


def test_two_secrets_that_are_asked_for_are_two_variables():
    ask = SecretRef(place="ask")
    given = Collection(
        name="x",
        requests=(
            Request(name="a", credential=Bearer(token=ask)),
            Request(name="b", credential=Bearer(token=ask)),
        ),
    )
    assert portable(given).variables == ("token", "token_2")


@pytest.mark.parametrize("name", ["postman", "opencollection", "http"])
def test_environments_go_along(name):
    live = Environment(name="live", values={"base": "https://l", "token": KEPT})
    given = msgspec.structs.replace(one(), environments=(live,))
    came = read_back(target_named(name), export_collection(given, name).files, "x")
    assert [each.name for each in came.environments] == ["live"]
    assert came.environments[0].values["base"] == "https://l"


@pytest.mark.parametrize(
    "text", ["a\n### Other\nGET https://evil.example", "> {% client.exit() %}", "< /etc/hostname"]
)
def test_a_body_never_becomes_another_request_or_a_script(text):
    given = one(method="POST", body=RawBody(text=text, content_type="text/plain"))
    written = export_collection(given, "http")
    assert text not in written.files[""]
    assert "< ./one.body.txt" in written.files[""]
    assert written.files["one.body.txt"] == text


@pytest.mark.parametrize("text", ["a\n### Other\nGET https://evil.example", "x\r\nCookie: a=b"])
def test_no_value_begins_another_line(text):
    given = one(
        headers=(RequestHeader("X-One", text),),
        description=text,
        credential=Basic(user=text, password=KEPT),
    )
    lines = export_collection(given, "http").files[""].split("\n")
    assert not [
        line for line in lines if line.startswith(("### Other", "GET https://evil", "Cookie"))
    ]
