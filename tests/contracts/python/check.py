"""Reads frames with Confluent's stock Python client through our registry API, and writes them back.

check.py REGISTRY_URL < cases.ndjson > answers.ndjson

A case is {"type", "topic", "frame"}; frames are in base64. An answer is {"value", "frames"}: the value as JSON (bytes as
{"$bytes": hex}) and the frames that two serialisers made of it: one that asks for the latest version, one that looks the
schema up. {"fingerprints": {id: hex}} comes last: SHA-256 of the canonical forms as fastavro computes them.
"""

import base64
import json
import logging
import sys

from confluent_kafka.schema_registry import SchemaRegistryClient, record_subject_name_strategy
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext
from fastavro.schema import fingerprint, to_parsing_canonical_form


def as_json(value):
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": value.hex()}
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(inner) for inner in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"{type(value).__name__}: say here how this logical type compares")


def serializer(client, schema, latest):
    settings = {
        "auto.register.schemas": False,
        "use.latest.version": latest,
        "subject.name.strategy": record_subject_name_strategy,
    }
    return AvroSerializer(client, schema, conf=settings)


def main(url):
    client = SchemaRegistryClient({"url": url})
    deserializer = AvroDeserializer(client)
    serializers, fingerprints = {}, {}
    for line in sys.stdin:
        case = json.loads(line)
        frame = base64.b64decode(case["frame"])
        context = SerializationContext(case["topic"], MessageField.VALUE)
        value = deserializer(frame, context)
        schema_id = int.from_bytes(frame[1:5], "big")
        if schema_id not in serializers:
            schema = client.get_schema(schema_id)
            canonical = to_parsing_canonical_form(json.loads(schema.schema_str))
            fingerprints[schema_id] = fingerprint(canonical, "SHA-256")
            serializers[schema_id] = [serializer(client, schema, latest) for latest in (True, False)]
        frames = [base64.b64encode(write(value, context)).decode() for write in serializers[schema_id]]
        print(json.dumps({"value": as_json(value), "frames": frames}))
    print(json.dumps({"fingerprints": fingerprints}))


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    main(sys.argv[1])
