"""Files are read strictly, written with every byte that can be kept, and read back equal."""

import tomllib
from pathlib import Path
from typing import Literal, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.library.records import CollectionFile, EnvironmentFile, FolderFile
from inspector.library.toml import fresh, read, write
from inspector.model.credential import kinds
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.oauth import (
    ClientProof,
    Endpoints,
    Extras,
    GivenTokens,
    Group,
    Login,
    OwnParameter,
    Registration,
    ResourceOwner,
    Target,
    TokenUse,
)
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.request import (
    Example,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    Options,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef

SAMPLE = Path(__file__).parent / "samples" / "request-1.toml"
PATH = Path("orders/list.toml")
replace = msgspec.structs.replace

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
refs = st.builds(SecretRef, st.sampled_from(["keyring", "environment", "ask"]), texts)
fields = st.lists(st.builds(FormField, texts, texts, st.booleans(), texts), max_size=3).map(tuple)
bodies = st.one_of(
    st.just(NoBody()),
    st.builds(JsonBody, text=texts),
    st.builds(RawBody, text=texts, content_type=texts),
    st.builds(FormBody, fields=fields),
    st.builds(MultipartBody, fields=fields),
    st.builds(FileBody, path=texts),
)
own = st.builds(
    OwnParameter, message=st.sampled_from(["token", "refresh"]), name=texts, value=texts
)
oauth2 = st.builds(
    OAuth2,
    grant=st.sampled_from(["device-code", "token-exchange", "authorization-code"]),
    issuer=texts,
    owner=st.builds(ResourceOwner, user=texts, password=refs),
    given=st.builds(GivenTokens, subject=refs, refresh=refs, requested_type=texts),
    client=st.builds(
        ClientProof,
        method=st.sampled_from(["automatic", "private_key_jwt"]),
        key=refs,
        registration=st.builds(Registration, address=texts, token=refs),
    ),
    endpoints=st.builds(Endpoints, token=texts),
    login=st.builds(Login, port=st.integers(0, 65535), prompt=texts),
    target=st.builds(Target, resources=st.lists(texts, max_size=2).map(tuple)),
    use=st.builds(TokenUse, margin=st.integers(0, 900), once_on_401=st.booleans()),
    extras=st.builds(Extras, own=st.lists(own, max_size=2).map(tuple)),
)
credentials = st.one_of(
    oauth2,
    st.just(NoCredential()),
    st.builds(Basic, user=texts, password=refs),
    st.builds(Bearer, token=refs, word=texts),
    st.builds(ApiKey, name=texts, value=refs, place=st.sampled_from(["header", "query"])),
    st.builds(Digest, user=texts, password=refs),
)
options = st.builds(
    Options,
    timeout=st.one_of(st.none(), st.floats(0.5, 100)),
    follow_redirects=st.booleans(),
    keep_credential_for=st.lists(texts, max_size=2).map(tuple),
    proxy_credential=st.one_of(
        st.just(NoCredential()), st.builds(Basic, user=texts), st.builds(Ntlm, user=texts)
    ),
)
requests = st.builds(
    Request,
    name=texts,
    method=texts,
    url=texts,
    query=st.lists(st.builds(QueryParam, texts, texts, st.booleans()), max_size=3).map(tuple),
    headers=st.lists(st.builds(RequestHeader, texts, texts, st.booleans()), max_size=3).map(tuple),
    body=bodies,
    credential=credentials,
    options=options,
    description=texts,
)


def places(found):
    return [problem.where for problem in found.problems]


@settings(deadline=None)
@given(requests)
def test_any_request_comes_back_equal(request):
    text = fresh(request)
    found = read(PATH, text, Request)
    assert found.problems == ()
    assert found.record == request
    assert write(text, request) == text


@settings(deadline=None)
@given(requests, requests)
def test_any_change_of_a_file_comes_back_equal(before, after):
    assert read(PATH, write(fresh(before), after), Request).record == after


@settings(deadline=None)
@given(requests)
def test_a_change_of_a_file_with_comments_comes_back_equal(after):
    assert read(PATH, write(SAMPLE.read_text(), after), Request).record == after


def test_the_sample_is_read():
    found = read(PATH, SAMPLE.read_text(), Request)
    assert found.problems == ()
    assert found.record == Request(
        name="List orders",
        url="{{base_url}}/v1/orders",
        headers=(
            RequestHeader("Accept", "application/json"),
            RequestHeader("X-Debug", "1", enabled=False),
        ),
        body=JsonBody(text='{\n  "a": "\\d #not a comment"\n}'),
        credential=Basic(user="shop", password=SecretRef(place="keyring", name="shop-staging")),
        options=Options(
            timeout=5.0,
            proxy_credential=Basic(
                user="p", password=SecretRef(place="environment", name="PROXY_PASSWORD")
            ),
        ),
    )


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ({"name": "Orders"}, '"List orders"', '"Orders"'),
        ({"method": "HEAD"}, 'method = "GET"  #', 'method = "HEAD"  #'),
        (
            {
                "headers": (
                    RequestHeader("Accept", "*/*"),
                    RequestHeader("X-Debug", "1", enabled=False),
                )
            },
            '"application/json"',
            '"*/*"',
        ),
        (
            {"headers": (RequestHeader("X-Debug", "1", enabled=False),)},
            '  { name = "Accept", value = "application/json" },\n',
            "",
        ),
        ({"body": JsonBody(text="{\n}\n")}, '{\n  "a": "\\d #not a comment"\n}', "{\n}\n"),
        (
            {"credential": Basic(user="shop", password=SecretRef(place="ask", name="x"))},
            '{ keyring = "shop-staging" }',
            '{ask = "x"}',
        ),
        ({"options": Options()}, None, None),
    ],
)
def test_only_what_changed_is_written(change, before, after):
    old = SAMPLE.read_text()
    record = replace(read(PATH, old, Request).record, **change)
    text = write(old, record)
    assert read(PATH, text, Request).record == record
    assert "# needs scope orders:read" in text
    assert "# only reads" in text
    assert "# noisy" in text
    if before is not None:
        assert text == old.replace(before, after)


