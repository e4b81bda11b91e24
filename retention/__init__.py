"""Retention: is this our client, and what to do about what they ask.  The product without its screens."""

__version__ = "1.0.0"
MODEL_VERSION = "1"
