"""The functions that queries may call beside those of SPARQL: Latvian order, diacritics, inflected forms.

Each takes and gives RDF terms and keeps no state but what it remembers, so it runs in any process. A wrong
argument is an error of the expression, as with the functions of SPARQL itself: the value is unbound.
"""

from collections.abc import Callable
from typing import TypeGuard

import pyoxigraph as ox

from hrgraph.latvian.alphabet import fold, sort_key
from hrgraph.latvian.forms import Forms
from hrgraph.rdf import terms

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Function = Callable[..., Term | None]

_TEXTS = (terms.XSD + "string", terms.RDF + "langString")


def functions(forms: Forms) -> dict[ox.NamedNode, Function]:
    """The functions by their IRI, over the word forms of a build.

    `fold(text)`: lower case without diacritics. `sortKey(text)`: ORDER BY it for the Latvian order.
    `matches(text, words)`: whether each of the words stands in the text in any inflected form.
    `matched(text, words)`: the words of the text that do, or an empty text.
    """
    return {
        ox.NamedNode(terms.FUNCTION + name): _over_texts(function, count)
        for name, function, count in (
            ("fold", fold, 1),
            ("sortKey", sort_key, 1),
            ("matches", lambda text, words: bool(forms.found(words, text)), 2),
            ("matched", lambda text, words: " ".join(forms.found(words, text)), 2),
        )
    }


def _over_texts(function: Callable[..., str | bool], count: int) -> Function:
    def over_terms(*given: Term) -> Term | None:
        texts = [term.value for term in given if _is_text(term)]
        return ox.Literal(function(*texts)) if len(texts) == len(given) == count else None

    return over_terms


def _is_text(term: Term) -> TypeGuard[ox.Literal]:
    return isinstance(term, ox.Literal) and term.datatype.value in _TEXTS
