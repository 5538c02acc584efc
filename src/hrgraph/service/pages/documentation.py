"""The pages of the ontology as the build wrote them in, what the site shows of them out."""

from pathlib import Path

from hrgraph.errors import StoreError
from hrgraph.rdf import terms
from hrgraph.service.http.negotiate import LANGUAGES


def read_documentation(build_dir: Path) -> dict[str, str]:
    """Language by language the inside of `<main>`, its links to things and data leading to this site.

    Raises StoreError when the build has no such pages.
    """
    pages = {}
    for language in LANGUAGES:
        file = build_dir / f"ontology.{language}.html"
        try:
            whole = file.read_text(encoding="utf-8")
        except OSError as error:
            raise StoreError(f"{file} cannot be read ({error.strerror}): run hrgraph build") from error
        inside = whole.partition("<main>")[2].rpartition("</main>")[0]
        for address in ("id/", "ontology."):
            inside = inside.replace(f'href="{terms.BASE}{address}', f'href="/{address}')
        pages[language] = inside
    return pages
