/**
 * A small world in which the decisions of all three layers run together, deterministically: one
 * seed makes the world's {@link dev.braid.simulator.Shape} and its {@link
 * dev.braid.simulator.History}. Kafka, Flink and Delta are modelled; everything that decides is the
 * product's own code. In a part of the worlds a next generation is built beside the one that
 * answers ({@link dev.braid.simulator.Deployments}, {@link dev.braid.simulator.Front}). How to read
 * a failing history and how to add a step: {@code infra/docs/simulator.md}.
 */
package dev.braid.simulator;
