"""A reply to the question for a schema."""


def _type(name, wrapped=0):
    made = {"name": name}
    for _ in range(wrapped):
        made = {"name": None, "ofType": made}
    return made


def _field(name, of, *args, wrapped=0):
    return {"name": name, "args": [{"name": each} for each in args], "type": _type(of, wrapped)}


SCHEMA_REPLY = {
    "data": {
        "__schema": {
            "queryType": {"name": "Query"},
            "mutationType": {"name": "Mutation"},
            "subscriptionType": None,
            "types": [
                {
                    "name": "Query",
                    "fields": [
                        _field("orders", "Order", "first", wrapped=3),
                        _field("viewer", "User"),
                    ],
                },
                {"name": "Mutation", "fields": [_field("pay", "Order", "id", "amount")]},
                {
                    "name": "Order",
                    "fields": [
                        _field("id", "ID", wrapped=1),
                        _field("total", "Int"),
                        _field("buyer", "User"),
                    ],
                },
                {"name": "User", "fields": [_field("name", "String"), _field("orders", "Order")]},
                {"name": "Admin", "fields": [_field("rights", "String")]},
                {"name": "ID", "fields": None},
            ],
        }
    }
}
