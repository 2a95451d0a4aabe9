package dev.braid.project;

/** What {@code braid.yml} says, defaults filled in. */
record ProjectSettings(
    String name,
    long epochMillis,
    long graceMillis,
    KafkaSettings kafka,
    String storage,
    ServingSettings serving,
    BatchSettings batch) {}
