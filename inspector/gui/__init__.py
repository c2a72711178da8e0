"""The window. Panels show values of `state` and ask its owners to replace them."""
