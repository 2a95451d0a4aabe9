/**
 * A small world in which the decisions of all three layers run together, deterministically: one
 * seed makes the world's {@link dev.braid.simulator.Shape} and its {@link
 * dev.braid.simulator.History}. Kafka, Flink and Delta are modelled; everything that decides is the
 * product's own code. How to read a failing history and how to add a step: {@code
 * infra/docs/simulator.md}.
 */
package dev.braid.simulator;
