"""One module a language: how it writes a call. `inspector/export/code/snippet.py` finds them."""
