"""One module for each kind of token; `annotate.tokens.registry` finds them."""
