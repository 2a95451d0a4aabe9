package dev.braid.serving.trino;

import java.util.List;
import java.util.Map;

/** An answer as it goes out. */
record Reply(byte[] json, Map<String, List<String>> headers) {}
