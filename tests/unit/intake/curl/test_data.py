"""Bodies of every kind of data option."""

import pytest

from inspector.intake import Unreadable
from inspector.intake.curl.command import Command
from inspector.intake.curl.data import content, query_of
from inspector.model.request import FileBody, FormField, JsonBody, MultipartBody, NoBody, RawBody
from inspector.protocol.media_types import FORM


def made(*words, content_type=""):
    return content(Command(words), content_type)


def test_pieces_are_joined():
    found = made("-d", "a=1", "--data-raw", "@b", "--data-urlencode", "c=d e&f")
    assert found.body == RawBody(text="a=1&@b&c=d+e%26f", content_type=FORM)
    assert found.method == "POST"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a b", "a+b"), ("=a=b", "a%3Db"), ("n=é", "n=%C3%A9"), ("n=a@b", "n=a%40b")],
)
def test_encoding(value, expected):
    assert made("--data-urlencode", value).body.text == expected


def test_files(tmp_path):
    file = tmp_path / "x.txt"
    file.write_bytes(b"a b\r\nc\n")
    assert made("-d", f"@{file}").body.text == "a bc"
    assert made("--data-binary", f"@{file}", "-d", "x").body.text == "a b\r\nc\n&x"
    assert made("--data-urlencode", f"n@{file}").body.text == "n=a+b%0D%0Ac%0A"
    assert made("--data-binary", f"@{file}").body == FileBody(path=str(file), content_type=FORM)
    assert made("-T", str(file)) == (FileBody(path=str(file)), "", "PUT")


@pytest.mark.parametrize("value", ["@/nowhere/at/all", "@-"])
def test_files_that_cannot_be_read(value):
    with pytest.raises(Unreadable) as raised:
        made("-d", value)
    assert raised.value.problem.todo


def test_json():
    assert made("--json", '{"a":', "--json", "1}").body == JsonBody(text='{"a":1}')
    assert made("-d", "{}", content_type="application/json").body == JsonBody(text="{}")


def test_get_puts_the_data_into_the_query():
    assert made("-G", "-d", "a=1", "-d", "b") == (NoBody(), "a=1&b", "GET")
    assert made("-G", "-I", "-d", "a").method == "HEAD"
    assert made("-I").method == "HEAD"
    assert made() == (NoBody(), "", "GET")


def test_forms(tmp_path):
    file = tmp_path / "t"
    file.write_text("text")
    found = made(
        "-F", "a=b;type=text/x", "-F", "f=@x.bin;type=image/png;filename=y", "-F", f"t=<{file}",
        "--form-string", "s=@z;type=q",
    )  # fmt: skip
    assert found.body == MultipartBody(
        fields=(
            FormField("a", "b", content_type="text/x"),
            FormField("f", file="x.bin", content_type="image/png", file_name="y"),
            FormField("t", "text"),
            FormField("s", "@z;type=q"),
        )
    )


def test_url_query():
    assert query_of(Command(("--url-query", "a=b c", "--url-query", "+x y"))) == ["a=b+c", "x y"]


@pytest.mark.parametrize("option", ["--data", "--data-urlencode"])
def test_a_device_is_not_read_for_ever(option):
    with pytest.raises(Unreadable) as caught:
        made(option, "@/dev/zero")
    assert "pipe or a device" in caught.value.problem.where
