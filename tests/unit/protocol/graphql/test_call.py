"""The body of a GraphQL request is read and written without a change to its parts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.protocol.graphql.call import GraphqlCall, is_document, operations, read, write

QUERY = "query Order($id: ID!) {\n  order(id: $id) { total }\n}"


def test_its_parts_are_read_as_they_are_written():
    text = json.dumps({"query": QUERY, "variables": {"id": 7}, "operationName": "Order"})
    assert read(text) == GraphqlCall(QUERY, '{"id": 7}', "Order")


def test_variables_of_ours_stay_in_all_parts():
    text = '{"query": "{ a(b: \\"{{name}}\\") }", "variables": {"id": {{id}}, "t": "{{ t }}"}}'
    call = read(text)
    assert call.query == '{ a(b: "{{name}}") }'
    assert call.variables == '{"id": {{id}}, "t": "{{ t }}"}'
    assert read(write(call)) == call


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"query": "shoes, size 42"}',
        '{"query": {"match": {}}, "variables": {}}',
        '{"query": "shoes", "page": 2, "variables": {}}',
        '{"other": "{ a }"}',
        '{"query": "{ a }", "variables": {"id": }}',
        "not json {",
    ],
)
def test_other_bodies_are_none(text):
    assert read(text) is None


def test_what_is_still_empty_is_one():
    assert read(write(GraphqlCall())) == GraphqlCall()
    assert json.loads(write(GraphqlCall())) == {"query": "", "variables": {}}


@given(st.text(), st.dictionaries(st.text(), st.integers()), st.text(), st.sampled_from(["", "{}"]))
def test_what_is_written_is_read_again(query, variables, operation, extensions):
    call = GraphqlCall(query, json.dumps(variables) if variables else "", operation, extensions)
    assert read(write(call)) == call


def test_documents_and_their_operations():
    assert is_document("# first\n\n subscription S { a }")
    assert not is_document("querying { things }")
    assert operations(f"{QUERY} mutation Pay {{ pay }}") == ("Order", "Pay")