def test_what_is_wrong_is_told_with_file_line_and_path():
    old = SAMPLE.read_text().replace("timeout = 5", 'timeout = "5"\nnonsense = 1')
    old = old.replace('"X-Debug", value = "1"', '"X-Debug", value = 1, colour = "red"')
    found = read(PATH, old, Request)
    assert places(found) == [
        "orders/list.toml:9: headers[1].value",
        "orders/list.toml:9: headers[1].colour",
        "orders/list.toml:25: options.timeout",
        "orders/list.toml:26: options.nonsense",
    ]
    assert all(problem.what and problem.todo for problem in found.problems)
    assert found.record.headers[1] == RequestHeader("X-Debug", "", enabled=False)
    assert found.record.options.timeout == 30.0
    again = write(old, replace(found.record, name="New"))
    assert again == old.replace('"List orders"', '"New"')


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[body]\nkind = "yaml"', "2: body.kind"),
        ('[body]\ntext = "a"', "1: body.kind"),
        ('body = "a"', "1: body"),
        ("headers = 1", "1: headers"),
        ("headers = [1]", "1: headers[0]"),
        ("headers = [{}]", "1: headers[0]"),
        ("name = 1", "1: name"),
        ('id = "x"', "1: id"),
        ("[options]\nmax_redirects = true", "2: options.max_redirects"),
        ("[options]\nmax_redirects = 1.5", "2: options.max_redirects"),
        ("[options]\nverify_tls = 1", "2: options.verify_tls"),
        ("[options]\ntimeout = nan", "2: options.timeout"),
        ('[options]\nhttp_version = "3"', "2: options.http_version"),
        ('[credential]\nkind = "basic"\npassword = 1', "3: credential.password"),
        ('[credential]\nkind = "basic"\npassword = { memory = "x" }', "3: credential.password"),
        (
            '[credential]\nkind = "basic"\npassword = { keyring = "x", ask = "y" }',
            "3: credential.password",
        ),
    ],
)
def test_each_value_that_does_not_fit_is_left_out_and_told(text, where):
    found = read(PATH, text, Request)
    assert places(found) == [f"orders/list.toml:{where}"]
    assert found.record is not None
    assert write(text, found.record) == text


def test_an_unknown_scheme_never_becomes_no_credential():
    found = read(PATH, '[credential]\nkind = "magic"\nwand = "oak"\n', Request)
    assert found.record.credential.scheme == "magic"
    text = write(
        '[credential]\nkind = "magic"\nwand = "oak"\n', replace(found.record, url="http://a")
    )
    assert 'wand = "oak"' in text


@pytest.mark.parametrize(
    "text", ["name = ", "[a", "a = 1\na = 2", "[" * 3000, "format = 2", 'format = "x"']
)
def test_a_file_that_cannot_be_understood_says_where(text):
    found = read(PATH, text, Request)
    assert found.record is None
    (problem,) = found.problems
    assert problem.where.startswith("orders/list.toml:")
    assert problem.what
    assert problem.todo


