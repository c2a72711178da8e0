"""Collections for tests of their export: what each format holds, made by Hypothesis."""

import msgspec
from hypothesis import strategies as st

from inspector.model.collection import Collection, Folder
from inspector.model.credential import kind_of
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.inherit import InheritCredential
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.oauth import (
    ClientProof,
    Endpoints,
    Extras,
    KeptSetting,
    KeptSettings,
    Login,
    OwnParameter,
    ResourceOwner,
    Target,
    TokenUse,
)
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.kinds.signing.aws_signature import AwsSignature
from inspector.model.kinds.signing.wsse import Wsse
from inspector.model.kinds.unsupported import Unsupported
from inspector.model.request import (
    Example,
    FileBody,
    FormBody,
    FormField,
    JsonBody,
    MultipartBody,
    NoBody,
    QueryParam,
    RawBody,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef

# Anything that people type, with what formats divide, quote and escape by.
ODD = "ünï 日本 😀 'quoted\" \\ back #1 %41 a+b &=;,? <x> $y /:z - : [l] {o}"
texts = st.one_of(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="{}\x85"),
        max_size=12,
    ),
    st.sampled_from(
        ["", ODD, "{{base}}", "a {{base}} b", "{{uuid}}", " blanks ", "true", "0x1F", "null"]
    ),
)
plain = st.sampled_from(["", ODD, "{{base}}", "a {{base}} b"])
words = st.one_of(st.text("abcXYZ-_09", min_size=1, max_size=9), st.sampled_from(["ünï", "日本"]))
lines = st.one_of(texts, st.just("first\n  second: x\n\n# third\n- fourth\n"))
names = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,9}", fullmatch=True)
refs = st.builds(SecretRef, st.sampled_from(["keyring", "environment", "ask"]), names)
rows = st.builds(RequestHeader, names, texts.map(str.strip), st.booleans())
params = st.builds(QueryParam, words, texts, st.booleans())
form = st.builds(FormField, words, texts, st.booleans())
parts = st.one_of(
    st.builds(FormField, words, texts, st.booleans(), st.just(""), st.sampled_from(["", "text/x"])),
    st.builds(FormField, words, st.just(""), st.booleans(), names.map(lambda n: f"{n}.bin")),
)
TYPED = ("text/plain", "application/xml", "a/b")


def raw(*kinds):
    """Return texts of these content types."""
    return st.builds(RawBody, text=lines, content_type=st.sampled_from(kinds))


bodies = st.one_of(
    st.just(NoBody()),
    st.builds(JsonBody, text=lines.map(lambda text: f'{{"a": "{text}"}}')),
    raw(*TYPED),
    st.builds(FormBody, fields=st.lists(form, max_size=3).map(tuple)),
    st.builds(MultipartBody, fields=st.lists(parts, min_size=1, max_size=3).map(tuple)),
    st.builds(
        FileBody, path=names.map(lambda n: f"{n}.json"), content_type=st.sampled_from(["", "a/b"])
    ),
)
urls = st.one_of(
    st.sampled_from(
        [
            "https://api.example.com",
            "http://[::1]:8080/a/:id/b?x=1&x=&y=%20#part",
            "{{base}}/v1/{{id}}",
            "https://h.example:8443/a?flag&b=c%2Bd",
        ]
    ),
    words.map(lambda word: f"https://h.example/a/{word}"),
)
BASIC = st.builds(Basic, user=texts, password=refs)
BEARER = st.builds(Bearer, token=refs, word=st.sampled_from(["Bearer", "Token", ""]))
KEY = st.builds(
    ApiKey, name=names, value=refs, place=st.sampled_from(["header", "query", "cookie"])
)
DIGEST = st.builds(Digest, user=texts, password=refs)
NTLM = st.builds(Ntlm, user=words, password=refs, domain=st.sampled_from(["", "CORP"]))
WSSE = st.builds(Wsse, user=texts, password=refs)
AWS = st.builds(
    AwsSignature,
    key_id=words,
    secret=refs,
    region=st.just("eu-1"),
    service=st.sampled_from(["", "s3"]),
)
JWT = st.builds(
    SignedJwt,
    algorithm=st.sampled_from(["HS256", "HS512"]),
    claims=st.just('{"iat": {{now}}, "sub": "ünï"}'),
    key=refs,
    coding=st.sampled_from(["text", "base64"]),
)
UNSUPPORTED = st.builds(
    Unsupported,
    scheme=st.sampled_from([x for x in ("hawk", "edgegrid", "asap") if not kind_of(x).is_given]),
    kept=st.builds(
        KeptSettings,
        rows=st.just(
            (
                KeptSetting(name="region", value="eu-1"),
                KeptSetting(name="secretKey", secret=SecretRef(place="keyring", name="k")),
            )
        ),
    ),
)


