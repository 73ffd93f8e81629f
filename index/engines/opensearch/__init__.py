"""The OpenSearch engine: an index on a cluster."""
