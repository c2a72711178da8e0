"""What names promise; asked through `protocol/field_names.py`."""
