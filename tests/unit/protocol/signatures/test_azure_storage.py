"""What Azure Storage has signed, held against the examples of its "Authorize with Shared Key"."""

from inspector.model.message import Header, Message
from inspector.protocol.signatures.azure_storage import canonical_headers, canonical_resource

URL = "https://myaccount.blob.core.windows.net"


def message(target, *headers):
    return Message(method="GET", url=URL + target, headers=headers)


def test_its_headers_in_their_order_in_small_letters_on_one_line_each():
    made = canonical_headers(
        message(
            "/", Header("X-Ms-Version", "2015-02-21"), Header("Date", "x"),
            Header("x-ms-date", "Fri,  26 Jun 2015\t23:39:12 GMT"),
        )
    )  # fmt: skip
    assert made == "x-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n"


def test_the_parameters_of_a_container():
    made = canonical_resource(message("/mycontainer?restype=container&comp=metadata"))
    assert made == "/mycontainer\ncomp:metadata\nrestype:container"


def test_values_of_one_name_are_joined_in_their_order():
    made = canonical_resource(message("/c?Include=snapshots&comp=list&include=metadata"))
    assert made == "/c\ncomp:list\ninclude:metadata,snapshots"


def test_values_are_unescaped_and_no_path_is_the_root():
    assert canonical_resource(message("?prefix=a%2Fb%20c")) == "/\nprefix:a/b c"
