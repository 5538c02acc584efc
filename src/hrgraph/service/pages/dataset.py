"""What graph and build say of the dataset in; schema.org's Dataset, which search engines read, out."""

import json
from collections.abc import Iterable

from hrgraph.rdf import terms
from hrgraph.service import texts
from hrgraph.service.lookups.graph import ask
from hrgraph.service.pages.dumps import DumpFile
from hrgraph.store.base import Store


def schema_org(store: Store, files: Iterable[DumpFile], spoken: str) -> str:
    """The dataset as JSON-LD that may stand in a page, or nothing if the graph does not describe itself."""
    rows = [row for row in ask(store, "dataset") if row["name"].language == spoken]
    if not rows:
        return ""
    said: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": terms.thing("hrgraph"),
        "url": terms.BASE,
        "name": rows[0]["name"].text,
        "description": texts.word("tagline", spoken),
        "license": rows[0]["licence"].text,
        "version": rows[0]["version"].text,
        "isAccessibleForFree": True,
    }
    for name, variable in (("datePublished", "issued"), ("dateModified", "modified")):
        if variable in rows[0]:
            said[name] = rows[0][variable].text
    said["distribution"] = [
        {
            "@type": "DataDownload",
            "contentUrl": terms.DUMPS + file.path,
            "encodingFormat": file.format,
            "contentSize": f"{file.bytes} B",
            "sha256": file.sha256,
        }
        for file in files
        if file.path.startswith("hrgraph.")
    ]
    # Nothing in it may end the element of the page that it stands in.
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")
