"""The data dictionary in docs is the catalog's, word for word."""

from warehouse.dictionary import DICTIONARY, render_dictionary


def test_the_dictionary_in_docs_is_what_the_catalog_says():
    assert DICTIONARY.read_text(encoding="utf-8") == render_dictionary(), "run `make dictionary`"
