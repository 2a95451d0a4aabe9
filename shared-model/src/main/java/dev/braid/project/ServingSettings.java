package dev.braid.project;

/** Where the serving layer listens. */
public record ServingSettings(String host, int port) {}
