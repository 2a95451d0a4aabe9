/** HTTP: queries, status, health, metrics and the console. */
package dev.braid.serving.http;
