"""The tables of Wagtail 8.0, one migration an app; `tests/library/test_wagtail_tables.py` tells when it has newer ones."""
