"""The tree of nodes and its filter."""

import pytest

from inspector.presentation.library.nodes import filtered, tree_of, walk


@pytest.fixture
def nodes(shop):
    return tree_of([shop.held()])


def names(nodes):
    return [node.name for node in walk(nodes)]


def test_collections_folders_and_requests_in_their_order(nodes):
    assert names(nodes) == ["Billing", "Example", "Orders", "List", "Create", "Ping"]


def test_a_node_knows_its_file_folder_and_method(nodes, shop):
    by_key = {node.key: node for node in walk(nodes)}
    create = by_key[shop.create]
    assert (create.method, create.entry) == ("POST", "create")
    assert by_key[create.parent].id == shop.orders
    assert by_key[by_key[create.parent].parent].kind == "collection"


def test_only_a_folder_with_a_credential_of_its_own_passes_one_on(nodes):
    assert {node.name for node in walk(nodes) if node.auth} == {"Example"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", 6),
        ("  ", 6),
        ("cre", 3),
        ("POST", 3),
        ("orders", 5),
        ("/v1/", 5),
        ("nothing like it", 0),
    ],
)
def test_the_filter_keeps_the_way_to_what_fits(nodes, text, left):
    assert len(names(filtered(nodes, text))) == left