def oauth2(*, audience=True, redirect=True):
    """Return grants that programs know, with what they can say of each."""
    own = st.builds(
        OwnParameter,
        message=st.sampled_from(["token", "refresh"]),
        place=st.sampled_from(["body", "header", "query"]),
        name=names,
        value=texts,
    )
    return st.builds(
        OAuth2,
        grant=st.sampled_from(["client-credentials", "authorization-code"]),
        client_id=texts.map(str.strip),
        scope=st.sampled_from(["", "read write"]),
        client=st.builds(
            ClientProof,
            method=st.sampled_from(["client_secret_basic", "client_secret_post"]),
            secret=refs,
        ),
        endpoints=st.just(Endpoints(authorization="https://p/a", token="https://p/t")),
        login=st.just(
            Login(host="elsewhere", address="https://p/cb", state="s") if redirect else Login()
        ),
        target=st.sampled_from(
            [Target(), *([Target(audience="x", resources=("https://r",))] if audience else [])]
        ),
        use=st.sampled_from([TokenUse(), TokenUse(place="query", name="access_token")]),
        extras=st.builds(Extras, own=st.lists(own, max_size=2).map(tuple)),
    ) | st.builds(
        OAuth2,
        grant=st.just("password"),
        owner=st.builds(ResourceOwner, user=texts, password=refs),
        endpoints=st.just(Endpoints(token="https://p/t", refresh="https://p/r")),
        login=st.just(Login(pkce="off")),
    )


def on(strategy):
    """Return rows that are all switched on."""
    return strategy.map(lambda row: msgspec.structs.replace(row, enabled=True))


NO_EXAMPLES = st.just(())
EXAMPLES = st.lists(
    st.builds(
        Example,
        name=words,
        url=st.sampled_from(["", "https://h.example/a?x=1", "{{base}}/v1"]),
        status=st.sampled_from([200, 204, 401]),
        reason=st.sampled_from(["", "OK", "Not Found"]),
        headers=st.lists(
            st.builds(RequestHeader, st.sampled_from(["Content-Type", "X-Count"]), words),
            max_size=2,
        ).map(tuple),
        body=st.sampled_from(["", '{"a": "ünï {{base}}"}', "two\nlines"]),
    ),
    max_size=2,
).map(tuple)


def requests(
    credentials,
    bodies=bodies,
    params=params,
    rows=rows,
    descriptions=lines,
    examples=NO_EXAMPLES,
):
    """Return requests that leave with such credentials."""
    return st.builds(
        Request,
        name=words,
        method=st.sampled_from(["GET", "POST", "DELETE", "QUERY"]),
        url=urls,
        query=st.lists(params, max_size=3).map(tuple),
        headers=st.lists(rows, max_size=3).map(tuple),
        body=bodies,
        credential=st.one_of(st.just(NoCredential()), credentials),
        description=descriptions,
        examples=examples,
    )


def collections(credentials, *, folders=True, **choices):
    """Return collections with a folder in a folder, each level with what it says itself."""
    inherited = st.just(InheritCredential())
    inside = st.lists(
        requests(st.one_of(inherited, credentials), **choices),
        max_size=2,
        unique_by=lambda each: each.name,
    ).map(tuple)
    levels = st.one_of(inherited, st.just(NoCredential()), credentials)
    headers = st.lists(st.builds(RequestHeader, names, names), max_size=1).map(tuple)
    deeper = st.builds(
        Folder, name=st.just("ünter / x"), credential=levels, headers=headers, requests=inside
    )
    folder = st.builds(
        Folder,
        name=words,
        credential=levels,
        headers=headers,
        requests=inside,
        folders=st.lists(deeper, max_size=1).map(tuple),
    )
    return st.builds(
        Collection,
        name=words,
        variables=st.just({"base": "https://b.example", "id": "1"}),
        credential=st.one_of(st.just(NoCredential()), credentials),
        requests=inside,
        folders=st.lists(folder, max_size=1 if folders else 0).map(tuple),
    )
