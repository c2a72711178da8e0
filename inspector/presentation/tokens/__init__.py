"""Tokens taken apart: claims, checks, lifetimes."""
