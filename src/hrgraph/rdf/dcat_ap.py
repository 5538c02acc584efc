"""What the shapes of DCAT-AP 3.0 ask of the values of properties.

A record says it of things from elsewhere too, since a catalogue that checks it sees nothing else.
"""

from collections.abc import Mapping
from types import MappingProxyType

from hrgraph.rdf.terms import DCT

_DCAT = "http://www.w3.org/ns/dcat#"
_SPDX = "http://spdx.org/rdf/terms#"
_RESOURCE = "http://www.w3.org/2000/01/rdf-schema#Resource"

RANGES: Mapping[str, str] = MappingProxyType(
    {
        DCT + "license": DCT + "LicenseDocument",
        DCT + "format": DCT + "MediaTypeOrExtent",
        _DCAT + "mediaType": DCT + "MediaType",
        _DCAT + "compressFormat": DCT + "MediaType",
        _DCAT + "accessURL": _RESOURCE,
        _DCAT + "downloadURL": _RESOURCE,
        _DCAT + "endpointURL": _RESOURCE,
        _DCAT + "endpointDescription": _RESOURCE,
        _SPDX + "algorithm": _SPDX + "ChecksumAlgorithm",
    }
)
"""Classes of values, by property (IRIs)."""
