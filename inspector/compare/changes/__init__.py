"""Kinds of change between two attempts that can explain a different result: one module each."""
