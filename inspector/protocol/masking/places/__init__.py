"""Readers of the places where texts write secrets; `secret_spans.py` asks them all."""
