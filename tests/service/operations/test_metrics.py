"""What the service counts of itself."""

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families


def test_counts(client: TestClient) -> None:
    """Requests are counted by part, status, outcome and cache; the present state stands beside them."""
    client.get("/sparql?query=ASK{}")
    client.get("/sparql?query=ASK{}")
    client.get("/sparql?query=ASK{")
    client.get("/no/such/address")
    text = client.get("/metrics").text

    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    labelled = {frozenset(key): value for key, value in samples.items()}

    def requests(*labels: str) -> float:
        return labelled[frozenset(("hrgraph_requests_total", *labels))]

    assert requests("sparql", "200", "answered", "miss") == 1
    assert requests("sparql", "200", "answered", "hit") == 1
    assert requests("sparql", "400", "ends-early", "miss") == 1
    assert requests("other", "404", "refused", "miss") == 1
    assert samples["hrgraph_cache_bytes",] > 0
    assert any(key[0] == "hrgraph_statements" and value > 0 for key, value in samples.items())
    ends = ["0.001", "0.005", "0.025", "0.1", "0.25", "1.0", "5.0", "15.0", "30.0", "60.0", "+Inf"]
    up_to = [labelled[frozenset(("hrgraph_request_seconds_bucket", "sparql", "miss", end))] for end in ends]
    assert up_to == sorted(up_to)
    assert up_to[-1] == labelled[frozenset(("hrgraph_request_seconds_count", "sparql", "miss"))] == 2
    assert 0 < labelled[frozenset(("hrgraph_request_seconds_sum", "sparql", "miss"))] < 60