def test_a_secret_in_clear_is_taken_into_memory_with_a_warning_and_stays_in_the_file():
    text = '[credential]\nkind = "basic"\nuser = "u"\npassword = "hunter2hunter2"  # mine\n'
    found = read(PATH, text, Request)
    ref = found.record.credential.password
    assert ref.place == "memory"
    assert found.secrets == {ref: "hunter2hunter2"}
    assert places(found) == ["orders/list.toml:4: credential.password"]
    assert "hunter2" not in repr(found.problems)
    assert write(
        text, replace(found.record, credential=replace(found.record.credential, user="v"))
    ) == (text.replace('"u"', '"v"'))


def test_templates_are_plain_strings():
    text = '[credential]\nkind = "bearer"\ntoken = "{{token}}"\n'
    found = read(PATH, text, Request)
    assert found.problems == ()
    assert found.record.credential == Bearer(token=SecretRef(place="text", name="{{token}}"))
    assert 'token = "{{token}}"' in fresh(found.record)


def test_bodies_are_blocks_that_people_can_read():
    text = fresh(Request(body=JsonBody(text='{\n  "a": 1\n}')))
    assert "text = '''\n{\n  \"a\": 1\n}'''" in text


@pytest.mark.parametrize(
    "body", ["a\r\nb", "'''\n", "\n'", '\t\n\\n"', "\x00\n\x7f", "\n\n", "ü\n✓"]
)
def test_any_body_comes_back_equal(body):
    request = Request(body=RawBody(text=body))
    assert read(PATH, fresh(request), Request).record == request


def test_a_lone_surrogate_does_not_stop_writing():
    text = fresh(Request(name="a\udc80b"))
    assert read(PATH, text, Request).record.name == "a\N{REPLACEMENT CHARACTER}b"


def test_examples_come_back_equal_and_can_be_read():
    rows = (RequestHeader("Content-Type", "application/json"),)
    body = '{\n  "id": 1,\n  "note": "\'quoted\' # no comment"\n}'
    examples = (Example(name="One", headers=rows, body=body), Example(name="Gone", status=404))
    text = fresh(Request(url="https://a", examples=examples))
    assert read(PATH, text, Request).record.examples == examples
    assert '\n  "id": 1,\n' in text
    changed = replace(read(PATH, text, Request).record, examples=examples[1:])
    assert read(PATH, write(text, changed), Request).record == changed


def test_defaults_are_not_written():
    assert fresh(Request()) == "format = 1\n"
    assert tomllib.loads(fresh(Request(options=Options(timeout=None)))) == {
        "format": 1,
        "options": {"timeout": 0},
    }


def test_the_other_files_come_back_equal():
    ref = SecretRef(place="keyring", name="k")
    for record in (
        CollectionFile(name="A", variables={"base": "http://a", "k": ref}, order=("x", "y")),
        FolderFile(name="F", headers=(RequestHeader("A", "b"),), credential=NoCredential()),
        EnvironmentFile(name="E", production=True, values={"a b": "x", "token": ref}),
    ):
        found = read(PATH, fresh(record), type(record))
        assert found.problems == ()
        assert found.record == record


def test_an_array_of_tables_can_be_changed_too():
    text = 'format = 1\n[[headers]]\nname = "A"\n[[headers]]\nname = "B"\n'
    found = read(PATH, text, Request)
    assert [row.name for row in found.record.headers] == ["A", "B"]
    changed = replace(found.record, headers=found.record.headers[1:], url="http://a")
    assert read(PATH, write(text, changed), Request).record == changed


def filled(record):
    """Return a record with something in every text, number and reference of it, groups too."""
    made = {}
    for field in msgspec.structs.fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, SecretRef):
            made[field.name] = SecretRef(place="keyring", name=f"of {field.name}")
        elif isinstance(value, Group):
            made[field.name] = filled(value)
        elif value == "" and field.type is str:
            made[field.name] = f'{field.name} = [x] \n"é'
        elif type(value) is int:
            made[field.name] = value + 7
        elif isinstance(value, bool):
            made[field.name] = not value
        elif get_origin(field.type) is Literal:
            made[field.name] = get_args(field.type)[-1]
    return replace(record, **made)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.tag())
def test_every_kind_of_credential_comes_back_whole(kind):
    request = Request(name="x", url="http://a.example/", credential=filled(kind()))
    assert read(PATH, write(fresh(request), request), Request).record == request
